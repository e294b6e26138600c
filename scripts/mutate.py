"""Put small faults into the rules, the editions and the scoring and count those that the tests notice.

mutate.py [--sample N] [--seed S] [--only TEXT] [--jobs 2] [--list]

Each fault is tried on a copy of the tree with the tests that speak of these rooms; the tree itself is never touched. Ends
with 1 where fewer than 90 % are noticed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from environment import say
from mutation import python_faults, toml_faults
from mutation.python_faults import Fault

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("rules", "editions", "scoring")
TESTS = ("tests/rules", "tests/editions", "tests/scoring")
COPIED = ("gknlp", "tests", "scripts", "pyproject.toml")
NEEDED = 0.90
LONGEST = 240
"""Seconds after which a fault counts as noticed: it made something endless."""


def all_faults() -> list[tuple[Path, Fault]]:
    """(file, fault) of every fault, in order of files and places."""
    found = []
    for room in ROOMS:
        for path in sorted((ROOT / "gknlp" / room).rglob("*")):
            make = {".py": python_faults.faults, ".toml": toml_faults.faults}.get(path.suffix)
            if make is not None:
                faults = make(path.read_text(encoding="utf-8"))
                found += [
                    (path.relative_to(ROOT), fault)
                    for fault in sorted(faults, key=lambda fault: (fault.start, fault.text))
                ]
    return found


def noticed(tree: Path, file: Path, fault: Fault) -> bool:
    """Whether the tests fail with ``fault`` in ``tree``, which is left as it was."""
    path = tree / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: fault.start] + fault.text + text[fault.end :], encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS]
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ended = subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=LONGEST, check=False)
        return ended.returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(text, encoding="utf-8", newline="\n")


def copy_tree(tree: Path) -> None:
    """Copy what the tests need."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, tree / name)


def run(faults: list[tuple[Path, Fault]], jobs: int) -> list[tuple[Path, Fault]]:
    """The faults that no test noticed."""
    missed: list[tuple[Path, Fault]] = []
    with tempfile.TemporaryDirectory() as folder:
        trees: Queue[Path] = Queue()
        for number in range(jobs):
            copy_tree(Path(folder) / str(number))
            trees.put(Path(folder) / str(number))

        def one(entry: tuple[Path, Fault]) -> tuple[tuple[Path, Fault], bool]:
            tree = trees.get()
            try:
                return entry, noticed(tree, *entry)
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(jobs) as pool:
            for done, (entry, is_noticed) in enumerate(pool.map(one, faults), 1):
                if not is_noticed:
                    missed.append(entry)
                    say(f"not noticed: {where(*entry)}")
                if done % 50 == 0:
                    say(f"{done} of {len(faults)}, {len(missed)} not noticed")
    return missed


def where(file: Path, fault: Fault) -> str:
    """A fault in words."""
    line = (ROOT / file).read_text(encoding="utf-8").count("\n", 0, fault.start) + 1
    return f"{file.as_posix()}:{line} {fault.what}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="try so many, drawn at random; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="those whose file or words hold this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--list", action="store_true", help="only name them")
    options = parser.parse_args()
    faults = [entry for entry in all_faults() if options.only in where(*entry)]
    if options.sample and options.sample < len(faults):
        faults = sorted(
            Random(options.seed).sample(faults, options.sample), key=lambda entry: (entry[0], entry[1].start)
        )
    if options.list:
        say("\n".join(where(*entry) for entry in faults))
        return
    missed = run(faults, options.jobs)
    share = 1 - len(missed) / max(len(faults), 1)
    say(f"{len(faults) - len(missed)} of {len(faults)} noticed ({share:.1%})")
    raise SystemExit(share < NEEDED)


if __name__ == "__main__":
    main()
