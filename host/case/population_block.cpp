#include "host/case/population_block.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "host/case/nearest_name.hpp"
#include "host/case/patients.hpp"

namespace howship {

PopulationCase read_population_block(Section block) {
  PopulationCase population;
  population.size = static_cast<int>(block.integer("size", 0, 0, 100000));
  population.seed = static_cast<int>(block.integer("seed", population.seed, 0, 2147483647));
  Section cv = block.section("cv");
  const std::vector<std::string> known = spread_names();
  for (const std::string& name : cv.keys("PARAMETER")) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      cv.fail(name, "is no parameter" + suggest(name, known));
    population.spreads.push_back({name, cv.quantity(name, Dimension::None, 0.0, 0.0, 2.0)});
  }
  if (!population.spreads.empty() && !block.has("size"))
    block.fail("size", "is missing: the number of patients who differ (for example 200)");
  cv.finish();
  block.finish();
  return population;
}

}  // namespace howship
