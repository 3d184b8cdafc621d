#!/usr/bin/env python3
"""Prints a scenario of a size: bench/big.py --reasons 200 --channels 6 --months 120 --alternatives 8 > big.toml. Every reason comes by every
channel; every reason has six uncertain numbers and noise; a change acts on every eighth reason. Constructed."""

import argparse

options = argparse.ArgumentParser()
options.add_argument("--reasons", type=int, default=200)
options.add_argument("--channels", type=int, default=6)
options.add_argument("--months", type=int, default=120)
options.add_argument("--alternatives", type=int, default=8)
options.add_argument("--changes", type=int, default=8)
args = options.parse_args()

print(f'title = "{args.reasons} reasons, {args.channels} channels, {args.months} months, {args.alternatives} alternatives"')
print(f"months = {args.months}\n\n[finance]\ndiscount_rate = 0.05\n")
for c in range(args.channels):
    kind = "live" if c % 2 == 0 else "deferred"
    low = 2.5 + c % 4
    print(f'[channels.c{c}]\nkind = "{kind}"\ncost_per_contact = {{ min = {low}, likely = {low + 1}, max = {low + 3} }}\n')
for r in range(args.reasons):
    mix = ", ".join(f"c{c} = {1 + (r * 7 + c * 3) % 5}" for c in range(args.channels))
    volume = 500 + 137 * r % 4000
    print(
        f"[reasons.r{r}]\nvolume = {{ min = {volume * 0.9:.0f}, likely = {volume}, max = {volume * 1.15:.0f} }}\n"
        f"channels = {{ {mix} }}\ngrowth = {{ min = -0.01, likely = 0.01, max = 0.04 }}\nnoise = 0.05\n"
        f"avoidable = {{ yes = {40 + r % 30}, of = 200 }}\nfirst_time_fix = {{ yes = {60 + r % 30}, of = 100 }}\n"
        f"recontact = {{ min = 0.2, likely = 0.45, max = 0.7 }}\n"
    )
for k in range(args.changes):
    print(
        f"[changes.k{k}]\nstart = {2 * k}\nslip = {{ min = 0, likely = 2, max = 9 }}\nramp = {{ min = 2, likely = 5, max = 12 }}\n"
        f"one_off_cost = {{ min = 50_000, likely = 90_000, max = 250_000 }}"
    )
    for r in range(k % 8, args.reasons, 8):
        print(f"prevents.r{r} = {{ min = 0.05, likely = 0.2, max = 0.4 }}")
    print()
for a in range(args.alternatives):
    chosen = ", ".join(f'"k{k}"' for k in range(args.changes) if (a + 1) >> (k % 4) & 1 or k == a % args.changes)
    print(f"[alternatives.a{a}]\nchanges = [{chosen}]\n")
