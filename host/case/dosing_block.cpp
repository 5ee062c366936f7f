#include "host/case/dosing_block.hpp"

#include <system_error>

#include <fmt/format.h>

#include "host/case/event_table.hpp"
#include "host/case/geometry_block.hpp"

namespace howship {

NamedEvents read_events(Section& dosing, const std::filesystem::path& case_file, const RunSpan& span) {
  const std::filesystem::path file = dosing.text("events", "");
  NamedEvents events;
  if (!dosing.has("events")) return events;
  if (file.empty()) dosing.fail("events", "the name of a table is expected");
  events.file = beside_the_case(file, case_file);
  std::error_code unknown;
  if (!std::filesystem::exists(events.file, unknown))
    dosing.fail("events", fmt::format("there is no file '{}'", events.file.string()));
  // A pipe would be waited for, and a device may never end.
  if (!std::filesystem::is_regular_file(events.file, unknown))
    dosing.fail("events", fmt::format("'{}' is no regular file; a table is expected", events.file.string()));
  events.doses = read_event_table(events.file, span);
  return events;
}

bool read_after_end(Section& dosing, bool otherwise) {
  return dosing.choice("after_end", otherwise ? "ignore" : "refuse", {"refuse", "ignore"}) == "ignore";
}

}  // namespace howship
