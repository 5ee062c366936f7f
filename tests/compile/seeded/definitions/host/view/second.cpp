// Other definitions of what host/io/first.hpp has.

namespace howship {

namespace {

// Of this file alone: no fault.
struct Reading {};

}  // namespace

struct Sample {
  float value, weight;
};

inline double scaled(double size, int factor) {
  return size / factor;
}

inline constexpr double shared_limit = 2.0;

// Another function, which only shares the name: no fault.
inline double scaled(double size) {
  return size;
}

}  // namespace howship
