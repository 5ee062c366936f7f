#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "howship/error.hpp"

#include "host/report/arm_pictures.hpp"
#include "host/report/arm_tables.hpp"
#include "host/report/arms.hpp"
#include "host/report/chart.hpp"
#include "host/report/courses.hpp"
#include "host/report/html.hpp"
#include "host/report/numbers.hpp"
#include "host/report/quantities.hpp"
#include "host/report/report.hpp"
#include "host/report/report_file.hpp"
#include "host/report/schedule_words.hpp"

namespace howship {

namespace {

constexpr std::size_t most_arms = 8, longest_name = 160;

/// Letter, line style, name and treatment of every arm.
std::string legend(const std::vector<RunFolder>& arms, const std::vector<std::string>& names) {
  std::string html = "<ul class=\"legend\">\n";
  for (std::size_t i = 0; i < arms.size(); ++i) {
    std::string treatment;
    if (arms[i].resolved) {
      const std::vector<std::string> words = treatment_words(*arms[i].resolved);
      treatment = words.empty() ? "no treatment" : fmt::format("{}", fmt::join(words, "; "));
    }
    html += fmt::format("<li>{}<b>{}</b><span>{}{}</span></li>\n", style_sample(static_cast<int>(i)), arm_letter(i),
                        escape(shortened(names[i], longest_name)), treatment.empty() ? "" : "<br>" + escape(treatment));
  }
  return html + "</ul>\n";
}

std::string notes(const std::vector<RunFolder>& arms, double last) {
  std::string html;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    if (!arms[i].finished())
      html +=
          note(fmt::format("<b>Arm {} is not complete</b>: it {}, on {}.", arm_letter(i),
                           arms[i].summary ? "was stopped early" : "is going on, or it broke off", day(arms[i].end())));
    for (const std::string& gap : arms[i].gaps) html += note(fmt::format("Arm {}: {}.", arm_letter(i), escape(gap)));
    if (!arms[i].resolved)
      html += note(
          fmt::format("The case.toml of arm {} could not be read again, so that its treatment is not described: {}",
                      arm_letter(i), escape(arms[i].case_problem)));
  }
  const bool differ =
      std::any_of(arms.begin(), arms.end(), [&](const RunFolder& arm) { return std::abs(arm.end() - last) > 1e-6; });
  if (differ)
    html += note(
        fmt::format("The arms end at different times; they are compared on {}, the last that all reached.", day(last)));
  return html;
}

}  // namespace

WrittenReport write_comparison(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& file) {
  if (folders.size() < 2 || folders.size() > most_arms)
    throw InputError(fmt::format("{} given: from 2 to {} runs can be compared",
                                 count_of(static_cast<long long>(folders.size()), "folder", "folders"), most_arms));
  WrittenReport written;
  written.file = file;
  std::vector<RunFolder> arms;
  arms.reserve(folders.size());
  for (const std::filesystem::path& folder : folders) arms.push_back(read_run_folder(folder));
  require_writable(file);
  double last = arms.front().end();
  for (const RunFolder& arm : arms) last = std::min(last, arm.end());
  Gallery gallery;
  const std::string pictures = arm_pictures(arms, gallery), differences = arm_differences(arms, gallery);
  for (std::size_t i = 0; i < arms.size(); ++i)
    for (const std::string& gap : arms[i].gaps)
      written.warnings.push_back(fmt::format("arm {}: {}", arm_letter(i), gap));
  if (!gallery.problem().empty()) written.warnings.push_back("the report has no pictures: " + gallery.problem());
  const std::vector<std::string> names = arm_names(arms);
  std::string versions = "<ul>\n";
  for (std::size_t i = 0; i < arms.size(); ++i)
    if (arms[i].summary)
      versions += fmt::format("<li>{}: howship {} ({}), {}, {} precision</li>\n", arm_letter(i),
                              escape(arms[i].summary->version), escape(arms[i].summary->commit),
                              escape(arms[i].summary->backend), escape(arms[i].summary->precision));
  const std::string title = fmt::format("Comparison of {} runs", arms.size());
  const std::string body =
      fmt::format(
          "<header>\n<h1>{}</h1>\n<p class=\"small\">Simulations by howship, not patients: parameters of the tumour "
          "are assumed. Not for decisions about treatment.</p>\n</header>\n",
          title) +
      notes(arms, last) +
      sections({{"arms", "Arms", legend(arms, names)},
                {"finding", "What differs", arm_findings(arms, last)},
                {"numbers", "Key numbers", arm_key_numbers(arms, last) + arm_lesions(arms, last)},
                {"courses", "Courses",
                 compared_courses(arms) + fmt::format("<p class=\"small\">Marks above the plots show what "
                                                      "each arm was given. {}</p>\n",
                                                      reference_source)},
                {"pictures", "Pictures", pictures},
                {"differences", "Difference maps", differences},
                {"cases", "How the cases differ", case_differences(arms)},
                {"computation", "Computation", versions + "</ul>\n"}});
  const std::string html = html_page(title, body);
  write_report_file(file, html);
  written.bytes = static_cast<double>(html.size());
  return written;
}

}  // namespace howship
