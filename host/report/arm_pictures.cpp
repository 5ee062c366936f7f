#include "host/report/arm_pictures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/report/arms.hpp"
#include "host/report/colour_legend.hpp"
#include "host/report/html.hpp"
#include "host/report/moments.hpp"
#include "host/report/numbers.hpp"
#include "host/report/run_pictures.hpp"
#include "host/view/snapshot_voxels.hpp"

namespace howship {

namespace {

bool same_geometry(const RunFolder& a, const RunFolder& b) {
  const auto geometry = [](const RunFolder& run) {
    std::string text;
    for (const CaseKey& key : run.keys)
      if (key.key.compare(0, 9, "geometry.") == 0) text += key.key + "=" + key.value + "\n";
    return text;
  };
  return geometry(a) == geometry(b);
}

/// Number of the lesion whose centre lies nearest to a point while it is largest; 0 without lesions.
int lesion_near(const RunFolder& run, const Vec3& point) {
  const auto distance = [&](const LesionCourse& lesion) {
    const Vec3& centre = lesion.largest().centre;
    return std::hypot(centre[0] - point[0], centre[1] - point[1], centre[2] - point[2]);
  };
  const auto nearest =
      std::min_element(run.tracked.begin(), run.tracked.end(),
                       [&](const LesionCourse& a, const LesionCourse& b) { return distance(a) < distance(b); });
  return nearest == run.tracked.end() ? 0 : nearest->number;
}

/// Plans of all arms: one array and one scale; one plane where the bone is the same.
std::vector<PicturePlan> plans_of(const std::vector<RunFolder>& arms, const std::vector<double>& times) {
  std::vector<PicturePlan> plans;
  for (const RunFolder& arm : arms) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < arm.snapshots.size(); ++i)
      for (const double time : times)
        if (&arm.snapshots[i] == snapshot_at(arm, time)) shown.push_back(i);
    plans.push_back(picture_plan(arm, shown));
  }
  PicturePlan common = plans.front();
  for (const PicturePlan& plan : plans) {
    if (plan.array != common.array) return {};
    common.low = std::min(common.low, plan.low);
    common.high = std::max(common.high, plan.high);
  }
  for (std::size_t i = 0; i < arms.size(); ++i) {
    plans[i].low = common.low;
    plans[i].high = common.high;
    if (!same_geometry(arms.front(), arms[i])) continue;
    plans[i].through = common.through;
    if (common.lesion > 0) plans[i].lesion = lesion_near(arms[i], common.through);
  }
  return plans;
}

std::vector<double> shown_times(const std::vector<RunFolder>& arms) {
  const std::vector<double> times = common_times(arms);
  std::optional<double> treatment;
  for (const RunFolder& arm : arms)
    if (const Moments m = moments_of(arm); m.treatment) treatment = std::min(*m.treatment, treatment.value_or(1e300));
  std::vector<double> shown;
  for (const std::size_t i : chosen_snapshots(times, treatment ? &*treatment : nullptr, 4)) shown.push_back(times[i]);
  return shown;
}

/// Adds magnitudes of the difference in voxels that both have; none when the grids differ.
void add_differences(const SnapshotVoxels& x, const SnapshotVoxels& y, const std::string& array,
                     std::vector<float>& magnitudes) {
  const auto u = x.arrays.find(array), v = y.arrays.find(array);
  if (u == x.arrays.end() || v == y.arrays.end() || x.share.size() != y.share.size()) return;
  for (std::size_t i = 0; i < x.share.size(); ++i)
    if (x.share[i] > 0.0F && y.share[i] > 0.0F)
      magnitudes.push_back(std::abs(u->second.values[i] - v->second.values[i]));
}

}  // namespace

std::string arm_pictures(const std::vector<RunFolder>& arms, Gallery& gallery) {
  const std::vector<double> times = shown_times(arms);
  if (times.empty()) return note("There are no pictures: the arms have no output time in common.");
  const std::vector<PicturePlan> plans = plans_of(arms, times);
  if (plans.empty() || plans.front().array.empty())
    return note(
        "There are no pictures: the snapshots of the arms have no array in common (see <code>output.arrays</code> "
        "of the cases).");
  const bool one_bone =
      std::all_of(arms.begin(), arms.end(), [&](const RunFolder& arm) { return same_geometry(arms.front(), arm); });
  // All views of a snapshot after each other, so that it is read once.
  const std::vector<std::string> names = arm_names(arms);
  constexpr std::array<View, 2> views = {View::CutAway, View::Slice};
  std::array<std::string, views.size()> rows;
  for (const double time : times) {
    std::array<std::string, views.size()> figures;
    for (std::size_t i = 0; i < arms.size(); ++i)
      for (std::size_t v = 0; v < views.size(); ++v) {
        PictureRequest request = request_of(plans[i], views[v], plans[i].plane);
        request.caption = arm_letter(i) + ", " + day(time);
        figures[v] += gallery.figure(
            snapshot_at(arms[i], time)->file, request,
            fmt::format("Arm {}, {} on {}, coloured by {}. {}", arm_letter(i),
                        fmt::format("{}{} plane", views[v] == View::Slice ? "" : "the bone cut open in the ",
                                    name_of(plans[i].plane)),
                        day(time), plans[i].array_words, lesion_in_words(arms[i], plans[i].lesion, time)),
            fmt::format("{}: {}", arm_letter(i), escape(shortened(names[i], 80))));
      }
    for (std::size_t v = 0; v < views.size(); ++v)
      rows[v] += fmt::format("<h3>{}, {}</h3>\n",
                             views[v] == View::Slice ? fmt::format("In the {} plane", name_of(plans.front().plane))
                                                     : "Cut open",
                             day_and_month(time)) +
                 picture_row(figures[v]);
  }
  if (!gallery.problem().empty())
    return note("There are no pictures, because this machine could not draw them: " + escape(gallery.problem()));
  const std::string where =
      plans.front().lesion > 0 ? fmt::format("the centre of lesion {} of arm A", plans.front().lesion) : "the middle";
  return fmt::format("<p class=\"small\">One scale for all pictures. Planes lie through {}{}.</p>\n", where,
                     one_bone ? "" : ", in arms with another bone through their own") +
         colour_legend(plans.front(), View::CutAway, false, "scale-cut") + rows[0] +
         colour_legend(plans.front(), View::Slice, false, "scale-plane") + rows[1];
}

std::string arm_differences(const std::vector<RunFolder>& arms, Gallery& gallery) {
  const std::vector<double> times = common_times(arms);
  if (times.empty() || !gallery.problem().empty()) return "";
  const double time = times.back();
  const SnapshotFile& reference = *snapshot_at(arms.front(), time);
  const std::vector<PicturePlan> plans = plans_of(arms, {time});
  if (plans.empty() || plans.front().array.empty()) return "";
  PicturePlan plan = plans.front();
  std::vector<float> all;
  const SnapshotVoxels subtracted = read_snapshot(reference.file, {plan.array});
  for (std::size_t i = 1; i < arms.size(); ++i)
    add_differences(read_snapshot(snapshot_at(arms[i], time)->file, {plan.array}), subtracted, plan.array, all);
  const bool percent = plan.array == "bmd_change";
  plan.high = difference_limit(all, percent ? 1000.0 : plan.high - plan.low);
  plan.low = -plan.high;
  std::string html = fmt::format("<p class=\"small\">Difference of the {} on {}{}. One scale for all arms.</p>\n",
                                 plan.array_words, day_and_month(time), percent ? ", in percentage points" : "");
  html += colour_legend(plan, View::CutAway, true, "scale-difference");
  for (std::size_t i = 1; i < arms.size(); ++i) {
    const std::string heading = fmt::format("<h3>{} minus A</h3>\n", arm_letter(i));
    std::string figures;
    const auto add = [&](View view, Plane plane) {
      PictureRequest request = request_of(plan, view, plane);
      request.caption = fmt::format("{} − A, {}", arm_letter(i), day(time));
      figures += gallery.difference_figure(
          snapshot_at(arms[i], time)->file, reference.file, request,
          fmt::format("Arm {} minus arm A on {}, {}{} plane, coloured by the difference of {}.", arm_letter(i),
                      day(time), view == View::CutAway ? "bone cut open in the " : "", name_of(plane),
                      plan.array_words),
          name_of(plane) + (view == View::CutAway ? ", cut open" : " plane"));
    };
    try {
      add(View::CutAway, plan.plane);
      for (const Plane plane : {plan.plane == Plane::Sagittal ? Plane::Coronal : Plane::Sagittal, Plane::Axial})
        add(View::Slice, plane);
      html += heading + picture_row(figures);
    } catch (const InputError& error) {
      html += heading + fmt::format("<p>No difference can be drawn: {}</p>\n", escape(error.what()));
    }
  }
  return html;
}

}  // namespace howship
