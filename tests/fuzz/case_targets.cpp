#include <cmath>
#include <sstream>
#include <string>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/case/dosing.hpp"
#include "host/case/event_table.hpp"
#include "host/case/label_case.hpp"
#include "host/case/label_names.hpp"
#include "host/case/units.hpp"
#include "host/geometry/label_table.hpp"
#include "host/report/schedule_words.hpp"

#include "tests/fuzz/scratch.hpp"
#include "tests/fuzz/target.hpp"

namespace howship::fuzz {

namespace {

/// The case as resolved is a case, and the same one.
void require_same_when_written(const Case& c) {
  const std::string written = write_case(c);
  std::string again;
  try {
    again = write_case(parse_case(written, c.source));
  } catch (const Error& error) {
    throw BrokenPromise(std::string("a case as written is read: ") + error.what());
  }
  require(again == written, "a case as written is the same case");
}

void try_case_file(Input input) {
  is_read([&] {
    const Case c = parse_case(std::string(input), scratch_folder() / "case.toml");
    require(c.doses.size() <= static_cast<std::size_t>(most_doses), "doses are limited");
    require_same_when_written(c);
    treatment_words(c);
  });
}

constexpr const char* overridden = R"(title = "ball"
[geometry]
shape = "sphere"
spacing = "2 mm"
[[lesion]]
centre = ["0 mm", "0 mm", "0 mm"]
[[dose]]
drug = "denosumab"
amount = "120 mg"
[time]
end = "3 day"
)";

/// A line of the input is one --set.
void try_override(Input input) {
  std::istringstream lines{std::string(input)};
  std::vector<std::string> overrides;
  for (std::string line; std::getline(lines, line);) overrides.push_back(line);
  is_read([&] { require_same_when_written(parse_case(overridden, scratch_folder() / "case.toml", overrides)); });
}

void try_event_table(Input input) {
  const std::filesystem::path file = scratch_file("events.csv", input);
  for (const bool ignore : {false, true})
    is_read([&] {
      const std::vector<Dose> doses = read_event_table(file, {365.0, ignore});
      require(doses.size() <= static_cast<std::size_t>(most_doses), "doses are limited");
      double last = 0.0;
      for (const Dose& dose : doses) {
        require(dose.time >= last, "doses are sorted by time");
        require(std::isfinite(dose.amount) && dose.amount > 0.0, "a dose has an amount");
        require(std::isfinite(dose.duration) && dose.duration >= 0.0, "a dose has a duration");
        last = dose.time;
      }
    });
}

/// The first byte names the dimension, the rest is the quantity.
void try_quantity(Input input) {
  Bytes bytes(input);
  const auto dimension = static_cast<Dimension>(bytes.take() % dimension_count);
  const std::string text(bytes.rest());
  is_read([&] {
    const double value = parse_quantity(text, dimension, "case.toml:1: key");
    require(std::isfinite(value), "a quantity is finite");
    require(parse_quantity(format_quantity(value, dimension), dimension, "again") == value,
            "a quantity as written is the same quantity");
  });
  is_read([&] { require(std::isfinite(parse_unit(text, dimension, "--length-unit")), "a unit has a size"); });
  is_quantity_of(text, dimension);
}

void try_label_name(Input input) {
  const std::string text(input);
  if (const auto number = label_number(text)) require(label_number(label_name(*number)) == number, "names are found");
  is_read([&] { parse_label(text); });
  for (const auto& [name, label] : label_table(text)) require(label > 0, "labels are above zero: " + name);
}

}  // namespace

std::vector<Target> case_targets() {
  return {{"case_file", try_case_file},
          {"override", try_override},
          {"event_table", try_event_table},
          {"quantity", try_quantity},
          {"label_name", try_label_name}};
}

}  // namespace howship::fuzz
