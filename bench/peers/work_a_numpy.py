"""Work A in NumPy: prints one JSON line. `--form full` follows the model line by line: the contacts of both worlds by reason, channel and
month, and what they cost. `--form lean` only works out the NPV, with everything that the horizon and the channels share taken out by
hand. Both draw every noise. Chunks keep the arrays in the processor's cache."""

import argparse
import json
import resource
import time

import numpy as np

MONTHS = 36
VOLUME = np.array(
    [
        [12000, 5000, 6000, 800],
        [9000, 3000, 5000, 400],
        [11000, 6000, 8000, 1500],
        [6000, 4000, 4500, 600],
        [10000, 4500, 7000, 900],
        [5000, 3500, 4000, 300],
        [4500, 3000, 5500, 700],
        [3000, 2500, 1200, 900],
        [3500, 2500, 1800, 150],
        [2500, 2000, 1500, 100],
        [4000, 800, 2500, 1200],
        [3500, 1500, 2000, 450],
    ],
    dtype=float,
)
RECONTACT = np.array([0.50, 0.40, 0.55, 0.45, 0.60, 0.35, 0.30, 0.65, 0.40, 0.30, 0.50, 0.35])
FIX_A = np.array([70, 80, 65, 72, 58, 82, 85, 50, 75, 88, 60, 78], dtype=float)
FIX_B = 100 - FIX_A
COST = np.array([[5.5, 6.5, 8.5], [3, 4, 5.5], [2.2, 3, 4.2], [2.5, 3.5, 5.5]])
SEASON = np.array([1.10, 1.02, 1.00, 0.97, 0.95, 0.96, 0.93, 0.94, 1.00, 1.03, 1.08, 1.15])
REASONS_OF = [[0, 1, 5], [2, 3, 9, 10], [2, 4, 6, 7, 11]]
PREVENTS = np.array([[0.05, 0.12, 0.25], [0.08, 0.18, 0.30], [0.02, 0.10, 0.22]])
START = np.array([3.0, 6.0, 12.0])
SLIP = np.array([[0, 1, 5], [0, 2, 8], [-1, 1, 6]], dtype=float)
RAMP = np.array([[2, 4, 9], [3, 6, 12], [4, 8, 14]], dtype=float)
NOISE_SHAPE = 1 / 0.05**2

MONTH = np.arange(MONTHS)
TREND = 1.02 ** (MONTH / 12) * (SEASON / SEASON.mean())[MONTH % 12]
DISCOUNT = 1.05 ** -((MONTH + 0.5) / 12)


def ramped(x, ramp):
    """What a linear ramp from 0 has come to at x."""
    rising = np.clip(x, 0, ramp)
    return rising**2 / (2 * ramp) + np.maximum(x - ramp, 0)


def inputs(rng, n):
    """The draws lie along the last axis."""
    low, likely, high = PREVENTS.T
    a, b = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
    column = np.s_[:, None]
    prevents = low[column] + (high - low)[column] * rng.beta(a[column], b[column], (3, n))
    fix = rng.beta(FIX_A[column], FIX_B[column], (12, n))
    cost = rng.triangular(*(p[column] for p in COST.T), (4, n))
    slip = rng.triangular(*(p[column] for p in SLIP.T), (3, n))
    ramp = rng.triangular(*(p[column] for p in RAMP.T), (3, n))
    noise = rng.standard_gamma(NOISE_SHAPE, (12, MONTHS, n))
    noise *= 1 / NOISE_SHAPE
    return prevents, fix, cost, slip, ramp, noise


def prevented(prevents, slip, ramp):
    """Share of first contacts prevented, (reason, month, draw)."""
    begin = START[:, None] + slip
    so_far = ramped(np.arange(MONTHS + 1)[:, None] - begin[:, None], ramp[:, None])
    acts = prevents[:, None] * np.diff(so_far, axis=1)
    left = np.ones((12, MONTHS, prevents.shape[1]))
    for change, reasons in enumerate(REASONS_OF):
        left[reasons] *= 1 - acts[change]
    return 1 - left


def npv_full(rng, n):
    prevents, fix, cost, slip, ramp, noise = inputs(rng, n)
    total = VOLUME.sum(axis=1)
    new = noise * total[:, None, None] * TREND[:, None]
    new_fewer = new * (1 - prevented(prevents, slip, ramp))
    mix = VOLUME / total[:, None]
    handled_per_contact = mix[:, :, None] / (1 - (1 - fix) * RECONTACT[:, None])[:, None]
    cash_out = []
    for first in (new, new_fewer):
        handled = first[:, None] * handled_per_contact[:, :, None]
        cash_out.append((handled.sum(axis=0) * cost[:, None]).sum(axis=0))
    return DISCOUNT @ (cash_out[0] - cash_out[1])


def npv_lean(rng, n):
    prevents, fix, cost, slip, ramp, noise = inputs(rng, n)
    piece = (VOLUME @ cost) / (1 - (1 - fix) * RECONTACT[:, None])
    noise *= prevented(prevents, slip, ramp)
    return (np.tensordot(TREND * DISCOUNT, noise, (0, 1)) * piece).sum(axis=0)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("draws", type=int)
    options.add_argument("--form", choices=["full", "lean"], default="full")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--chunk", type=int, default=0)
    args = options.parse_args()
    begin = time.perf_counter()
    rng = np.random.Generator(np.random.SFC64(args.seed))
    npv = npv_full if args.form == "full" else npv_lean
    chunk = args.chunk or (64 if args.form == "full" else 256)
    out = np.empty(args.draws)
    for first in range(0, args.draws, chunk):
        n = min(chunk, args.draws - first)
        out[first : first + n] = npv(rng, n)
    p10, p50, p90 = np.percentile(out, [10, 50, 90])
    seconds = time.perf_counter() - begin
    figures = dict(mean=out.mean(), sd=out.std(ddof=1), se=out.std(ddof=1) / np.sqrt(len(out)), p10=p10, p50=p50, p90=p90)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(dict(draws=args.draws, **{k: round(float(v), 1) for k, v in figures.items()}, seconds=seconds, peak_mb=peak)))


if __name__ == "__main__":
    main()
