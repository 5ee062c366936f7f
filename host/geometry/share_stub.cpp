#include <vector>
#include <stdexcept>
#include "howship/domain.hpp"
#include "howship/surface.hpp"
namespace howship {
std::vector<float> share_inside_of(const Surface&, const VoxelDomain&);
std::vector<float> share_inside_of(const Surface&, const VoxelDomain&) { throw std::logic_error("stub"); }
}
