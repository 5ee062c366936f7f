#include "host/app/healthy_bone.hpp"

#include "howship/results.hpp"

#include "kernels/physics/site.hpp"

namespace howship {

double HealthyBone::mineral(double phi) const {
  physics::Site<double> site{};
  site.healthy = phi;
  physics::derive_site(constants_, site);
  return site.mineral;
}

double HealthyBone::density(double phi) const {
  return bmd_per_mineral * mineral(phi);
}

}  // namespace howship
