// Faults that the sanitizers must report, and a loop without one that they must not: howship_seeded_fault KIND.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

/// Loops as those of the sources are: each thread writes its own, waits at the end, and reads what others wrote.
double loops_without_a_fault() {
  constexpr int bricks = 1000;
  std::vector<double> first(bricks, 1.0), second(bricks);
  double sum = 0.0, last = 0.0;
#pragma omp parallel for schedule(static) num_threads(3)
  for (int i = 0; i < bricks; ++i) first[i] += i;
  for (double& value : first) value *= 2.0;
#pragma omp parallel num_threads(3)
  {
#pragma omp for schedule(dynamic, 1)
    for (int i = 0; i < bricks; ++i) second[i] = first[bricks - 1 - i];
#pragma omp for schedule(dynamic, 4) reduction(+ : sum)
    for (int i = 0; i < bricks; ++i) {
      sum += second[bricks - 1 - i];
#pragma omp critical(howship_seeded)
      last = second[i];
    }
  }
  return sum + last;
}

/// Threads add to one number.
int race() {
  int count = 0;
#pragma omp parallel for schedule(static) num_threads(3)
  for (int i = 0; i < 1000; ++i) count += i;
  return count;
}

/// One element past the end of an array.
int overrun(int past) {
  std::vector<int> values(100, 1);
  return *(values.data() + values.size() - 1 + past);
}

int overflow(int one) {
  return 2147483647 + one;
}

int cast(int one) {
  return static_cast<int>(1e10 * one);
}

int leak() {
  auto* lost = new int[100]();
  const int first = lost[0];
  lost = nullptr;
  return first + (lost == nullptr ? 0 : 1);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string kind = argc > 1 ? argv[1] : "";
  const int one = argc - 1;
  if (kind == "none")
    std::printf("%g\n", loops_without_a_fault());
  else if (kind == "race")
    std::printf("%d\n", race());
  else if (kind == "overrun")
    std::printf("%d\n", overrun(one));
  else if (kind == "overflow")
    std::printf("%d\n", overflow(one));
  else if (kind == "cast")
    std::printf("%d\n", cast(one));
  else if (kind == "leak")
    std::printf("%d\n", leak());
  else
    return 2;
  return 0;
}
