#include "host/report/case_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/names.hpp"
#include "host/case/parameter_table.hpp"
#include "host/report/html.hpp"
#include "host/report/numbers.hpp"
#include "host/report/schedule_words.hpp"

namespace howship {

namespace {

/// At the beginning of a line.
std::string capitalised(std::string words) {
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') words.front() += 'A' - 'a';
  return words;
}

std::string lengths(const Vec3& v) {
  if (v[0] == v[1] && v[1] == v[2]) return fmt::format("{:.4g}\u00a0mm", v[0]);
  return fmt::format("{:.4g} × {:.4g} × {:.4g}\u00a0mm", v[0], v[1], v[2]);
}

std::string bone_words(const Case& c, const RunFolder& run) {
  const GeometryCase& g = c.geometry;
  std::string text;
  if (g.shape == "vertebra")
    text = fmt::format("The bone is a built-in vertebra, {}", escape(g.level));
  else if (g.shape == "pelvis")
    text = "The bone is the built-in pelvis";
  else if (!g.shape.empty())
    text = fmt::format("The bone is a {} (a test shape)", escape(g.shape));
  else
    text = fmt::format("The bone comes from the file {}", escape(g.file.filename().string()));
  std::vector<std::string> labels;
  for (const LabelCase& label : g.label)
    labels.push_back(label.name.empty() ? fmt::format("{}", label.number) : escape(label.name));
  if (!labels.empty()) text += fmt::format(", label {}", fmt::join(labels, ", "));
  if (run.summary && run.summary->bone_region_volume > 0.0)
    text += fmt::format(", {} in {} voxels of {}.", cubic_centimetres(run.summary->bone_region_volume),
                        fixed(static_cast<double>(run.summary->active_voxels), 0), lengths(g.spacing));
  else
    text += fmt::format(", in voxels of {}.", lengths(g.spacing));
  const DensityCase& d = c.density;
  if (d.source == DensitySource::Ct)
    text += " Its density is that of the CT.";
  else if (d.source == DensitySource::Cells)
    text += " Its density is that of the mesh's cells.";
  else if (d.source == DensitySource::Uniform)
    text += fmt::format(" Bone fills {:.3g}\u00a0% of it everywhere.", 100.0 * d.trabecular);
  else
    text +=
        fmt::format(" A cortical shell with {:.3g}\u00a0% bone by volume encloses trabecular bone with {:.3g}\u00a0%.",
                    100.0 * d.cortical, 100.0 * d.trabecular);
  return text;
}

std::string lesion_words(const Case& c) {
  if (c.lesions.empty()) return "There is no metastasis.";
  std::vector<std::string> parts;
  for (const LesionCase& l : c.lesions) {
    std::string part = fmt::format("{} phenotype, ", escape(l.phenotype));
    if (!l.outline.empty())
      part += fmt::format("outlined by {}", escape(l.outline.filename().string()));
    else if (!l.site.empty())
      part += fmt::format("in the {}, {:.4g}\u00a0mm in radius", escape(l.site), l.radius);
    else
      part += fmt::format("at ({:.4g}, {:.4g}, {:.4g}) mm, {:.4g}\u00a0mm in radius", l.centre[0], l.centre[1],
                          l.centre[2], l.radius);
    part += fmt::format(", with {:.3g}\u00a0% tumour", 100.0 * l.tumour_fraction);
    if (l.bone_lost > 0.0) part += fmt::format(" and {:.3g}\u00a0% of the bone already lost", 100.0 * l.bone_lost);
    parts.push_back(part);
  }
  return fmt::format("{} at the start: {}.",
                     c.lesions.size() == 1   ? "One metastasis"
                     : c.lesions.size() == 2 ? "Two metastases"
                     : c.lesions.size() == 3 ? "Three metastases"
                                             : fmt::format("{} metastases", c.lesions.size()),
                     fmt::join(parts, "; "));
}

std::string patient_words(const Case& c) {
  const char* const preset = c.patient_preset == "oncology" && !c.lesions.empty() ? "A patient with a solid tumour"
                             : c.patient_preset == "postmenopausal"               ? "A woman after menopause"
                                                                                  : "A patient";
  return fmt::format(
      "{}, {:.4g}\u00a0kg, creatinine clearance {:.4g}\u00a0mL/min, 25-hydroxyvitamin D {:.4g}\u00a0nmol/L.", preset,
      c.weight, c.creatinine_clearance, c.vitamin_d);
}

std::string computation_words(const RunFolder& run) {
  if (!run.summary) return "";
  const Summary& s = *run.summary;
  return fmt::format("Computed by howship {} ({}) on {} ({}), {} precision, in {}.", escape(s.version),
                     escape(s.commit), escape(s.backend), escape(s.device), escape(s.precision),
                     s.wall_seconds < 120.0 ? significant(s.wall_seconds, 2) + "\u00a0s"
                                            : significant(s.wall_seconds / 60.0, 2) + "\u00a0min");
}

std::string item(const char* term, const std::string& words) {
  return words.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", term, words);
}

/// Parameters of a table whose values are not those of `usual`. \param of  whose they are, after their name (HTML)
template <class Table, class Parameters>
void add_changed(HtmlTable& table, const Table& all, const Parameters& given, const Parameters& usual,
                 const std::string& of = "") {
  for (const auto& info : all) {
    const double value = given.*info.member, standard = usual.*info.member;
    if (value != standard)
      table.row({fmt::format("<code>{}</code>{}", info.name, of), escape(info.meaning), plain(value, 6),
                 plain(standard, 6), escape(unit_of(info.dimension).empty() ? "1" : unit_of(info.dimension))});
  }
}

}  // namespace

std::string case_words(const RunFolder& run) {
  std::string html = "<dl class=\"case\">\n";
  if (run.resolved) {
    const Case& c = *run.resolved;
    std::vector<std::string> treatments;
    for (const std::string& words : treatment_words(c)) treatments.push_back(escape(capitalised(words)));
    html += item("Bone", bone_words(c, run)) + item("Metastases", lesion_words(c)) +
            item("Treatment", treatments.empty() ? "None." : fmt::format("{}.", fmt::join(treatments, ".<br>"))) +
            item("Patient", patient_words(c)) +
            item("Span", fmt::format("{}; fields every {}.", span(c.end), span(c.output.every)));
  } else {
    html += item("Span", fmt::format("{}.", span(run.end())));
  }
  return html + item("Computation", computation_words(run)) + "</dl>\n";
}

std::string changed_parameters(const Case& c) {
  HtmlTable table("Parameters that differ from their defaults", {"Parameter", "Meaning", "Value", "Default", "Unit"});
  add_changed(table, tissue_table(), c.tissue, TissueParameters{});
  SystemicParameters usual = c.patient_preset == "postmenopausal" ? postmenopausal_parameters() : oncology_parameters();
  add_changed(table, systemic_table(), c.systemic, usual);
  for (std::size_t i = 0; i < c.lesions.size(); ++i)
    add_changed(table, phenotype_table(), c.lesions[i].secretion, phenotype_of(c.lesions[i].phenotype),
                fmt::format(" of metastasis {}", i + 1));
  return table.empty() ? "<p>All parameters of the model have their default values.</p>\n" : table.text();
}

}  // namespace howship
