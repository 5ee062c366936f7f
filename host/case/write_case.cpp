#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/anatomy_sizes.hpp"
#include "host/case/case_file.hpp"
#include "host/case/model_section.hpp"
#include "host/case/names.hpp"
#include "host/case/parameter_table.hpp"
#include "host/case/units.hpp"
#include "host/case/utf8.hpp"

namespace howship {

namespace {

/// TOML basic string. Folders of files may have names that are no UTF-8.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char ch : as_utf8(text)) {
    if (ch == '"' || ch == '\\') {
      out += '\\';
      out += ch;
    } else if (ch == '\n') {
      out += "\\n";
    } else if (ch == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(ch) < 0x20 || ch == 0x7f) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(ch)));
    } else {
      out += ch;
    }
  }
  return out + "\"";
}

class Writer {
 public:
  void header(const std::string& name) { text_ += "\n" + name + "\n"; }
  void put(const std::string& key, const std::string& value) { text_ += fmt::format("{} = {}\n", key, value); }
  void name(const std::string& key, const std::string& value) { put(key, quoted(value)); }
  void quantity(const std::string& key, double value, Dimension dimension) {
    put(key, dimension == Dimension::None ? number(value) : quoted(format_quantity(value, dimension)));
  }
  void three(const std::string& key, const Vec3& v, Dimension dimension) {
    put(key, fmt::format("[{}, {}, {}]", quoted(format_quantity(v[0], dimension)),
                         quoted(format_quantity(v[1], dimension)), quoted(format_quantity(v[2], dimension))));
  }
  void list(const std::string& key, const std::vector<std::string>& values) {
    std::string items;
    for (const std::string& v : values) items += (items.empty() ? "" : ", ") + quoted(v);
    put(key, "[" + items + "]");
  }
  void list(const std::string& key, const std::vector<double>& values, Dimension dimension) {
    std::vector<std::string> items;
    items.reserve(values.size());
    for (double v : values) items.push_back(format_quantity(v, dimension));
    list(key, items);
  }
  const std::string& text() const { return text_; }

 private:
  /// TOML tells whole numbers from others; a quantity is never whole.
  static std::string number(double value) {
    std::string text = fmt::format("{}", value);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
  }
  std::string text_;
};

/// \param table of ParameterInfo or SizeInfo
template <class Table, class Parameters>
void write_parameters(Writer& w, const Table& table, const Parameters& parameters) {
  for (const auto& info : table) w.quantity(info.name, parameters.*info.member, info.dimension);
}

void write_centre(Writer& w, const std::string& site, const Vec3& centre) {
  if (site.empty())
    w.three("centre", centre, Dimension::Length);
  else
    w.name("centre", site);
}

void write_labels(Writer& w, const std::vector<LabelCase>& labels) {
  std::vector<std::string> items;
  items.reserve(labels.size());
  for (const LabelCase& label : labels)
    items.push_back(label.name.empty() ? fmt::format("{}", label.number) : quoted(label.name));
  if (!items.empty()) w.put("label", fmt::format("[{}]", fmt::join(items, ", ")));
}

/// Both are left out when they were not given: naming the unit would switch off the check of the size.
void write_unit_and_frame(Writer& w, bool unit_given, double unit, const std::string& frame) {
  if (unit_given) w.name("length_unit", unit == 1000.0 ? "m" : unit == 10.0 ? "cm" : unit == 1e-3 ? "um" : "mm");
  if (!frame.empty()) w.name("frame", frame);
}

void write_geometry(Writer& w, const GeometryCase& g) {
  w.header("[geometry]");
  if (!g.shape.empty()) {
    w.name("shape", g.shape);
    if (g.shape == "box") w.three("size", g.size, Dimension::Length);
    if (g.shape == "sphere") w.quantity("radius", g.radius, Dimension::Length);
  } else {
    w.name("file", g.file.string());
    if (!g.labels.empty()) w.name("labels", g.labels.string());
    write_labels(w, g.label);
    if (!g.label_array.empty()) w.name("label_array", g.label_array);
    if (!g.label_surface.empty()) w.name("label_surface", g.label_surface);
    if (g.threshold) w.quantity("threshold", *g.threshold, Dimension::None);
    write_unit_and_frame(w, g.length_unit_given, g.length_unit_mm, g.frame);
  }
  w.three("spacing", g.spacing, Dimension::Length);
  if (g.shape == "vertebra") {
    w.header("[geometry.vertebra]");
    w.name("level", g.level);
    write_parameters(w, vertebra_size_table(), g.vertebra);
  } else if (g.shape == "pelvis") {
    w.header("[geometry.pelvis]");
    write_parameters(w, pelvis_size_table(), g.pelvis);
  }
}

void write_density(Writer& w, const DensityCase& d) {
  const bool measured = d.source == DensitySource::Ct || d.source == DensitySource::Cells;
  w.header("[geometry.density]");
  w.name("source", d.source == DensitySource::Uniform ? "uniform"
                   : d.source == DensitySource::Ct    ? "ct"
                   : d.source == DensitySource::Cells ? "cells"
                                                      : "anatomical");
  if (!d.image.empty()) w.name("image", d.image.string());
  if (!d.array.empty()) w.name("array", d.array);
  if (!measured) {
    w.quantity("trabecular", d.trabecular, Dimension::None);
    w.quantity("cortical", d.cortical, Dimension::None);
    if (d.cortical_thickness) w.quantity("cortical_thickness", *d.cortical_thickness, Dimension::Length);
  }
  if (!d.calibration) return;
  w.header("[geometry.density.calibration]");
  w.quantity("slope", d.calibration->slope, Dimension::MineralDensity);
  w.quantity("intercept", d.calibration->intercept, Dimension::MineralDensity);
  w.name("phantom", d.calibration->phantom);
}

void write_lesion(Writer& w, const LesionCase& l) {
  w.header("[[lesion]]");
  w.name("phenotype", l.phenotype);
  write_parameters(w, phenotype_table(), l.secretion);
  if (l.outline.empty()) {
    write_centre(w, l.site, l.centre);
    w.quantity("radius", l.radius, Dimension::Length);
  } else {
    w.name("outline", l.outline.string());
    write_labels(w, l.label);
    write_unit_and_frame(w, l.length_unit_given, l.length_unit_mm, l.frame);
  }
  w.quantity("tumour_fraction", l.tumour_fraction, Dimension::None);
  w.quantity("bone_lost", l.bone_lost, Dimension::None);
}

void write_schedule(Writer& w, const std::string& header, const DoseSchedule& d) {
  w.header(header);
  w.name("drug", name_of(d.drug));
  w.name("route", name_of(d.route));
  if (d.amount_per_weight > 0.0)
    w.quantity("amount", d.amount_per_weight, Dimension::MassPerWeight);
  else
    w.quantity("amount", d.amount, Dimension::Mass);
  w.quantity("start", d.start, Dimension::Time);
  w.quantity("every", d.every, Dimension::Time);
  // Left open as it was, so that the run can go on to a later end.
  if (!d.until_end) w.put("count", fmt::format("{}", d.count));
  w.quantity("duration", d.duration, Dimension::Time);
  if (d.stop) w.quantity("stop", *d.stop, Dimension::Time);
  if (!d.extra.empty()) w.list("extra", d.extra, Dimension::Time);
  if (!d.missed.empty()) w.put("missed", fmt::format("[{}]", fmt::join(d.missed, ", ")));
  std::string late;
  for (const DoseSchedule::Delay& delay : d.late)
    late += fmt::format("{}{} = {}", late.empty() ? "" : ", ", delay.number,
                        quoted(format_quantity(delay.by, Dimension::Time)));
  if (!late.empty()) w.put("late", "{ " + late + " }");
}

void write_dosing(Writer& w, const std::string& header, const std::filesystem::path& events, bool ignore_after_end) {
  if (!ignore_after_end && events.empty()) return;
  w.header(header);
  if (!events.empty()) w.name("events", events.string());
  // Not "refuse": that would keep the command line from cutting the run short.
  if (ignore_after_end) w.name("after_end", "ignore");
}

void write_therapy(Writer& w, const std::string& header, const TherapyCase& t) {
  w.header(header);
  w.name("kind", name_of(t.kind));
  w.quantity("start", t.start, Dimension::Time);
  if (t.kind != TherapyKind::Endocrine) {
    w.quantity("every", t.every, Dimension::Time);
    if (!t.until_end) w.put("count", fmt::format("{}", t.count));
  }
  if (t.kind != TherapyKind::Radiotherapy) {
    if (t.kind != TherapyKind::Endocrine || !t.until_end) w.quantity("duration", t.duration, Dimension::Time);
    w.quantity("kill_rate", t.kill_rate, Dimension::Rate);
  }
  if (t.kind == TherapyKind::Endocrine) w.quantity("estrogen", t.estrogen, Dimension::None);
  if (t.kind != TherapyKind::Radiotherapy) return;
  w.quantity("fraction_dose", t.fraction_dose, Dimension::AbsorbedDose);
  w.quantity("alpha", t.alpha, Dimension::PerDose);
  w.quantity("beta", t.beta, Dimension::PerDoseSquared);
  w.quantity("radius", t.radius, Dimension::Length);
  if (t.radius > 0.0) write_centre(w, t.site, t.centre);
}

void write_arm(Writer& w, const ArmCase& arm, bool ignore_after_end) {
  w.header("[[arm]]");
  w.name("name", arm.name);
  for (const DoseSchedule& d : arm.schedules) write_schedule(w, "[[arm.dose]]", d);
  write_dosing(w, "[arm.dosing]", arm.dose_events, arm.ignore_after_end && !ignore_after_end);
  for (const TherapyCase& t : arm.therapies) write_therapy(w, "[[arm.therapy]]", t);
}

void write_patient(Writer& w, const Case& c) {
  w.quantity("weight", c.weight, Dimension::Weight);
  w.quantity("creatinine_clearance", c.creatinine_clearance, Dimension::MinuteClearance);
  w.quantity("vitamin_d", c.vitamin_d, Dimension::Vitamin);
  if (c.metastatic_fraction) w.quantity("metastatic_fraction", *c.metastatic_fraction, Dimension::None);
}

void write_model_parameters(Writer& w, const Case& c) {
  w.header("[parameters.tissue]");
  write_parameters(w, tissue_table(), c.tissue);
  w.header("[parameters.systemic]");
  write_parameters(w, systemic_table(), c.systemic);
}

}  // namespace

std::string write_case(const Case& c) {
  Writer w;
  w.name("title", c.title);
  write_geometry(w, c.geometry);
  write_density(w, c.density);
  for (const LesionCase& l : c.lesions) write_lesion(w, l);
  for (const DoseSchedule& d : c.schedules) write_schedule(w, "[[dose]]", d);
  write_dosing(w, "[dosing]", c.dose_events, c.ignore_after_end);
  for (const TherapyCase& t : c.therapies) write_therapy(w, "[[therapy]]", t);
  for (const ArmCase& arm : c.arms) write_arm(w, arm, c.ignore_after_end);
  w.header("[patient]");
  w.name("preset", c.patient_preset);
  write_patient(w, c);
  w.header("[population]");
  w.put("size", fmt::format("{}", c.population.size));
  w.put("seed", fmt::format("{}", c.population.seed));
  if (!c.population.spreads.empty()) w.header("[population.cv]");
  for (const PopulationCase::Spread& spread : c.population.spreads)
    w.quantity(spread.parameter, spread.cv, Dimension::None);
  w.header("[time]");
  w.quantity("end", c.end, Dimension::Time);
  w.header("[output]");
  w.quantity("every", c.output.every, Dimension::Time);
  w.list("arrays", c.output.arrays);
  w.quantity("accuracy", c.output.accuracy, Dimension::None);
  w.header("[numerics]");
  w.quantity("rtol", c.numerics.rtol, Dimension::None);
  w.quantity("first_step", c.numerics.first_step, Dimension::Time);
  w.quantity("max_step", c.numerics.max_step, Dimension::Time);
  w.name("precision", c.numerics.precision);
  w.quantity("merge_below", c.numerics.merge_below, Dimension::None);
  w.list("quasi_steady", c.numerics.quasi_steady);
  write_model_parameters(w, c);
  return w.text() + write_model(c.model);
}

std::string write_parameter_set(const Case& c) {
  Writer w;
  w.header("[patient]");
  write_patient(w, c);
  // In an order of their own, as that of the lesions means nothing.
  std::set<std::string> phenotypes;
  for (const LesionCase& l : c.lesions) {
    Writer one;
    one.header("[phenotype]");
    write_parameters(one, phenotype_table(), l.secretion);
    phenotypes.insert(one.text());
  }
  write_model_parameters(w, c);
  std::string text = w.text();
  for (const std::string& phenotype : phenotypes) text += phenotype;
  return text;
}

}  // namespace howship
