"""Reports of several units that share a template: who they are, what they share, and who had it first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from gknlp.reuse.comparing import Prepared, is_before, order_of
from gknlp.reuse.shingles import sentences_of
from gknlp.types.reuse import Family, Pair, Writing

_LEAST_SHARE = Decimal("0.5")
"""Of a section, by which two reports are of one family."""
_FEWEST_UNITS = 3


def families_of(pairs: Sequence[Pair], prepared: Callable[[Writing], Prepared]) -> tuple[Family, ...]:
    """The families among the reports of ``pairs``, the largest first; ``prepared`` makes a writing ready."""
    groups = _groups([pair for pair in pairs if not pair.is_of_one_unit and pair.most >= _LEAST_SHARE])
    found = [_family([prepared(writing) for writing in group]) for group in groups if _units(group) >= _FEWEST_UNITS]
    return tuple(sorted(found, key=lambda family: (-len(family.members), order_of(family.members[0]))))


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


def _keys(prepared: Prepared) -> list[tuple[bytes, int, int]]:
    """The sentences of a report that say something: (masked characters, start, end)."""
    codes = prepared.shingled.masked.codes
    starts, ends = (places.tolist() for places in sentences_of(prepared.shingled))
    return [(codes[start:end].tobytes(), start, end) for start, end in zip(starts, ends, strict=True)]


def _family(members: Sequence[Prepared]) -> Family:
    """A family; its common text are the neighbouring sentences that the most units have, the longest of these."""
    sentences = [_keys(member) for member in members]
    units: dict[bytes, set[str]] = defaultdict(set)
    for member, keys in zip(members, sentences, strict=True):
        for key, _, _ in keys:
            units[key].add(member.writing.unit)
    best: tuple[int, int, int, int, int] | None = None  # holders × length, holders, member, start, end
    for number, keys in enumerate(sentences):
        for holders, start, end in _runs(keys, units):
            entry = (holders * (end - start), holders, number, start, end)
            if best is None or entry[0] > best[0]:
                best = entry
    writings = tuple(member.writing for member in members)
    if best is None:
        return Family(writings, "", 0, None)
    _, holders, number, start, end = best
    stretch, low, high = members[number].shingled.masked.span(start, end)
    writing = members[number].writing
    text = writing.stretches[stretch].text[low:high]
    wanted = {key for key, begin, stop in sentences[number] if start <= begin and stop <= end}
    others = [
        member.writing
        for member, keys in zip(members, sentences, strict=True)
        if member.writing.unit != writing.unit and wanted & {key for key, _, _ in keys}
    ]
    is_first = all(is_before(writing, other) for other in others)
    return Family(writings, text, holders, writing if is_first else None)


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
