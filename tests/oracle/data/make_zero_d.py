#!/usr/bin/env python3
"""Writes zero_d_*.csv: accurate trajectories of the well-mixed reference model, zero_d.py.

Run:  python3 make_zero_d.py PATH/TO/zero_d.py   (numpy and scipy)

Two changes are made to the text of the reference before it is run, both so that it states the equations of the tissue
model: perfusion sees free drug, D - LD (the reference takes D), and the inner iteration for PTHrP runs until it no
longer moves. Times of columns are days; `rest_` is bone without tumour, `lesion_` with it.
"""
import sys
import numpy as np
from scipy.integrate import solve_ivp

source = open(sys.argv[1]).read()
for old, new in (("p['k_vx']*(p['kappa_den']*Cs - D)", "p['k_vx']*(p['kappa_den']*Cs - (D - LD))"),
                 ("for _ in range(8):", "for _ in range(60):")):
    assert source.count(old) == 1, old
    source = source.replace(old, new)
reference = {"__name__": "zero_d"}
exec(compile(source, sys.argv[1], "exec"), reference)
Model, ONC, PHENO = reference["Model"], reference["ONC"], reference["PHENO"]

SYSTEMIC = "depot central peripheral target zoledronate_plasma calcium calcitriol ctx untx p1np bsap".split()
BONE = ("osteoblast_precursors osteoblasts osteoclast_precursors osteoclasts rankl opg denosumab osteoid "
        "mineralised_matrix mineral tumour zoledronate prefusion_osteoclasts").split()
NAMES = ["time"] + SYSTEMIC + ["rest_" + n for n in BONE] + ["lesion_" + n for n in BONE] + [
    "lesion_tgf_beta", "lesion_pthrp", "lesion_osteogenic_factor"]

def doses(start, count, drug, amount):
    return [(start + 28.0*i, drug, amount) for i in range(count)]

#             parameters, tumour, doses, days of the rows
SCENARIOS = {
    "denosumab_60mg": (dict(), 0.0, [(0.0, "den", 60)], [1, 3, 10, 30, 60, 100, 150, 200, 300]),
    "lytic_denosumab": (dict(ONC, **PHENO["lytic"]), 0.05, doses(60.0, 4, "den", 120), [1, 10, 30, 60, 61, 65, 88, 120, 180]),
    "sclerotic": (dict(ONC, **PHENO["sclerotic"]), 0.05, [], [1, 10, 30, 60, 100, 150, 200]),
    "mixed_denosumab": (dict(ONC, **PHENO["mixed"]), 0.05, doses(60.0, 2, "den", 120), [1, 10, 30, 60, 61, 65, 88, 120, 180]),
    "lytic_zoledronate": (dict(ONC, **PHENO["lytic"]), 0.05, doses(60.0, 2, "zol", 4), [1, 10, 30, 60, 61, 65, 88, 120, 180]),
}

for name, (parameters, tumour, given, days) in SCENARIOS.items():
    m = Model(**parameters)
    y, now, rows = m.y0(tumour), 0.0, []
    for stop in sorted(set(days) | {d[0] for d in given}):
        if stop > now:
            # Absolute tolerance 1e-13: no state matters below 1e-6 of its healthy or typical value.
            s = solve_ivp(m.rhs, (now, stop), y, method="LSODA", rtol=1e-10, atol=1e-13, max_step=5.0)
            assert s.success, s.message
            y, now = s.y[:, -1], stop
        if stop in days:  # before a dose at the same time
            aux = m.rhs(stop, y, full=True)["a2"]
            rows.append([stop, *y, aux["tau"], aux["PTHrP"], aux["W"]])
        for time, drug, amount in given:
            if time == stop:
                y[0 if drug == "den" else 4] += amount
    with open("zero_d_%s.csv" % name, "w") as out:
        out.write("# zero_d.py by make_zero_d.py: LSODA, rtol 1e-10; f_met %g, tumour %g at day 0; doses %s\n"
                  % (m.p["fmet"], tumour, "; ".join("day %g %s %g mg" % d for d in given) or "none"))
        out.write(",".join(NAMES) + "\n")
        for row in rows:
            out.write(",".join("%.9g" % v for v in row) + "\n")
