// A sweep that goes through its voxels one by one: tests/compile/vectorised.sh must report it. Named as the loops in
// kernels/cpu/body_table_isa.cpp.

namespace howship {

struct ChebyshevSweep {
  const float *x, *load, *inverse;
  float* x_new;
};

namespace {

template <class Body, class>
struct Range {
  static void run(const Body& body, int first, int last, double*);
};

template <class Body, class Unused>
__attribute__((noinline)) void Range<Body, Unused>::run(const Body& body, int first, int last, double*) {
  for (int lane = 64 * first; lane < 64 * last; ++lane) {
    float sum = body.load[lane];
    for (int k = 0; k < 8; ++k) sum += body.inverse[64 * k + lane] * body.x[64 * k + lane];
    body.x_new[lane] = sum;
  }
}

}  // namespace

void sweep(const ChebyshevSweep& body, int bricks) {
  Range<ChebyshevSweep, void>::run(body, 0, bricks, nullptr);
}

}  // namespace howship
