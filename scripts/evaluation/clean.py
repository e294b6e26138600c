"""Clean reports to seed errors in: generated ones of every edition, and real ones where there is a folder of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import make_reports
from reports.drafts import Draft
from reports.layouts import LAYOUTS, flattened
from reports.planting import DECOYS

from evaluation.seeded import Clean
from gknlp.errors import GknlpError
from gknlp.readers import read, read_bytes

REAL = Path(__file__).resolve().parents[3] / "shared" / "reports"
SEED = 11
_ALTERNATING = ("flattened", "docx")
_NO_REPORTS = (".csv", ".jsonl")


def drafts(count: int) -> Iterator[tuple[int, Draft]]:
    """The first ``count`` reports of the seed that have a table, with decoys and without defects."""
    number = made = 0
    while made < count:
        draft, random = make_reports.written(SEED, number)
        if draft.form is None:
            for decoy in DECOYS:
                decoy(draft, random)
        if draft.tables:
            made += 1
            yield number, draft
        number += 1


def digest(count: int) -> str:
    """The hash of the generated reports: floors hold for one version of them."""
    return hashlib.sha256(b"".join(flattened(draft) for _, draft in drafts(count))).hexdigest()[:16]


def _last(number: int, year: int) -> dict[str, Decimal]:
    figures = make_reports.series(SEED, number % len(make_reports.AGENCIES)).get(year - 1, {})
    return {metric: Decimal(str(value)) for metric, value in figures.items()}


def generated(count: int) -> Iterator[Clean]:
    """``count`` generated reports, as flattened text and as Word documents in turn."""
    for turn, (number, draft) in enumerate(drafts(count)):
        layout = _ALTERNATING[turn // len(make_reports.YEARS) % 2]
        suffix, write = LAYOUTS[layout]
        name = f"{number:03} {draft.agency} {draft.year} {layout}"
        yield Clean(name, read_bytes(write(draft), f"{draft.agency}.{suffix}"), _last(number, draft.year))


def _files() -> list[Path]:
    if not REAL.is_dir():
        return []
    return [path for path in sorted(REAL.iterdir()) if path.suffix not in _NO_REPORTS and path.name != "README.md"]


def real_digest() -> str:
    """The hash of the real reports, "" where there are none."""
    files = _files()
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16] if files else ""


def real() -> Iterator[Clean]:
    """The real reports, as far as they can be read."""
    for path in _files():
        try:
            yield Clean(path.name, read(path))
        except GknlpError:
            continue
