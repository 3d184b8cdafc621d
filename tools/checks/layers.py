"""A room includes only the rooms that sim/layers.txt allows it, and only it the libraries that are its own."""
import re

from . import sources

# What an #include begins with, and the rooms that may. A library that is not here is everyone's.
LIBRARIES = {
    "toml++/": ["input"],
    "cxxopts": ["cli"],
    "tbb/": ["base", "run"],
    "oneapi/": ["run"],
    "mpi.h": ["run"],
    "nlohmann/": ["report", "serve", "cli"],
    "xlsxwriter": ["report"],
    "boost/asio": ["serve"],
    "boost/beast": ["serve"],
    "boost/random": ["chance", "queue", "fit", "insight"],
    "boost/math": ["chance", "queue", "fit", "insight"],
    "execution": [],  # would link whoever includes it to oneTBB
}
# The core knows no file, stream, clock, environment or locale.
CORE = ["base", "chance", "queue", "model", "run", "insight", "fit"]
NOT_IN_CORE = ["fstream", "iostream", "istream", "ostream", "sstream", "iomanip", "filesystem", "locale", "cstdio",
               "stdio.h", "ctime", "random"]
NOT_SAID_IN_CORE = re.compile(r"\b(_clock::now|getenv|setlocale|std::(cout|cerr|clog))\b|\w_clock::now\b")


def rooms():
    """{room: the rooms that it may include, itself among them}"""
    allowed = {}
    for line in (sources.ROOT / "sim" / "layers.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            room, _, others = line.partition(":")
            allowed[room.strip()] = [room.strip(), *others.split()]
    return allowed


def violations_of(path, room, allowed, public):
    for line, quote, what in sources.includes(path):
        place = f"{sources.name(path)}:{line}"
        words = what.removeprefix("rekensom/").split("/")
        if quote == "<":
            for begin, may in LIBRARIES.items():
                if (what == begin or what.startswith(begin) and begin != "execution") and room not in may:
                    yield f"{place}: <{what}> is for {' and '.join(may) or 'nobody'} only; this is {room}"
            if room in CORE and what in NOT_IN_CORE:
                yield f"{place}: <{what}>: {room} is of the core, which knows no file, stream, clock or locale"
            if what.startswith("rekensom/"):
                yield f"{place}: <{what}>: our own headers stand between quotes"
        elif ".." in words:
            yield f"{place}: \"{what}\": name the header from its room on"
        elif public and not what.startswith("rekensom/"):
            yield f"{place}: \"{what}\": a public header includes public headers only (\"rekensom/<room>/...\")"
        elif len(words) > 1 and words[0] not in allowed:
            yield f"{place}: \"{what}\": sim/layers.txt has no room {words[0]}"
        elif len(words) > 1 and words[0] not in allowed[room]:
            yield f"{place}: {room} may not include {words[0]} (\"{what}\"); sim/layers.txt lets it {' '.join(allowed[room])}"
    if room in CORE:
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if NOT_SAID_IN_CORE.search(text.split("//")[0]):
                yield f"{sources.name(path)}:{line}: no clock, environment, locale or stream in {room}: {text.strip()}"


def check():
    allowed, violations = rooms(), []
    for folder, public in (("include/rekensom", True), ("sim", False)):
        for path in sources.files(folder):
            room = path.relative_to(sources.ROOT / folder).parts[0]
            if room not in allowed:
                violations.append(f"{sources.name(path)}: sim/layers.txt has no room {room}")
            else:
                violations += violations_of(path, room, allowed, public)
    return violations
