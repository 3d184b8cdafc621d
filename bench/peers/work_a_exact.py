"""The mean NPV of Work A without drawing: inputs and noise are independent, so it is sums and products of means, and integrals over slip and
ramp. What every program in compare.py must come to within its standard error."""

import math

import numpy as np
from numpy.polynomial.legendre import leggauss
from work_a_numpy import COST, DISCOUNT, FIX_A, FIX_B, MONTHS, PREVENTS, RAMP, REASONS_OF, RECONTACT, SLIP, START, TREND, VOLUME, ramped


def triangular(low, likely, high):
    """Nodes and weights; each side of the top by itself."""
    x, w = leggauss(400)
    nodes, weights = [], []
    for a, b, density in (
        (low, likely, lambda v: 2 * (v - low) / ((high - low) * (likely - low))),
        (likely, high, lambda v: 2 * (high - v) / ((high - low) * (high - likely))),
    ):
        if b > a:
            v = a + (b - a) * (x + 1) / 2
            nodes.append(v)
            weights.append(w / 2 * (b - a) * density(v))
    return np.concatenate(nodes), np.concatenate(weights)


def beta(a, b, n=4000):
    v = (np.arange(n) + 0.5) / n
    log_density = (a - 1) * np.log(v) + (b - 1) * np.log1p(-v) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return v, np.exp(log_density) / n


progress = np.empty((3, MONTHS))
for k in range(3):
    slip, slip_weight = triangular(*SLIP[k])
    ramp, ramp_weight = triangular(*RAMP[k])
    begin = START[k] + slip[:, None]
    for t in range(MONTHS):
        progress[k, t] = slip_weight @ ((ramped(t + 1 - begin, ramp) - ramped(t - begin, ramp)) @ ramp_weight)

share = (PREVENTS @ [1, 4, 1]) / 6
total = 0.0
for r in range(12):
    fix, weight = beta(FIX_A[r], FIX_B[r])
    piece = VOLUME[r] @ COST.mean(axis=1) * (weight @ (1 / (1 - (1 - fix) * RECONTACT[r])))
    left = np.ones(MONTHS)
    for k in range(3):
        if r in REASONS_OF[k]:
            left *= 1 - share[k] * progress[k]
    total += piece * ((TREND * DISCOUNT) @ (1 - left))
print(f"{total:.1f}")
