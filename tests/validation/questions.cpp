#include "tests/validation/questions.hpp"

namespace howship::validation {

Questions all_questions() {
  Questions questions;
  add_pharmacokinetics(questions);
  add_zoledronate(questions);
  add_markers(questions);
  add_density(questions);
  add_calcium(questions);
  add_lesions(questions);
  add_tissue(questions);
  add_numerical(questions);
  add_peers(questions);
  return questions;
}

}  // namespace howship::validation
