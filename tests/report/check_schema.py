"""Holds the schema to draft 7, to scenarios that are right and to some that are wrong: python3 check_schema.py SCHEMA TOML…"""
import datetime
import json
import subprocess
import sys

import jsonschema

try:
    import tomllib
except ImportError:
    import tomli as tomllib


def plain(value):
    """Dates as editors see them: texts."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.datetime)) else value


schema = json.load(open(sys.argv[1]))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for name in sys.argv[2:]:
    with open(name, "rb") as file:
        errors = list(validator.iter_errors(plain(tomllib.load(file))))
    assert not errors, (name, errors[0].message, list(errors[0].absolute_path))

wrong = [
    'titel = "x"',
    "months = true",
    "title = 3",
    '[reasons.a]\nvolme = 3',
    '[reasons.a]\nvolume = [1, 2]',
    '[reasons.a]\nvolume = "many"',
    '[reasons.a]\nvolume = { mim = 1, max = 2 }',
    '[reasons.a]\nvalue = "nice"',
    '[channels.a]\nkind = "dead"',
    '[changes.a]\nimproves.first_tim_fix = 0.1',
    '[[changes.a.shifts]]\nfrom = 1',
    '[teams.a]\ntarget = { share = 0.8, witin = 20 }',
    '[loyalty]\nmoney = "yes"',
    '[[correlations]]\nbetween = "a"',
    'changes = 3',
    '[reasons.a]\navoidable = { min = 0.1, max = 0.2, shape = "normal" }',
]
for text in wrong:
    assert list(validator.iter_errors(plain(tomllib.loads(text)))), text
for path in ("title", "reasons", "changes", "channels", "teams", "finance"):
    assert "description" in schema["properties"][path], path
print(f"right: {len(sys.argv) - 2} scenarios, {len(wrong)} wrong ones refused")
