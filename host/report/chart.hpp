#pragma once

#include <optional>
#include <string>
#include <vector>

namespace howship {

/// One line of a plot; NaN breaks it.
struct ChartLine {
  std::string label;         ///< beside its end; plain text, short
  std::vector<double> x, y;  ///< [day], [unit of the plot]
  int style = 0;             ///< colour and dashes, 0 .. 7, told apart without colours too
};

/// Something given at a time, marked above the plot: a triangle, or a bar where it lasts more than a day.
struct ChartMark {
  double time = 0.0, duration = 0.0;  ///< [day]
  int style = 0;
  int row = 0;  ///< 0 is next to the plot
};

/// A plot of quantities over time.
struct Chart {
  std::string title, unit;  ///< plain text
  std::string note;         ///< after title and unit; plain text, may be empty
  double end = 0.0;         ///< of the time axis [day]
  std::vector<ChartLine> lines;
  std::vector<ChartMark> marks;
  struct Band {
    double low = 0.0, high = 0.0;
    std::string label;
  };
  std::optional<Band> band;     ///< range of reference
  std::optional<double> level;  ///< a value to which the lines are compared: always on the scale
  struct Range {
    double low = 0.0, high = 0.0;
  };
  std::optional<Range> at_least;  ///< on the scale, so that what hardly varies is not blown up
  bool always_labelled = false;   ///< also a line that is alone
  bool logarithmic = false;       ///< only where all lines keep above zero somewhere; lower values are left out
};

/// The plot as a <figure> with an SVG drawing that screen readers can read out: first, last, lowest and highest values.
/// \param id  unique in the document
std::string chart_figure(const Chart& chart, const std::string& id);

/// A short stroke in a style, for legends.
std::string style_sample(int style);

}  // namespace howship
