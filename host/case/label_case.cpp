#include "host/case/label_case.hpp"

#include <charconv>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/label_names.hpp"

namespace howship {

LabelCase named_label(const std::string& name) {
  return {label_number(name).value_or(0), name};
}

LabelCase parse_label(const std::string& text) {
  long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = end == text.data() + text.size() && error == std::errc();
  const bool looks_like_one = !text.empty() && text.find_first_not_of("+-.0123456789") == std::string::npos;
  if (text.empty() || (looks_like_one && !is_number) || (is_number && (number < 1 || number > largest_label)))
    throw InputError(fmt::format("label '{}' is neither a whole number from 1 to {} nor a name", text, largest_label));
  return is_number ? LabelCase{static_cast<int>(number), ""} : named_label(text);
}

}  // namespace howship
