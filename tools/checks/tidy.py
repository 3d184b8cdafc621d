"""clang-tidy finds nothing; the checks stand in .clang-tidy. Tests are left to the compiler: Catch2's header costs more than they would show."""
import json
import pathlib
import shlex
import subprocess

from . import sources, warnings


def commands():
    """{source: its compile command}; of a file that is compiled for several instruction sets, the first."""
    found = {}
    for entry in json.loads((sources.BUILD / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        if path.suffix != ".cpp" or not path.is_relative_to(sources.ROOT) or path.is_relative_to(sources.ROOT / "build"):
            continue
        words = shlex.split(entry["command"])
        if pathlib.Path(words[0]).name == "ccache":
            words = words[1:]
        if path.is_relative_to(sources.ROOT / "tests"):
            continue
        found.setdefault(path, {**entry, "command": shlex.join(words)})
    return found


def check():
    problem = warnings.configure()
    if problem:
        return [problem]
    database = sources.BUILD / "tidy"
    database.mkdir(exist_ok=True)
    compiled = commands()
    (database / "compile_commands.json").write_text(json.dumps(list(compiled.values())))
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, text=True).stdout
    checks = (sources.ROOT / ".clang-tidy").read_text()
    return sources.check_each(
        "tidy", sorted(compiled), lambda path: [version, checks, compiled[path]["command"]],
        # -w: warnings proper are the compiler's task.
        lambda path: ["clang-tidy", "-p", str(database), "--quiet", "--extra-arg=-w", str(path)])
