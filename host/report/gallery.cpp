#include "host/report/gallery.hpp"

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/report/html.hpp"
#include "host/report/numbers.hpp"

namespace howship {

namespace {

std::string figure_of(const std::optional<Picture>& picture, const std::string& words, const std::string& caption) {
  if (!picture) return "";
  return fmt::format(
      "<figure><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\">\n<figcaption>{}</figcaption></figure>\n",
      png_data_uri(picture->png), picture->width, picture->height, escape(words), caption);
}

}  // namespace

template <class Draw>
std::optional<Picture> Gallery::drawn(Draw draw) {
  if (!problem_.empty()) return std::nullopt;
  try {
    return draw();
  } catch (const DeviceError& error) {
    problem_ = error.what();
    return std::nullopt;
  }
}

std::string Gallery::figure(const std::filesystem::path& snapshot, const PictureRequest& request,
                            const std::string& words, const std::string& caption) {
  return figure_of(drawn([&] { return painter_.draw(snapshot, request); }), words, caption);
}

std::string Gallery::difference_figure(const std::filesystem::path& snapshot, const std::filesystem::path& reference,
                                       const PictureRequest& request, const std::string& words,
                                       const std::string& caption) {
  return figure_of(drawn([&] { return painter_.draw_difference(snapshot, reference, request); }), words, caption);
}

std::vector<unsigned char> Gallery::animation(const std::vector<SnapshotFile>& snapshots, PictureRequest request) {
  // A frame a quarter of a second, half a minute at most.
  constexpr std::size_t most_frames = 120;
  const std::size_t every = 1 + (snapshots.size() - 1) / most_frames;
  request.colour_bar = true;
  std::vector<Picture> frames;
  for (std::size_t i = 0; i < snapshots.size(); i += every) {
    request.caption = day_and_month(snapshots[i].time);
    std::optional<Picture> frame = drawn([&] { return painter_.draw(snapshots[i].file, request); });
    if (!frame) return {};
    frames.push_back(std::move(*frame));
  }
  return animated_png(frames, 0.25);
}

PictureRequest request_of(const PicturePlan& plan, View view, Plane plane) {
  PictureRequest request;
  request.view = view;
  request.plane = plane;
  request.frame = plan.frame;
  request.through = plan.through;
  request.array = plan.array;
  request.low = plan.low;
  request.high = plan.high;
  request.colour_bar = false;
  request.width = 520;
  request.height = 420;
  return request;
}

std::string picture_row(const std::string& figures) {
  return figures.empty() ? "" : "<div class=\"row\">\n" + figures + "</div>\n";
}

std::string name_of(Plane plane) {
  return plane == Plane::Sagittal ? "sagittal" : plane == Plane::Coronal ? "coronal" : "axial";
}

}  // namespace howship
