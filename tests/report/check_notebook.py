"""Runs a notebook beside its CSV files and checks that it holds pictures, before and after: python3 check_notebook.py FOLDER."""
import base64
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import nbformat


def pictures(book, kind):
    return sum(kind in output.get("data", {}) for cell in book.cells if cell.cell_type == "code" for output in cell.outputs)


source = pathlib.Path(sys.argv[1])
book = nbformat.read(source / "analysis.ipynb", as_version=4)
nbformat.validate(book)
assert json.loads((source / "analysis.ipynb").read_text())["nbformat_minor"] == 5
assert pictures(book, "image/svg+xml") >= 4, "no pictures inside"
if not shutil.which("jupyter-nbconvert", path="/usr/bin"):
    print("skipped: no nbconvert")
    sys.exit()
with tempfile.TemporaryDirectory() as folder:
    # As it comes, without running: a converter that strips bare SVG leaves the pictures.
    subprocess.run(["/usr/bin/jupyter-nbconvert", "--to", "html", "--output-dir", folder, "--output", "held.html", source / "analysis.ipynb"], check=True, capture_output=True, timeout=400)
    held = re.findall(r'<img[^>]+src="data:image/svg\+xml;base64,([^"]+)"', (pathlib.Path(folder) / "held.html").read_text())
    assert len(held) >= 4, "pictures lost on the way to HTML"
    for picture in held:
        xml.etree.ElementTree.fromstring(base64.b64decode(picture))
    for name in ("analysis.ipynb", "monthly.csv", "draws.csv", "manifest.json"):
        shutil.copy(source / name, folder)
    subprocess.run(["/usr/bin/jupyter-nbconvert", "--to", "notebook", "--execute", "--output", "done.ipynb", "analysis.ipynb"], cwd=folder, check=True, capture_output=True, timeout=400)
    done = nbformat.read(pathlib.Path(folder) / "done.ipynb", as_version=4)
    assert pictures(done, "image/png") >= 4, "not drawn"
    assert not any(output.output_type == "error" for cell in done.cells if cell.cell_type == "code" for output in cell.outputs)
print("right")
