#pragma once

namespace howship {

/// CSS of all reports: one column on a phone, pictures and plots side by side on wider screens, A4 when printed.
extern const char* const style_sheet;

}  // namespace howship
