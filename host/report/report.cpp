#include "host/report/report.hpp"

#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/report/case_words.hpp"
#include "host/report/courses.hpp"
#include "host/report/findings.hpp"
#include "host/report/gallery.hpp"
#include "host/report/html.hpp"
#include "host/report/moments.hpp"
#include "host/report/numbers.hpp"
#include "host/report/quantities.hpp"
#include "host/report/report_file.hpp"
#include "host/report/run_details.hpp"
#include "host/report/run_pictures.hpp"
#include "host/report/schedule_words.hpp"

namespace howship {

namespace {

constexpr std::size_t longest_title = 200;

/// What a reader must know before anything else.
std::string notes(const RunFolder& run) {
  std::string html;
  const double end = run.resolved ? run.resolved->end : std::nan("");
  const std::string planned = std::isfinite(end) ? fmt::format(" of {}", fixed(end, 1)) : "";
  if (!run.summary)
    html +=
        note(fmt::format("<b>This run is not complete.</b> It has no summary.json: it is going on, or it broke off. "
                         "The report shows what there is, up to {}{}.",
                         day(run.end()), planned));
  else if (!run.summary->finished)
    html += note(fmt::format("<b>This run was stopped early</b>, on {}{}. The report shows what there is up to then.",
                             day(run.end()), planned));
  for (const std::string& gap : run.gaps) html += note(escape(gap) + ".");
  if (!run.resolved)
    html +=
        note(fmt::format("The run’s case.toml could not be read again, so that bone, metastases and treatment are not "
                         "described: {}",
                         escape(run.case_problem)));
  return html;
}

std::string picture_notes(const RunFolder& run, const PicturePlan& plan, const Gallery& gallery) {
  if (!gallery.problem().empty())
    return note("There are no pictures, because this machine could not draw them: " + escape(gallery.problem()));
  if (run.snapshots.empty()) return note("There are no pictures: the run has no snapshots (fields.pvd).");
  if (plan.array.empty()) return note("There are no pictures: the snapshots hold no array that can be drawn.");
  if (plan.array != "bmd_change")
    return note(
        fmt::format("The snapshots do not hold <code>bmd_change</code> (see <code>output.arrays</code> of the "
                    "case); the pictures show the {} instead.",
                    plan.array_words));
  return "";
}

/// What the case says is given, whatever its title says.
std::string treatment_line(const RunFolder& run) {
  if (!run.resolved) return "";
  const std::vector<std::string> words = treatment_words(*run.resolved);
  return fmt::format("<p><b>Treatment: {}</b></p>\n",
                     words.empty() ? "none" : escape(fmt::format("{}", fmt::join(words, "; "))));
}

std::string heading(const RunFolder& run) {
  return fmt::format(
      "<header>\n<h1>{}</h1>\n{}<p class=\"small\">A simulation by howship, not a patient: parameters of the "
      "tumour are assumed. Not for decisions about treatment.</p>\n</header>\n",
      escape(shortened(run.title, longest_title)), treatment_line(run));
}

/// Folded away, so that it moves only for readers who ask for it.
std::string animation_figure(const RunFolder& run, const PicturePlan& plan, const std::vector<unsigned char>& png) {
  const PictureRequest request = request_of(plan, View::CutAway, plan.plane);
  const std::size_t times = run.snapshots.size(), frames = animation_frames(times).size();
  return fmt::format(
      "<details class=\"moving\"><summary>Animation of {}</summary>\n<div class=\"row\"><figure><img src=\"{}\" "
      "width=\"{}\" "
      "height=\"{}\" alt=\"The bone cut open in the {} plane, from {} to {}, coloured by "
      "{}.\"></figure></div></details>\n",
      frames == times ? fmt::format("all {} output times", times)
                      : fmt::format("{} of {} output times, evenly chosen", frames, times),
      png_data_uri(png), request.width, request.height, name_of(plan.plane), day(run.snapshots.front().time),
      day(run.snapshots.back().time), plan.array_words);
}

std::string plots(const RunFolder& run) {
  const std::string marks = mark_words(run);
  return courses(run) +
         (marks.empty() ? "" : fmt::format("<p class=\"small\">Marks above the plots: {}.</p>\n", marks)) +
         fmt::format(
             "<p class=\"small\">Markers are of the whole skeleton{}; density of spine and hip is areal, outside the "
             "region. {}</p>\n",
             run.summary ? fmt::format(", of whose turnover {}\u00a0% goes as in the region",
                                       significant(100.0 * run.summary->metastatic_fraction, 2))
                         : "",
             reference_source);
}

std::string treatment_given(const RunFolder& run) {
  const std::string words = mark_words(run);
  return words.empty() ? "<p>Nothing was given.</p>\n" : fmt::format("<p>{}.</p>\n", words) + event_table(run);
}

std::string case_section(const RunFolder& run) {
  return (run.resolved ? changed_parameters(*run.resolved) : std::string()) +
         fmt::format("<details><summary>The whole case (case.toml)</summary>\n<pre>{}</pre></details>\n",
                     escape(run.case_text));
}

}  // namespace

WrittenReport write_report(const std::filesystem::path& folder, const std::filesystem::path& file, bool animate) {
  WrittenReport written;
  written.file = file;
  const RunFolder run = read_run_folder(folder);
  require_writable(file);
  const std::filesystem::path animation = file.parent_path() / (file.stem().string() + "-animation.png");
  if (animate) require_writable(animation);
  const Moments m = moments_of(run);
  std::vector<double> times;
  for (const SnapshotFile& s : run.snapshots) times.push_back(s.time);
  const std::vector<std::size_t> shown = chosen_snapshots(times, m.treatment ? &*m.treatment : nullptr, 6);
  const PicturePlan plan = picture_plan(run, shown);
  Gallery gallery;
  std::string pictures = run_pictures(run, plan, shown, gallery);
  if (animate && !pictures.empty()) {
    const std::vector<unsigned char> png =
        gallery.animation(run.snapshots, request_of(plan, View::CutAway, plan.plane));
    if (!png.empty()) {
      write_report_file(animation, std::string(png.begin(), png.end()));
      written.animation = animation;
      pictures += animation_figure(run, plan, png);
    }
  }
  if (animate && pictures.empty() && gallery.problem().empty())
    written.warnings.emplace_back("there is no animation: the run has no snapshots that can be drawn");
  written.warnings.insert(written.warnings.end(), run.gaps.begin(), run.gaps.end());
  if (!gallery.problem().empty()) written.warnings.push_back("the report has no pictures: " + gallery.problem());
  const std::string body =
      heading(run) + notes(run) +
      sections({{"finding", "Findings", findings(run)},
                {"case", "The case", case_words(run)},
                {"pictures", "Pictures", picture_notes(run, plan, gallery) + pictures},
                {"courses", "Courses", plots(run)},
                {"numbers", "Key numbers", key_numbers(run)},
                {"lesions", "Lesions", lesion_table(run)},
                {"events", "Treatment given", treatment_given(run)},
                {"computation", "Computation",
                 solver_table(run) + provenance_table(run) + balance_table(run) + warning_list(run)},
                {"parameters", "Parameters", case_section(run)}});
  const std::string html = html_page(shortened(run.title, longest_title), body);
  write_report_file(file, html);
  written.bytes = static_cast<double>(html.size());
  return written;
}

}  // namespace howship
