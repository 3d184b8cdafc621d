"""The source files, what they include, and a memory of what passed."""
import functools
import hashlib
import os
import pathlib
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "lint"
JOBS = int(os.environ.get("JOBS") or os.cpu_count() or 1)
NOISE = re.compile(r"^\d+ (warnings?|errors?)\b.* generated|^Error while processing|^compilation terminated|^In file included from <command-line>")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def files(*folders):
    """C++ files in these folders, tracked or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    found = sorted({ROOT / name for name in listed if name.endswith((".cpp", ".hpp"))})
    return [path for path in found if path.exists()]


def name(path):
    return str(path.relative_to(ROOT))


@functools.lru_cache(maxsize=None)
def includes(path):
    """[(line number, '<' or '"', what is included)]"""
    lines = path.read_text(encoding="utf-8").splitlines()
    matches = ((number, INCLUDE.match(line)) for number, line in enumerate(lines, 1))
    return [(number, match[1], match[2]) for number, match in matches if match]


def resolve(path, included):
    """The file of ours that an #include in `path` means, or None."""
    for folder in (path.parent, ROOT / "include", ROOT / "sim", ROOT / "tests"):
        candidate = folder / included
        if candidate.is_file():
            return candidate.resolve()
    return None


def closure(path):
    """`path` and every file of ours that it includes, directly or not."""
    seen, todo = set(), [path]
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += [found for _, _, what in includes(one) if (found := resolve(one, what))]
    return sorted(seen)


class Memory:
    """Remembers, by content, what passed a check."""

    def __init__(self, check):
        self.folder = BUILD / "passed" / check
        self.folder.mkdir(parents=True, exist_ok=True)
        self.used = set()

    def key(self, path, *settings):
        digest = hashlib.sha256("\0".join(settings).encode())
        for one in closure(path):
            digest.update(name(one).encode() + b"\0" + one.read_bytes() + b"\0")
        return digest.hexdigest()

    def knows(self, key):
        self.used.add(key)
        return (self.folder / key).exists()

    def keep(self, key):
        (self.folder / key).touch()

    def forget_the_rest(self):
        for stamp in self.folder.iterdir():
            if stamp.name not in self.used:
                stamp.unlink()


def check_each(check, paths, settings, command):
    """Runs command(path) on each path not yet known to pass; a violation is what the command printed."""
    memory = Memory(check)

    def one(path):
        key = memory.key(path, *settings(path))
        if memory.knows(key):
            return None
        done = subprocess.run(command(path), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode == 0:
            memory.keep(key)
            return None
        said = [line for line in done.stdout.splitlines() if not NOISE.search(line)]
        return "\n".join([f"{name(path)}:", *said]).replace(f"{ROOT}/", "")

    with ThreadPoolExecutor(JOBS) as pool:
        violations = [found for found in pool.map(one, paths) if found]
    memory.forget_the_rest()
    return violations
