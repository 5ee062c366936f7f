#include "howship/rosenbrock.hpp"

namespace howship::rosenbrock {

void dense_weights(double theta, double weights[stages]) {
  constexpr double powers[stages][3] = {{0.832659023154382, 4.520784200520348, -1.168682741355573},
                                        {-1.4616213371246554, -4.72795432228401, 5.904383642053172},
                                        {0.0, 9.75293968516817, -7.458659324889133},
                                        {-2.398120075195581, 5.50195979011212, -2.103839714916539}};
  for (int i = 0; i < stages; ++i) weights[i] = theta * (powers[i][0] + theta * (powers[i][1] + theta * powers[i][2]));
}

}  // namespace howship::rosenbrock
