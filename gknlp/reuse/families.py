"""Reports of several units that share a template: who they are, what they share, and who had it first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gknlp.reuse.comparing import is_before, order_of
from gknlp.reuse.shingles import Shingled, sentences_of
from gknlp.types.reuse import Family, Pair, Writing

_LEAST_SHARE = Decimal("0.5")
"""Of a section, by which two reports are of one family."""
FEWEST_UNITS = 3


def groups_of(pairs: Sequence[Pair]) -> list[list[Writing]]:
    """The families among the reports of ``pairs``, the largest first."""
    groups = _groups([pair for pair in pairs if not pair.is_of_one_unit and pair.most >= _LEAST_SHARE])
    found = [group for group in groups if _units(group) >= FEWEST_UNITS]
    return sorted(found, key=lambda group: (-len(group), order_of(group[0])))


def _units(group: Sequence[Writing]) -> int:
    return len({writing.unit for writing in group})


def _groups(pairs: Sequence[Pair]) -> Iterator[list[Writing]]:
    """The reports that are bound together by ``pairs``, in order."""
    roots: dict[int, int] = {}
    known: dict[int, Writing] = {}

    def root(key: int) -> int:
        while roots.setdefault(key, key) != key:
            roots[key] = roots[roots[key]]
            key = roots[key]
        return key

    for pair in pairs:
        known[id(pair.later)], known[id(pair.earlier)] = pair.later, pair.earlier
        roots[root(id(pair.later))] = root(id(pair.earlier))
    groups = defaultdict(list)
    for writing in sorted(known.values(), key=order_of):
        groups[root(id(writing))].append(writing)
    yield from groups.values()


@dataclass(frozen=True, slots=True)
class Template:
    """What a family has in common: ``text``, how many units have it, and the number of the report that had it first."""

    text: str = ""
    holders: int = 0
    first: int | None = None


def family_of(group: Sequence[Writing], template: Template) -> Family:
    """A family with its template."""
    first = None if template.first is None else group[template.first]
    return Family(tuple(group), template.text, template.holders, first)


def _keys(shingled: Shingled) -> list[tuple[bytes, int, int]]:
    """The sentences of a report that say something: (masked characters, start, end)."""
    codes = shingled.masked.codes
    starts, ends = (places.tolist() for places in sentences_of(shingled))
    return [(codes[start:end].tobytes(), start, end) for start, end in zip(starts, ends, strict=True)]


def template_of(group: Sequence[Writing], shingled_of: Callable[[Writing], Shingled]) -> Template:
    """The neighbouring sentences that the most units have, the longest of these."""
    sentences = [_keys(shingled_of(writing)) for writing in group]
    units: dict[bytes, set[str]] = defaultdict(set)
    for writing, keys in zip(group, sentences, strict=True):
        for key, _, _ in keys:
            units[key].add(writing.unit)
    best: tuple[int, int, int, int, int] | None = None  # holders × length, holders, member, start, end
    for number, keys in enumerate(sentences):
        for holders, start, end in _runs(keys, units):
            entry = (holders * (end - start), holders, number, start, end)
            if best is None or entry[0] > best[0]:
                best = entry
    if best is None:
        return Template()
    _, holders, number, start, end = best
    writing = group[number]
    stretch, low, high = shingled_of(writing).masked.span(start, end)
    wanted = {key for key, begin, stop in sentences[number] if start <= begin and stop <= end}
    others = [
        other
        for other, keys in zip(group, sentences, strict=True)
        if other.unit != writing.unit and wanted & {key for key, _, _ in keys}
    ]
    is_first = all(is_before(writing, other) for other in others)
    return Template(writing.stretches[stretch].text[low:high], holders, number if is_first else None)


def _runs(keys: Sequence[tuple[bytes, int, int]], units: Mapping[bytes, set[str]]) -> Iterator[tuple[int, int, int]]:
    """(units, start, end) of runs of neighbouring sentences that the same units have."""
    position = 0
    while position < len(keys):
        key, start, end = keys[position]
        common = units[key]
        position += 1
        while position < len(keys) and keys[position][1] == end and units[keys[position][0]] >= common:
            end = keys[position][2]
            position += 1
        if len(common) > 1:
            yield len(common), start, end
