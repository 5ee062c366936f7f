#pragma once

#include "howship/vector_math.hpp"

#include "host/view/overlay.hpp"
#include "host/view/sight.hpp"

namespace howship {

/// Where things lie in a picture: the caption above, the bone, the scale bar below it, the colour bar at the right.
/// Does not depend on what the picture shows, so that pictures of one size lie over each other.
struct Layout {
  double width, height;  ///< [pixel]
  double font;           ///< height of the letters [pixel]
  bool lettered;         ///< large enough for anything besides the bone
  Pixel low, high;       ///< corners of the bone's place
  double bar_column;     ///< width of the colour bar's column

  explicit Layout(const PictureRequest& request);
};

/// How the edge of the tumour is drawn: in a colour that the palette does not hold, between dark lines that keep it
/// apart from light ones.
struct TumourLine {
  Colour colour, casing;
  double width, casing_width;  ///< [pixel]

  TumourLine(const Layout& layout, Palette palette);
};

/// What lies around the bone: black where grey stands for mineral, as nothing there has any; elsewhere white paper.
Colour paper_of(Palette palette);

/// A parallel projection onto the picture.
struct Projection {
  Sight sight;
  Vec3 middle{};        ///< of what is shown [mm]
  Pixel centre{};       ///< its place
  double mm_per_pixel;  ///< in the plane of the picture

  Pixel operator()(const Vec3& direction) const {  ///< of a vector [mm]
    return {dot(direction, sight.right) / mm_per_pixel, dot(direction, sight.up) / mm_per_pixel};
  }
};

/// A round length whose bar is no longer than `most` [mm].
double round_length(double most);

// Each draws one thing that a picture must carry to be read.
void draw_caption(Overlay& overlay, const Layout& layout, const std::string& caption);
void draw_scale_bar(Overlay& overlay, const Layout& layout, double mm_per_pixel);
void draw_directions(Overlay& overlay, const Layout& layout, const Projection& projection, Frame frame);
void draw_edge_letters(Overlay& overlay, const Layout& layout, const Sight& sight, Frame frame);
void draw_tumour_legend(Overlay& overlay, const Layout& layout, const TumourLine& line);

/// Whether values of the picture lie beyond the ends of its scale.
struct Beyond {
  bool below = false, above = false;
};
void draw_colour_bar(Overlay& overlay, const Layout& layout, const ColourScale& scale, const std::string& title,
                     Beyond beyond);

}  // namespace howship
