#include "howship/parameters.hpp"

namespace howship {

// The defaults of SystemicParameters are the oncology set: bioavailability, absorption, clearance, central volume,
// target and K_ss of Gibiansky 2012 (patients with solid tumours), the rest of Sutjandra 2011.
SystemicParameters oncology_parameters() {
  return {};
}

// Sutjandra 2011: healthy postmenopausal women and women with osteoporosis. The parameters hold for 66 kg; who is
// treated weighs 70 kg.
SystemicParameters postmenopausal_parameters() {
  SystemicParameters p;
  p.weight = 70.0;
  p.bioavailability = 0.638;
  p.absorption = 0.212;
  p.clearance = 0.07344;
  p.volume_central = 2.49;
  p.target = 0.614;
  p.k_ss = 0.138;
  return p;
}

}  // namespace howship
