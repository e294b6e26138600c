"""Write whole reports with known figures, planted defects and decoys: make_reports.py OUT --count 12 --seed 1 [--rule YOY001]

The layouts of ``LAYOUTS`` are written by themselves; those of ``PRINTED`` come from a Word document that LibreOffice
converts, and are written only where they are asked for (``--layouts pdf,scan``). A defect that only several reports show
is written with those that it takes; their names begin with the same number.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from reports.agencies import AGENCIES
from reports.drafts import Draft
from reports.layouts import LAYOUTS
from reports.planting import Plant
from reports.planting_years import Batch, BatchPlant, planted
from reports.plants import BATCH_PLANTS, add_decoys, plants_of
from reports.printing import PRINTED, look_of, printed
from reports.series import YEARS, drafted, edition_of, form_of, series, unwritten

__all__ = ["AGENCIES", "YEARS", "edition_of", "form_of", "series", "written"]
MOST_YEARS = 3
"""Reports of one unit in a row that a defect may take."""
TRIALS = 160
"""Reports that are tried to find out which defect a plant makes."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is written for one number: the report in question last, before it those that belong to it."""

    drafts: tuple[Draft, ...]
    children: tuple[str, ...] = ()

    @property
    def last(self) -> Draft:
        """The report in question."""
        return self.drafts[-1]


def _turn(number: int) -> tuple[int, str, int, int]:
    """The agency, the edition and the year of a number, and which time around it is: each four numbers in a row are of
    the four editions."""
    agency, turn = number % len(AGENCIES), number // len(YEARS)
    edition = list(YEARS)[(number + turn // 2) % len(YEARS)]
    return agency, edition, YEARS[edition][(turn + number) % len(YEARS[edition])], turn


def written(seed: int, number: int) -> tuple[Draft, Random]:
    """Report ``number`` of a seed before anything is planted."""
    agency, edition, year, turn = _turn(number)
    random = Random(f"{seed}/{number}")
    return drafted(unwritten(seed, agency, year), random, edition != "2008" or turn % 2 == 0), random


def batch_of(seed: int, number: int) -> tuple[Batch, Random] | None:
    """The report ``number`` of a seed and those of the same unit before it, not written yet; None where it is the first."""
    agency, _, year, _ = _turn(number)
    years = [earlier for earlier in range(year - MOST_YEARS + 1, year + 1) if earlier >= YEARS["2008"][0]]
    if len(years) < 2:
        return None
    return Batch([unwritten(seed, agency, earlier) for earlier in years]), Random(f"{seed}/{number}/batch")


def _single(plant: Plant, seed: int, number: int) -> Case | None:
    draft, random = written(seed, number)
    return Case((draft,)) if plant(draft, random) else None


def _several(plant: BatchPlant, seed: int, number: int) -> Case | None:
    found = batch_of(seed, number)
    batch = planted(found[0], plant, found[1]) if found else None
    if batch is None:
        return None
    return Case((*batch.children, *batch.others, *batch.drafts), tuple(child.agency for child in batch.children))


Kind = Callable[[int, int], Case | None]
"""Plants a defect in the report of a seed and a number, where it can be."""


def _kind(plant: Plant | BatchPlant, is_single: bool) -> Kind:
    if is_single:
        return lambda seed, number: _single(plant, seed, number)  # type: ignore[arg-type]
    return lambda seed, number: _several(plant, seed, number)  # type: ignore[arg-type]


@cache
def kinds() -> dict[str, dict[str, tuple[Kind, ...]]]:
    """Code -> edition -> what plants that defect in a report due in that edition: tried out, not listed by hand."""
    found: dict[str, dict[str, tuple[Kind, ...]]] = {}
    for edition in YEARS:
        numbers = [number for number in range(TRIALS) if _turn(number)[1] == edition]
        plants = [_kind(plant, True) for plant in plants_of(edition)] + [_kind(plant, False) for plant in BATCH_PLANTS]
        for kind in plants:
            case = next((case for number in numbers if (case := kind(0, number))), None)
            if case is not None:
                entry = found.setdefault(case.last.defects[-1]["code"], {})
                entry[edition] = (*entry.get(edition, ()), kind)
    return dict(sorted(found.items()))


def cases(seed: int, rule: str) -> Iterator[tuple[int, Case]]:
    """The reports of a seed with the defect of one rule, by their numbers."""
    by_edition = kinds()[rule]
    number = -1
    while True:
        number += 1
        plants = by_edition.get(_turn(number)[1], ())
        turn = number // len(YEARS)
        order = (plants[(turn + later) % len(plants)] for later in range(len(plants)))
        case = next((case for kind in order if (case := kind(seed, number))), None)
        if case is not None:
            yield number, case


def draft_of(seed: int, number: int) -> Draft:
    """Report ``number`` of a seed: of each edition every third one clean with decoys, the others with one defect."""
    draft, random = written(seed, number)
    turn = number // len(YEARS)
    if turn % 3 == 2:
        add_decoys(draft, random)
        return draft
    plants = plants_of(edition_of(draft.year))
    first = turn - turn // 3
    for later in range(len(plants)):
        changed = deepcopy(draft)
        if plants[(first + later) % len(plants)](changed, random):
            return changed
    raise AssertionError(f"nothing can be planted in report {number}")


def case_of(seed: int, number: int) -> Case:
    """As ``draft_of``; every sixth time around with a defect that only several reports show, where there can be one."""
    turn = number // len(YEARS)
    for later in range(len(BATCH_PLANTS)) if turn % 6 == 4 else ():
        case = _several(BATCH_PLANTS[(turn // 6 + number + later) % len(BATCH_PLANTS)], seed, number)
        if case is not None:
            return case
    return Case((draft_of(seed, number),))


def record(draft: Draft, file: str, layout: str) -> dict[str, object]:
    """What is known of a report."""
    return {
        "file": file,
        "layout": layout,
        "agency": draft.agency,
        "year": draft.year,
        "edition": draft.edition,
        "sections": [key for key, _ in draft.titles],
        "figures": {metric: text or None for metric, text in draft.cells.items()},
        "claims": [{"text": text, "value": value, "metric": metric} for text, value, metric in draft.claims],
        "defects": draft.defects,
        "decoys": draft.decoys,
    }


def _numbered(count: int, seed: int, rule: str) -> Iterator[tuple[int, Case]]:
    return islice(cases(seed, rule), count) if rule else ((number, case_of(seed, number)) for number in range(count))


def make(out: Path, count: int, seed: int, layouts: list[str], is_every: bool = False, rule: str = "") -> None:
    """Write ``count`` reports, their layouts in turn (each in every one where ``is_every``), and ``truth.json``; with
    ``rule`` such as have the defect of that rule."""
    out.mkdir(parents=True, exist_ok=True)
    truth = []
    waiting: dict[str, list[tuple[Path, bytes]]] = {}
    numbered = list(_numbered(count, seed, rule))
    for turn, (number, case) in enumerate(numbered):
        for draft, layout in product(case.drafts, layouts if is_every else [layouts[turn % len(layouts)]]):
            suffix = LAYOUTS[layout][0] if layout in LAYOUTS else PRINTED[layout][0]
            name = f"{number:03}_{draft.agency}_{draft.year}"
            file = f"{name}.{layout}.{suffix}" if is_every else f"{name}.{suffix}"
            if layout in LAYOUTS:
                (out / file).write_bytes(LAYOUTS[layout][1](draft))
            else:
                look = look_of(Random(f"{seed}/{number}/look"))
                waiting.setdefault(layout, []).append((out / file, printed(draft, look)))
            children = {"children": case.children} if case.children and draft is case.last else {}
            truth.append(record(draft, file, layout) | children)
    for layout, documents in waiting.items():
        PRINTED[layout][1](documents)
    text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    (out / "truth.json").write_text(text, encoding="utf-8", newline="\n")


def differing(out: Path, count: int, seed: int, layouts: list[str]) -> list[str]:
    """The files below ``out`` that are not what the generator would write."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), count, seed, layouts)
        names = [path.name for path in sorted(Path(folder).iterdir())]
        return [
            name for name in names
            if not (out / name).exists() or (out / name).read_bytes() != (Path(folder) / name).read_bytes()
        ]  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    known = ", ".join([*LAYOUTS, *PRINTED])
    parser.add_argument("--layouts", default=",".join(LAYOUTS), help=f"comma-separated: {known}")
    parser.add_argument("--every", action="store_true", help="write each report in every layout, not in turn")
    parser.add_argument("--check", action="store_true", help="only say whether the files are what would be written")
    parser.add_argument(
        "--rule", default="", metavar="CODE", choices=["", *kinds()], help="plant the defect of one rule"
    )
    options = parser.parse_args()
    layouts = options.layouts.split(",")
    if options.check:
        stale = differing(options.out, options.count, options.seed, layouts)
        print("\n".join(stale) or "up to date")
        raise SystemExit(bool(stale))
    make(options.out, options.count, options.seed, layouts, options.every, options.rule)


if __name__ == "__main__":
    main()
