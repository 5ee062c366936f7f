#include <algorithm>
#include <string>

#include "tests/validation/peer_models.hpp"
#include "tests/validation/questions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

constexpr const char* two_compartments = "peterson-riggs-2010";
constexpr const char* one_compartment = "martinez-reina-2019";

const Course& one_dose(const std::string& preset, double mg) {
  return denosumab_in(preset, mg, 0.0, 1, 2.0 * year);
}

Answer trough(const std::string& preset, double day) {
  return give(denosumab_in(preset, 120.0, 4.0 * week, 12, 48.0 * week).at(drug, day));
}

Answer accumulation(const std::string& preset) {
  const Course& course = denosumab_in(preset, 60.0, 0.5 * year, 4, 2.0 * year);
  return give(course.most(drug, 1.5 * year, 2.0 * year) / course.most(drug, 0.0, 0.5 * year));
}

Answer exposure_per_dose(double mg) {
  return give(one_dose(two_compartments, mg).integral(drug, 0.0, 2.0 * year) / mg);
}

Answer on_off_on() {
  const Course& course = trial("60 mg for 2 years, a year without, again", [] {
    Case c = postmenopausal(4.0 * year);
    give_denosumab(c, 60.0, 0.0, 0.5 * year, 4);
    give_denosumab(c, 60.0, 3.0 * year, 0.5 * year, 2);
    return c;
  });
  const char* density = "bmd_spine [%]";
  const double d0 = course.at(density, 0.0), d24 = course.at(density, 2.0 * year), d36 = course.at(density, 3.0 * year),
               d48 = course.at(density, 4.0 * year);
  return give(d24 > d0 && d36 < d24 && d48 > d36, d48 - d36, "points gained on treatment again");
}

Answer tumour_left_under_denosumab() {
  const double end = start_of_treatment + 2.0 * year;
  const double left =
      lesion_trial("lytic", Arm::Denosumab).at(tumour, end) / lesion_trial("lytic", Arm::None).at(tumour, end);
  return give(left >= 0.1, left);
}

/// Overshoot of CTX in the second year after the last dose [points], with the precursor pool free or held at one.
double overshoot(bool pool_held) {
  const Course& course = trial(pool_held ? "stopped, pool held" : "stopped, pool free", [pool_held] {
    Case c = postmenopausal(3.5 * year);
    if (pool_held) c.tissue.ph_d = 0.0;  // the pool is then filled and emptied whatever RANKL does
    give_denosumab(c, 60.0, 0.0, 0.5 * year, 4);
    return c;
  });
  return std::max(0.0, course.most(ctx, 2.0 * year, 3.5 * year) - 100.0);
}

Answer needs_the_pool() {
  return give(overshoot(true) < 0.5 * overshoot(false), overshoot(true), "overshoot left without it");
}

}  // namespace

void add_peers(Questions& q) {
  q["PK24.1"] = [] { return give(one_dose(two_compartments, 60.0).most(drug, 0.0, year)); };
  q["PK24.2"] = [] { return give(one_dose(one_compartment, 60.0).most(drug, 0.0, year)); };
  q["PK25.1"] = [] { return trough(two_compartments, 28.0); };
  q["PK25.2"] = [] { return trough(two_compartments, 168.0); };
  q["PK25.3"] = [] { return trough(two_compartments, 336.0); };
  q["PK25.4"] = [] { return trough(one_compartment, 28.0); };
  q["PK25.5"] = [] { return trough(one_compartment, 168.0); };
  q["PK25.6"] = [] { return trough(one_compartment, 336.0); };
  q["PK26.1"] = [] { return accumulation(two_compartments); };
  q["PK26.2"] = [] { return accumulation(one_compartment); };
  q["PK27.1"] = [] { return exposure_per_dose(6.0); };
  q["PK27.2"] = [] { return exposure_per_dose(60.0); };
  q["PK27.3"] = [] { return exposure_per_dose(120.0); };
  q["PE02"] = on_off_on;
  q["PE03.1"] = [] { return give(density_constants_of_peterson_riggs().loss); };
  q["PE03.2"] = [] { return give(density_constants_of_peterson_riggs().osteoblast_exponent); };
  q["PE03.3"] = [] { return give(density_constants_of_peterson_riggs().osteoclast_exponent); };
  q["PE04"] = tumour_left_under_denosumab;
  q["PE06"] = needs_the_pool;
  q["PE07.1"] = [] { return give(denosumab_of_martinez_reina().absorption); };
  q["PE07.2"] = [] { return give(denosumab_of_martinez_reina().volume); };
  q["PE07.3"] = [] { return give(denosumab_of_martinez_reina().saturable_elimination); };
  q["PE07.4"] = [] { return give(denosumab_of_martinez_reina().half_elimination); };
  q["PE07.5"] = [] { return give(denosumab_of_martinez_reina().linear_elimination); };
}

}  // namespace howship::validation
