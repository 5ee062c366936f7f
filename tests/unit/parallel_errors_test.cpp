#include "host/geometry/parallel_errors.hpp"

#include <new>
#include <string>

#include <gtest/gtest.h>

namespace howship {
namespace {

TEST(ParallelErrors, ComeOutAfterTheRegion) {
  ParallelErrors errors;
  int done = 0;
#pragma omp parallel for reduction(+ : done)
  for (int i = 0; i < 100; ++i) {
    errors.keep([&] {
      if (i % 10 == 3) throw std::bad_alloc();
    });
    ++done;
  }
  EXPECT_EQ(done, 100);
  EXPECT_THROW(errors.rethrow(), std::bad_alloc);
}

TEST(ParallelErrors, NoneIsNone) {
  ParallelErrors errors;
  errors.keep([] {});
  EXPECT_NO_THROW(errors.rethrow());
}

}  // namespace
}  // namespace howship
