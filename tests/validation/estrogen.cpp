#include "tests/validation/estrogen.hpp"

#include <cmath>

namespace howship::validation {

const Course* loss_of_estrogen(bool zoledronate) {
  const auto course = [](bool with_drug) -> const Course& {
    return trial(with_drug ? "estrogen lost, zoledronate" : "estrogen lost", [with_drug] {
      Case c = oncology(2.0 * year);
      c.weight = c.systemic.weight = 66.0;
      TherapyCase therapy;
      therapy.kind = TherapyKind::Endocrine;
      therapy.duration = c.end;
      therapy.estrogen = 0.15;
      c.therapies = {therapy};
      if (with_drug) give_zoledronate(c, 4.0, 0.0, 3.0 * month, 8);
      return c;
    });
  };
  const bool reacts = std::fabs(course(false).change(ctx, 0.0, year)) > 1.0;
  return reacts ? &course(zoledronate) : nullptr;
}

}  // namespace howship::validation
