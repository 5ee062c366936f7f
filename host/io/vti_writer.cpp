#include "host/io/vti_writer.hpp"

#include <fmt/format.h>

#include "host/io/written_file.hpp"

namespace howship {

VtiWriter::VtiWriter(const Grid& grid, double time, int threads) : grid_(grid), time_(time), threads_(threads) {}

std::size_t VtiWriter::cells() const {
  return static_cast<std::size_t>(grid_.extent[0]) * static_cast<std::size_t>(grid_.extent[1]) *
         static_cast<std::size_t>(grid_.extent[2]);
}

void VtiWriter::write(const std::filesystem::path& file, const std::string& scalars) const {
  const std::string extent = fmt::format("0 {} 0 {} 0 {}", grid_.extent[0], grid_.extent[1], grid_.extent[2]);
  const std::string head = fmt::format(
      "{}  <ImageData WholeExtent=\"{}\" Origin=\"{} {} {}\" Spacing=\"{} {} {}\" Direction=\"1 0 0 0 1 0 0 0 1\">\n"
      "{}    <Piece Extent=\"{}\">\n"
      "      <PointData/>\n"
      "      <CellData Scalars=\"{}\">\n{}      </CellData>\n"
      "    </Piece>\n"
      "  </ImageData>\n",
      xml_head("ImageData"), extent, grid_.origin[0], grid_.origin[1], grid_.origin[2], grid_.spacing[0],
      grid_.spacing[1], grid_.spacing[2], time_field(time_), extent, scalars, array_elements_);
  replace_file(file, arrays_.after(head));
}

}  // namespace howship
