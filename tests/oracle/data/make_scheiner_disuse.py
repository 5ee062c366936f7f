#!/usr/bin/env python3
"""Scheiner et al. 2013 under disuse, written a second time: 25 MPa instead of 30 on days 50 to 2050.

Integrated by LSODA; Hill's tensor by adaptive quadrature. Prints scheiner_2013_disuse.csv. Needs numpy and scipy.
"""
import numpy as np
from scipy.integrate import quad, solve_ivp

ROOT2 = np.sqrt(2.0)
PAIRS = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)]
WEIGHT = np.array([1, 1, 1, ROOT2, ROOT2, ROOT2])
MATRIX = np.zeros((6, 6))
MATRIX[:3, :3] = [[18.5, 10.3, 10.4], [10.3, 20.8, 11.0], [10.4, 11.0, 28.4]]
MATRIX[3:, 3:] = np.diag([12.9, 11.5, 9.3])
PORES = np.zeros((6, 6))
PORES[:3, :3] = 2.3


def full(c):
    """Kelvin matrix as a tensor of rank four."""
    t = np.zeros((3, 3, 3, 3))
    for a, (i, j) in enumerate(PAIRS):
        for b, (k, l) in enumerate(PAIRS):
            t[i, j, k, l] = t[j, i, k, l] = t[i, j, l, k] = t[j, i, l, k] = c[a, b] / WEIGHT[a] / WEIGHT[b]
    return t


def hill(c):
    tensor = full(c)

    def gamma(angle):
        xi = np.array([np.cos(angle), np.sin(angle), 0.0])
        k = np.linalg.inv(np.einsum("p,pijq,q->ij", xi, tensor, xi))
        g = np.einsum("i,jk,l->ijkl", xi, k, xi)
        g = (g + g.transpose(1, 0, 2, 3)) / 2
        return (g + g.transpose(0, 1, 3, 2)) / 2

    p = np.zeros((6, 6))
    for a, (i, j) in enumerate(PAIRS):
        for b, (k, l) in enumerate(PAIRS):
            mean = quad(lambda angle: gamma(angle)[i, j, k, l], 0.0, np.pi, epsabs=1e-14)[0] / np.pi
            p[a, b] = mean * WEIGHT[a] * WEIGHT[b]
    return p


CONCENTRATION = np.linalg.inv(np.eye(6) + hill(MATRIX) @ (PORES - MATRIX))


def strain_energy(bone, stress):
    mean = np.linalg.inv((1 - bone) * CONCENTRATION + bone * np.eye(6))
    stiffness = (1 - bone) * PORES @ CONCENTRATION @ mean + bone * MATRIX @ mean
    strain = mean @ np.linalg.solve(stiffness, [0, 0, -stress, 0, 0, 0])
    return 0.5 * strain @ MATRIX @ strain


def act(x, k):
    return x / (x + k)


REST = [1e-3, 5e-4, 1e-4, 95.0]
PSI_0 = strain_energy(0.95, 0.030)
PTH = 250.0 / 86.0
BY_STRAIN = 0.1 * 7e-4 * act(1e-4, 5.63278809675429e-4) / (1e-3 * 0.5)


def rate(_, y, stress, loaded):
    ob_p, ob_a, oc, bone = y
    tgf = act(oc, 5.63278809675429e-4)
    stimulus, disuse = 0.5, 0.0
    if loaded:
        excess = strain_energy(bone / 100, stress) / PSI_0 - 1
        stimulus, disuse = (min(1.0, 0.5 + 0.625 * excess), 0.0) if excess >= 0 else (0.5, -1e5 * excess)
    made = 1.624900337835679e8 * ob_a * (1 - act(PTH, 0.222581427709954))
    opg = made * 2e8 / (made + 0.35 * 2e8)
    most = 2.703476379131062e6 * ob_p * act(PTH, 150.0)
    by_rank = 3.411764705882353e-2 * 10.0
    rankl = most / (1 + 1e-3 * opg + by_rank) * (168.4195714712206 + disuse) / (168.4195714712206 + 10.132471014805027 * most)
    mature = 0.165696312976030 * (1 - act(oc, 1.75426051821094e-4)) * ob_p
    return [0.9 * 7e-4 * tgf + BY_STRAIN * stimulus * ob_p - mature, mature - 0.211072625806496 * ob_a,
            2.1e-3 * act(by_rank * rankl, 5.67971833061048) - 5.64874468409633 * tgf * oc, 40.0 * ob_a - 200.0 * oc]


print("# Scheiner 2013, 25 MPa on days 50 to 2050; by make_scheiner_disuse.py: LSODA, rtol 1e-11")
print("t_day,OBp_pM,OBa_pM,OCa_pM,f_bm_pct")
y = REST
for start, end, stress, rows in ((50, 2050, 0.025, (51, 55, 70, 100, 300, 1000, 2050)),
                                 (2050, 4000, 0.030, (2051, 2100, 3000, 4000))):
    run = solve_ivp(rate, (start, end), y, "LSODA", rows, args=(stress, True), rtol=1e-11, atol=1e-16)
    y = run.y[:, -1]
    for t, row in zip(run.t, run.y.T):
        print(f"{t:g}," + ",".join(f"{value:.12e}" for value in row))
