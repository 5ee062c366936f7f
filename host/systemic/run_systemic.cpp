#include "host/systemic/run_systemic.hpp"

#include <cmath>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "howship/results.hpp"

#include "host/systemic/body_model.hpp"
#include "host/systemic/input_cuts.hpp"
#include "host/systemic/ode_solver.hpp"

namespace howship {

namespace {

constexpr double rtol = 1e-8;
constexpr double row_every = 1.0;  // [day]

std::vector<double> scales_of(const BodyModel& body) {
  std::vector<double> scales(body.size(), 1.0);
  for (std::size_t i = BodyModel::SystemicCount; i < scales.size(); ++i)
    scales[i] = field_info[(i - BodyModel::SystemicCount) % field_count].typical;
  return scales;
}

/// Bone volume fraction and mineral of a compartment.
double bone_of(const double* u) {
  return u[index_of(Field::Osteoid)] + u[index_of(Field::MineralisedMatrix)];
}

class Table {
 public:
  Table(std::ostream& csv, const BodyModel& body) : csv_(csv), body_(body) {
    csv_ << "time [day],denosumab_serum [ug/mL],zoledronate_bone [ug],ctx [% of baseline],untx [% of baseline],"
            "p1np [% of baseline],bsap [% of baseline],calcium_serum [mmol/L],pth [pmol/L],calcitriol [1],"
            "osteoclasts_rest [1],osteoblasts_rest [1],bone_volume_fraction_rest [1],bmd_rest [mg/cm3]";
    if (body.has_lesion())
      csv_ << ",tumour_lesion [1],osteoclasts_lesion [1],osteoblasts_lesion [1],bone_volume_fraction_lesion [1],"
              "bmd_lesion [mg/cm3]";
    csv_ << '\n';
  }

  void row(double t, const double* y) {
    const double* rest = y + BodyModel::SystemicCount;
    csv_ << fmt::format("{},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g}", t, body_.free_denosumab(y),
                        1000.0 * body_.zoledronate_in_bone(y), 100.0 * y[BodyModel::Ctx], 100.0 * y[BodyModel::Untx],
                        100.0 * y[BodyModel::P1np], 100.0 * y[BodyModel::Bsap], y[BodyModel::Calcium],
                        body_.parameters().pth * body_.relative_pth(y[BodyModel::Calcium]), y[BodyModel::Calcitriol]);
    compartment(rest);
    if (body_.has_lesion()) {
      const double* lesion = y + BodyModel::lesion;
      csv_ << fmt::format(",{:.9g}", lesion[index_of(Field::Tumour)]);
      compartment(lesion);
    }
    csv_ << '\n';
  }

 private:
  void compartment(const double* u) {
    csv_ << fmt::format(",{:.9g},{:.9g},{:.9g},{:.9g}", u[index_of(Field::Osteoclasts)],
                        u[index_of(Field::Osteoblasts)], bone_of(u), bmd_per_mineral * u[index_of(Field::Mineral)]);
  }

  std::ostream& csv_;
  const BodyModel& body_;
};

}  // namespace

void run_systemic(const Case& c, std::ostream& csv) {
  BodyModel body(c.systemic, c.tissue, c.metastatic_fraction.value_or(0.0));
  if (!c.lesions.empty()) body.add_lesion(c.lesions.front().secretion);
  std::vector<double> y(body.size());
  body.healthy(y.data(), c.lesions.empty() ? 0.0 : c.lesions.front().tumour_fraction);

  BodyInputs running;
  OdeSolver solver([&](double, const double* state, double* rate) { body.rate(state, RegionMeans{}, running, rate); },
                   scales_of(body), rtol);
  Table table(csv, body);
  table.row(0.0, y.data());

  double t = 0.0;
  double next_row = row_every;
  auto dose = c.doses.begin();
  for (double cut : input_cuts(c.doses, c.end)) {
    for (; dose != c.doses.end() && dose->time <= t; ++dose)
      if (dose->duration <= 0.0) body.give_bolus(y.data(), *dose);
    running = inputs_at(c.doses, c.therapies, t);
    std::vector<double> times;
    for (; next_row < cut; next_row += row_every) times.push_back(next_row);
    times.push_back(cut);
    solver.integrate(t, y, times, [&](double now, const std::vector<double>& state) {
      // Rows stand at whole days and at the end; a cut between them is no row of its own.
      if (now < cut || cut == c.end || cut == std::floor(cut)) table.row(now, state.data());
    });
    if (next_row == cut) next_row += row_every;
    t = cut;
  }
}

}  // namespace howship
