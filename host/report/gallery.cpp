#include "host/report/gallery.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/report/html.hpp"
#include "host/report/numbers.hpp"

namespace howship {

namespace {

// Half a minute at most.
constexpr std::size_t most_frames = 120;
constexpr double seconds_per_frame = 0.25;

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
  request.colour_bar = true;
  std::vector<Picture> frames;
  for (const std::size_t i : animation_frames(snapshots.size())) {
    request.caption = day_and_month(snapshots[i].time);
    std::optional<Picture> frame = drawn([&] { return painter_.draw(snapshots[i].file, request); });
    if (!frame) return {};
    frames.push_back(std::move(*frame));
  }
  return animated_png(frames, seconds_per_frame);
}

std::vector<std::size_t> animation_frames(std::size_t count) {
  const std::size_t frames = std::min(count, most_frames);
  std::vector<std::size_t> chosen;
  chosen.reserve(frames);
  for (std::size_t i = 0; i < frames; ++i)
    chosen.push_back(frames == 1 ? 0 : (i * (count - 1) + (frames - 1) / 2) / (frames - 1));
  return chosen;
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
