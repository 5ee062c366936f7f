#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/case_file.hpp"
#include "host/case/model_section.hpp"
#include "host/case/names.hpp"
#include "host/case/parameter_table.hpp"
#include "host/case/units.hpp"

namespace howship {

namespace {

/// TOML basic string.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char ch : text) {
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

template <class Parameters>
void write_parameters(Writer& w, const std::vector<ParameterInfo<Parameters>>& table, const Parameters& parameters) {
  for (const auto& info : table) w.quantity(info.name, parameters.*info.member, info.dimension);
}

void write_centre(Writer& w, const std::string& site, const Vec3& centre) {
  if (site.empty())
    w.three("centre", centre, Dimension::Length);
  else
    w.name("centre", site);
}

void write_schedule(Writer& w, const DoseSchedule& d) {
  w.header("[[dose]]");
  w.name("drug", name_of(d.drug));
  w.name("route", name_of(d.route));
  if (d.amount_per_weight > 0.0)
    w.quantity("amount", d.amount_per_weight, Dimension::MassPerWeight);
  else
    w.quantity("amount", d.amount, Dimension::Mass);
  w.quantity("start", d.start, Dimension::Time);
  w.quantity("every", d.every, Dimension::Time);
  w.put("count", fmt::format("{}", d.count));
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

void write_therapy(Writer& w, const TherapyCase& t) {
  w.header("[[therapy]]");
  w.name("kind", name_of(t.kind));
  w.quantity("start", t.start, Dimension::Time);
  if (t.kind != TherapyKind::Endocrine) {
    w.quantity("every", t.every, Dimension::Time);
    w.put("count", fmt::format("{}", t.count));
  }
  if (t.kind != TherapyKind::Radiotherapy) {
    w.quantity("duration", t.duration, Dimension::Time);
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

}  // namespace

std::string write_case(const Case& c) {
  Writer w;
  w.name("title", c.title);
  w.header("[geometry]");
  if (!c.geometry.shape.empty()) {
    w.name("shape", c.geometry.shape);
    if (c.geometry.shape == "box") w.three("size", c.geometry.size, Dimension::Length);
    if (c.geometry.shape == "sphere") w.quantity("radius", c.geometry.radius, Dimension::Length);
  } else {
    w.name("file", c.geometry.file.string());
    const double unit = c.geometry.length_unit_mm;
    // Left out when it was not given: naming it would switch off the check of the size.
    if (c.geometry.length_unit_given)
      w.name("length_unit", unit == 1000.0 ? "m" : unit == 10.0 ? "cm" : unit == 1e-3 ? "um" : "mm");
  }
  w.three("spacing", c.geometry.spacing, Dimension::Length);
  w.header("[geometry.density]");
  w.name("source", c.density.source == DensitySource::Uniform ? "uniform" : "anatomical");
  w.quantity("trabecular", c.density.trabecular, Dimension::None);
  w.quantity("cortical", c.density.cortical, Dimension::None);
  if (c.density.cortical_thickness) w.quantity("cortical_thickness", *c.density.cortical_thickness, Dimension::Length);
  for (const LesionCase& l : c.lesions) {
    w.header("[[lesion]]");
    w.name("phenotype", l.phenotype);
    write_parameters(w, phenotype_table(), l.secretion);
    write_centre(w, l.site, l.centre);
    w.quantity("radius", l.radius, Dimension::Length);
    w.quantity("tumour_fraction", l.tumour_fraction, Dimension::None);
    w.quantity("bone_lost", l.bone_lost, Dimension::None);
  }
  for (const DoseSchedule& d : c.schedules) write_schedule(w, d);
  if (c.ignore_after_end || !c.dose_events.empty()) {
    w.header("[dosing]");
    if (!c.dose_events.empty()) w.name("events", c.dose_events.string());
    // Not "refuse": that would keep the command line from cutting the run short.
    if (c.ignore_after_end) w.name("after_end", "ignore");
  }
  for (const TherapyCase& t : c.therapies) write_therapy(w, t);
  w.header("[patient]");
  w.name("preset", c.patient_preset);
  w.quantity("weight", c.weight, Dimension::Weight);
  w.quantity("creatinine_clearance", c.creatinine_clearance, Dimension::MinuteClearance);
  w.quantity("vitamin_d", c.vitamin_d, Dimension::Vitamin);
  if (c.metastatic_fraction) w.quantity("metastatic_fraction", *c.metastatic_fraction, Dimension::None);
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
  w.header("[numerics]");
  w.quantity("rtol", c.numerics.rtol, Dimension::None);
  w.quantity("first_step", c.numerics.first_step, Dimension::Time);
  w.quantity("max_step", c.numerics.max_step, Dimension::Time);
  w.name("precision", c.numerics.precision);
  w.quantity("merge_below", c.numerics.merge_below, Dimension::None);
  w.list("quasi_steady", c.numerics.quasi_steady);
  w.header("[parameters.tissue]");
  write_parameters(w, tissue_table(), c.tissue);
  w.header("[parameters.systemic]");
  write_parameters(w, systemic_table(), c.systemic);
  return w.text() + write_model(c.model);
}

}  // namespace howship
