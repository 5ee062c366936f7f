#include "tests/bench/compare/fast_vector.hpp"

#include <cmath>

namespace howship::compare {

namespace {

struct View {
  double* at;
  sunindextype size;
  explicit View(N_Vector v) : at(N_VGetArrayPointer(v)), size(N_VGetLength(v)) {}
};

double dot(N_Vector x, N_Vector y) {
  const View a(x), b(y);
  double sum = 0.0;
#pragma omp simd reduction(+ : sum)
  for (sunindextype i = 0; i < a.size; ++i) sum += a.at[i] * b.at[i];
  return sum;
}

double weighted_rms(N_Vector x, N_Vector w) {
  const View a(x), b(w);
  double sum = 0.0;
#pragma omp simd reduction(+ : sum)
  for (sunindextype i = 0; i < a.size; ++i) sum += (a.at[i] * b.at[i]) * (a.at[i] * b.at[i]);
  return std::sqrt(sum / static_cast<double>(a.size));
}

// Results may be one of the operands, element by element.
void linear_sum(double s, N_Vector x, double t, N_Vector y, N_Vector z) {
  const View a(x), b(y), c(z);
#pragma omp simd
  for (sunindextype i = 0; i < a.size; ++i) c.at[i] = s * a.at[i] + t * b.at[i];
}

void product(N_Vector x, N_Vector y, N_Vector z) {
  const View a(x), b(y), c(z);
#pragma omp simd
  for (sunindextype i = 0; i < a.size; ++i) c.at[i] = a.at[i] * b.at[i];
}

void quotient(N_Vector x, N_Vector y, N_Vector z) {
  const View a(x), b(y), c(z);
#pragma omp simd
  for (sunindextype i = 0; i < a.size; ++i) c.at[i] = a.at[i] / b.at[i];
}

void scale(double s, N_Vector x, N_Vector z) {
  const View a(x), c(z);
#pragma omp simd
  for (sunindextype i = 0; i < a.size; ++i) c.at[i] = s * a.at[i];
}

}  // namespace

N_Vector make_fast_vector(sunindextype size, SUNContext context) {
  N_Vector v = N_VNew_Serial(size, context);
  v->ops->nvdotprod = dot;
  v->ops->nvwrmsnorm = weighted_rms;
  v->ops->nvlinearsum = linear_sum;
  v->ops->nvprod = product;
  v->ops->nvdiv = quotient;
  v->ops->nvscale = scale;
  return v;
}

}  // namespace howship::compare
