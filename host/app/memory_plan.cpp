#include "host/app/memory_plan.hpp"

#include "kernels/device_memory.hpp"

namespace howship {

std::vector<CheckReport::Card> plan_memory(double need) {
  std::vector<CheckReport::Card> cards;
  for (const double gigabytes : {8.0, 24.0, 80.0, 141.0}) {
    const double have = device_bytes_for_fields(gigabytes * 1e9 - device_bytes_of_context);
    cards.push_back({gigabytes, have, need <= have});
  }
  return cards;
}

}  // namespace howship
