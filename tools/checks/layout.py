"""clang-format would change nothing."""
import subprocess

from . import sources


def check():
    paths = sources.files("include", "sim", "tests", "bench")
    if not paths:
        return []
    done = subprocess.run(["clang-format", "--dry-run", "--Werror", *map(sources.name, paths)],
                          cwd=sources.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    places = {}
    for line in done.stdout.splitlines():
        if ": error:" in line:
            path, number = line.split(": error:")[0].split(":")[:2]
            places.setdefault(path, []).append(int(number))
    if places:
        return [f"{path}:{min(lines)}: not laid out as .clang-format says, here and on {len(set(lines)) - 1} other lines;"
                " ./dev format does it" for path, lines in sorted(places.items())]
    return [done.stdout.strip() or "clang-format failed"] if done.returncode else []
