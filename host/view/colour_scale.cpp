#include "host/view/colour_scale.hpp"

#include <algorithm>
#include <cmath>

#include <vtkColorTransferFunction.h>
#include <vtkNew.h>

namespace howship {
namespace {

constexpr int table_size = 513;  // odd, so that zero of a diverging scale has a place of its own

constexpr std::array<Colour, 4> class_colours = {{{215, 215, 215}, {190, 30, 45}, {33, 102, 172}, {244, 190, 40}}};

void add(vtkColorTransferFunction* function, double at, int rgb) {
  function->AddRGBPoint(at, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

/// Colours from 0 to 1.
void define(vtkColorTransferFunction* function, Palette palette) {
  switch (palette) {
    case Palette::Diverging:
      // Moreland's construction: brightness falls evenly from a grey, which white paper does not hide, to both ends.
      function->SetColorSpaceToDiverging();
      add(function, 0, 0xa8071a);
      add(function, 1, 0x123a9c);
      break;
    case Palette::Sequential:
      function->SetColorSpaceToLab();
      add(function, 0, 0x1f3f77);
      add(function, 0.5, 0x7d7c78);
      add(function, 1, 0xfee838);
      break;
    case Palette::Radiograph:
    case Palette::Classes:
      function->SetColorSpaceToRGB();
      add(function, 0, 0x000000);
      add(function, 1, 0xffffff);
      break;
  }
}

}  // namespace

const std::array<const char*, 4> class_names = {"none", "lytic", "sclerotic", "mixed"};

Palette palette_for(const std::string& array, View view, bool difference) {
  if (difference || array == "bmd_change") return Palette::Diverging;
  if (array == "lesion_class") return Palette::Classes;
  const bool density = array == "bmd" || array == "mineral_content" || array == "bone_volume_fraction";
  // On a shaded surface, grey would be read as light and shade.
  return density && view == View::Slice ? Palette::Radiograph : Palette::Sequential;
}

ColourScale::ColourScale(Palette palette, double low, double high) : palette_(palette), low_(low), high_(high) {
  vtkNew<vtkColorTransferFunction> function;
  define(function, palette);
  for (int n = 0; n < table_size; ++n) {
    double rgb[3];
    function->GetColor(static_cast<double>(n) / (table_size - 1), rgb);
    table_.push_back({static_cast<unsigned char>(std::lround(255 * rgb[0])),
                      static_cast<unsigned char>(std::lround(255 * rgb[1])),
                      static_cast<unsigned char>(std::lround(255 * rgb[2]))});
  }
}

Colour ColourScale::operator()(double value) const {
  if (palette_ == Palette::Classes) {
    return std::isfinite(value) ? class_colours[static_cast<std::size_t>(std::clamp(std::lround(value), 0L, 3L))]
                                : class_colours[0];
  }
  double from = low_, to = high_;
  if (palette_ == Palette::Diverging) {
    to = std::max(std::abs(low_), std::abs(high_));
    from = -to;
  }
  const double clamped = std::clamp(value, low_, high_);
  const double share = std::isfinite(clamped) ? (clamped - from) / (to - from) : 0.5;
  return table_[static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * (table_size - 1)))];
}

}  // namespace howship
