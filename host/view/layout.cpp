#include "host/view/layout.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "howship/results.hpp"

namespace howship {
namespace {

/// In proportion to the picture, but small pictures are not shown smaller than they are: 14 pixels can be read there.
double font_height(double width, double height) {
  const double share = std::min(0.034 * height, 0.029 * width);
  return std::max({7.0, share, std::min({14.0, 0.04 * height, 0.034 * width})});
}

double scale_bar_base(const Layout& layout) {
  return 0.7 * layout.font;
}

}  // namespace

Layout::Layout(const PictureRequest& request)
    : width(request.width),
      height(request.height),
      font(font_height(request.width, request.height)),
      lettered(request.width >= 200 && request.height >= 150) {
  bar_column = request.colour_bar ? 6.4 * font : 0;
  low = {1.6 * font, 3.4 * font};
  high = {width - bar_column - 1.6 * font, height - 4.2 * font};
  if (!lettered) {
    bar_column = 0;
    low = {2, 2};
    high = {width - 2, height - 2};
  }
}

TumourLine::TumourLine(const Layout& layout, Palette palette)
    : colour{255, 221, 0}, casing{0, 0, 0}, width(std::max(1.6, 0.13 * layout.font)), casing_width(width + 1.6) {
  if (palette == Palette::Sequential || palette == Palette::Classes) colour = {0, 229, 255};
}

Colour paper_of(Palette palette) {
  return palette == Palette::Radiograph ? Colour{0, 0, 0} : Colour{255, 255, 255};
}

double round_length(double most) {
  const double power = std::pow(10.0, std::floor(std::log10(most)));
  for (const double factor : {5.0, 2.0}) {
    if (factor * power <= most) return factor * power;
  }
  return power;
}

void draw_caption(Overlay& overlay, const Layout& layout, const std::string& caption) {
  const Overlay::Lettering lettering{Align::Low, Align::High, 1.1};
  double y = layout.height - 0.45 * layout.font;
  // More would cover the bone.
  constexpr std::size_t most_lines = 2;
  for (const std::string& line : wrap(overlay, caption, lettering, layout.width - layout.font, most_lines)) {
    overlay.text({0.5 * layout.font, y}, line, lettering);
    y -= 1.45 * layout.font;
  }
}

void draw_scale_bar(Overlay& overlay, const Layout& layout, double mm_per_pixel) {
  const double length = round_length(0.3 * (layout.high[0] - layout.low[0]) * mm_per_pixel);
  const double pixels = length / mm_per_pixel;
  const double right = std::round(layout.high[0] + 0.8 * layout.font), base = std::round(scale_bar_base(layout));
  const double thick = std::max(2.0, std::round(0.22 * layout.font));
  overlay.rectangle({right - pixels, base}, {right, base + thick}, overlay.ink());
  overlay.text({right - pixels / 2, base + thick + 0.25 * layout.font}, fmt::format("{:g} mm", length),
               {Align::Middle, Align::Low, 0.95});
}

void draw_directions(Overlay& overlay, const Layout& layout, const Projection& projection, Frame frame) {
  const double length = 2.1 * layout.font;
  const Pixel from{3.3 * layout.font, 1.7 * layout.font};
  for (int axis = 0; axis < 3; ++axis) {
    Vec3 direction{};
    direction[static_cast<std::size_t>(axis)] = 1;
    const Pixel flat{dot(direction, projection.sight.right), dot(direction, projection.sight.up)};
    const double size = std::hypot(flat[0], flat[1]);
    const Pixel along{flat[0] / size, flat[1] / size};
    const Pixel tip{from[0] + length * flat[0], from[1] + length * flat[1]};
    const double head = std::min(0.5 * layout.font, 0.7 * length * size), half = 0.22 * layout.font;
    const Pixel neck{tip[0] - head * along[0], tip[1] - head * along[1]};
    overlay.line(from, neck, std::max(1.5, 0.09 * layout.font), overlay.ink());
    overlay.polygon({tip,
                     {neck[0] - half * along[1], neck[1] + half * along[0]},
                     {neck[0] + half * along[1], neck[1] - half * along[0]}},
                    overlay.ink());
    overlay.text({tip[0] + 0.6 * layout.font * along[0], tip[1] + 0.6 * layout.font * along[1]},
                 direction_letter(frame, axis, 1), {Align::Middle, Align::Middle, 0.9, true});
  }
}

void draw_edge_letters(Overlay& overlay, const Layout& layout, const Sight& sight, Frame frame) {
  const auto turned = [](const Vec3& a) { return Vec3{-a[0], -a[1], -a[2]}; };
  const double x = (layout.low[0] + layout.high[0]) / 2, y = (layout.low[1] + layout.high[1]) / 2;
  const double away = 0.7 * layout.font;
  const auto letter = [&](const Pixel& at, const Vec3& direction, Align across) {
    overlay.text(at, nearest_letter(frame, direction), {across, Align::Middle, 1.15, true, false, true});
  };
  letter({0.35 * layout.font, y}, turned(sight.right), Align::Low);
  letter({layout.high[0] + away, y}, sight.right, Align::Middle);
  letter({x, layout.high[1] + away}, sight.up, Align::Middle);
  letter({x, layout.low[1] - away}, turned(sight.up), Align::Middle);
}

void draw_tumour_legend(Overlay& overlay, const Layout& layout, const TumourLine& line) {
  const std::string words = fmt::format("edge of tumour ({:g} %)", 100 * lesion_tumour_fraction);
  const Overlay::Lettering lettering{Align::Low, Align::Middle, 0.85};
  const double x = 6.6 * layout.font, y = scale_bar_base(layout) + 0.2 * layout.font;
  // Side by side, as nobody knows which of two that overlap lies on top.
  const double side = (line.casing_width - line.width) / 2;
  const auto stroke = [&](double above, double width, const Colour& colour) {
    overlay.line({x, y + above}, {x + 1.6 * layout.font, y + above}, width, colour);
  };
  stroke(0, line.width, line.colour);
  stroke((line.width + side) / 2, side, line.casing);
  stroke(-(line.width + side) / 2, side, line.casing);
  overlay.text({x + 2.0 * layout.font, y}, words, lettering);
}

namespace {

void draw_classes(Overlay& overlay, const Layout& layout, const ColourScale& scale, const std::string& title) {
  const double x = std::round(layout.width - layout.bar_column + 0.1 * layout.font);
  double y = std::round(layout.high[1] - 1.2 * layout.font);
  overlay.text({x, y}, title, {Align::Low, Align::Low, 0.9});
  y = std::round(y - 1.7 * layout.font);
  for (std::size_t n = 0; n < class_names.size(); ++n) {
    overlay.rectangle({x, y}, {x + layout.font, y + layout.font}, scale(static_cast<double>(n)));
    overlay.frame({x, y}, {x + layout.font, y + layout.font}, 1, overlay.ink());
    overlay.text({x + 1.4 * layout.font, y + 0.5 * layout.font}, class_names[n], {Align::Low, Align::Middle, 0.9});
    y -= 1.7 * layout.font;
  }
}

}  // namespace

void draw_colour_bar(Overlay& overlay, const Layout& layout, const ColourScale& scale, const std::string& title,
                     Beyond beyond) {
  const double f = layout.font;
  const double x = std::round(layout.width - layout.bar_column + 0.5 * f), wide = std::round(1.1 * f);
  if (scale.palette() == Palette::Classes) {
    draw_classes(overlay, layout, scale, title);
    return;
  }
  const double tip = 1.1 * f;
  const double bottom = std::round(layout.low[1] + tip), top = std::round(layout.high[1] - tip);
  const int steps = std::max(1, static_cast<int>(top - bottom));
  for (int n = 0; n < steps; ++n) {
    const double value = scale.low() + (n + 0.5) / steps * (scale.high() - scale.low());
    overlay.rectangle({x, bottom + n}, {x + wide, bottom + n + 1}, scale(value));
  }
  // So that a pale end does not fade into the paper.
  overlay.frame({x, bottom}, {x + wide, top}, 1, overlay.ink());
  const auto arrow = [&](double base, double outward, double end) {
    const Pixel left{x, base + outward}, right{x + wide, base + outward}, peak{x + wide / 2, base + outward * tip};
    overlay.polygon({left, right, peak}, scale(end));
    overlay.line({left[0] - 0.5, left[1]}, {peak[0] - 0.5, peak[1] + 0.5 * outward}, 1, overlay.ink());
    overlay.line({right[0] + 0.5, right[1]}, {peak[0] + 0.5, peak[1] + 0.5 * outward}, 1, overlay.ink());
  };
  if (beyond.above) arrow(top, 1, scale.high());
  if (beyond.below) arrow(bottom, -1, scale.low());

  const std::vector<double> ticks = round_ticks(scale.low(), scale.high());
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : scale.high() - scale.low();
  Overlay::Lettering lettering{Align::Low, Align::Middle, 0.9};
  const double at = x + wide + 0.45 * f, room = layout.bar_column - 0.5 * f - wide - 0.45 * f - 1.5 * f;
  std::vector<std::string> texts;
  for (const double tick : ticks) texts.push_back(tick_text(tick, step));
  double widest = 0;
  for (const std::string& text : texts) widest = std::max(widest, overlay.extent(text, lettering)[0]);
  if (widest > room) lettering.size *= room / widest;
  for (std::size_t n = 0; n < ticks.size(); ++n) {
    const double y = bottom + (ticks[n] - scale.low()) / (scale.high() - scale.low()) * (top - bottom);
    overlay.line({x + wide + 1, y}, {x + wide + 0.3 * f, y}, 1, overlay.ink());
    overlay.text({at, y}, texts[n], lettering);
  }
  Overlay::Lettering upright{Align::Middle, Align::Middle, 0.95, false, true};
  const double length = overlay.extent(title, upright)[1];
  const double most = layout.high[1] - layout.low[1] + 2 * f;
  if (length > most) upright.size *= most / length;
  overlay.text({layout.width - 0.85 * f, (bottom + top) / 2}, title, upright);
}

}  // namespace howship
