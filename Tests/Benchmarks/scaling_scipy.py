"""The workbook's grid of 4,500 starts beside scipy's L-BFGS-B on the same points.

    ./workbook data get chinchilla
    python3 Tests/Benchmarks/scaling_scipy.py --points PATH/svg_extracted_data.csv

Both minimise the same sum of Huber penalties with analytic gradients, scipy on one core after numpy
has vectorised over the points, from the starts of Hoffmann et al. 2022 (appendix D). Needs numpy and
scipy. --starts N takes every so many of them, for a machine with little time, and scales the time up.
"""

import argparse
import csv
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parents[2]
DELTA = 1e-3


def points(path):
    """(parameters, tokens, loss) of the 240 points: 245 less the five largest losses, D = C/6N."""
    rows = []
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            size, compute = float(row["Model Size"]), float(row["Training FLOP"])
            rows.append((size, compute / 6 / size, float(row["loss"])))
    return np.array(sorted(rows, key=lambda row: row[2])[:-5])


def starts():
    exponents = [0, 0.5, 1, 1.5, 2]
    scales = [0, 5, 10, 15, 20, 25]
    return list(itertools.product(scales, scales, [-1, -0.5, 0, 0.5, 1], exponents, exponents))


def objective(log_n, log_d, log_loss):
    def value_and_gradient(x):
        a, b, e, alpha, beta = x
        terms = np.stack([a - alpha * log_n, b - beta * log_d, np.full_like(log_n, e)])
        top = terms.max(axis=0)
        shares = np.exp(terms - top)
        total = shares.sum(axis=0)
        ratio = (top + np.log(total) - log_loss) / DELTA
        bounded = np.clip(ratio, -1, 1)
        pulls = shares / total * bounded / DELTA
        gradient = np.array([
            pulls[0].sum(), pulls[1].sum(), pulls[2].sum(), -(pulls[0] * log_n).sum(),
            -(pulls[1] * log_d).sum()])
        return (bounded * (ratio - bounded / 2)).sum(), gradient

    return value_and_gradient


def scipy_fit(table, step):
    function = objective(*np.log(table.T))
    best, grid = None, starts()[::step]
    began = time.perf_counter()
    for start in grid:
        found = minimize(
            function, start, jac=True, method="L-BFGS-B",
            options={"maxiter": 1000, "ftol": 1e-13, "gtol": 1e-7, "maxfun": 20000})
        if best is None or found.fun < best.fun:
            best = found
    seconds = (time.perf_counter() - began) * len(starts()) / len(grid)
    a, b, e, alpha, beta = best.x
    constants = dict(E=np.exp(e), A=np.exp(a), B=np.exp(b), alpha=alpha, beta=beta)
    return seconds, constants, best.fun * DELTA**2


def workbook_fit(table, binary):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "runs.csv"
        with open(path, "w") as file:
            file.write("parameters,tokens,loss\n")
            file.writelines(f"{n!r},{d!r},{loss!r}\n" for n, d, loss in table.tolist())
        command = [
            *binary, "scaling", "fit", "--runs", str(path), "--bootstrap", "0", "--json"]
        times = []
        for _ in range(3):
            began = time.perf_counter()
            run = subprocess.run(command, capture_output=True, text=True, check=True)
            times.append(time.perf_counter() - began)
    return sorted(times)[1], json.loads(run.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", required=True, help="svg_extracted_data.csv")
    parser.add_argument("--starts", type=int, default=4500, help="of the 4,500, for scipy")
    parser.add_argument("--workbook", nargs="+", default=[str(ROOT / "workbook")])
    options = parser.parse_args()
    table = points(options.points)
    ours, law = workbook_fit(table, options.workbook)
    print(f"workbook  {ours:8.2f} s, the whole process  objective {law['objective']:.9g}")
    theirs, constants, value = scipy_fit(table, max(1, 4500 // options.starts))
    print(f"scipy     {theirs:8.2f} s on one core        objective {value:.9g}")
    for name, constant in constants.items():
        print(f"{name:6s}    workbook {law[name]:.6g}  scipy {constant:.6g}")
    print(f"scipy / workbook: {theirs / ours:.1f}")
    return 0 if abs(value / law["objective"] - 1) < 1e-3 else 1


if __name__ == "__main__":
    sys.exit(main())
