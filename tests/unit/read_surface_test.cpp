#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/geometry/geometry.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/surface_files.hpp"

#include "tests/unit/surface_support.hpp"

namespace howship {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

namespace fs = std::filesystem;

class SurfaceFiles : public testing::Test {
 protected:
  SurfaceFiles() : folder_(fs::temp_directory_path() / fmt::format("howship-surfaces-{}", getpid())) {
    fs::create_directories(folder_);
  }
  ~SurfaceFiles() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }

  /// "read", or the message of its refusal, which must be one line.
  std::string outcome(const fs::path& file) const {
    try {
      read_surface(file, 1.0, true);
    } catch (const Error& error) {
      const std::string message = error.what();
      EXPECT_TRUE(error.code() == ExitCode::BadInput || error.code() == ExitCode::File) << message;
      EXPECT_EQ(message.find('\n'), std::string::npos) << message;
      EXPECT_THAT(message, HasSubstr(file.filename().string()));
      return message;
    }
    return "read";
  }

  fs::path folder_;
};

template <class T>
std::string raw(T value) {
  std::string bytes(sizeof(T), '\0');
  std::memcpy(bytes.data(), &value, sizeof(T));
  return bytes;
}

std::string binary_stl(const Surface& s, const std::string& title = "made by hand") {
  std::string bytes = title + std::string(80 - title.size(), ' ') + raw(static_cast<std::uint32_t>(s.triangles.size()));
  for (const auto& t : s.triangles) {
    bytes += std::string(12, '\0');
    for (const std::int32_t corner : t)
      for (const double x : s.points[corner]) bytes += raw(static_cast<float>(x));
    bytes += std::string(2, '\0');
  }
  return bytes;
}

std::string text_stl(const Surface& s) {
  std::string text = "solid ball\n";
  for (const auto& t : s.triangles) {
    text += " facet normal 0 0 0\n  outer loop\n";
    for (const std::int32_t c : t)
      text += fmt::format("   vertex {:.7g} {:.7g} {:.7g}\n", s.points[c][0], s.points[c][1], s.points[c][2]);
    text += "  endloop\n endfacet\n";
  }
  return text + "endsolid ball\n";
}

std::string obj(const Surface& s) {
  std::string text = "# SPACE=RAS\n";
  for (const Vec3& p : s.points) text += fmt::format("v {:.7g} {:.7g} {:.7g}\n", p[0], p[1], p[2]);
  for (const auto& t : s.triangles) text += fmt::format("f {} {} {}\n", t[0] + 1, t[1] + 1, t[2] + 1);
  return text;
}

std::string ply(const Surface& s, bool binary) {
  std::string bytes = fmt::format(
      "ply\nformat {} 1.0\ncomment SPACE=LPS\nelement vertex {}\nproperty float x\nproperty float y\nproperty float z\n"
      "element face {}\nproperty list uchar int vertex_indices\nend_header\n",
      binary ? "binary_little_endian" : "ascii", s.points.size(), s.triangles.size());
  for (const Vec3& p : s.points) {
    if (binary)
      for (const double x : p) bytes += raw(static_cast<float>(x));
    else
      bytes += fmt::format("{:.7g} {:.7g} {:.7g}\n", p[0], p[1], p[2]);
  }
  for (const auto& t : s.triangles)
    bytes += binary ? raw(std::uint8_t{3}) + raw(t[0]) + raw(t[1]) + raw(t[2])
                    : fmt::format("3 {} {} {}\n", t[0], t[1], t[2]);
  return bytes;
}

std::string legacy_vtk(const Surface& s) {
  std::string text =
      fmt::format("# vtk DataFile Version 3.0\n3D Slicer output. SPACE=LPS\nASCII\nDATASET POLYDATA\nPOINTS {} float\n",
                  s.points.size());
  for (const Vec3& p : s.points) text += fmt::format("{:.7g} {:.7g} {:.7g}\n", p[0], p[1], p[2]);
  text += fmt::format("POLYGONS {} {}\n", s.triangles.size(), 4 * s.triangles.size());
  for (const auto& t : s.triangles) text += fmt::format("3 {} {} {}\n", t[0], t[1], t[2]);
  return text;
}

std::string text_vtp(const Surface& s) {
  std::string text = fmt::format(
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"PolyData\" version=\"0.1\" byte_order=\"LittleEndian\">\n<PolyData>\n"
      "<FieldData><Array type=\"String\" Name=\"SPACE\" NumberOfTuples=\"1\" format=\"ascii\">82 65 83 "
      "0</Array></FieldData>\n"
      "<Piece NumberOfPoints=\"{}\" NumberOfVerts=\"0\" NumberOfLines=\"0\" NumberOfStrips=\"0\" "
      "NumberOfPolys=\"{}\">\n"
      "<Points><DataArray type=\"Float32\" NumberOfComponents=\"3\" format=\"ascii\">\n",
      s.points.size(), s.triangles.size());
  for (const Vec3& p : s.points) text += fmt::format("{:.7g} {:.7g} {:.7g}\n", p[0], p[1], p[2]);
  text += "</DataArray></Points>\n<Polys><DataArray type=\"Int32\" Name=\"connectivity\" format=\"ascii\">\n";
  for (const auto& t : s.triangles) text += fmt::format("{} {} {}\n", t[0], t[1], t[2]);
  text += "</DataArray><DataArray type=\"Int32\" Name=\"offsets\" format=\"ascii\">\n";
  for (std::size_t t = 1; t <= s.triangles.size(); ++t) text += fmt::format("{}\n", 3 * t);
  return text + "</DataArray></Polys>\n</Piece>\n</PolyData>\n</VTKFile>\n";
}

struct Format {
  std::string name, bytes, frame;
};

std::vector<Format> formats(const Surface& s) {
  return {{"binary.stl", binary_stl(s, "3D Slicer output. SPACE=LPS"), "LPS"},
          {"text.stl", text_stl(s), ""},
          {"a.obj", obj(s), "RAS"},
          {"text.ply", ply(s, false), "LPS"},
          {"binary.ply", ply(s, true), "LPS"},
          {"legacy.vtk", legacy_vtk(s), "LPS"},
          {"a.vtp", text_vtp(s), "RAS"}};
}

TEST_F(SurfaceFiles, OfEveryFormatAreReadAlike) {
  // Two pieces.
  const Surface s = together(ball_surface({0, 0, 0}, 20.0, 3), ball_surface({45, 0, 0}, 20.0, 2));
  for (const Format& format : formats(s)) {
    const GeometryResult read = read_surface(write(format.name, format.bytes), 1.0, false);
    EXPECT_THAT(read.warnings, IsEmpty()) << format.name;
    EXPECT_EQ(read.frame, format.frame) << format.name;
    const SurfaceCheck check = check_surface(read.surface);
    EXPECT_EQ(read.surface.triangles.size(), s.triangles.size()) << format.name;
    EXPECT_EQ(read.surface.points.size(), s.points.size()) << format.name;
    EXPECT_EQ(check.components, 2) << format.name;
    EXPECT_NEAR(check.volume, enclosed_volume(s), 1e-5 * enclosed_volume(s)) << format.name;
  }
}

TEST_F(SurfaceFiles, WrittenOnesAreReadBack) {
  const Surface s = ball_surface({0.1, 0.2, 0.3}, 20.0, 3);
  write_surface(folder_ / "b.vtp", s);
  const GeometryResult read = read_surface(folder_ / "b.vtp", 1.0, false);
  ASSERT_EQ(read.surface.triangles.size(), s.triangles.size());
  // Points may come in another order, but to the last bit.
  for (std::size_t t = 0; t < s.triangles.size(); ++t)
    for (int i = 0; i < 3; ++i)
      ASSERT_EQ(read.surface.points[read.surface.triangles[t][i]], s.points[s.triangles[t][i]]);
  EXPECT_EQ(read.frame, "");
}

TEST_F(SurfaceFiles, WithPolygonsOrAMisleadingTitleAreRead) {
  const std::string quads =
      "v 0 0 0\nv 40 0 0\nv 0 40 0\nv 40 40 0\nv 0 0 40\nv 40 0 40\nv 0 40 40\nv 40 40 40\n"
      "f 1 3 4 2\nf 5 6 8 7\nf 1 2 6 5\nf 3 7 8 4\nf 1 5 7 3\nf 2 4 8 6\n";
  const GeometryResult box = read_surface(write("quads.obj", quads), 1.0, false);
  EXPECT_EQ(box.surface.triangles.size(), 12U);
  EXPECT_NEAR(enclosed_volume(box.surface), 64000.0, 1e-6);

  const Surface s = ball_surface({0, 0, 0}, 20.0, 2);
  const std::string stl = binary_stl(s, "solid but binary");
  EXPECT_EQ(read_surface(write("solid.stl", stl), 1.0, false).surface.triangles.size(), s.triangles.size());
  EXPECT_THAT(outcome(write("solid.stl", stl.substr(0, stl.size() - 60))), HasSubstr("cut off"));
}

TEST_F(SurfaceFiles, UnitsAreDoubtedBySize) {
  const auto warnings = [&](double radius, double unit, bool given) {
    return read_surface(write("u.obj", obj(ball_surface({0, 0, 0}, radius, 2))), unit, given).warnings;
  };
  EXPECT_THAT(warnings(40, 1.0, false), IsEmpty());
  EXPECT_THAT(warnings(4, 1.0, false),
              Contains(AllOf(HasSubstr("8 mm across"), HasSubstr("small for a bone"), HasSubstr("length_unit"))));
  EXPECT_THAT(warnings(500, 1.0, false), Contains(AllOf(HasSubstr("large for a bone"), HasSubstr("length_unit"))));
  EXPECT_THAT(warnings(4, 1.0, true), IsEmpty());
  EXPECT_THAT(warnings(40, 1000.0, true), Contains(HasSubstr("large for a bone")));
  EXPECT_THROW(warnings(0.04, 1.0, false), InputError);
  EXPECT_THROW(warnings(4000, 1.0, false), InputError);
}

TEST_F(SurfaceFiles, WithSmallDefectsAreReadWithAWarningEach) {
  Surface s = ball_surface({0, 0, 0}, 20.0, 4);
  s.triangles.erase(s.triangles.begin() + 5);
  std::swap(s.triangles[100][0], s.triangles[100][1]);
  s.triangles.push_back({7, 7, 9});
  const GeometryResult read = read_surface(write("d.obj", obj(s)), 1.0, true);
  EXPECT_THAT(read.warnings, testing::ElementsAre(HasSubstr("left out 1 triangle with coinciding corners"),
                                                  HasSubstr("closed 1 hole"), HasSubstr("turned 1 of them")));
}

TEST_F(SurfaceFiles, OfOtherKindsAreRefused) {
  const std::string png = "\x89PNG\r\n\x1a\n" + std::string("\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0", 21) +
                          std::string(300, '\x7f');
  for (const char* name : {"p.stl", "p.obj", "p.ply", "p.vtp", "p.vtk"}) {
    EXPECT_NE(outcome(write(name, png)), "read") << name;
    EXPECT_NE(outcome(write(name, "just a line of text\n")), "read") << name;
    EXPECT_THAT(outcome(write(name, "")), HasSubstr("is empty")) << name;
  }
  EXPECT_THAT(outcome(write("p.xyz", "1 2 3")), HasSubstr("'.xyz'"));
  EXPECT_THAT(outcome(folder_ / "none.stl"), HasSubstr("there is no"));
  fs::create_directory(folder_ / "f.stl");
  EXPECT_THAT(outcome(folder_ / "f.stl"), HasSubstr("folder"));
}

TEST_F(SurfaceFiles, ThatPromiseMoreThanTheyHoldAreRefused) {
  const Surface s = ball_surface({0, 0, 0}, 20.0, 1);
  std::string stl = binary_stl(s);
  stl.replace(80, 4, raw(std::uint32_t{4000000000}));
  EXPECT_THAT(outcome(write("h.stl", stl)), AllOf(HasSubstr("4000000000 triangles"), HasSubstr("cut off")));
  const auto replaced = [](std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  };
  for (const bool binary : {false, true}) {
    EXPECT_NE(outcome(write("h.ply", replaced(ply(s, binary), "vertex 18", "vertex 2000000000"))), "read");
    EXPECT_NE(outcome(write("h.ply", replaced(ply(s, binary), "face 32", "face 2000000000"))), "read");
  }
  EXPECT_NE(outcome(write("h.vtk", replaced(legacy_vtk(s), "POINTS 18", "POINTS 1000000000000"))), "read");
  EXPECT_NE(outcome(write("h.vtk", replaced(legacy_vtk(s), "POLYGONS 32 128", "POLYGONS 1000000000 4000000000"))),
            "read");
  EXPECT_NE(outcome(write("h.vtp", replaced(text_vtp(s), "NumberOfPoints=\"18\"", "NumberOfPoints=\"999999999999\""))),
            "read");
  EXPECT_NE(outcome(write("h.vtp", replaced(text_vtp(s), "NumberOfPolys=\"32\"", "NumberOfPolys=\"4000000000\""))),
            "read");
  EXPECT_NE(outcome(write("h.obj", replaced(obj(s), "f 1 ", "f 900000000 "))), "read");
  std::string no_number = binary_stl(s);
  no_number.replace(84 + 12, 4, raw(std::nanf("")));
  EXPECT_THAT(outcome(write("n.stl", no_number)), HasSubstr("not finite"));
}

TEST_F(SurfaceFiles, DamagedAnyhowAreReadOrRefusedInOneLine) {
  const Surface s = ball_surface({0, 0, 0}, 20.0, 2);
  std::mt19937 random(20);
  write_surface(folder_ / "whole.vtp", s);
  std::ifstream whole(folder_ / "whole.vtp", std::ios::binary);
  std::vector<Format> all = formats(s);
  all.push_back({"raw.vtp", {std::istreambuf_iterator<char>(whole), std::istreambuf_iterator<char>()}, ""});
  for (const Format& format : all) {
    const std::size_t size = format.bytes.size();
    for (int i = 0; i < 10; ++i)
      outcome(write("cut-" + format.name, format.bytes.substr(0, 1 + random() % (size - 1))));
    for (int i = 0; i < 24; ++i) {
      std::string bytes = format.bytes;
      // In the header of every second one, where a byte matters most.
      const std::size_t reach = i % 2 == 0 ? std::min<std::size_t>(size, 400) : size;
      for (int flips = 0; flips < 1 + i % 4; ++flips) bytes[random() % reach] ^= static_cast<char>(1 << random() % 8);
      outcome(write("flipped-" + format.name, bytes));
    }
  }
}

TEST_F(SurfaceFiles, ThicknessOfTheShellComesBack) {
  Surface ball = ball_surface({1, 2, 3}, 5.0, 3);
  for (const Vec3& p : ball.points) ball.cortical_thickness.push_back(static_cast<float>(1.0 + 0.1 * p[0]));
  write_surface(folder_ / "ball.vtp", ball);
  const GeometryResult read = read_surface(folder_ / "ball.vtp", 10.0, true);
  ASSERT_EQ(read.surface.cortical_thickness.size(), ball.points.size());
  for (std::size_t i = 0; i < ball.points.size(); ++i)
    ASSERT_NEAR(read.surface.cortical_thickness[i], 1.0 + 0.01 * read.surface.points[i][0], 1e-5);

  // Thicker than bones are, or not for every point: no thickness at all.
  ball.cortical_thickness.front() = 60.0F;
  write_surface(folder_ / "thick.vtp", ball);
  EXPECT_THAT(read_surface(folder_ / "thick.vtp", 1.0, true).surface.cortical_thickness, IsEmpty());
  EXPECT_THAT(read_surface(write("ball.stl", binary_stl(ball)), 1.0, true).surface.cortical_thickness, IsEmpty());
}

// Merging near points must not take a stray point for the size of the bone: everything would coincide, slowly.
TEST_F(SurfaceFiles, OnePointFarAwayMergesNothing) {
  Surface ball = ball_surface({0, 0, 0}, 5.0, 4);
  std::string bytes = binary_stl(ball);
  const float far = -2147483648.0F;
  std::memcpy(&bytes[84 + 12], &far, sizeof far);  // a corner of the first triangle
  const std::string message = outcome(write("far.stl", bytes));
  EXPECT_THAT(message, AllOf(HasSubstr("is open"), HasSubstr("hole")));
}

}  // namespace
}  // namespace howship
