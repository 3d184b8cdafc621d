"""clang-format would change nothing."""
import subprocess

from . import sources


def check():
    paths = sources.files("include", "sim", "tests", "bench")
    if not paths:
        return []
    done = subprocess.run(["clang-format", "--dry-run", "--Werror", *map(sources.name, paths)],
                          cwd=sources.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    places = sorted({line.split(": error:")[0] for line in done.stdout.splitlines() if ": error:" in line})
    if places:
        return [f"{place}: not laid out as .clang-format says; ./dev format does it" for place in places]
    return [done.stdout.strip() or "clang-format failed"] if done.returncode else []
