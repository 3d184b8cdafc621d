#!/usr/bin/env python3
"""Whole processes side by side: Work A in rekensom, NumPy, R and Squiggle, Work C in rekensom and NumPy, and how rekensom scales. Prints
Markdown tables. Every round runs each program once, in turn; figures are medians over the rounds. Everything runs on one core; times are of
that core (user and system), so that what else the machine does weighs less; on an idle machine they are the wall's."""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
options = argparse.ArgumentParser(description=__doc__)
options.add_argument("--program", default=here.parent / "build/bench/rekensom", help="the rekensom to measure")
options.add_argument("--benchmarks", default=here.parent / "build/bench/bench", help="where bench_work_c lies")
options.add_argument("--python", default="/usr/bin/python3", help="a Python that has NumPy")
options.add_argument("--rounds", type=int, default=5)
options.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
options.add_argument("--only", default="equal precision work_c scale memory threads ranks big", help="tables to make")
args = options.parse_args()

MEAN, PRECISION = 3_231_835, 0.00051  # of the specification: its mean NPV, and +-0.1 % at 95 %
folder = pathlib.Path(tempfile.mkdtemp(prefix="rekensom-bench-"))


class Measured:
    def __init__(self, seconds, wall, megabytes, output):
        self.seconds, self.wall, self.megabytes, self.output = seconds, wall, megabytes, output


def start(command, cores, out, err):
    return subprocess.Popen(
        [str(word) for word in command],
        stdout=out,
        stderr=err,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )


def measure(command, cores):
    """One process: CPU seconds, wall seconds, peak memory, and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = os.times().elapsed
        process = start(command, cores, out, err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = os.times().elapsed - begin
        out.seek(0), err.seek(0)
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} failed:\n{err.read().decode()}")
        return Measured(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, out.read().decode())


def median_of(runs):
    return Measured(*(statistics.median(getattr(r, k) for r in runs) for k in ("seconds", "wall", "megabytes")), runs[0].output)


def interleaved(commands, cores=None, rounds=None):
    """Medians by name; every round runs each command once."""
    runs = {name: [] for name in commands}
    for _ in range(rounds or args.rounds):
        for name, command in commands.items():
            runs[name].append(measure(command, cores or {args.core}))
    return {name: median_of(r) for name, r in runs.items()}


def rekensom(file, draws=None, threads=1, command="run", **flags):
    command = [args.program, command, file, "--json", "--threads", threads]
    if command[1] == "run":
        command += ["--format", "json", "--out", folder / "out"]
    if draws:
        command += ["--draws", draws]
    for name, value in flags.items():
        command += [f"--{name}", value]
    return command


def npv(measured):
    """mean, standard error and percentiles that a program printed."""
    found = json.loads(measured.output)
    return found["alternatives"]["all"]["npv"] if "alternatives" in found else found


def number(x):
    return f"{x:,.0f}" if abs(x) >= 1000 else f"{x:.3g}"


def table(title, head, rows):
    print(f"\n### {title}\n")
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join("---" if i == 0 else "---:" for i in range(len(head))) + " |")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


work_a = here / "work_a.toml"
numpy_a = [args.python, here / "peers/work_a_numpy.py"]
r_a = ["Rscript", here / "peers/work_a.R"]
squiggle_a = ["node", here / "peers/work_a.squiggle.mjs"]
has_squiggle = (here / "peers/node_modules").exists()

# name: two sizes (the difference takes start-up out), and the command for a size
programs = {
    "rekensom npv": ((16384, 131072), lambda n: rekensom(work_a, n, command="npv", sampling="random")),
    "rekensom run, all indicators": ((16384, 131072), lambda n: rekensom(work_a, n, sampling="random")),
    "NumPy, line by line": ((10000, 50000), lambda n: [*numpy_a, n, "--form", "full"]),
    "NumPy, NPV alone": ((10000, 50000), lambda n: [*numpy_a, n, "--form", "lean"]),
    "R, line by line": ((4000, 20000), lambda n: [*r_a, n, "full"]),
    "R, NPV alone": ((4000, 20000), lambda n: [*r_a, n, "lean"]),
}
if not shutil.which("Rscript"):
    programs = {name: program for name, program in programs.items() if not name.startswith("R")}
if has_squiggle:
    programs["Squiggle, NPV alone"] = ((500, 2500), lambda n: [*squiggle_a, n])


def equal_draws():
    """Time a draw with start-up taken out; also gives start-up, a draw's time and the spread of the NPV, by program."""
    commands = {(name, n): command(n) for name, (sizes, command) in programs.items() for n in sizes}
    measured = interleaved(commands)
    costs = {}
    for name, ((few, many), _) in programs.items():
        small, large = measured[name, few], measured[name, many]
        draw = (large.seconds - small.seconds) / (many - few)
        costs[name] = npv(large) | dict(draw=draw, start=small.seconds - few * draw, peak=large.megabytes, draws=many)
    ours = costs["rekensom npv"]["draw"]
    table(
        "Work A at equal draws, one core, start-up taken out",
        ["program", "µs a draw", "ns a cell", "times rekensom npv's", "start-up, s", "peak, MB (draws)", "mean NPV", "se", "P10", "P50", "P90"],
        [
            [
                name,
                f"{c['draw'] * 1e6:.3g}",
                f"{c['draw'] * 1e9 / 1728:.3g}",
                f"{c['draw'] / ours:.2f}",
                f"{max(0, c['start']):.2f}",
                f"{c['peak']:.0f} ({c['draws']:,})",
                *(number(c[k]) for k in ("mean", "se", "p10", "p50", "p90")),
            ]
            for name, c in costs.items()
        ],
    )
    return costs


def time_to_precision(costs):
    target = PRECISION * MEAN
    ours = {
        "rekensom npv --precision 0.051%": rekensom(work_a, command="npv", precision=f"{PRECISION * 100}%"),
        "rekensom npv --draws 1024": rekensom(work_a, 1024, command="npv"),
        "rekensom run --precision 0.051%": rekensom(work_a, precision=f"{PRECISION * 100}%"),
    }
    measured = interleaved(ours)
    rows = []
    best = None
    for name, run in measured.items():
        found = npv(run)
        best = best or run.seconds
        rows.append([name, number(json.loads(run.output)["draws"]), f"{run.seconds:.3f}", "1" if run.seconds == best else f"{run.seconds / best:.2f}", number(found["se"])])
    for name, c in costs.items():
        draws = (c["sd"] / target) ** 2
        seconds = max(0, c["start"]) + draws * c["draw"]
        label = f"{name} --sampling random" if name.startswith("rekensom") else name
        rows.append([label, number(draws), f"{seconds:.3g}", f"{seconds / best:.3g}", number(target)])
    table("Work A: time to ±0.1 % (95 %) of the mean NPV, one core, start-up counted", ["program", "draws", "s", "times rekensom's", "se"], rows)


def work_c():
    filter_c = ["--benchmark_filter=^work_c", "--benchmark_format=json"]
    rows = []
    ours, theirs = [], []
    for _ in range(args.rounds):
        found = json.loads(measure([pathlib.Path(args.benchmarks) / "bench_work_c", *filter_c], {args.core}).output)
        ours.append(found["benchmarks"][0]["items_per_second"])
        peer = json.loads(measure([args.python, here / "peers/work_c_numpy.py", 20], {args.core}).output)
        assert peer["sum"] == 524794
        theirs.append(peer["intervals"] / peer["seconds"])
    a, b = statistics.median(ours), statistics.median(theirs)
    rows = [["rekensom", number(a), "1"], ["NumPy", number(b), f"{b / a:.2f}"]]
    table("Work C: least agents by Erlang C", ["program", "intervals a second", "times rekensom's speed"], rows)


def big(name, **sizes):
    path = folder / f"{name}.toml"
    words = [word for key, value in sizes.items() for word in (f"--{key}", str(value))]
    path.write_text(subprocess.run([sys.executable, here / "big.py", *words], check=True, capture_output=True, text=True).stdout)
    return path


def scale():
    base = dict(reasons=12, channels=4, months=36, alternatives=1)
    variants = {"base": base}
    for key, factors in dict(reasons=(2, 4), channels=(2, 4), months=(2, 4), alternatives=(2, 4, 8)).items():
        for factor in factors:
            variants[f"{key} × {factor}"] = base | {key: base[key] * factor}
    sizes = (2048, 10240)
    commands = {(name, n): rekensom(big(name.replace(" ", ""), **v), n) for name, v in variants.items() for n in sizes}
    measured = interleaved(commands, rounds=3)
    cost = {name: (measured[name, sizes[1]].seconds - measured[name, sizes[0]].seconds) / (sizes[1] - sizes[0]) for name in variants}
    cells = {name: v["reasons"] * v["channels"] * v["months"] * (1 + v["alternatives"]) for name, v in variants.items()}
    table(
        "Scale: 12 reasons × 4 channels × 36 months × 2 worlds, and multiples; start-up taken out",
        ["case", "µs a draw", "times base", "cells times base", "ns a draw × cell × world", "peak, MB"],
        [
            [
                name,
                f"{cost[name] * 1e6:.3g}",
                f"{cost[name] / cost['base']:.2f}",
                f"{cells[name] / cells['base']:g}",
                f"{cost[name] * 1e9 / cells[name]:.2f}",
                f"{measured[name, sizes[1]].megabytes:.0f}",
            ]
            for name in variants
        ],
    )
    draws = (10_000, 100_000, 1_000_000)
    measured = interleaved({n: rekensom(work_a, n) for n in draws}, rounds=1)
    table(
        "Scale: Work A by draws, start-up counted",
        ["draws", "s", "µs a draw", "peak, MB"],
        [[f"{n:,}", f"{m.seconds:.2f}", f"{m.seconds / n * 1e6:.3g}", f"{m.megabytes:.0f}"] for n, m in measured.items()],
    )


def memory():
    envelope = here.parent / "scenarios/envelope.toml"
    draws = (10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)
    measured = {n: measure(rekensom(envelope, n), {args.core}) for n in draws}
    table(
        "Memory by draws: scenarios/envelope.toml (the first 16,384 draws are kept)",
        ["draws", "s", "µs a draw", "peak, MB"],
        [[f"{n:,}", f"{m.seconds:.2f}", f"{m.seconds / n * 1e6:.3g}", f"{m.megabytes:.0f}"] for n, m in measured.items()],
    )


def ranks():
    """Two processes against one, a core each."""
    if not shutil.which("mpirun"):
        print("\nmpirun is missing: two processes were not compared with one")
        return
    both = {args.core, min(os.sched_getaffinity(0))}
    launch = ["mpirun", "--allow-run-as-root", "--oversubscribe", "--bind-to", "none", "-n", "2"]
    rows = []
    large = big("ranks", reasons=96, channels=4, months=36, alternatives=1)
    for name, file, sizes in (("Work A", work_a, (131072, 1048576)), ("96 reasons × 4 channels × 36 months", large, (16384, 65536))):
        walls = {(draws, which): [] for draws in sizes for which in (0, 1)}
        for _ in range(min(args.rounds, 3)):
            for draws, which in walls:
                walls[draws, which].append(measure([*(launch if which else []), *rekensom(file, draws)], both).wall)
        median = {key: statistics.median(times) for key, times in walls.items()}
        one, two = ((median[sizes[1], which] - median[sizes[0], which]) / (sizes[1] - sizes[0]) * 1e6 for which in (0, 1))
        rows.append([name, f"{sizes[1]:,}", f"{median[sizes[1], 0]:.2f}", f"{median[sizes[1], 1]:.2f}", f"{one:.3g}", f"{two:.3g}", f"{one / two:.2f}"])
    heads = ["case", "draws", "one, s", "two, s", "one, µs a draw more", "two, µs a draw more", "speed"]
    table("Two processes (mpirun -n 2) against one, a thread each, wall time", heads, rows)


def at_once(command, cores):
    """Wall seconds until each core has run the command, all at the same time."""
    begin = os.times().elapsed
    running = [start(command, {core}, subprocess.DEVNULL, subprocess.DEVNULL) for core in cores]
    if any(process.wait() != 0 for process in running):
        sys.exit(f"{' '.join(map(str, command))} failed")
    return os.times().elapsed - begin


def threads():
    """Beside them what the machine has to give: two runs that know nothing of each other, one on each core."""
    both = {args.core, min(os.sched_getaffinity(0))}
    runs, apart = {1: [], 2: []}, []
    for _ in range(args.rounds):
        for n in runs:
            runs[n].append(measure(rekensom(work_a, 524288, threads=n), both))
        apart.append(at_once(rekensom(work_a, 524288), both))
    one, two = (statistics.median(r.wall for r in runs[n]) for n in (1, 2))
    shares = {n: statistics.median(r.seconds / r.wall for r in runs[n]) for n in runs}
    alone = statistics.median(apart)
    table(
        "Two threads against one, Work A, 524,288 draws, wall time",
        ["threads", "s", "speed", "cores in use"],
        [
            ["1", f"{one:.2f}", "1", f"{shares[1]:.2f}"],
            ["2", f"{two:.2f}", f"{one / two:.2f}", f"{shares[2]:.2f}"],
            ["2 runs at once", f"{alone:.2f}", f"{2 * one / alone:.2f}", "2"],
        ],
    )


def largest():
    path = big("largest")
    m = measure(rekensom(path, 1024), {args.core})
    table("200 reasons × 6 channels × 120 months × 8 alternatives, 1,024 draws", ["s", "peak, MB"], [[f"{m.seconds:.1f}", f"{m.megabytes:.0f}"]])


try:
    chosen = args.only.split()
    costs = equal_draws() if "equal" in chosen or "precision" in chosen else {}
    if "precision" in chosen:
        time_to_precision(costs)
    for name, make in dict(work_c=work_c, scale=scale, memory=memory, threads=threads, ranks=ranks, big=largest).items():
        if name in chosen:
            make()
finally:
    shutil.rmtree(folder)
