#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/header_text.hpp"
#include "host/geometry/image_outlet.hpp"
#include "host/geometry/stored_numbers.hpp"

// VTK's reader is not used here: it takes a first axis of nine voxels or fewer for the components of a vector, turns
// the rows of left-handed spaces over in raw data only, and passes a pattern from the file to snprintf.

namespace howship {

namespace {

/// Fields ("field: description") and the user's own pairs ("key:=value").
struct Header {
  std::map<std::string, std::string> fields, pairs;
  std::uint64_t end = 0;  ///< of the header in the file [bytes]
};

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

Header header_of(const std::filesystem::path& file) {
  constexpr int most_lines = 100000;
  std::ifstream stream(file, std::ios::binary);
  std::string line;
  if (!next_header_line(stream, line) || line.rfind("NRRD000", 0) != 0)
    throw InputError(fmt::format("'{}' is no NRRD image: it does not begin with NRRD000", file.string()));
  Header header;
  header.end = std::filesystem::file_size(file);
  for (int n = 0; n < most_lines && next_header_line(stream, line); ++n) {
    line = trimmed(line);
    if (line.empty()) {
      header.end = static_cast<std::uint64_t>(stream.tellg());
      break;
    }
    if (line[0] == '#') continue;
    const std::size_t pair = line.find(":=");
    const std::size_t field = line.find(": ");
    if (pair != std::string::npos && pair < field) {
      header.pairs[line.substr(0, pair)] = line.substr(pair + 2);
    } else if (field != std::string::npos) {
      header.fields[lower(line.substr(0, field))] = trimmed(line.substr(field + 2));
    }
  }
  return header;
}

std::string field(const Header& header, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = header.fields.find(name);
    if (found != header.fields.end()) return found->second;
  }
  return {};
}

NumberType type_of(const std::filesystem::path& file, const std::string& name) {
  static const std::map<std::string, NumberType> types = [] {
    std::map<std::string, NumberType> known;
    const auto add = [&](NumberType type, std::initializer_list<const char*> names) {
      for (const char* each : names) known[each] = type;
    };
    add(NumberType::Int8, {"signed char", "int8", "int8_t"});
    add(NumberType::UInt8, {"uchar", "unsigned char", "uint8", "uint8_t"});
    add(NumberType::Int16, {"short", "short int", "signed short", "signed short int", "int16", "int16_t"});
    add(NumberType::UInt16, {"ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t"});
    add(NumberType::Int32, {"int", "signed int", "int32", "int32_t"});
    add(NumberType::UInt32, {"uint", "unsigned int", "uint32", "uint32_t"});
    add(NumberType::Int64,
        {"longlong", "long long", "long long int", "signed long long", "signed long long int", "int64", "int64_t"});
    add(NumberType::UInt64, {"ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t"});
    add(NumberType::Float32, {"float"});
    add(NumberType::Float64, {"double"});
    return known;
  }();
  const auto found = types.find(lower(name));
  if (found == types.end())
    throw InputError(fmt::format("'{}' holds values of type '{}', which is no number", file.string(), name));
  return found->second;
}

/// "(1,0,0) (0,1,0) (0,0,1)"; "none" gives an empty vector.
std::vector<std::vector<double>> vectors(const std::string& text) {
  std::vector<std::vector<double>> all;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 4, "none") == 0) {
      all.emplace_back();
      at += 3;
    } else if (text[at] == '(') {
      const std::size_t end = std::min(text.find(')', at), text.size());
      std::string inside = text.substr(at + 1, end - at - 1);
      std::replace(inside.begin(), inside.end(), ',', ' ');
      std::istringstream words(inside);
      std::vector<double> vector;
      // strtod, unlike a stream, also reads "nan", of which some writers make use.
      for (std::string word; words >> word;) vector.push_back(std::strtod(word.c_str(), nullptr));
      all.push_back(vector);
      at = end;
    }
  }
  return all;
}

std::vector<double> numbers(const std::string& text) {
  std::istringstream words(text);
  std::vector<double> values;
  for (std::string word; words >> word;) values.push_back(std::strtod(word.c_str(), nullptr));
  return values;
}

/// Millimetres of the first unit that a field like "mm" "mm" "mm" names; 1 when it names none that is a length.
double unit_of(const std::string& units) {
  const std::size_t first = units.find('"');
  if (first == std::string::npos) return 1.0;
  const std::string name = lower(units.substr(first + 1, units.find('"', first + 1) - first - 1));
  static const std::map<std::string, double> known{{"m", 1000.0}, {"cm", 10.0}, {"mm", 1.0},
                                                   {"um", 1e-3},  {"µm", 1e-3}, {"nm", 1e-6}};
  const auto found = known.find(name);
  return found == known.end() ? 1.0 : found->second;
}

/// Turns the named space into RAS, or says that it does not know it.
void turn_into_ras(const std::string& space, Image& image) {
  const std::string name = lower(space);
  // Letter or word per axis: which way its coordinate grows.
  const auto flips = [&](int axis) {
    for (Vec3& step : image.step) step[axis] = -step[axis];
    image.first[axis] = -image.first[axis];
  };
  if (name == "left-posterior-superior" || name == "lps") return turn_about_z(image);
  if (name == "left-anterior-superior" || name == "las") return flips(0);
  if (name == "right-anterior-superior" || name == "ras") return;
  image.warnings.push_back(
      space.empty()
          ? std::string("the image does not say how it lies in the body (it names no space): took its axes as "
                        "right, anterior, superior, and its first voxel at the origin unless it has a space origin")
          : fmt::format("the image lies in the space '{}', which does not tell right from left: took it as "
                        "right, anterior, superior",
                        space));
}

Image place_voxels(const std::filesystem::path& file, const Header& header) {
  const auto sizes = numbers(field(header, {"sizes"}));
  const auto directions = vectors(field(header, {"space directions"}));
  const auto origin = vectors(field(header, {"space origin"}));
  const auto spacings = numbers(field(header, {"spacings"}));
  if (field(header, {"dimension"}) != "3" || sizes.size() != 3)
    throw InputError(
        fmt::format("'{}' is no single volume: it has {} axes instead of 3. Colours, vectors and time series are not "
                    "read; a segmentation whose segments overlap must be exported as a label map",
                    file.string(), field(header, {"dimension"})));
  Image image;
  for (int axis = 0; axis < 3; ++axis)
    image.extent[axis] = sizes[axis] >= 1.0 && sizes[axis] <= 1e9 ? static_cast<int>(sizes[axis]) : 0;
  if (!directions.empty()) {
    const double unit = unit_of(field(header, {"space units"}));
    for (int axis = 0; axis < 3; ++axis) {
      if (directions.size() != 3 || directions[axis].size() != 3)
        throw InputError(
            fmt::format("'{}' does not lie in space: its 'space directions' are not three vectors of "
                        "three numbers",
                        file.string()));
      for (int c = 0; c < 3; ++c) image.step[axis][c] = directions[axis][c] * unit;
    }
    if (!origin.empty() && origin[0].size() == 3)
      for (int c = 0; c < 3; ++c) image.first[c] = origin[0][c] * unit;
  } else {
    const double unit = unit_of(field(header, {"units"}));
    for (int axis = 0; axis < 3; ++axis) {
      const bool known = spacings.size() == 3 && std::isfinite(spacings[axis]) && spacings[axis] != 0.0;
      image.step[axis][axis] = known ? std::abs(spacings[axis]) * unit : 1.0;
    }
    if (spacings.size() != 3) image.warnings.emplace_back("the image does not say how large its voxels are; took 1 mm");
  }
  turn_into_ras(field(header, {"space"}), image);
  return image;
}

/// 3D Slicer's segmentations: Segment0_Name:=L3 and Segment0_LabelValue:=1.
std::map<std::string, int> names_of_segments(const Header& header) {
  std::map<std::string, int> names;
  for (const auto& [key, value] : header.pairs) {
    const std::size_t end = key.find("_LabelValue");
    if (key.rfind("Segment", 0) != 0 || end == std::string::npos) continue;
    const auto name = header.pairs.find(key.substr(0, end) + "_Name");
    if (name != header.pairs.end()) names[name->second] = std::atoi(value.c_str());
  }
  return names;
}

StoredNumbers data_of(const std::filesystem::path& file, const Header& header) {
  StoredNumbers stored;
  stored.type = type_of(file, field(header, {"type"}));
  stored.big_endian = lower(field(header, {"endian"})) == "big";
  const std::string encoding = lower(field(header, {"encoding"}));
  if (encoding == "gzip" || encoding == "gz") {
    stored.packing = StoredNumbers::Packing::Deflate;
  } else if (encoding == "txt" || encoding == "text" || encoding == "ascii") {
    stored.packing = StoredNumbers::Packing::Text;
  } else if (encoding != "raw") {
    throw InputError(
        fmt::format("'{}' is packed as '{}', which is not read; export it as raw or gzip", file.string(), encoding));
  }
  const std::string data = field(header, {"data file", "datafile"});
  if (data.empty()) {
    stored.file = file;
    stored.offset = header.end;
  } else {
    if (data.rfind("LIST", 0) == 0 || data.find('%') != std::string::npos)
      throw InputError(
          fmt::format("'{}' is spread over several data files; export it as one .nrrd file", file.string()));
    stored.file = file.parent_path() / data;
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(stored.file, unknown))
      throw InputError(fmt::format("the data of '{}' is not there: it names '{}'; keep both files in one folder",
                                   file.string(), data));
  }
  return stored;
}

}  // namespace

void read_nrrd(const std::filesystem::path& file, ImageOutlet& outlet) {
  const Header header = header_of(file);
  Image image = place_voxels(file, header);
  require_place(file, image);
  StoredNumbers stored = data_of(file, header);
  const auto size = std::filesystem::file_size(stored.file);
  const double there = static_cast<double>(size) - static_cast<double>(stored.offset);
  const int bytes = bytes_of(stored.type);
  if (stored.packing == StoredNumbers::Packing::Deflate) {
    require_data(file, image, bytes, most_unpacked_per_byte * there);
  } else {
    // A number in text takes a digit and a space.
    require_data(file, image, stored.packing == StoredNumbers::Packing::Text ? 2 : bytes, there + 1.0);
  }
  std::size_t count = 1;
  for (int n : image.extent) count *= static_cast<std::size_t>(n);
  const long skip = std::atol(field(header, {"byte skip", "byteskip"}).c_str());
  if (skip > 0) stored.skip = static_cast<std::uint64_t>(skip);
  if (skip == -1 && stored.packing == StoredNumbers::Packing::None)  // the data ends with the file
    stored.offset = size - std::min<std::uintmax_t>(size, count * static_cast<std::size_t>(bytes));
  if (std::atol(field(header, {"line skip", "lineskip"}).c_str()) != 0)
    throw InputError(
        fmt::format("'{}' has lines to skip before its data, which is not read; export it again", file.string()));
  image.label_names = names_of_segments(header);
  outlet.place(image);
  put_numbers(stored, count, 1.0, 0.0, outlet);
}

}  // namespace howship
