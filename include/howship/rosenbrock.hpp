#pragma once

namespace howship::rosenbrock {

// ROS34PW2 (Rang & Angermann 2005, BIT 45:761-787): L-stable, stiffly accurate W-method of order 3 with an embedded
// method of order 2, in transformed form: with K = (M - gamma dt J)^-1 or anything near it,
//   U_i = K gamma [dt F(t_n + alpha_i dt, u_n + sum_j a_ij U_j) + M sum_j c_ij U_j + gamma_i dt^2 dF/dt],
//   u_{n+1} = u_n + sum m_i U_i,   error = sum (m_i - mhat_i) U_i.
constexpr int stages = 4;
constexpr double gamma = 0.435866521508459;
constexpr double alpha[stages] = {0.0, 0.871733043016918, 0.731579957788852, 1.0};
constexpr double gamma_sum[stages] = {0.435866521508459, -0.435866521508459, -0.413333376233886, 0.0};
constexpr double a[stages][stages] = {{0, 0, 0, 0},
                                      {2.0, 0, 0, 0},
                                      {1.4192173174557647, -0.2592322116729697, 0, 0},
                                      {4.1847604823191604, -0.2851920173554959, 2.294280360279042, 0}};
constexpr double c[stages][stages] = {{0, 0, 0, 0},
                                      {-4.588560720558084, 0, 0, 0},
                                      {-4.184760482319160, 0.2851920173554959, 0, 0},
                                      {-6.368179200128358, -6.795620944466837, 2.870098604331056, 0}};
constexpr double m[stages] = {4.1847604823191604, -0.2851920173554959, 2.294280360279042, 1.0};
constexpr double m_hat[stages] = {3.9070105346711923, 1.1180478778205032, 0.5216502326114907, 0.5};

/// Weights of the dense output u(t_n + theta dt) = u_n + sum m_i(theta) U_i, as powers theta, theta^2, theta^3. From
/// the interpolant of PETSc's TSROSWRA34PW2 (its binterpt), multiplied with the inverse of the method's Gamma matrix.
void dense_weights(double theta, double weights[stages]);

}  // namespace howship::rosenbrock
