"""Work C in NumPy: the least agents of 10,000 intervals by Erlang C, all intervals at once. Prints one JSON line."""

import json
import sys
import time

import numpy as np


def least_agents(load, handle_time, share, within):
    """Erlang B by its recursion over agents, for the intervals that are still searching."""
    agents = np.zeros(len(load), dtype=int)
    searching = np.arange(len(load))
    blocked = np.ones(len(load))
    a, b = load, handle_time
    n = 0
    while len(searching):
        n += 1
        blocked = a * blocked / (n + a * blocked)
        stable = n > a
        with np.errstate(over="ignore"):
            wait = blocked / (1 - np.minimum(a / n, 1) * (1 - blocked))
            met = stable & (1 - wait * np.exp(-(n - a) * within / b) >= share)
        agents[searching[met]] = n
        on = ~met
        searching, blocked, a, b = searching[on], blocked[on], a[on], b[on]
    return agents


def main():
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    i = np.arange(10000)
    handle_time = 180.0 + 30 * (i % 7)
    load = (10 + 7919 * i % 601) / 1800 * handle_time
    begin = time.perf_counter()
    for _ in range(repeats):
        total = int(least_agents(load, handle_time, 0.8, 20.0).sum())
    seconds = time.perf_counter() - begin
    print(json.dumps(dict(sum=total, intervals=10000 * repeats, seconds=seconds)))


if __name__ == "__main__":
    main()
