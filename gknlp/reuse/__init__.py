"""Text that stands elsewhere too: passages that reports share, sentences that stand for years, and common templates.

Candidates come from a sample of hashed shingles, every share that is reported is counted exactly, and passages are aligned
last: nothing is reported by an estimate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gknlp.reuse.background import Background as Background
from gknlp.reuse.background import common_of
from gknlp.reuse.candidates import pairs_of, sample_of
from gknlp.reuse.chains import chains_of
from gknlp.reuse.comparing import Prepared, order_of, pair_of, prepare
from gknlp.reuse.families import families_of
from gknlp.reuse.writing import writing_of as writing_of
from gknlp.types.reuse import Chain, Pair, Reuse, Writing

MINIMUM = Decimal("0.3")
"""The least masked share of a section at which two reports are reported."""


def find(
    writings: Sequence[Writing], minimum: Decimal = MINIMUM, background: Background | None = None
) -> Reuse:
    """What ``writings`` share with each other: pairs with a section of which ``minimum`` (0 to 1) stands in the other or
    with a long passage, sentences that one unit has for years, and templates that units share."""
    common = common_of(background)
    reports = [prepare(writing, common) for writing in sorted(writings, key=order_of)]
    numbers = pairs_of([sample_of(report.shingled) for report in reports])
    found = (pair_of(reports[first], reports[second], minimum) for first, second in numbers)
    pairs = sorted((pair for pair in found if pair is not None), key=_likeness)
    by_id = {id(report.writing): report for report in reports}
    return Reuse(
        tuple(report.writing for report in reports),
        tuple(pairs),
        tuple(_chains(reports)),
        families_of(pairs, by_id),
        minimum,
    )


def _likeness(pair: Pair) -> tuple[Decimal, int, tuple[int, str, str], tuple[int, str, str]]:
    length = max((passage.same for passage in pair.passages), default=0)
    return -pair.most, -length, order_of(pair.later), order_of(pair.earlier)


def _chains(reports: Sequence[Prepared]) -> Iterator[Chain]:
    """The chains of each unit, of several reports on one year the last."""
    units: dict[str, dict[int, Prepared]] = defaultdict(dict)
    for report in reports:
        if report.writing.unit and report.writing.year is not None:
            units[report.writing.unit][report.writing.year] = report
    for _, years in sorted(units.items()):
        if len(years) > 1:
            yield from chains_of([years[year] for year in sorted(years)])
