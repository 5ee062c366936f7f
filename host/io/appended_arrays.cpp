#include "host/io/appended_arrays.hpp"

#include <cstring>

#include <fmt/format.h>

namespace howship {
namespace {

const char* byte_order() {
  const std::uint16_t one = 1;
  unsigned char first = 0;
  std::memcpy(&first, &one, 1);
  return first == 1 ? "LittleEndian" : "BigEndian";
}

/// Text as it may stand in an attribute.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += static_cast<unsigned char>(c) < ' ' ? '_' : c;
    }
  }
  return result;
}

std::string unit_element(const std::string& unit) {
  if (unit.empty()) return "";
  return fmt::format("<InformationKey name=\"UNITS_LABEL\" location=\"vtkDataArray\">{}</InformationKey>", unit);
}

std::string_view as_text(const std::vector<unsigned char>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string AppendedArrays::add_bytes(const std::string& type, const std::string& name, const std::string& unit,
                                      int components, std::size_t size, const ByteSource& source, int threads) {
  std::string element =
      fmt::format("        <DataArray type=\"{}\" Name=\"{}\"{} format=\"appended\" offset=\"{}\">{}</DataArray>\n",
                  type, escaped(name), components == 1 ? "" : fmt::format(" NumberOfComponents=\"{}\"", components),
                  size_, unit_element(unit));
  data_.push_back(std::make_shared<const std::vector<unsigned char>>(compress_in_blocks(size, source, threads)));
  size_ += data_.back()->size();
  return element;
}

std::vector<std::string_view> AppendedArrays::after(std::string_view text) const {
  std::vector<std::string_view> parts{text, "  <AppendedData encoding=\"raw\">\n_"};
  for (const auto& bytes : data_) parts.push_back(as_text(*bytes));
  parts.emplace_back("\n  </AppendedData>\n</VTKFile>\n");
  return parts;
}

std::string xml_head(const std::string& type) {
  return fmt::format(
      "<?xml version=\"1.0\"?>\n"
      "<VTKFile type=\"{}\" version=\"1.0\" byte_order=\"{}\" header_type=\"UInt64\" "
      "compressor=\"vtkZLibDataCompressor\">\n",
      type, byte_order());
}

std::string time_field(double time) {
  return fmt::format(
      "    <FieldData>\n"
      "      <DataArray type=\"Float64\" Name=\"TimeValue\" NumberOfTuples=\"1\" format=\"ascii\">{}</DataArray>\n"
      "    </FieldData>\n",
      time);
}

}  // namespace howship
