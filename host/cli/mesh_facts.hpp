#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "howship/surface.hpp"

#include "host/geometry/surface_check.hpp"
#include "host/io/json_object.hpp"
#include "host/io/one_line.hpp"

namespace howship {

/// Box around points.
struct Bounds {
  Vec3 least{}, most{};
  explicit Bounds(const std::vector<Vec3>& points);
  double longest_side() const;
};

/// What is known about a surface, volume mesh or image: as lines for people and as JSON.
class MeshFacts {
 public:
  /// One line of the list: what it is, in a column of its own, and its value.
  template <class... Values>
  void line(const char* what, fmt::format_string<Values...> text, Values&&... values) {
    // Names of labels and arrays come out of files.
    text_ += fmt::format("{:<16}{}\n", what, one_line(fmt::format(text, std::forward<Values>(values)...)));
  }
  void add_kind(const std::string& kind, const std::string& details);
  void add_unit(const std::string& unit, bool guessed);
  void add_bounds(const Bounds& bounds);
  void add_volume(double volume);  ///< [mm3]
  void add_watertight(const SurfaceCheck& check);
  void warn(const std::string& warning) { warnings_.push_back(warning); }

  JsonObject& json() { return json_; }
  const std::string& text() const { return text_; }
  const std::vector<std::string>& warnings() const { return warnings_; }
  std::string json_text() const;

 private:
  std::string text_;
  std::vector<std::string> warnings_;
  JsonObject json_;
};

/// The unit in which a size would be that of a bone; a file says none. \param longest side, in the file's unit
std::string guessed_unit(double longest);

MeshFacts surface_facts(const std::filesystem::path& file);
MeshFacts volume_mesh_facts(const std::filesystem::path& file);
MeshFacts image_facts(const std::filesystem::path& file);

}  // namespace howship
