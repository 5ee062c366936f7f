// A checkpoint gives back all of a simulation, lanes outside the bone too: they reach the last bits of later steps.

#include "host/app/saved_memory.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/backend/awkward_domain.hpp"

namespace howship::test {
namespace {

class SavedMemory : public testing::TestWithParam<const char*> {};

TEST_P(SavedMemory, ComesBackWhole) {
  const VoxelDomain domain = awkward_domain();
  const TissueSites sites = random_sites(domain);
  Case c;
  c.metastatic_fraction = 0.3;
  Dose dose;
  dose.amount = 4.0;
  dose.drug = Drug::ZoledronicAcid;
  dose.route = Route::Intravenous;
  dose.duration = 0.1;
  c.doses = {dose};
  c.end = 1.0;
  BackendOptions options;
  options.name = "cpu";
  options.precision = GetParam();
  options.threads = 1;
  Simulation simulation(c, domain, sites, options);
  simulation.run([](const TimeseriesRow&) {}, [](const AppliedEvent&) {}, [](const Snapshot&) {},
                 [&] { return simulation.time() > 0.2; });
  const Simulation::Memory memory = simulation.memory();

  const auto file = std::filesystem::temp_directory_path() / (std::string("howship_saved_memory_") + GetParam());
  CheckpointWriter writer(file);
  put(writer, memory);
  writer.finish();
  const Simulation::Memory back = take_memory(CheckpointReader(file), domain);
  std::filesystem::remove(file);

  bool outside = false;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    outside = outside || (!domain.active(v) && memory.fields[0][v] != 0.0);
  EXPECT_TRUE(outside) << "nothing outside the bone that could be lost";
  EXPECT_EQ(back.fields, memory.fields);
  EXPECT_EQ(back.blood, memory.blood);
  EXPECT_EQ(back.given, memory.given);
  EXPECT_EQ(back.time, memory.time);
  EXPECT_EQ(back.applied.doses, memory.applied.doses);
  EXPECT_EQ(back.applied.events, memory.applied.events);
  EXPECT_EQ(back.applied.fractions, memory.applied.fractions);
  EXPECT_EQ(back.applied.since, memory.applied.since);
  EXPECT_EQ(back.integrator.next_dt, memory.integrator.next_dt);
  EXPECT_EQ(back.integrator.means_rate.resorption, memory.integrator.means_rate.resorption);
  EXPECT_EQ(back.integrator.start, memory.integrator.start);
  EXPECT_EQ(back.integrator.work, memory.integrator.work);
  EXPECT_EQ(back.integrator.ledger.amount, memory.integrator.ledger.amount);
  EXPECT_EQ(back.integrator.ledger.largest, memory.integrator.ledger.largest);
  EXPECT_EQ(back.integrator.statistics.steps, memory.integrator.statistics.steps);
  EXPECT_EQ(back.integrator.statistics.clipped, memory.integrator.statistics.clipped);
}
INSTANTIATE_TEST_SUITE_P(In, SavedMemory, testing::Values("mixed", "double"),
                         [](const auto& instance) { return std::string(instance.param); });

}  // namespace
}  // namespace howship::test
