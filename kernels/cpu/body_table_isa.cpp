// Compiled once per instruction set, with HOWSHIP_BODY_TABLE naming the table it defines.
#include "kernels/cpu/body_table.hpp"
#include "kernels/cpu/simd.hpp"

namespace howship::cpu {
namespace {

/// 64 bytes of lanes: one AVX-512 register, two AVX2, four SSE2.
template <class T>
using Pack = Simd<T, 64 / static_cast<int>(sizeof(T))>;

template <class T, int N>
inline T add_lanes(const Simd<T, N>& v) {
  T lane[N];
  store(lane, v);
  for (int width = N / 2; width > 0; width /= 2)  // the tree that the CUDA launcher follows too
    for (int i = 0; i < width; ++i) lane[i] += lane[i + width];
  return lane[0];
}
template <class T, int N>
inline T least_lane(const Simd<T, N>& v) {
  T lane[N];
  store(lane, v);
  T least = lane[0];
  for (int i = 1; i < N; ++i) least = lane[i] < least ? lane[i] : least;
  return least;
}

template <class Body, class = void>
struct Range {
  static void run(const Body& body, int first, int last, double*) {
    using V = Pack<typename Body::Lane>;
    for (int brick = first; brick < last; ++brick)
      for (int lane = 0; lane < brick_size; lane += V::lanes) body.template run<V>(brick, lane);
  }
};

template <class Body>
struct Range<Body, decltype(void(Body::sums))> {
  static void run(const Body& body, int first, int last, double* results) {
    using V = Pack<typename Body::Lane>;
    constexpr int count = Body::sums + Body::minima;
    for (int brick = first; brick < last; ++brick) {
      V total[count], value[count];
      for (int lane = 0; lane < brick_size; lane += V::lanes) {
        body.template run<V>(brick, lane, value, value + Body::sums);
        for (int k = 0; k < count; ++k)
          total[k] = lane == 0 ? value[k] : k < Body::sums ? total[k] + value[k] : min(total[k], value[k]);
      }
      double* out = results + static_cast<std::size_t>(brick) * count;
      for (int k = 0; k < count; ++k) out[k] = k < Body::sums ? add_lanes(total[k]) : least_lane(total[k]);
    }
  }
};

template <class... Bodies>
constexpr Table<Bodies...> fill(const Table<Bodies...>*) {
  return {Entry<Bodies>{&Range<Bodies>::run}...};
}

}  // namespace

extern const BodyTable HOWSHIP_BODY_TABLE;
const BodyTable HOWSHIP_BODY_TABLE = fill(static_cast<const BodyTable*>(nullptr));

}  // namespace howship::cpu
