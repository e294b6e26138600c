"""What a page shows of many reports at once: which units share text with which, and which sentences are told for years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gknlp.types.reuse import Chain, Pair, Reuse, Writing
from gknlp.writers.reuse import wording

MOST_UNITS, MOST_CHAINS = 60, 300
_STEPS = (Decimal("0.2"), Decimal("0.4"), Decimal("0.6"), Decimal("0.8"))
_LONGEST, _WIDEST = 160, 24
_ORDER = {"problem": 0, "remedy": 1}


@dataclass(frozen=True, slots=True)
class Cell:
    """Two units: the highest share of their pairs, from 0 to 5 how dark, the number of the highest pair in the page's
    order and how many pairs there are."""

    share: str
    level: int
    pair: int
    title: str


@dataclass(frozen=True, slots=True)
class Heat:
    """Units on both axes; ``cells`` None where two share nothing. ``left_out`` counts the units that are not shown;
    ``starts`` are the rows at which a family begins or the units of none."""

    units: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    left_out: int
    starts: tuple[int, ...]


def _key(writing: Writing) -> str:
    return writing.unit or f"\0{writing.file}"


def heat_of(reuse: Reuse, pairs: Sequence[Pair]) -> Heat | None:
    """The heat map of ``pairs``, in the page's order; None where no two units share anything."""
    names: dict[str, str] = {}
    shared: dict[str, int] = defaultdict(int)
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        first, second = _key(pair.later), _key(pair.earlier)
        for key, writing in ((first, pair.later), (second, pair.earlier)):
            names.setdefault(key, wording.named(writing.unit, writing.region) or wording.agency(writing))
        found[min(first, second), max(first, second)].append(number)
        if first != second:
            size = 1 + sum(passage.same for passage in pair.passages)
            shared[first] += size
            shared[second] += size
    if not shared:
        return None
    chosen = sorted(shared, key=lambda key: (-shared[key], key))[:MOST_UNITS]
    most = {key: max(pairs[number].most for number in numbers) for key, numbers in found.items()}
    order, starts = _order(reuse, chosen, most)
    cells = tuple(tuple(_cell(a, b, names, found, pairs) for b in order) for a in order)
    return Heat(tuple(names[key] for key in order), cells, len(shared) - len(chosen), starts)


def _order(reuse: Reuse, chosen: list[str], most: dict[tuple[str, str], Decimal]) -> tuple[list[str], tuple[int, ...]]:
    """Families one after another, then the others; within each the most alike beside each other."""
    family: dict[str, int] = {}
    for number, entry in enumerate(reuse.families):
        for writing in entry.members:
            family.setdefault(_key(writing), number)
    groups: dict[int, list[str]] = defaultdict(list)
    for key in chosen:
        groups[family.get(key, len(reuse.families))].append(key)
    order: list[str] = []
    starts = []
    for _, group in sorted(groups.items()):
        starts.append(len(order))
        left = list(group)
        last = left.pop(0)
        order.append(last)
        while left:
            last = max(left, key=lambda key: most.get((min(key, last), max(key, last)), Decimal(0)))
            left.remove(last)
            order.append(last)
    return order, tuple(starts)


def _cell(
    first: str, second: str, names: dict[str, str], found: dict[tuple[str, str], list[int]], pairs: Sequence[Pair]
) -> Cell | None:
    numbers = found.get((min(first, second), max(first, second)))
    if not numbers:
        return None
    best = max(numbers, key=lambda number: (pairs[number].most, -number))
    share = pairs[best].most
    between = names[first] + ("各年度之间" if first == second else f" 与 {names[second]}")
    title = f"{between}：最高{wording.whole(share)}，共{len(numbers)}对报告"
    return Cell(wording.whole(share).rstrip("%"), 1 + sum(share >= step for step in _STEPS), best, title)


@dataclass(frozen=True, slots=True)
class Filled:
    """A year of a timeline. ``state`` is ``first``, ``same``, ``changed``, ``absent`` (a report without the sentence) or
    ``none`` (no report); ``title`` says so and what stands there."""

    state: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence. ``topic`` is 问题, 措施 or ""."""

    text: str
    topic: str
    kind: str
    section: str
    notes: str
    cells: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The sentences of one unit that stand for years; ``left_out`` counts those that are not shown."""

    unit: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    left_out: int


def timelines(reuse: Reuse) -> list[Timeline]:
    """One for each unit with chains, in their order."""
    units: dict[str, list[Chain]] = defaultdict(list)
    for chain in reuse.chains:
        units[chain.unit].append(chain)
    reported: dict[str, set[int]] = defaultdict(set)
    for writing in reuse.writings:
        if writing.year:
            reported[writing.unit].add(writing.year)
    left = MOST_CHAINS
    lines = []
    for unit, chains in units.items():
        chains = sorted(chains, key=lambda chain: (_ORDER.get(chain.topic, 2), -len(chain.years)))
        present = reported[unit] | {year for chain in chains for year in chain.years}
        years = _range(present)
        rows = tuple(_row(chain, years, present) for chain in chains[: max(left, 0)])
        left -= len(rows)
        name = wording.named(unit, chains[0].appearances[-1].writing.region)
        lines.append(Timeline(name, years, rows, len(chains) - len(rows)))
    return lines


def _range(years: set[int]) -> tuple[int, ...]:
    """All years from the first to the last; only those with reports where there are too many."""
    if not years:
        return ()
    low, high = min(years), max(years)
    return tuple(range(low, high + 1)) if high - low < _WIDEST else tuple(sorted(years)[-_WIDEST:])


def _row(chain: Chain, years: tuple[int, ...], present: set[int]) -> Row:
    states: dict[int, Filled] = {}
    for number, entry in enumerate(chain.appearances):
        if entry.writing.year:
            state = "first" if not number else "same" if entry.is_same else "changed"
            words = {"first": "本批最早", "same": "与上年一字不差", "changed": "与上年只有数字、年份等不同"}[state]
            text = wording.quote(entry.text, _LONGEST)
            states.setdefault(entry.writing.year, Filled(state, f"{entry.writing.year}年：{words}，{text}"))
    cells = tuple(
        states.get(year) or (Filled("absent", f"{year}年报告没有这句") if year in present
                             else Filled("none", f"本批没有{year}年报告"))
        for year in years
    )  # fmt: skip
    last = chain.appearances[-1]
    return Row(
        wording.quote(last.text, _LONGEST),
        wording.TOPICS.get(chain.topic, ""),
        chain.topic if chain.topic in _ORDER else "",
        wording.section(last.writing.stretches[last.stretch]),
        wording.chain_notes(chain),
        cells,
    )
