#include "host/io/lesions.hpp"

#include <algorithm>

namespace howship {
namespace {

/// One sort of volume must exceed this multiple of the other to name the lesion (MODEL.md 2j).
constexpr double dominance = 4.0;

}  // namespace

const char* name_of(LesionClass c) {
  switch (c) {
    case LesionClass::Lytic:
      return "lytic";
    case LesionClass::Sclerotic:
      return "sclerotic";
    case LesionClass::Mixed:
      return "mixed";
    case LesionClass::None:
      break;
  }
  return "none";
}

const char* name_of(LesionEvent e) {
  switch (e) {
    case LesionEvent::Start:
      return "start";
    case LesionEvent::Born:
      return "born";
    case LesionEvent::Split:
      return "split";
    case LesionEvent::Merged:
      return "merged";
    case LesionEvent::Gone:
      return "gone";
    case LesionEvent::None:
      break;
  }
  return "";
}

std::vector<LesionClass> classes_by_id(const LesionMap& map) {
  std::vector<LesionClass> classes(1, LesionClass::None);
  for (const Lesion& lesion : map.lesions) {
    classes.resize(std::max(classes.size(), static_cast<std::size_t>(lesion.id) + 1), LesionClass::None);
    classes[static_cast<std::size_t>(lesion.id)] = lesion.phenotype;
  }
  return classes;
}

LesionClass classify_lesion(double lytic_volume, double sclerotic_volume) {
  if (lytic_volume == 0.0 && sclerotic_volume == 0.0) return LesionClass::None;
  if (lytic_volume > dominance * sclerotic_volume) return LesionClass::Lytic;
  if (sclerotic_volume > dominance * lytic_volume) return LesionClass::Sclerotic;
  return LesionClass::Mixed;
}

}  // namespace howship
