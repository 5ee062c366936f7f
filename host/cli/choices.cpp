#include "host/cli/choices.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/nearest_name.hpp"

namespace howship {

namespace {

/// The nearest word; all of them where several are equally near.
std::string hint(const std::string& given, const std::vector<std::string>& words) {
  std::vector<int> edits;
  for (const std::string& word : words) edits.push_back(edit_distance(given, word));
  const auto nearest = std::min_element(edits.begin(), edits.end());
  return std::count(edits.begin(), edits.end(), *nearest) > 1 ? fmt::format("; known: {}", fmt::join(words, ", "))
                                                              : suggest(given, words);
}

}  // namespace

CLI::Validator one_of(std::vector<std::string> words) {
  const std::string description = fmt::format("{{{}}}", fmt::join(words, ","));
  return CLI::Validator(
      [words = std::move(words)](const std::string& given) {
        if (std::find(words.begin(), words.end(), given) != words.end()) return std::string();
        return fmt::format("unknown value '{}'{}", given, hint(given, words));
      },
      description);
}

CLI::Validator whole_number(int least, int most) {
  return CLI::Validator(
      [least, most](const std::string& given) {
        int value = 0;
        const char* end = given.data() + given.size();
        const auto [stop, problem] = std::from_chars(given.data(), end, value);
        if (problem == std::errc() && stop == end && least <= value && value <= most) return std::string();
        return fmt::format("'{}' is not a whole number from {} to {}", given, least, most);
      },
      "");
}

std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{'), close = type.rfind('}');
  if (open == std::string::npos || close == std::string::npos) return {};
  return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

}  // namespace howship
