#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace howship {

/// Stiff initial value problem solved by SUNDIALS CVODE (BDF, Newton with a dense Jacobian by differences).
class OdeSolver {
 public:
  using Rate = std::function<void(double t, const double* y, double* dydt)>;

  /// \param scale size of each component below which it does not matter, > 0
  /// \param rtol relative tolerance; the absolute one is rtol * scale
  /// \param name of a component, for messages
  OdeSolver(Rate rate, std::vector<double> scale, double rtol, std::function<std::string(std::size_t)> name = {});
  ~OdeSolver();
  OdeSolver(OdeSolver&&) noexcept;
  OdeSolver& operator=(OdeSolver&&) noexcept;

  /// Starts afresh from (t, y) and integrates to each of the ascending `times` > t exactly, without stepping past the
  /// last. \param on_time called at each of them with the solution \throws NumericalError with CVODE's reason and the
  /// time, and the component whose rate is not finite where it failed for that
  void integrate(double t, std::vector<double>& y, const std::vector<double>& times,
                 const std::function<void(double, const std::vector<double>&)>& on_time);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace howship
