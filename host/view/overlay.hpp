#pragma once

#include <array>
#include <string>
#include <vector>

#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkRenderer.h>
#include <vtkTextProperty.h>

#include "host/view/colour_scale.hpp"

namespace howship {

using Pixel = std::array<double, 2>;  ///< from the lower left corner

enum class Align { Low, Middle, High };  ///< which end of a text lies at its place

/// Lettering and flat shapes on top of a picture.
class Overlay {
 public:
  /// \param font height of the letters [pixel]
  /// \param paper colour on which they stand: light on dark paper, dark on light
  Overlay(vtkRenderer* renderer, double font, const Colour& paper);

  struct Lettering {
    Align across = Align::Low, upward = Align::Low;
    double size = 1;  ///< of the overlay's font
    bool bold = false;
    bool rising = false;  ///< turned to read from below upwards
    bool faint = false;
  };
  void text(const Pixel& at, const std::string& words, const Lettering& lettering);

  /// Width and height of a text [pixel].
  Pixel extent(const std::string& words, const Lettering& lettering) const;

  /// A convex shape below all text. Which of two that overlap lies on top is not said.
  void polygon(const std::vector<Pixel>& corners, const Colour& colour);
  void rectangle(const Pixel& low, const Pixel& high, const Colour& colour);
  void frame(const Pixel& low, const Pixel& high, double width, const Colour& colour);  ///< around, outside
  void line(const Pixel& from, const Pixel& to, double width, const Colour& colour);

  Colour ink() const { return ink_; }

 private:
  void set(vtkTextProperty* property, const Lettering& lettering) const;

  vtkRenderer* renderer_;
  double font_;
  Colour ink_, faint_ink_;
  vtkNew<vtkPolyData> shapes_;
};

/// Breaks a text at spaces into lines no wider than `width` [pixel]; line ends of the text stay. What does not fit into
/// `most` lines is left out, with an ellipsis in its place.
std::vector<std::string> wrap(const Overlay& overlay, const std::string& text, const Overlay::Lettering& lettering,
                              double width, std::size_t most);

}  // namespace howship
