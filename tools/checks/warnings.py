"""The whole project compiles without a warning.

Its own build, so that a warning never stops who is trying something out. The option -Werror is left out of ccache's key:
what the release build compiled before is reused, and a warning it gave is given again from the cache.
"""
import os
import re
import shutil
import subprocess

from . import sources


def run(*command):
    environment = {**os.environ, "CCACHE_IGNOREOPTIONS": "-Werror"}
    return subprocess.run(command, cwd=sources.ROOT, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def configure():
    """What went wrong, or None."""
    ninja, presets = sources.BUILD / "build.ninja", sources.ROOT / "CMakePresets.json"
    if ninja.exists() and ninja.stat().st_mtime > presets.stat().st_mtime:
        return None
    done = run("cmake", "--preset", "lint")
    if done.returncode:
        return done.stdout
    ninja.touch()
    return None


def check():
    problem = configure()
    if problem:
        return [problem]
    done = run("ninja", "-C", str(sources.BUILD), "-j", str(sources.JOBS), "-k", "0", "--quiet")
    warned = [line for line in done.stdout.splitlines() if re.search(r": (warning|error|fatal error):", line)]
    if not done.returncode and not warned:
        return []
    # A warning out of the cache left an object behind, which would hide it from the next run.
    for target in ("sim", "tests", "bench"):
        shutil.rmtree(sources.BUILD / target / "CMakeFiles", ignore_errors=True)
    print(done.stdout)
    return warned or [line for line in done.stdout.splitlines() if "FAILED" in line] or ["the build failed"]
