#include "host/case/case_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "howship/error.hpp"
#include "howship/fields.hpp"

#include "host/case/arm_block.hpp"
#include "host/case/case_text.hpp"
#include "host/case/dose_block.hpp"
#include "host/case/dosing.hpp"
#include "host/case/dosing_block.hpp"
#include "host/case/geometry_block.hpp"
#include "host/case/key_path.hpp"
#include "host/case/model_section.hpp"
#include "host/case/names.hpp"
#include "host/case/parameter_table.hpp"
#include "host/case/parse_toml.hpp"
#include "host/case/population_block.hpp"
#include "host/case/run_span.hpp"
#include "host/case/section.hpp"
#include "host/case/therapy_block.hpp"
#include "host/case/units.hpp"
#include "host/case/unknown_key.hpp"
#include "host/case/utf8.hpp"

namespace howship {

namespace {

/// More than any run can wait for, or a disk can hold.
constexpr double most_steps = 1e7, most_snapshots = 1e5;
/// Share of healthy bone. It varies by a fifth with the BV/TV, and above 1 no matrix would be left.
constexpr double most_osteoid = 0.5;

NumericsCase read_numerics(Section n, double end) {
  NumericsCase numerics;
  numerics.rtol = n.quantity("rtol", Dimension::None, numerics.rtol, 1e-9, 0.1);
  numerics.first_step = n.quantity("first_step", Dimension::Time, numerics.first_step, 1e-6, 1.0);
  numerics.max_step = n.quantity("max_step", Dimension::Time, numerics.max_step, 0.0, longest_run);
  if (numerics.max_step > 0.0 && end / numerics.max_step > most_steps)
    n.fail("max_step",
           fmt::format("makes {:.2g} steps up to time.end = {:g} day; at most {:g} are allowed: leave it out, "
                       "for the tolerance limits the steps",
                       end / numerics.max_step, end, most_steps));
  numerics.precision = n.choice("precision", numerics.precision, {"mixed", "double"});
  numerics.merge_below = n.quantity("merge_below", Dimension::None, numerics.merge_below, 0.0, 0.5);
  numerics.quasi_steady = n.texts("quasi_steady", {"tgf_beta", "pthrp", "osteogenic_factor", "calcium"});
  n.finish();
  return numerics;
}

template <class Parameters>
void read_parameters(Section section, const std::vector<ParameterInfo<Parameters>>& table, Parameters& parameters) {
  for (const auto& info : table)
    parameters.*info.member =
        section.quantity(info.name, info.dimension, parameters.*info.member, info.least, info.most);
  section.finish();
}

Case read_tables(const toml::table& root, const std::filesystem::path& file, KeyLog* log) {
  Section top(&root, file.string(), "", log);
  Case c;
  c.source = file;
  c.title = top.text("title", as_utf8(file.stem().string()));

  Section geometry = top.section("geometry");
  c.geometry = read_geometry(geometry, file);
  c.density = read_density(geometry.section("density"), c.geometry, file);
  geometry.finish();

  for (Section& lesion : top.sections("lesion")) c.lesions.push_back(read_lesion(lesion, file));
  Section time = top.section("time");
  time.require("end", "is missing (for example \"2 year\")");
  c.end = time.positive("end", Dimension::Time, longest_run);
  if (c.end < shortest_span) time.fail("end", fmt::format("must be at least {} day", shortest_span));
  const bool end_is_override = time.is_override("end");
  time.finish();

  Section dosing = top.section("dosing");
  // A run that is cut short on the command line meets fewer doses on purpose.
  c.ignore_after_end = read_after_end(dosing, end_is_override);
  const RunSpan span{c.end, c.ignore_after_end};
  for (Section& dose : top.sections("dose")) c.schedules.push_back(read_dose_block(dose, span));
  NamedEvents events = read_events(dosing, file, span);
  c.dose_events = std::move(events.file);
  c.event_doses = std::move(events.doses);
  for (Section& therapy : top.sections("therapy")) c.therapies.push_back(read_therapy_block(therapy, span));
  dosing.finish();
  c.arms = read_arms(top, c);

  Section patient = top.section("patient");
  c.patient_preset = patient.choice("preset", c.patient_preset, {"oncology", "postmenopausal"});
  c.systemic = c.patient_preset == "oncology" ? oncology_parameters() : postmenopausal_parameters();
  SystemicParameters own = c.systemic;
  for (const auto& info : patient_table())
    own.*info.member = patient.quantity(info.name, info.dimension, own.*info.member, info.least, info.most);
  c.weight = own.weight;
  c.creatinine_clearance = own.creatinine_clearance;
  c.vitamin_d = own.vitamin_d;
  c.metastatic_fraction = patient.optional_quantity("metastatic_fraction", Dimension::None, 0.0, 1.0);
  patient.finish();
  Section population = top.section("population");
  c.population = read_population_block(population);
  for (const PopulationCase::Spread& spread : c.population.spreads)
    if (spread.parameter == "metastatic_fraction" && !c.metastatic_fraction)
      population.section("cv").fail(spread.parameter, "needs patient.metastatic_fraction, the typical value");

  Section output = top.section("output");
  c.output.every = output.quantity("every", Dimension::Time, c.output.every, 1e-3, longest_run);
  if (c.end / c.output.every > most_snapshots)
    output.fail("every", fmt::format("makes {:.2g} snapshots up to time.end = {:g} day; at most {:g} are allowed",
                                     c.end / c.output.every, c.end, most_snapshots));
  c.output.arrays = output.texts("arrays", array_names());
  c.output.accuracy = output.quantity("accuracy", Dimension::None, c.output.accuracy, 0.0, 0.01);
  output.finish();

  c.numerics = read_numerics(top.section("numerics"), c.end);
  Section parameters = top.section("parameters");
  read_parameters(parameters.section("tissue"), tissue_table(), c.tissue);
  read_parameters(parameters.section("systemic"), systemic_table(), c.systemic);
  parameters.finish();
  c.systemic.creatinine_clearance = c.creatinine_clearance;
  c.systemic.vitamin_d = c.vitamin_d;
  c.tissue.calcium_serum_healthy = c.systemic.calcium;
  if (c.tissue.v_primary >= c.tissue.v_maximum)
    throw InputError(fmt::format("{}: parameters.tissue.v_primary = {} must be below v_maximum = {}", file.string(),
                                 c.tissue.v_primary, c.tissue.v_maximum));
  if (const double osteoid = c.tissue.turnover * c.tissue.osteoid_lifetime; osteoid > most_osteoid)
    throw InputError(
        fmt::format("{}: parameters.tissue.turnover = {} 1/day times osteoid_lifetime = {} day makes {:.3g} of the "
                    "bone osteoid; at "
                    "most {} is allowed, for the rest must hold mineral",
                    file.string(), c.tissue.turnover, c.tissue.osteoid_lifetime, osteoid, most_osteoid));
  c.model = read_model(top, span);
  top.finish();
  set_weight(c, c.weight);
  check_arms(c);
  return c;
}

/// Refuses "arm[1].dose[1]" where the case has no list of that name: an item needs more than one of its keys.
/// \param path as the assignment writes it \param key, next  of the list, and what follows
void refuse_item_of_no_list(const std::string& assignment, const std::string& path, const std::string& key,
                            const std::string& next) {
  const std::string item = fmt::format("{}[{}]", key, next);
  const std::size_t at = path.find(item);
  if (at == std::string::npos) return;
  throw InputError(fmt::format("--set {}: {} has no {}; write [[{}]] in the case file", assignment,
                               at == 0 ? "the case" : path.substr(0, at - 1), item,
                               without_items(path.substr(0, at) + key)));
}

/// Puts "key.path = value" into the tables, making those that are missing; a number in the path counts list items
/// from 1.
void apply_override(toml::table& root, const std::string& assignment) {
  const auto equals = assignment.find('=');
  if (equals == std::string::npos || equals == 0)
    throw InputError(fmt::format("--set {}: write key.path=value", assignment));
  // A word is taken as it stands, and the case as resolved must be TOML.
  if (!is_utf8(assignment)) throw InputError(fmt::format("--set {}: is not UTF-8 text", as_utf8(assignment)));
  std::string path = assignment.substr(0, equals);
  const std::string value = assignment.substr(equals + 1);
  while (!path.empty() && path.back() == ' ') path.pop_back();
  require_short_keys(path, Section::command_line);
  toml::table parsed;
  try {
    parsed = parse_toml("value = " + value, std::string(Section::command_line));
  } catch (const toml::parse_error&) {
    parsed.insert_or_assign("value", value.substr(std::min(value.find_first_not_of(' '), value.size())));
  }
  const std::string written = path;
  std::replace(path.begin(), path.end(), '[', '.');
  path.erase(std::remove(path.begin(), path.end(), ']'), path.end());
  std::istringstream parts(path);
  std::vector<std::string> keys;
  for (std::string key; std::getline(parts, key, '.');) keys.push_back(key);
  if (path.back() == '.' || std::find(keys.begin(), keys.end(), "") != keys.end())
    throw InputError(fmt::format("--set {}: a key is missing; write key.path=value", assignment));
  toml::node* at = &root;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool last = i + 1 == keys.size();
    if (toml::array* list = at->as_array()) {
      if (keys[i].find_first_not_of("0123456789") != std::string::npos)
        throw InputError(fmt::format("--set {}: '{}' is a list of {}; name its item, for example {}[1].{}", assignment,
                                     keys[i - 1], list->size(), keys[i - 1], keys[i]));
      const int index = std::atoi(keys[i].c_str());
      if (index < 1 || index > static_cast<int>(list->size()))
        throw InputError(fmt::format("--set {}: '{}' is no item of a list of {}; items count from 1", assignment,
                                     keys[i], list->size()));
      at = list->get(static_cast<std::size_t>(index - 1));
      continue;
    }
    toml::table* table = at->as_table();
    if (table == nullptr) throw InputError(fmt::format("--set {}: '{}' has no keys", assignment, keys[i - 1]));
    if (last) {
      parsed.get("value")->visit([&](auto& node) { table->insert_or_assign(keys[i], std::move(node)); });
    } else {
      if (!table->contains(keys[i])) {
        refuse_item_of_no_list(assignment, written, keys[i], keys[i + 1]);
        table->insert(keys[i], toml::table{});
      }
      at = table->get(keys[i]);
    }
  }
}

}  // namespace

Case read_case(const std::filesystem::path& file, const std::vector<std::string>& overrides) {
  return parse_case(read_case_text(file), file, overrides);
}

Case parse_case(const std::string& text, const std::filesystem::path& file, const std::vector<std::string>& overrides,
                KeyLog* log) {
  toml::table root;
  try {
    root = parse_toml(text, file.string());
  } catch (const toml::parse_error& error) {
    throw InputError(fmt::format("{}:{}: not TOML: {}", file.string(), error.source().begin.line, error.description()));
  }
  for (const std::string& assignment : overrides) apply_override(root, assignment);
  if (log != nullptr) return read_tables(root, file, log);  // of an example, from which known keys are taken
  try {
    return read_tables(root, file, nullptr);
  } catch (const InputError&) {
    // Whatever else is wrong may come from a misspelt key.
    if (const std::string unknown = unknown_key(root, file.string()); !unknown.empty()) throw InputError(unknown);
    throw;
  }
}

}  // namespace howship
