#include "host/report/run_pictures.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/report/colour_legend.hpp"
#include "host/report/html.hpp"
#include "host/report/moments.hpp"
#include "host/report/numbers.hpp"
#include "host/view/sight.hpp"
#include "host/view/snapshot_voxels.hpp"

namespace howship {

namespace {

constexpr Plane planes[] = {Plane::Sagittal, Plane::Coronal, Plane::Axial};

const char* seen_from(Plane plane) {
  return plane == Plane::Sagittal ? "the left" : plane == Plane::Coronal ? "the front" : "below";
}

std::vector<std::size_t> first_treatment_last(const RunFolder& run) {
  const Moments m = moments_of(run);
  std::vector<double> times;
  for (const SnapshotFile& s : run.snapshots) times.push_back(s.time);
  return chosen_snapshots(times, m.treatment ? &*m.treatment : nullptr, 3);
}

bool holds(const std::vector<std::size_t>& indices, std::size_t index) {
  return std::find(indices.begin(), indices.end(), index) != indices.end();
}

const LesionState* state_of(const RunFolder& run, int number, double time) {
  for (const LesionCourse& course : run.tracked)
    if (course.number == number) return course.at(time);
  return nullptr;
}

/// "day 84 (month 2.8): lytic" (HTML).
std::string state_caption(const RunFolder& run, int lesion, double time) {
  const LesionState* const state = state_of(run, lesion, time);
  return escape(day_and_month(time)) +
         (state == nullptr || state->phenotype == "none" ? "" : ", " + escape(state->phenotype));
}

/// "y = −8 mm": where a plane lies.
std::string place_of(const PicturePlan& plan, Plane plane) {
  const auto axis = static_cast<std::size_t>(axis_across(plane, plan.frame));
  return fmt::format("{} = {}\u00a0mm", "xyz"[axis], fixed(plan.through[axis], 0));
}

/// Three planes of one snapshot.
std::string slices(const RunFolder& run, const SnapshotFile& snapshot, const PicturePlan& plan, Gallery& gallery) {
  std::string figures;
  for (const Plane plane : planes) {
    PictureRequest request = request_of(plan, View::Slice, plane);
    request.caption = day(snapshot.time) + ", " + name_of(plane);
    figures += gallery.figure(snapshot.file, request,
                              fmt::format("{} plane on {}, coloured by {}. {}", name_of(plane), day(snapshot.time),
                                          plan.array_words, lesion_in_words(run, plan.lesion, snapshot.time)),
                              fmt::format("{}, {}, {}, seen from {}", day(snapshot.time), name_of(plane),
                                          place_of(plan, plane), seen_from(plane)));
  }
  return picture_row(figures);
}

std::string view_of(const RunFolder& run, const SnapshotFile& snapshot, const PicturePlan& plan, View view, Plane plane,
                    Gallery& gallery) {
  PictureRequest request = request_of(plan, view, plane);
  request.caption = day_and_month(snapshot.time);
  return gallery.figure(
      snapshot.file, request,
      fmt::format("The bone {} on {}, coloured by {}. {}",
                  view == View::Whole   ? "from outside"
                  : view == View::Slice ? fmt::format("in the {} plane", name_of(plane))
                                        : fmt::format("cut open in the {} plane", name_of(plane)),
                  day(snapshot.time), plan.array_words, lesion_in_words(run, plan.lesion, snapshot.time)),
      state_caption(run, plan.lesion, snapshot.time));
}

}  // namespace

std::string lesion_in_words(const RunFolder& run, int lesion, double time) {
  const LesionState* const state = state_of(run, lesion, time);
  if (state == nullptr) return "";
  return fmt::format(
      "Lesion {} is {}: tumour {}, lytic bone {}, sclerotic bone {}, mean density {} against healthy bone.", lesion,
      state->phenotype == "none" ? "neither lytic nor sclerotic" : state->phenotype, cubic_centimetres(state->tumour),
      cubic_centimetres(state->lytic), cubic_centimetres(state->sclerotic), percent_change(state->bmd_change));
}

std::string run_pictures(const RunFolder& run, const PicturePlan& plan, const std::vector<std::size_t>& shown,
                         Gallery& gallery) {
  if (shown.empty() || plan.array.empty()) return "";
  const SnapshotFile& last = run.snapshots.back();
  const std::vector<std::size_t> three = first_treatment_last(run);
  const std::vector<std::string> arrays = snapshot_arrays(last.file);
  PicturePlan density = plan;
  if (plan.array != "bmd" && std::find(arrays.begin(), arrays.end(), "bmd") != arrays.end()) {
    density.array = "bmd";
    density.array_words = "bone mineral density";
    density.low = 0.0;
    density.high = 600.0;
  }
  const bool with_density = density.array != plan.array;
  // All views of a snapshot after each other, so that it is read once.
  std::string cut, whole, in_planes, density_upright, density_axial, others;
  for (std::size_t i = 0; i < run.snapshots.size(); ++i) {
    const SnapshotFile& s = run.snapshots[i];
    if (holds(shown, i)) {
      cut += view_of(run, s, plan, View::CutAway, plan.plane, gallery);
      whole += view_of(run, s, plan, View::Whole, plan.plane, gallery);
    }
    if (!holds(three, i)) continue;
    in_planes += slices(run, s, plan, gallery);
    if (!with_density) continue;
    density_upright += view_of(run, s, density, View::Slice, plan.plane, gallery);
    density_axial += view_of(run, s, density, View::Slice, Plane::Axial, gallery);
  }
  constexpr std::size_t most_others = 3;
  for (std::size_t i = 1; i < std::min(run.tracked.size(), most_others + 1); ++i) {
    const LesionState* const state = run.tracked[i].at(last.time);
    if (state == nullptr) continue;
    PicturePlan other = plan;
    other.lesion = run.tracked[i].number;
    other.through = state->centre;
    others += fmt::format("<h3>Planes through the centre of lesion {} at the end</h3>\n", other.lesion) +
              colour_legend(other, View::Slice, false, fmt::format("scale-lesion-{}", other.lesion)) +
              slices(run, last, other, gallery);
  }
  if (!gallery.problem().empty()) return "";
  const std::string where = plan.lesion > 0 ? fmt::format("through the centre of lesion {}", plan.lesion)
                                            : std::string("through the middle of the bone");
  std::string html = fmt::format("<h3>Cut open {}</h3>\n", where) +
                     colour_legend(plan, View::CutAway, false, "scale-cut") + picture_row(cut) +
                     "<h3>The whole bone</h3>\n" + colour_legend(plan, View::Whole, false, "scale-whole") +
                     picture_row(whole) + fmt::format("<h3>Planes {}</h3>\n", where) +
                     colour_legend(plan, View::Slice, false, "scale-planes") + in_planes;
  if (with_density)
    html += "<h3>Mineral density in grey (0 to 600 mg/cm³ hydroxyapatite; white above)</h3>\n" +
            colour_legend(density, View::Slice, false, "scale-bmd") + picture_row(density_upright) +
            picture_row(density_axial);
  return html + others;
}

}  // namespace howship
