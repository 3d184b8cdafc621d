"""No file above 500 lines: one idea a file. Above 400 it says so."""
from . import sources

LIMIT, WARN = 500, 400


def check():
    violations = []
    for path in sources.files("include", "sim", "tests", "bench"):
        count = len(path.read_text(encoding="utf-8").splitlines())
        if count > LIMIT:
            violations.append(f"{sources.name(path)}: {count} lines; at most {LIMIT}: split it by idea")
        elif count > WARN:
            print(f"{sources.name(path)}: note: {count} lines; {LIMIT} is the limit")
    return violations
