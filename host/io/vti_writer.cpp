#include "host/io/vti_writer.hpp"

#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "host/io/written_file.hpp"

namespace howship {
namespace {

const char* byte_order() {
  const std::uint16_t one = 1;
  unsigned char first = 0;
  std::memcpy(&first, &one, 1);
  return first == 1 ? "LittleEndian" : "BigEndian";
}

std::string unit_element(const std::string& unit) {
  if (unit.empty()) return "";
  return fmt::format("<InformationKey name=\"UNITS_LABEL\" location=\"vtkDataArray\">{}</InformationKey>", unit);
}

std::string_view as_text(const std::vector<unsigned char>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

VtiWriter::VtiWriter(const Grid& grid, double time, int threads) : grid_(grid), time_(time), threads_(threads) {}

void VtiWriter::add_bytes(const char* type, const std::string& name, const std::string& unit,
                          std::size_t bytes_per_cell, const ByteSource& source) {
  array_elements_ +=
      fmt::format("        <DataArray type=\"{}\" Name=\"{}\" format=\"appended\" offset=\"{}\">{}</DataArray>\n", type,
                  name, data_size_, unit_element(unit));
  const auto cells = static_cast<std::size_t>(grid_.extent[0]) * static_cast<std::size_t>(grid_.extent[1]) *
                     static_cast<std::size_t>(grid_.extent[2]);
  data_.push_back(compress_in_blocks(cells * bytes_per_cell, source, threads_));
  data_size_ += data_.back().size();
}

void VtiWriter::write(const std::filesystem::path& file, const std::string& scalars) const {
  const std::string extent = fmt::format("0 {} 0 {} 0 {}", grid_.extent[0], grid_.extent[1], grid_.extent[2]);
  const std::string head = fmt::format(
      "<?xml version=\"1.0\"?>\n"
      "<VTKFile type=\"ImageData\" version=\"1.0\" byte_order=\"{}\" header_type=\"UInt64\" "
      "compressor=\"vtkZLibDataCompressor\">\n"
      "  <ImageData WholeExtent=\"{}\" Origin=\"{} {} {}\" Spacing=\"{} {} {}\" Direction=\"1 0 0 0 1 0 0 0 1\">\n"
      "    <FieldData>\n"
      "      <DataArray type=\"Float64\" Name=\"TimeValue\" NumberOfTuples=\"1\" format=\"ascii\">{}</DataArray>\n"
      "    </FieldData>\n"
      "    <Piece Extent=\"{}\">\n"
      "      <PointData/>\n"
      "      <CellData Scalars=\"{}\">\n{}      </CellData>\n"
      "    </Piece>\n"
      "  </ImageData>\n"
      "  <AppendedData encoding=\"raw\">\n_",
      byte_order(), extent, grid_.origin[0], grid_.origin[1], grid_.origin[2], grid_.spacing[0], grid_.spacing[1],
      grid_.spacing[2], time_, extent, scalars, array_elements_);
  std::vector<std::string_view> parts{head};
  for (const auto& bytes : data_) parts.push_back(as_text(bytes));
  parts.emplace_back("\n  </AppendedData>\n</VTKFile>\n");
  replace_file(file, parts);
}

}  // namespace howship
