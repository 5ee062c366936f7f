#include "tests/validation/estrogen.hpp"

namespace howship::validation {

const Course& loss_of_estrogen(bool zoledronate) {
  return trial(zoledronate ? "estrogen lost, zoledronate" : "estrogen lost", [zoledronate] {
    Case c = oncology(2.0 * year);
    c.weight = c.systemic.weight = 66.0;
    TherapyCase therapy;
    therapy.kind = TherapyKind::Endocrine;
    therapy.duration = c.end;
    therapy.estrogen = 0.15;
    c.therapies = {therapy};
    if (zoledronate) give_zoledronate(c, 4.0, 0.0, 3.0 * month, 8);
    return c;
  });
}

}  // namespace howship::validation
