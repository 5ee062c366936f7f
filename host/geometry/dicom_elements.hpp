#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace howship {

/// The outer data elements of one DICOM file (PS3.10) of little-endian transfer syntax; what lies in sequences is
/// passed over.
class DicomElements {
 public:
  struct Value {
    std::size_t at = 0;       ///< of its first byte in the file
    std::size_t length = 0;   ///< [bytes]
    bool open_ended = false;  ///< of undefined length, as compressed pixels are
  };

  /// `bytes` must outlive the elements.
  /// \throws std::runtime_error when the bytes are no DICOM, or an element reaches beyond them
  explicit DicomElements(const std::vector<unsigned char>& bytes);

  /// True when the file is stored big-endian or deflated: only what says so was read.
  bool stopped_early() const { return stopped_early_; }

  static bool is_dicom(const std::vector<unsigned char>& bytes);

  bool has(std::uint32_t tag) const { return elements_.count(tag) > 0; }
  const Value* find(std::uint32_t tag) const;
  std::string text(std::uint32_t tag) const;             ///< without padding; empty where there is none
  int whole(std::uint32_t tag, int otherwise) const;     ///< of two bytes
  std::vector<double> numbers(std::uint32_t tag) const;  ///< of a decimal string, separated by backslashes

 private:
  std::size_t read_element(std::size_t at, std::size_t end, bool explicit_type, int depth, bool keep);
  std::size_t pass_over_items(std::size_t at, std::size_t end, bool explicit_type, int depth);
  std::uint32_t number_at(std::size_t at, int bytes) const;

  const std::vector<unsigned char>& bytes_;
  bool stopped_early_ = false;
  std::map<std::uint32_t, Value> elements_;  // by group << 16 | element
};

}  // namespace howship
