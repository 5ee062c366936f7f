#pragma once

#include <filesystem>

namespace howship {

/// Keeps what a run writes within its folder: a link at one of the places that it writes to would lead elsewhere. The
/// folder itself may be a link, since the user named it.
/// Neither may anything else be there than files and the folders that a run makes: opening a pipe waits for ever.
/// \throws FileError, naming the link and where it leads, when a name of ours in the folder is one, or what it is
/// instead of a file
void refuse_links(const std::filesystem::path& folder);

/// \throws FileError, naming the link and where it leads. \param link  in the place of something that is written to
[[noreturn]] void refuse_link(const std::filesystem::path& link);

}  // namespace howship
