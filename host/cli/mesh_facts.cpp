#include "host/cli/mesh_facts.hpp"

#include <algorithm>
#include <limits>

#include "host/cli/mesh_commands.hpp"

namespace howship {

namespace {

std::string json_point(const Vec3& p) {
  return fmt::format("[{}, {}, {}]", JsonObject::number("bounds", p[0]), JsonObject::number("bounds", p[1]),
                     JsonObject::number("bounds", p[2]));
}

}  // namespace

Bounds::Bounds(const std::vector<Vec3>& points) {
  least.fill(std::numeric_limits<double>::infinity());
  most.fill(-std::numeric_limits<double>::infinity());
  for (const Vec3& p : points)
    for (std::size_t axis = 0; axis < 3; ++axis) {
      least[axis] = std::min(least[axis], p[axis]);
      most[axis] = std::max(most[axis], p[axis]);
    }
}

double Bounds::longest_side() const {
  return std::max({most[0] - least[0], most[1] - least[1], most[2] - least[2]});
}

void MeshFacts::add_kind(const std::string& kind, const std::string& details) {
  line("kind", "{}, {}", kind, details);
  json_.add("kind", kind);
}

void MeshFacts::add_unit(const std::string& unit, bool guessed) {
  line("length unit", "{}{}", unit, guessed ? " (guessed from the size)" : "");
  json_.add("length_unit", unit);
  json_.add("length_unit_guessed", guessed);
}

void MeshFacts::add_bounds(const Bounds& bounds) {
  // A biopsy in a micro-CT needs more digits than a bone.
  const int digits = bounds.longest_side() < 10.0 ? 4 : 1;
  const Vec3 &least = bounds.least, &most = bounds.most;
  line("bounds", "x {:.{}f} to {:.{}f}, y {:.{}f} to {:.{}f}, z {:.{}f} to {:.{}f} mm", least[0], digits, most[0],
       digits, least[1], digits, most[1], digits, least[2], digits, most[2], digits);
  json_.add_raw("bounds_mm", fmt::format("[{}, {}]", json_point(least), json_point(most)));
}

void MeshFacts::add_volume(double volume) {
  text_ += fmt::format("volume {}\n", cm3(volume));
  json_.add("volume_mm3", volume);
}

void MeshFacts::add_watertight(const SurfaceCheck& c) {
  if (c.closed())
    line("watertight", "yes{}",
         c.wound_apart > 0 ? fmt::format(", but {} edges with triangles that do not run alike", c.wound_apart)
         : c.volume < 0.0  ? ", but inside out"
                           : "");
  else
    line("watertight", "no: {} open edges", c.open_edges);
  json_.add("watertight", c.closed());
  json_.add("open_edges", c.open_edges);
}

std::string MeshFacts::json_text() const {
  JsonObject whole = json_;
  whole.add_raw("warnings", json_list(warnings_));
  return whole.text() + "\n";
}

std::string guessed_unit(double longest) {
  // A whole vertebra or pelvis is centimetres across.
  if (longest < 2.0) return "m";
  if (longest < 1500.0) return "mm";
  return "um";
}

}  // namespace howship
