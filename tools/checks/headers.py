"""Each header compiles alone."""
import subprocess

from . import sources

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Iinclude", "-Isim", "-Itests",
         '-DREKENSOM_SOURCE_DIR="."', '-DREKENSOM_PROGRAM="rekensom"', '-DREKENSOM_XLSXWRITER="xlsxwriter"']
LIBRARIES = ["eigen3", "tomlplusplus", "xlsxwriter"]


def check():
    found = subprocess.run(["pkg-config", "--cflags", *LIBRARIES], check=True, capture_output=True, text=True)
    flags = FLAGS + found.stdout.split()
    headers = [path for path in sources.files("include", "sim", "tests", "bench") if path.suffix == ".hpp"]
    return sources.check_each(
        "headers", headers, lambda path: flags,
        lambda path: ["g++", *flags, "-include", str(path), "-x", "c++", "/dev/null"])
