#include "host/report/run_pictures.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/report/colour_legend.hpp"
#include "host/report/html.hpp"
#include "host/report/lesion_courses.hpp"
#include "host/report/moments.hpp"
#include "host/report/numbers.hpp"
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

const LesionState* state_of(const std::vector<LesionCourse>& lesions, int number, double time) {
  for (const LesionCourse& course : lesions)
    if (course.number == number) return course.at(time);
  return nullptr;
}

/// "day 84 (month 2.8): lytic" (HTML).
std::string state_caption(const RunFolder& run, int lesion, double time) {
  const std::vector<LesionCourse> lesions = lesion_courses(run.lesions);
  const LesionState* const state = state_of(lesions, lesion, time);
  return escape(day_and_month(time)) +
         (state == nullptr || state->phenotype == "none" ? "" : ", " + escape(state->phenotype));
}

/// Three planes of one snapshot.
std::string slices(const RunFolder& run, const SnapshotFile& snapshot, const PicturePlan& plan, Gallery& gallery) {
  std::string figures;
  for (const Plane plane : planes) {
    PictureRequest request = request_of(plan, View::Slice, plane);
    request.caption = day(snapshot.time) + ", " + name_of(plane);
    figures +=
        gallery.figure(snapshot.file, request,
                       fmt::format("{} plane on {}, coloured by {}. {}", name_of(plane), day(snapshot.time),
                                   plan.array_words, lesion_in_words(run, plan.lesion, snapshot.time)),
                       fmt::format("{}, {}, seen from {}", day(snapshot.time), name_of(plane), seen_from(plane)));
  }
  return picture_row(figures);
}

std::string through_time(const RunFolder& run, const PicturePlan& plan, const std::vector<std::size_t>& shown,
                         View view, Plane plane, Gallery& gallery) {
  std::string figures;
  for (const std::size_t i : shown) {
    const SnapshotFile& s = run.snapshots[i];
    PictureRequest request = request_of(plan, view, plane);
    request.caption = day_and_month(s.time);
    figures +=
        gallery.figure(s.file, request,
                       fmt::format("The bone {} on {}, coloured by {}. {}",
                                   view == View::Whole   ? "from outside"
                                   : view == View::Slice ? fmt::format("in the {} plane", name_of(plane))
                                                         : fmt::format("cut open in the {} plane", name_of(plane)),
                                   day(s.time), plan.array_words, lesion_in_words(run, plan.lesion, s.time)),
                       state_caption(run, plan.lesion, s.time));
  }
  return picture_row(figures);
}

}  // namespace

std::string lesion_in_words(const RunFolder& run, int lesion, double time) {
  const std::vector<LesionCourse> lesions = lesion_courses(run.lesions);
  const LesionState* const state = state_of(lesions, lesion, time);
  if (state == nullptr) return "";
  return fmt::format(
      "Lesion {} is {}: tumour {}, lytic bone {}, sclerotic bone {}, mean density {} against healthy bone.", lesion,
      state->phenotype == "none" ? "neither lytic nor sclerotic" : state->phenotype, cubic_centimetres(state->tumour),
      cubic_centimetres(state->lytic), cubic_centimetres(state->sclerotic), percent_change(state->bmd_change));
}

std::string run_pictures(const RunFolder& run, const PicturePlan& plan, const std::vector<std::size_t>& shown,
                         Gallery& gallery) {
  if (shown.empty() || plan.array.empty()) return "";
  const std::string where = plan.lesion > 0 ? fmt::format("through the centre of lesion {}", plan.lesion)
                                            : std::string("through the middle of the bone");
  std::string html = fmt::format("<h3>Cut open {}</h3>\n", where) + colour_legend(plan, false, "scale-cut") +
                     through_time(run, plan, shown, View::CutAway, plan.plane, gallery);
  html += "<h3>The whole bone</h3>\n" + colour_legend(plan, false, "scale-whole") +
          through_time(run, plan, shown, View::Whole, plan.plane, gallery);
  html += fmt::format("<h3>Planes {}</h3>\n", where) + colour_legend(plan, false, "scale-planes");
  const std::vector<std::size_t> three = first_treatment_last(run);
  for (const std::size_t i : three) html += slices(run, run.snapshots[i], plan, gallery);
  const SnapshotFile& last = run.snapshots.back();
  PicturePlan other = plan;
  if (plan.array != "bmd" && read_snapshot(last.file, {"bmd"}).arrays.count("bmd") > 0) {
    other.array = "bmd";
    other.array_words = "bone mineral density";
    other.low = 0.0;
    other.high = 600.0;
    html += "<h3>Bone mineral density, as in a CT</h3>\n" + colour_legend(other, false, "scale-bmd") +
            through_time(run, other, three, View::Slice, plan.plane, gallery) +
            through_time(run, other, three, View::Slice, Plane::Axial, gallery);
  }
  const std::vector<LesionCourse> lesions = lesion_courses(run.lesions);
  constexpr std::size_t most_others = 3;
  for (std::size_t i = 1; i < std::min(lesions.size(), most_others + 1); ++i) {
    const LesionState* const state = lesions[i].at(last.time);
    if (state == nullptr) continue;
    other = plan;
    other.lesion = lesions[i].number;
    other.through = state->centre;
    html += fmt::format("<h3>Planes through the centre of lesion {} at the end</h3>\n", other.lesion) +
            colour_legend(other, false, fmt::format("scale-lesion-{}", other.lesion)) +
            slices(run, last, other, gallery);
  }
  return gallery.problem().empty() ? html : "";
}

}  // namespace howship
