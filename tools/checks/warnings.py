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
    """A build that knows the present files; what went wrong, or None."""
    ninja, presets = sources.BUILD / "build.ninja", sources.ROOT / "CMakePresets.json"
    if ninja.exists() and ninja.stat().st_mtime > presets.stat().st_mtime:
        done = run("ninja", "-C", str(sources.BUILD), "build.ninja")
    else:
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
    if any(": warning:" in line for line in warned):
        # Out of the cache, so it left an object behind, which would hide it from the next run.
        for folder in ("sim", "tests", "bench"):
            shutil.rmtree(sources.BUILD / folder, ignore_errors=True)
        (sources.BUILD / "build.ninja").unlink()
    return [line.replace(f"{sources.ROOT}/", "") for line in warned] or [done.stdout]
