#include <string>

#include "tests/validation/estrogen.hpp"
#include "tests/validation/questions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

enum class Skeleton { Spine, Hip };

/// Change of areal density from baseline [%]. The sites differ by their share of cortical bone.
double density(const Course& course, Skeleton site, double day) {
  return course.at(site == Skeleton::Spine ? "bmd_spine [%]" : "bmd_hip [%]", day);
}

Answer lost_in_a_year(int years, Skeleton site) {
  const Course& course = stopped_after(years);
  return give(density(course, site, (years + 1) * year) - density(course, site, years * year));
}

Answer without_estrogen(bool zoledronate, Skeleton site, double day) {
  return give(density(loss_of_estrogen(zoledronate), site, day));
}

}  // namespace

void add_density(Questions& q) {
  const auto course_at = [&q](const std::string& id, Skeleton site, double years) {
    q[id] = [=] { return give(density(every_six_months(), site, years * year)); };
  };
  course_at("BM01.1", Skeleton::Hip, 1.0);
  course_at("BM01.2", Skeleton::Hip, 2.0);
  course_at("BM01.3", Skeleton::Hip, 3.0);
  course_at("BM02.1", Skeleton::Spine, 2.0);
  course_at("BM02.2", Skeleton::Hip, 2.0);
  course_at("BM03", Skeleton::Spine, 5.0);
  course_at("BM04", Skeleton::Hip, 5.0);
  course_at("BM07.1", Skeleton::Spine, 10.0);
  course_at("BM07.2", Skeleton::Hip, 10.0);
  q["BM08.1"] = [] { return lost_in_a_year(2, Skeleton::Spine); };
  q["BM08.2"] = [] { return lost_in_a_year(2, Skeleton::Hip); };
  q["BM09.1"] = [] { return lost_in_a_year(8, Skeleton::Spine); };
  q["BM09.2"] = [] { return lost_in_a_year(8, Skeleton::Hip); };
  course_at("BM10", Skeleton::Spine, 4.0);
  q["BM11.1"] = [] { return without_estrogen(false, Skeleton::Spine, year); };
  q["BM11.2"] = [] { return without_estrogen(false, Skeleton::Spine, 2.0 * year); };
  q["BM11.3"] = [] { return without_estrogen(false, Skeleton::Hip, 2.0 * year); };
  q["BM11.4"] = [] { return without_estrogen(true, Skeleton::Spine, year); };
}

}  // namespace howship::validation
