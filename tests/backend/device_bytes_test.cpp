// What `howship check` says a device must hold is what a back end then allocates.

#include <string>

#include <gtest/gtest.h>

#include "howship/case.hpp"

#include "host/app/tissue_sites.hpp"
#include "host/geometry/geometry.hpp"
#include "kernels/backends.hpp"

#include "tests/backend/on_back_ends.hpp"

namespace howship::test {
namespace {

class DeviceBytes : public OnBackEnds {};
INSTANTIATE_TEST_SUITE_P(On, DeviceBytes,
                         testing::Values(Instance{"cpu", "mixed", 1}, Instance{"cpu", "double", 1},
                                         Instance{"cuda", "mixed", 0}, Instance{"cuda", "double", 0}),
                         [](const auto& instance) { return instance.param.name(); });

TEST_P(DeviceBytes, AreThoseThatABackEndAllocates) {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 16.0;
  c.geometry.spacing = {1.0, 1.0, 1.0};
  const VoxelDomain domain = voxelize(make_geometry(c.geometry).surface, {c.geometry.spacing, 0.1, 3.0, 0.0});
  const BackendOptions options = options_of(GetParam());
  const double made = make_backend(options, domain, make_sites(domain, c.density, c.lesions), {})->bytes();
  const double counted = device_bytes(domain, options.precision);
  // Some kB lie between the arrays, and the CPU keeps its partial sums elsewhere, 0.2 %.
  EXPECT_NEAR(made, counted, 0.006 * counted);
  EXPECT_GE(counted, static_cast<double>(domain.stored_voxels()) * bytes_per_stored_voxel(options.precision));
}

}  // namespace
}  // namespace howship::test
