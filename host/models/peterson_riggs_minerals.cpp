// Calcium, phosphate and their hormones of Peterson and Riggs 2010.

#include <algorithm>
#include <cmath>

#include "host/models/hill_at_rest.hpp"
#include "host/models/peterson_riggs_2010.hpp"
#include "host/models/peterson_riggs_rest.hpp"

namespace howship {

namespace rest = peterson_riggs;

namespace {

constexpr double daily_exchange = 88.0 / 24.0;  // calcium between bone and plasma at rest [mmol/h]
constexpr double phosphate_per_calcium = 0.464;

/// Calcium set free from bone [mmol/h].
double released_from_bone(const double* y) {
  constexpr double by_osteoclasts = 0.107763, g = 1.6971;
  constexpr double rate_rest = daily_exchange / rest::calcium_exchangeable;  // [1/h]
  const double cells = rising_hill(y[PetersonRiggs2010::Osteoclasts], rest::osteoclasts, 0.0, 0.543488, g, rate_rest);
  const double activity = std::pow(
      y[PetersonRiggs2010::RankRankl] / y[PetersonRiggs2010::Osteoclasts] / (rest::rank_rankl / rest::osteoclasts),
      0.603754);
  return daily_exchange * (1.0 - by_osteoclasts) + rest::calcium_exchangeable * by_osteoclasts * cells * activity;
}

/// Calcium laid down in bone [mmol/h].
double laid_down(const double* y) {
  constexpr double by_osteoblasts = 0.114376;
  return daily_exchange * y[PetersonRiggs2010::CalciumExtracellular] / rest::calcium *
         (1.0 - by_osteoblasts + by_osteoblasts * y[PetersonRiggs2010::Hydroxyapatite]);
}

}  // namespace

void PetersonRiggs2010::bone_rate(const double* y, double* dydt) const {
  const double osteoblasts = (y[OsteoblastsFast] + y[OsteoblastsSlow]) / rest::osteoblasts;
  const double osteoclasts = y[Osteoclasts] / rest::osteoclasts;
  constexpr double hydroxyapatite_time = 3.60609;  // [h]
  dydt[Hydroxyapatite] = (osteoblasts - y[Hydroxyapatite]) / hydroxyapatite_time;

  constexpr double deep_exchange = 2.44437e-5;  // [1/h]
  const double from_deep =
      deep_exchange * (y[CalciumBone] - rest::calcium_bone / rest::calcium_exchangeable * y[CalciumBoneExchangeable]);
  dydt[CalciumBoneExchangeable] = laid_down(y) - released_from_bone(y) + from_deep;
  dydt[CalciumBone] = -from_deep;

  // OpenBoneMin's formation is a hundred-millionth below its loss, for which density drifts at rest by as little.
  const auto density = [&](double formation, double loss, double osteoclast_exponent, double value) {
    return formation * std::pow(osteoblasts, 0.0793) - loss * std::pow(osteoclasts, osteoclast_exponent) * value;
  };
  dydt[BmdSpine] = density(3.969999961555e-4, 3.97e-4, 0.14, y[BmdSpine]);
  dydt[BmdSpineDenosumab] = density(1.449999981559813e-4, 1.45e-4, 0.0679, y[BmdSpineDenosumab]);
  dydt[BmdFemoralNeck] = density(5.650999810313804e-6, 5.651e-6, 0.3101, y[BmdFemoralNeck]);
}

void PetersonRiggs2010::mineral_rate(const double* y, double* dydt) const {
  const double released = released_from_bone(y), laid = laid_down(y);
  const double pth = y[Pth] / rest::volume, calcium = y[CalciumExtracellular] / rest::volume;
  const double phosphate = y[PhosphateExtracellular] / rest::volume, calcitriol = y[Calcitriol] / rest::volume;
  constexpr double pth_rest = rest::pth / rest::volume, calcium_rest = rest::calcium / rest::volume;

  // Kidney: what is filtered less what is taken back, which saturates and grows with PTH.
  constexpr double filtered_share = 0.3, excretion_rest = 0.149997, half = 1.57322;  // [1], [mmol/h], [mmol/L]
  const double filtration = filtered_share * y[GlomerularFiltration];
  const double reabsorbed_most = (filtration * calcium_rest - excretion_rest) * (half + calcium_rest) / calcium_rest;
  const double by_pth = 1.06147 * pth / (pth + 0.06147 * pth_rest);
  const double lost = filtration * calcium - reabsorbed_most * calcium / (half + calcium) * by_pth;
  const double excreted = std::max(0.0, (2.0 - 2.0 * calcitriol / (calcitriol + 90.0)) * lost);

  // Gut: active transport that calcitriol builds up, and diffusion.
  constexpr double share_most = 0.9, share_rest = 0.105929;
  constexpr double half_gut = (share_most - share_rest) * rest::calcium_gut / share_rest;
  const double gut = y[CalciumGut], transport = y[CalciumTransport];
  const double absorbed = share_most * gut / (gut + half_gut) * gut * (transport / 0.5) / (gut + 0.75) + 0.0495 * gut;
  constexpr double intake = 24.055 / 24.0;  // [mmol/h]
  const double transport4 = std::pow(transport, 4);
  dydt[CalciumGut] = intake * 0.909359 * transport4 / (transport4 + std::pow(0.75, 4)) - absorbed;
  const double build = calcitriol / (90.0 + calcitriol);
  dydt[CalciumTransport] = (0.003 + 0.034 * build) * (1.0 - transport) - (0.037 - 0.034 * build) * transport;
  dydt[CalciumExtracellular] = released - laid - excreted + absorbed;
  dydt[CalciumUrine] = excreted;

  constexpr double phosphate_intake = 10.5 / 24.0 * 0.7;  // [mmol/h]
  const double phosphate_absorbed = 0.365 * y[PhosphateGut];
  const double phosphate_excreted = std::max(0.0, 0.88 * y[GlomerularFiltration] * (phosphate - 1.142));
  const double into_cells = 51.8 * phosphate - 0.019268 * y[PhosphateCells];
  dydt[PhosphateGut] = phosphate_intake - phosphate_absorbed;
  dydt[PhosphateCells] = into_cells;
  dydt[PhosphateExtracellular] =
      phosphate_per_calcium * (released - laid) - phosphate_excreted + phosphate_absorbed - into_cells;
}

void PetersonRiggs2010::hormone_rate(const double* y, double* dydt) const {
  const double pth = y[Pth] / rest::volume, calcium = y[CalciumExtracellular] / rest::volume;
  const double phosphate = y[PhosphateExtracellular] / rest::volume, calcitriol = y[Calcitriol] / rest::volume;
  constexpr double pth_rest = rest::pth / rest::volume, calcium_rest = rest::calcium / rest::volume;
  constexpr double calcitriol_rest = rest::calcitriol / rest::volume;

  const double secretion = falling_hill(calcium, calcium_rest, 6249.09, 96.25, 11.7387, 385.0);  // [pmol/h]
  dydt[Pth] = secretion * y[GlandPool] / 0.5 * y[GlandCapacity] - 100.0 / 14.0 * y[Pth];
  const double brake = std::tanh(0.03 * (calcitriol - 90.0 * std::pow(calcium_rest / calcium, 0.9)));
  dydt[GlandPool] =
      (1.0 - y[GlandPool]) * 0.01 * (0.85 * (1.0 - brake) + 0.15) - y[GlandPool] * 0.01 * (0.85 * (1.0 + brake) + 0.15);
  dydt[GlandCapacity] =
      1.604e-4 * (falling_hill(calcitriol, calcitriol_rest, 4.1029, 0.9, 12.5033, 1.0) - y[GlandCapacity]);

  constexpr double a = 0.111241;
  const double half = std::pow(1.54865, a), rest_pth = std::pow(pth_rest, a), now = std::pow(pth, a);
  const double by_pth = (half + rest_pth) / rest_pth * now / (half + now);
  // Phosphate slows the enzyme above its healthy value only.
  constexpr double phosphate_rest = 1.2, g = 8.25229, most = 1.52493;
  const double low = std::pow(phosphate_rest, g), mid = std::pow(1.3021, g), high = std::pow(phosphate, g);
  const double by_phosphate =
      phosphate <= phosphate_rest ? 1.0 : most - (most - 1.0) * (low + mid) / low * high / (high + mid);
  dydt[AlphaHydroxylase] = 6.3 * by_pth * by_phosphate - 0.05 * y[AlphaHydroxylase];
  dydt[Calcitriol] = y[AlphaHydroxylase] - 0.1 * y[Calcitriol];
}

}  // namespace howship
