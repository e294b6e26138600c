"""Write whole reports with known figures, planted defects and decoys: make_reports.py OUT --count 12 --seed 1

The layouts of ``LAYOUTS`` are written by themselves; those of ``PRINTED`` come from a Word document that LibreOffice
converts, and are written only where they are asked for (``--layouts pdf,scan``).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from reports.drafts import Draft
from reports.figures import Figures, make_figures
from reports.indicators import FUJIAN_2011, NATIONAL, NATIONAL_SHORT, Form, indicator_figures, provincial
from reports.layouts import LAYOUTS
from reports.planting import DECOYS, PLANTS, Plant
from reports.planting_editions import EDITION_PLANTS
from reports.planting_older import OLDER_PLANTS
from reports.printing import PRINTED, look_of, printed
from reports.wording import write
from reports.wording_older import write_older

AGENCIES = (
    ("临江市青山区人民政府", "全区", 300), ("云溪县人民政府", "全县", 120), ("临江市青山区民政局", "我局", 18),
    ("云溪县财政局", "我局", 6), ("云溪县白石镇人民政府", "我镇", 0), ("东屏市人民政府办公室", "本机关", 160),
    ("东屏市生态环境局", "我局", 60), ("南浦区长河街道办事处", "本街道", 2),
)  # fmt: skip
YEARS = {
    "2008": (2009, 2010, 2011, 2012, 2013),
    "2014": (2014, 2015, 2016, 2017, 2018),
    "2019": (2019, 2020),
    "2021": (2021, 2022, 2023),
}
"""Edition -> the report years that it is written for."""


def edition_of(year: int) -> str:
    """The edition due for a report year."""
    return next(edition for edition, years in YEARS.items() if year in years)


def form_of(agency: int, year: int) -> Form | None:
    """The table of indicators that an agency fills in before 2019: the national one, all of it or seven parts, or that
    of its province."""
    national = {0: NATIONAL, 1: NATIONAL, 2: NATIONAL_SHORT}.get(agency % 4)
    return {"2008": FUJIAN_2011, "2014": national or provincial(year)}.get(edition_of(year))


def series(seed: int, agency: int) -> dict[int, Figures]:
    """The figures of one agency for all years."""
    random = Random(f"{seed}/{agency}")
    size = AGENCIES[agency][2]
    result: dict[int, Figures] = {}
    for edition, years in YEARS.items():
        for year in years:
            form, last = form_of(agency, year), result.get(year - 1)
            result[year] = (
                indicator_figures(random, form, size, last) if form else make_figures(random, edition, size, last)
            )
    return result


def plants_of(edition: str) -> tuple[Plant, ...]:
    """What may be planted in a report of an edition, in the order in which it is; the edition itself first."""
    return (*EDITION_PLANTS[edition], *(PLANTS | OLDER_PLANTS)[edition])


def written(seed: int, number: int) -> tuple[Draft, Random]:
    """Report ``number`` of a seed before anything is planted: each four in a row are of the four editions."""
    agency, turn = number % len(AGENCIES), number // len(YEARS)
    edition = list(YEARS)[(number + turn // 2) % len(YEARS)]
    year = YEARS[edition][(turn + number) % len(YEARS[edition])]
    name, we, _ = AGENCIES[agency]
    random = Random(f"{seed}/{number}")
    years = series(seed, agency)
    draft = Draft(name, we, year, edition, years[year], form_of(agency, year), years.get(year - 1))
    if draft.form is None:
        return write(draft, random), random
    return write_older(draft, random, has_table=edition != "2008" or turn % 2 == 0), random


def draft_of(seed: int, number: int) -> Draft:
    """Report ``number`` of a seed: of each edition every third one clean with decoys, the others with one defect."""
    draft, random = written(seed, number)
    turn = number // len(YEARS)
    if turn % 3 == 2:
        for decoy in DECOYS if draft.form is None else ():
            decoy(draft, random)
        return draft
    plants = plants_of(draft.edition)
    first = turn - turn // 3
    planted = (plants[(first + later) % len(plants)](draft, random) for later in range(len(plants)))
    assert any(planted)
    return draft


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


def make(out: Path, count: int, seed: int, layouts: list[str], is_every: bool = False) -> None:
    """Write ``count`` reports, their layouts in turn (each in every one where ``is_every``), and ``truth.json``."""
    out.mkdir(parents=True, exist_ok=True)
    truth = []
    waiting: dict[str, list[tuple[Path, bytes]]] = {}
    for number in range(count):
        draft = draft_of(seed, number)
        for layout in layouts if is_every else [layouts[number % len(layouts)]]:
            suffix = LAYOUTS[layout][0] if layout in LAYOUTS else PRINTED[layout][0]
            name = f"{number:03}_{draft.agency}_{draft.year}"
            file = f"{name}.{layout}.{suffix}" if is_every else f"{name}.{suffix}"
            if layout in LAYOUTS:
                (out / file).write_bytes(LAYOUTS[layout][1](draft))
            else:
                look = look_of(Random(f"{seed}/{number}/look"))
                waiting.setdefault(layout, []).append((out / file, printed(draft, look)))
            truth.append(record(draft, file, layout))
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
    options = parser.parse_args()
    layouts = options.layouts.split(",")
    if options.check:
        stale = differing(options.out, options.count, options.seed, layouts)
        print("\n".join(stale) or "up to date")
        raise SystemExit(bool(stale))
    make(options.out, options.count, options.seed, layouts, options.every)


if __name__ == "__main__":
    main()
