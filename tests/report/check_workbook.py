"""Recalculates a workbook in LibreOffice and holds it to summary.json: python3 check_workbook.py FOLDER."""
import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl

REGISTRY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(book, folder):
    """The same workbook, every formula computed anew by LibreOffice."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(REGISTRY)
    out = folder / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(book)],
        check=True, capture_output=True, timeout=300)
    return openpyxl.load_workbook(out / book.name, data_only=True)


def rows(sheet):
    return {str(row[0].value): [cell.value for cell in row[1:]] for row in sheet.iter_rows() if row[0].value is not None}


def main():
    source = pathlib.Path(sys.argv[1])
    if not shutil.which("soffice"):
        print("skipped: no soffice")
        return
    summary = json.loads((source / "summary.json").read_text())
    names = list(summary["alternatives"])
    formulas = openpyxl.load_workbook(source / "workbook.xlsx")
    cached = openpyxl.load_workbook(source / "workbook.xlsx", data_only=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        live = recalculated(source / "workbook.xlsx", folder)

        # Every formula comes to what the file says it does, and none to an error.
        count = 0
        for sheet in formulas:
            assert sheet.freeze_panes, sheet.title
            assert sheet.print_area, sheet.title
            assert sheet._charts or sheet.title == "Assumptions", sheet.title
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "f":
                        continue
                    count += 1
                    a, b = cached[sheet.title][cell.coordinate].value, live[sheet.title][cell.coordinate].value
                    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
                        assert math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-6), (sheet.title, cell.coordinate, cell.value, a, b)
                    else:
                        assert str(a) == str(b), (sheet.title, cell.coordinate, cell.value, a, b)
                    assert not str(b).startswith("#"), (sheet.title, cell.coordinate, b)
        assert count > 50, count

        # The numbers are those of summary.json, NPV to the cent (the rate is certain here).
        answers = rows(live["Summary"])
        for i, name in enumerate(names):
            npv = summary["alternatives"][name]["npv"]
            assert math.isclose(answers["NPV, P50"][i], npv["p50"], rel_tol=1e-12)
            assert math.isclose(answers["NPV, mean"][i], npv["mean"], rel_tol=1e-12)
            assert math.isclose(answers["P10"][i], npv["p10"], rel_tol=1e-12)
            live_npv = answers["Live: NPV of the mean cash line"][i]
            assert abs(live_npv - npv["mean"]) < 0.005, (live_npv, npv["mean"])
        shifts = {(row[0].value, row[9].value): row[5].value for row in live["KPI shifts"].iter_rows(min_row=5) if row[9].value}
        for name in names:
            alternative = summary["alternatives"][name]
            for kpi, values in alternative["kpis"].items():
                if values["shift"]["mean"] is not None:
                    assert math.isclose(shifts[(alternative["label"] or name, kpi)], values["shift"]["mean"], rel_tol=1e-12, abs_tol=1e-12), kpi

        # Another discount rate moves the live NPV as it should.
        sheet = formulas["Assumptions"]
        assert "in_finance.discount_rate" in formulas.defined_names
        sheet["B5"].value = 0.2
        formulas.save(folder / "moved.xlsx")
        moved = recalculated(folder / "moved.xlsx", folder)
        cash = [row for row in cached.worksheets if row.title.startswith("Cash flow")][0]
        flows = [cash.cell(row, 4).value for row in range(13, 13 + summary["months"])]
        expected = sum(flow / 1.2 ** ((t + 0.5) / 12) for t, flow in enumerate(flows))
        found = [row for row in moved.worksheets if row.title.startswith("Cash flow")][0]["D4"].value
        assert abs(found - expected) < 0.005, (found, expected)
    print(f"right: {count} formulas")


main()
