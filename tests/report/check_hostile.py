"""Hostile labels stay text in workbook, CSV and notebook: python3 check_hostile.py FOLDER."""
import base64
import csv
import json
import pathlib
import re
import sys
import xml.etree.ElementTree
import zipfile

import openpyxl

source = pathlib.Path(sys.argv[1])
names = {"report.html", "workbook.xlsx", "analysis.ipynb", "summary.json", "monthly.csv", "draws.csv", "manifest.json"}
assert {file.name for file in source.iterdir()} == names, list(source.iterdir())

# What a label says is never a formula, nor a link or a macro.
book = openpyxl.load_workbook(source / "workbook.xlsx")
texts = 0
for sheet in book:
    assert not set(sheet.title) & set("[]:*?/\\'"), sheet.title
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.hyperlink is None, cell.coordinate
            if cell.data_type == "f":
                assert not re.search(r"cmd|SUM\(1\)|WEBSERVICE|=1\+1", str(cell.value)), (sheet.title, cell.coordinate, cell.value)
            texts += isinstance(cell.value, str) and "cmd|" in cell.value
assert texts > 0, "the label is nowhere to be seen"
parts = zipfile.ZipFile(source / "workbook.xlsx").namelist()
assert not [part for part in parts if "externalLink" in part or "vba" in part or ".." in part], parts

for name in ("monthly.csv", "draws.csv"):
    for row in csv.reader((source / name).open()):
        for field in row:
            if field[:1] in "=+-@\t\r" and field:
                float(field)  # a sign may only begin a number

notebook = json.loads((source / "analysis.ipynb").read_text())
for cell in notebook["cells"]:
    text = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        assert "<" not in re.sub(r"`[^`]*`", "", text), text
    else:
        compile(text, "cell", "exec")
        for output in cell["outputs"]:
            picture = "".join(output["data"]["image/svg+xml"])
            for svg in (picture, base64.b64decode(re.search(r"base64,([^\"]+)", "".join(output["data"]["text/html"])).group(1)).decode()):
                tags = {part.tag.split("}")[1] for part in xml.etree.ElementTree.fromstring(svg).iter()}
                assert tags <= {"svg", "title", "rect", "text", "line", "polygon", "polyline"}, tags
print("right")
