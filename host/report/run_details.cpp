#include "host/report/run_details.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "host/report/html.hpp"
#include "host/report/moments.hpp"
#include "host/report/numbers.hpp"
#include "host/report/picture_plan.hpp"
#include "host/report/quantities.hpp"
#include "host/view/colour_scale.hpp"

namespace howship {

namespace {

std::string words_of(std::string name) {
  for (const auto& [plain_name, printed] : {std::pair{"rankl", "RANKL"}, std::pair{"opg", "OPG"},
                                            std::pair{"tgf_beta", "TGF-β"}, std::pair{"pthrp", "PTHrP"}})
    if (name == plain_name) return printed;
  std::replace(name.begin(), name.end(), '_', ' ');
  if (const std::size_t at = name.find("bmd"); at != std::string::npos) name.replace(at, 3, "BMD");
  return escape(name);
}

/// Columns of lesions.csv that tell size and density.
bool is_measure(const std::string& name) {
  const auto measures = {"class",    "volume",     "tumour_volume", "lytic_volume", "sclerotic_volume",
                         "mean_bmd", "bmd_change", "diameter"};
  return std::find(measures.begin(), measures.end(), name) != measures.end();
}

}  // namespace

std::string key_numbers(const RunFolder& run) {
  const Moments m = moments_of(run);
  std::vector<std::string> headings = {"Quantity", "Start"};
  if (m.treatment) headings.emplace_back("Before treatment");
  headings.insert(headings.end(), {"End", "Unit", "Lowest", "Highest"});
  HtmlTable table(m.treatment ? fmt::format("Key numbers at the start, on {} before the first treatment, and on {}",
                                            day(*m.treatment), day_and_month(m.end))
                              : fmt::format("Key numbers at the start and on {}", day_and_month(m.end)),
                  headings);
  for (const Quantity& q : table_quantities()) {
    const Extremes e = extremes_of(run, q.column);
    const std::string column = q.column;
    // What rounding leaves of nothing is nothing.
    const double least = 1e-6 * std::max(std::abs(e.low), std::abs(e.high));
    const auto cell = [&](double value) { return shown(q, std::abs(value) < least ? 0.0 : value); };
    if (!std::isfinite(e.low) || (q.drug && e.high * q.factor <= drug_floor)) continue;
    std::vector<std::string> cells = {q.label, cell(value_at(run, column, m.start))};
    if (m.treatment) cells.push_back(cell(value_at(run, column, *m.treatment)));
    cells.insert(cells.end(),
                 {cell(value_at(run, column, m.end)), q.unit, fmt::format("{} ({})", cell(e.low), day(e.low_time)),
                  fmt::format("{} ({})", cell(e.high), day(e.high_time))});
    table.row(cells);
  }
  return table.text();
}

std::string lesion_table(const RunFolder& run) {
  if (run.lesions.rows() == 0) return "";
  const Moments m = moments_of(run);
  const std::vector<double> time = run.lesions.numbers("time");
  // In two tables, so that each fits a page: time and number stand in both.
  struct Part {
    std::vector<std::string> headings;
    std::vector<std::vector<std::string>> columns;
  };
  Part parts[2];
  for (const std::string& name : run.lesions.columns()) {
    const std::string unit = run.lesions.unit(name);
    const std::string heading =
        words_of(name) + (unit.empty() || unit == "1" ? "" : " [" + escape(printed_unit(unit)) + "]");
    std::vector<std::string> texts = run.lesions.texts(name);
    // Times and numbers of lesions stay as they are.
    if (!unit.empty() && unit != "1" && unit != "day") {
      const std::vector<double> values = run.lesions.numbers(name);
      for (std::size_t i = 0; i < values.size(); ++i)
        texts[i] = name == "bmd_change"                              ? signed_fixed(values[i], 1)
                   : unit == "mm" || unit == "%" || unit == "mg/cm3" ? fixed(values[i], 1)
                                                                     : significant(values[i]);
    }
    for (std::string& text : texts) text = text.empty() ? "–" : escape(text);
    const bool identity = name == "time" || name == "lesion";
    for (const bool second : {false, true})
      if (identity || is_measure(name) != second) {
        parts[second ? 1 : 0].headings.push_back(heading);
        parts[second ? 1 : 0].columns.push_back(texts);
      }
  }
  // The last output no later than each moment.
  std::set<double> shown_times;
  for (const double moment : {m.start, m.treatment.value_or(m.start), m.end}) {
    const double* latest = nullptr;
    for (const double& t : time)
      if (t <= moment + 1e-6 && (latest == nullptr || t > *latest)) latest = &t;
    if (latest != nullptr) shown_times.insert(*latest);
  }
  std::vector<std::string> event = run.lesions.texts("event");
  event.resize(time.size());
  std::string chosen, all;
  for (const Part& part : parts) {
    const std::string what = &part == parts ? "size and density" : "place, cortex and history";
    HtmlTable some(fmt::format("Lesions at the start, before treatment and at the end: {}", what), part.headings);
    HtmlTable every(fmt::format("Lesions at all output times: {}", what), part.headings);
    for (std::size_t i = 0; i < time.size(); ++i) {
      std::vector<std::string> cells;
      cells.reserve(part.columns.size());
      for (const std::vector<std::string>& column : part.columns) cells.push_back(column[i]);
      if (shown_times.count(time[i]) > 0 && !tells_end(event[i])) some.row(cells);
      every.row(cells);
    }
    chosen += some.text();
    all += every.text();
  }
  constexpr std::size_t most_rows = 1000;
  const std::string definition = fmt::format(
      "<p class=\"small\">A lesion is a connected part of the bone with at least {:g}\u00a0% tumour, or with less than "
      "{:g} or more than {:g} times its healthy mineral. It is lytic or sclerotic when one of the two volumes exceeds "
      "four times the other, otherwise mixed, and none while it has neither. BMD change is of all bone that it "
      "occupies "
      "on that day. Surface and cortex distance: from its edge to the outer surface and to the cortical shell, 0 once "
      "it is there. Cortex lost: largest share of the shell’s mineral that is gone along the shortest way through it. "
      "Breach area: outer surface under which the whole shell is below half of its mineral. x, y, z is its "
      "centroid{}.</p>\n",
      100.0 * lesion_tumour_fraction, lytic_ratio, sclerotic_ratio,
      frame_of(run) == Frame::Bone ? " (x to the front, y to the left, z upwards)" : "");
  return chosen + definition +
         (time.size() <= most_rows ? "<details><summary>All output times</summary>\n" + all + "</details>\n"
                                   : "<p class=\"small\">All output times are in lesions.csv.</p>\n");
}

std::string event_table(const RunFolder& run) {
  const std::vector<std::string> names = run.events.columns();
  if (run.events.rows() == 0) return "";
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> columns;
  for (const std::string& name : names) {
    std::vector<std::string> texts = run.events.texts(name);
    const auto nothing = [](const std::string& text) { return text.empty() || text == "0"; };
    if (std::all_of(texts.begin(), texts.end(), nothing)) continue;
    const std::string unit = run.events.unit(name);
    // Minutes and months are not read as days.
    const bool length = name == "duration" && unit == "day";
    headings.push_back(words_of(name) + (unit.empty() || length ? "" : " [" + escape(printed_unit(unit)) + "]"));
    if (!unit.empty()) {
      const std::vector<double> values = run.events.numbers(name);
      for (std::size_t i = 0; i < values.size(); ++i)
        texts[i] = !length ? plain(values[i], 6) : values[i] > 0.0 ? span(values[i]) : "–";
    }
    columns.push_back(std::move(texts));
  }
  HtmlTable table("What was given, at the time it was applied", headings);
  for (std::size_t i = 0; i < run.events.rows(); ++i) {
    std::vector<std::string> cells;
    cells.reserve(columns.size());
    for (const std::vector<std::string>& column : columns) cells.push_back(escape(column[i]));
    table.row(cells);
  }
  constexpr std::size_t few = 8;
  if (run.events.rows() <= few) return table.text();
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n",
                     count_of(static_cast<long long>(run.events.rows()), "entry", "entries"), table.text());
}

std::string balance_table(const RunFolder& run) {
  if (!run.summary || run.summary->balance.empty()) return "";
  HtmlTable table(
      "Mass balance of the region over the run. What a process took out is negative. The error is what is "
      "left over, relative to the larger of gained and lost.",
      {"Quantity", "Entry", "Amount", "Unit"});
  for (const BalanceLine& line : run.summary->balance) {
    const std::string unit = escape(line.unit);
    const auto entry = [&](const std::string& name, double amount) {
      table.row({words_of(line.quantity), name, significant(amount, 4), unit});
    };
    entry("stock at the start", line.stock_start);
    for (const BalanceEntry& process : line.processes) entry(words_of(process.process), process.amount);
    if (line.rounding != 0.0) entry("rounding of what is stored", line.rounding);
    entry("stock at the end", line.stock_end);
    table.row({words_of(line.quantity), "<b>error</b>", significant(line.error, 2), "1"});
  }
  return table.text();
}

std::string solver_table(const RunFolder& run) {
  if (!run.summary) return "";
  const Summary& s = *run.summary;
  HtmlTable table("How it was computed", {"", "Value"});
  const auto add = [&](const char* name, const std::string& value) { table.row({name, value}); };
  const auto whole = [](double n) { return fixed(n, 0); };
  add("Version", fmt::format("howship {} ({})", escape(s.version), escape(s.commit)));
  add("Back end", fmt::format("{}: {}", escape(s.backend), escape(s.device)));
  add("Precision", escape(s.precision));
  add("Voxels", fmt::format("{} of {:g} × {:g} × {:g} mm", whole(static_cast<double>(s.active_voxels)), s.spacing[0],
                            s.spacing[1], s.spacing[2]));
  add("Time steps",
      fmt::format("{}, and {} rejected, {} repeated", whole(static_cast<double>(s.solver.steps)),
                  whole(static_cast<double>(s.solver.rejected)), whole(static_cast<double>(s.solver.repeated))));
  add("Length of a step",
      fmt::format("{} to {} days", significant(s.solver.smallest_step, 2), significant(s.solver.largest_step, 2)));
  add("Sweeps of the linear solver", whole(static_cast<double>(s.solver.sweeps)));
  add("Negative values set to zero", significant(s.solver.clipped, 2) + ", sum in field scales");
  add("Share of turnover like the region", significant(s.metastatic_fraction, 2));
  add("Wall time",
      s.wall_seconds < 120.0 ? significant(s.wall_seconds) + " s" : significant(s.wall_seconds / 60.0) + " min");
  add("Memory", whole(s.peak_memory_bytes / 1e6) + " MB at most");
  return table.text();
}

std::string provenance_table(const RunFolder& run) {
  if (!run.manifest || run.manifest->sessions.empty()) return "";
  const RunManifest& m = *run.manifest;
  HtmlTable table("What it was made of", {"", "Value"});
  const auto add = [&](const std::string& name, const std::string& value) { table.row({name, value}); };
  const auto code = [](const std::string& text) { return fmt::format("<code>{}</code>", escape(text)); };
  constexpr std::size_t most = 20;
  for (const RunManifest::Session& s : m.sessions) {
    const bool first = &s == &m.sessions.front();
    std::string words;
    for (const std::string& word : s.command_line) words += (words.empty() ? "" : " ") + word;
    add(first ? "Started" : fmt::format("Resumed on {}", day(s.from)), escape(s.started));
    add("Command", code(words));
    add("Program", fmt::format("howship {} ({}{}), {}, flags {}", escape(s.version), escape(s.commit),
                               s.modified ? " with changes" : "", escape(s.compiler), code(s.compiler_flags)));
    add("Machine", fmt::format("{}, {}, {}", escape(s.processor), escape(s.device), escape(s.system)));
    for (std::size_t i = 0; i < std::min(most, s.changed_inputs.size()); ++i)
      add("SHA-256 from then on of " + code(s.changed_inputs[i].path.filename().string()),
          code(s.changed_inputs[i].sha256));
  }
  for (const std::string& assignment : m.overrides) add("Changed in the case", code(assignment));
  add("SHA-256 of the resolved case", code(m.case_sha256));
  add("SHA-256 of the parameters", code(m.parameters_sha256));
  for (std::size_t i = 0; i < std::min(most, m.inputs.size()); ++i)
    add("SHA-256 of " + code(m.inputs[i].path.filename().string()), code(m.inputs[i].sha256));
  if (m.inputs.size() > most) add("Further inputs", fmt::format("{}, in manifest.json", m.inputs.size() - most));
  return table.text();
}

std::string warning_list(const RunFolder& run) {
  if (run.warnings.empty()) return "<p>The run gave no warnings.</p>\n";
  std::string html = "<p>Warnings of the run:</p>\n<ul>\n";
  for (const std::string& warning : run.warnings) html += fmt::format("<li>{}</li>\n", escape(warning));
  return html + "</ul>\n";
}

}  // namespace howship
