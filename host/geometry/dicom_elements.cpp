#include "host/geometry/dicom_elements.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace howship {

namespace {

constexpr std::size_t preamble = 128;
constexpr std::uint32_t undefined_length = 0xFFFFFFFFU;
constexpr std::uint32_t item = 0xFFFEE000U, end_of_item = 0xFFFEE00DU, end_of_sequence = 0xFFFEE0DDU;
constexpr std::uint32_t transfer_syntax = 0x00020010U, pixels = 0x7FE00010U;
constexpr int deepest = 20;

/// Types of value whose length takes four bytes after two that are reserved.
bool has_long_length(const std::string& type) {
  static const char* const types[] = {"OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"};
  return std::any_of(std::begin(types), std::end(types), [&](const char* each) { return type == each; });
}

}  // namespace

bool DicomElements::is_dicom(const std::vector<unsigned char>& bytes) {
  return bytes.size() >= preamble + 4 && std::string(bytes.begin() + preamble, bytes.begin() + preamble + 4) == "DICM";
}

DicomElements::DicomElements(const std::vector<unsigned char>& bytes) : bytes_(bytes) {
  if (!is_dicom(bytes)) throw std::runtime_error("no DICOM");
  std::size_t at = preamble + 4;
  while (at + 8 <= bytes.size() && number_at(at, 2) == 2) at = read_element(at, bytes.size(), true, 0, true);
  const std::string syntax = text(transfer_syntax);
  stopped_early_ = syntax == "1.2.840.10008.1.2.2" || syntax == "1.2.840.10008.1.2.1.99";
  if (stopped_early_) return;
  const bool explicit_type = syntax != "1.2.840.10008.1.2";
  while (at + 8 <= bytes.size()) {
    const std::uint32_t tag = number_at(at, 2) << 16 | number_at(at + 2, 2);
    at = read_element(at, bytes.size(), explicit_type, 0, true);
    if (tag == pixels) break;
  }
}

std::uint32_t DicomElements::number_at(std::size_t at, int bytes) const {
  if (at + static_cast<std::size_t>(bytes) > bytes_.size()) throw std::runtime_error("cut off");
  std::uint32_t number = 0;
  for (int n = bytes - 1; n >= 0; --n) number = number << 8 | bytes_[at + static_cast<std::size_t>(n)];
  return number;
}

/// Returns where the next element begins.
std::size_t DicomElements::read_element(std::size_t at, std::size_t end, bool explicit_type, int depth, bool keep) {
  if (depth > deepest) throw std::runtime_error("nested too deeply");
  const std::uint32_t tag = number_at(at, 2) << 16 | number_at(at + 2, 2);
  std::uint32_t length = 0;
  std::size_t value = at + 8;
  bool nested_explicit = explicit_type;
  if (explicit_type) {
    const std::string type{static_cast<char>(number_at(at + 4, 1)), static_cast<char>(number_at(at + 5, 1))};
    if (has_long_length(type)) {
      length = number_at(at + 8, 4);
      value = at + 12;
      if (type == "UN") nested_explicit = false;
    } else {
      length = number_at(at + 6, 2);
    }
  } else {
    length = number_at(at + 4, 4);
  }
  const bool open_ended = length == undefined_length;
  if (!open_ended && (value > end || length > end - value)) throw std::runtime_error("cut off");
  if (keep) elements_[tag] = {value, open_ended ? 0 : length, open_ended};
  if (!open_ended) return value + length;
  return tag == pixels ? end : pass_over_items(value, end, nested_explicit, depth + 1);
}

/// Passes over the items of a sequence of undefined length.
std::size_t DicomElements::pass_over_items(std::size_t at, std::size_t end, bool explicit_type, int depth) {
  if (depth > deepest) throw std::runtime_error("nested too deeply");
  for (;;) {
    const std::uint32_t tag = number_at(at, 2) << 16 | number_at(at + 2, 2);
    const std::uint32_t length = number_at(at + 4, 4);
    at += 8;
    if (tag == end_of_sequence) return at;
    if (tag != item) throw std::runtime_error("damaged sequence");
    if (length != undefined_length) {
      if (at > end || length > end - at) throw std::runtime_error("cut off");
      at += length;
      continue;
    }
    for (;;) {
      if ((number_at(at, 2) << 16 | number_at(at + 2, 2)) == end_of_item) {
        at += 8;
        break;
      }
      at = read_element(at, end, explicit_type, depth + 1, false);
    }
  }
}

const DicomElements::Value* DicomElements::find(std::uint32_t tag) const {
  const auto found = elements_.find(tag);
  return found == elements_.end() ? nullptr : &found->second;
}

std::string DicomElements::text(std::uint32_t tag) const {
  const Value* value = find(tag);
  if (value == nullptr) return {};
  const auto first = bytes_.begin() + static_cast<std::ptrdiff_t>(value->at);
  std::string text(first, first + static_cast<std::ptrdiff_t>(value->length));
  while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.pop_back();
  return text;
}

int DicomElements::whole(std::uint32_t tag, int otherwise) const {
  const Value* value = find(tag);
  return value == nullptr || value->length < 2 ? otherwise : static_cast<int>(number_at(value->at, 2));
}

std::vector<double> DicomElements::numbers(std::uint32_t tag) const {
  std::istringstream words(text(tag));
  std::vector<double> values;
  for (std::string word; std::getline(words, word, '\\');) values.push_back(std::strtod(word.c_str(), nullptr));
  return values;
}

}  // namespace howship
