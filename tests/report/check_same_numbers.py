"""Every number that two outputs show is the same after rounding: python3 check_same_numbers.py FOLDER."""
import csv
import json
import math
import pathlib
import re
import sys

import openpyxl

source = pathlib.Path(sys.argv[1])
summary = json.loads((source / "summary.json").read_text())
manifest = json.loads((source / "manifest.json").read_text())
page = json.loads(re.search(r'id="page-data">([^<]*)<', (source / "report.html").read_text()).group(1))
book = openpyxl.load_workbook(source / "workbook.xlsx", data_only=True)
terminal = (source / "terminal.txt").read_text()
monthly = {}
for row in csv.DictReader((source / "monthly.csv").open()):
    monthly[row["world"], row["kpi"], int(row["month"])] = row
count = 0


def same(what, a, b, digits=12):
    """Equal to so many digits; nothing equals nothing only."""
    global count
    if a in (None, "") or b in (None, ""):
        assert a in (None, "") and b in (None, ""), (what, a, b)
        return
    count += 1
    a, b = float(a), float(b)
    assert math.isclose(a, b, rel_tol=0.51 * 10.0 ** (1 - digits), abs_tol=1e-9), (what, a, b)


for key in ("title", "currency", "months"):
    assert page[key] == summary[key], key
for key in ("seed", "draws", "sampling"):
    assert str(page["manifest"][key]) == str(summary[key]) == str(manifest[key]), key
assert page["manifest"]["command"] == manifest["command"]
assert page["manifest"]["inputs"] == manifest["inputs"]
assert [a["id"] for a in page["alternatives"]] == list(summary["alternatives"])
assert len(page["warnings"]) == len(summary["warnings"])

percentiles = ("p5", "p10", "p25", "p50", "p75", "p90", "p95")
sheet = {str(row[0].value): [cell.value for cell in row[1:]] for row in book["Summary"].iter_rows() if row[0].value is not None}
for i, shown in enumerate(page["alternatives"]):
    name, kept = shown["id"], summary["alternatives"][shown["id"]]
    for key in ("mean", "sd", "se", *percentiles, "p_positive", "mean_below_p10"):
        if key in kept["npv"] and key in shown["npv"]:
            same(f"{name} npv {key}", shown["npv"][key], kept["npv"][key])
    for list_name in ("cash_saving_per_year", "gross_saving_per_year", "capacity_saving_per_year"):
        assert len(shown[list_name]) == len(kept[list_name])
        for y, (a, b) in enumerate(zip(shown[list_name], kept[list_name])):
            same(f"{name} {list_name} {y}", a["mean"], b["mean"])
            if list_name == "cash_saving_per_year":
                same(f"{name} sheet year {y}", sheet[f"Cash saving, mean, year {y + 1}"][i], b["mean"])
    same(f"{name} payback", shown["payback"]["mean"], kept["payback_months"]["mean"])
    same(f"{name} within", shown["payback"]["p_within_horizon"], kept["payback_months"]["p_within_horizon"])
    for label, value in (("NPV, P50", kept["npv"]["p50"]), ("P10", kept["npv"]["p10"]), ("P90", kept["npv"]["p90"]),
                         ("NPV, mean", kept["npv"]["mean"]), ("P(NPV > 0)", kept["npv"]["p_positive"]),
                         ("Pays back within the horizon", kept["payback_months"]["p_within_horizon"]),
                         ("Peak funding, mean", shown["peak_funding"]["mean"]),
                         ("Cash over the horizon, mean", shown["potential_to_cash"][-1]["amount"])):
        same(f"{name} sheet {label}", sheet[label][i], value)
    for kpi, result in shown["kpis"].items():
        for world in ("baseline", "alternative", "shift"):
            for key in ("mean", "p10", "p90"):
                same(f"{name} {kpi} {world} {key}", result["summary"][world].get(key), kept["kpis"][kpi][world].get(key))
    # Month by month: the page keeps five digits of what the CSV has in full.
    def fan(world, kpi, series):
        for key, values in series.items():
            for t, value in enumerate(values):
                row = monthly.get((world, kpi, t + 1))
                same(f"{world} {kpi} {key} {t}", value, row[key] if row else None, 5)
    fan(f"{name} - baseline", "cumulative_cash", shown["cash_fan"])
    drawn = {info["id"] for info in page["kpis"] if info.get("main")}
    assert drawn and {kpi for kpi, result in shown["kpis"].items() if "shift" in result} == drawn
    for kpi, result in shown["kpis"].items():
        fan(name, kpi, result["alternative"])
        if kpi in drawn:
            fan(f"{name} - baseline", kpi, result["shift"])
for kpi, series in page["baseline"]["kpis"].items():
    fan("baseline", kpi, series)

# The workbook's percentiles are the CSV's; so are its shifts the summary's.
for row in book["Percentiles by month"].iter_rows(min_row=5, max_col=11, values_only=True):
    kept = monthly[row[0], row[1], row[2]]
    for key, value in zip(("mean", *percentiles), row[3:]):
        same(f"sheet {row[:3]} {key}", value, kept[key])

# Potential, freed time and cash: the same steps in page and workbook, and their ends in the summary.
best = next(a for a in page["alternatives"] if a["id"] == page["chosen"])
steps = best["potential_to_cash"]
labels = [str(row[0].value) for row in book["Summary"].iter_rows()]
first = next(i for i, label in enumerate(labels) if label.startswith("From potential to cash")) + 2
for i, step in enumerate(steps):
    same(f"waterfall {step['id']}", book["Summary"].cell(first + i, 2).value, step["amount"])
totals = summary["alternatives"][page["chosen"]]["totals"]
same("cash", steps[-1]["amount"], totals["cash_total"]["mean"])
gross = [step["amount"] for step in steps if step["id"] == "gross"]
same("potential", gross[0] if gross else steps[0]["amount"], totals["gross_total"]["mean"])

# What the terminal prints, read back.
scale = {"": 1, "k": 1e3, "m": 1e6, "bn": 1e9}
number = r"(−?)€([\d,]+(?:\.\d+)?)(?: (k|m|bn)\b)?"


def amounts(line):
    found = []
    for sign, digits, unit in re.findall(number, line):
        step = scale[unit] * 10.0 ** -(len(digits.split(".")[1]) if "." in digits else 0)
        found.append(((-1 if sign else 1) * float(digits.replace(",", "")) * scale[unit], step))
    return found


def printed(what, pair, value):
    global count
    count += 1
    assert abs(pair[0] - value) <= 0.5000001 * pair[1], (what, pair, value)


lines = re.sub(r"\n {2}(?=\S)(?! )", "\n  ", terminal).split("\n")
joined = terminal.replace("\n  ", " ")
for name, kept in summary["alternatives"].items():
    label = kept["label"] or name
    told = re.search((re.escape(label) + ": " if len(summary["alternatives"]) > 1 else "") + r"P50 (.*?);", joined)
    for key, pair in zip(("p50", "p10", "p90"), amounts(told.group(1))):
        printed(f"{name} {key}", pair, kept["npv"][key])
years = next(line for line in lines if line.startswith("  cash saving"))
for y, pair in enumerate(amounts(years)):
    printed(f"cash saving {y}", pair, best["cash_saving_per_year"][y]["mean"])
bars = [line for line in lines if amounts(line)]
begin = next(i for i, line in enumerate(bars) if line.startswith(("  On paper", "  Potential")))
for step, line in zip(steps, bars[begin:]):
    printed(f"terminal {step['id']}", amounts(line)[0], step["amount"])
assert count > 2000, count
print(f"right: {count} numbers")
