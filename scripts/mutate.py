"""Put small faults into the rules, the editions and the scoring and count those that the tests notice.

mutate.py [--sample N] [--seed S] [--only TEXT] [--again FILE] [--jobs 2] [--list]

Each fault is tried on a copy of the tree with the tests that speak of these rooms; the tree itself is never touched. Ends
with 1 where fewer than 90 % are noticed, or where a rule, an identity, a deadline or another entry can be left out unnoticed.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from environment import say
from mutation import python_faults, toml_faults, trying
from mutation.python_faults import Fault

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("rules", "editions", "scoring")
NEEDED = 0.90
_LINE = re.compile(r":\d+ ")


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


def run(faults: list[tuple[Path, Fault]], jobs: int) -> list[tuple[Path, Fault]]:
    """The faults that no test noticed."""
    missed: list[tuple[Path, Fault]] = []
    rooms = {file.parts[1] for file, _ in faults}
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(jobs, initializer=trying.prepare, initargs=(folder, rooms)) as pool,
    ):
        for done, (entry, is_noticed) in enumerate(zip(faults, pool.map(trying.noticed, faults), strict=True), 1):
            if not is_noticed:
                missed.append(entry)
                say(f"not noticed: {where(*entry)}")
            if done % 100 == 0:
                say(f"{done} of {len(faults)}, {len(missed)} not noticed")
    return missed


def where(file: Path, fault: Fault) -> str:
    """A fault in words."""
    line = (ROOT / file).read_text(encoding="utf-8").count("\n", 0, fault.start) + 1
    return f"{file.as_posix()}:{line} {fault.what}"


def _is_removal(fault: Fault) -> bool:
    return fault.what.endswith("left out")


def _counted(faults: list[tuple[Path, Fault]], missed: list[tuple[Path, Fault]]) -> str:
    noticed = sum(entry not in missed for entry in faults)
    return f"{noticed} of {len(faults)} noticed ({noticed / max(len(faults), 1):.1%})"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="try so many, drawn at random; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="those whose file or words hold this")
    parser.add_argument("--again", type=Path, help="those that stand in this file, what an earlier run printed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--list", action="store_true", help="only name them")
    options = parser.parse_args()
    faults = [entry for entry in all_faults() if options.only in where(*entry)]
    if options.again:
        lines = {_LINE.sub(" ", line) for line in options.again.read_text(encoding="utf-8").splitlines()}
        faults = [entry for entry in faults if _LINE.sub(" ", f"not noticed: {where(*entry)}") in lines]
    if options.sample and options.sample < len(faults):
        faults = sorted(
            Random(options.seed).sample(faults, options.sample), key=lambda entry: (entry[0], entry[1].start)
        )
    if options.list:
        say("\n".join(where(*entry) for entry in faults))
        return
    missed = run(faults, options.jobs)
    for room in ROOMS:
        say(f"{room}: {_counted([entry for entry in faults if room in entry[0].parts], missed)}")
    say(f"all: {_counted(faults, missed)}")
    raise SystemExit(len(missed) > (1 - NEEDED) * len(faults) or any(_is_removal(fault) for _, fault in missed))


if __name__ == "__main__":
    main()
