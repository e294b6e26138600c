"""Pairs and units -> tasks, each with the writings that it needs, so that few writings are made ready twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_ENOUGH = 64
"""Writings of a task, after which the next begins."""


@dataclass(slots=True)
class Task:
    """Pairs (earlier, later) to compare, and units of which to follow the sentences from year to year: by the numbers of
    their reports."""

    pairs: list[tuple[int, int]] = field(default_factory=list)
    units: list[tuple[int, ...]] = field(default_factory=list)
    numbers: dict[int, None] = field(default_factory=dict)
    """The reports that it needs, in no order but always the same."""

    def take(self, other: Task) -> None:
        """Add what another task has to do."""
        self.pairs += other.pairs
        self.units += other.units
        self.numbers |= other.numbers


def tasks_of(pairs: Sequence[tuple[int, int]], units: Sequence[tuple[int, ...]]) -> Iterator[Task]:
    """Tasks with all ``pairs`` and ``units``: what a unit has of others goes with its own, and units that share text
    stand together."""
    home = {number: unit[0] for unit in units for number in unit}
    small: dict[int, Task] = defaultdict(Task)
    beside: dict[int, dict[int, None]] = defaultdict(dict)
    for unit in units:
        small[unit[0]].units.append(unit)
        small[unit[0]].numbers |= dict.fromkeys(unit)
    for pair in pairs:
        one, other = home.get(pair[0], pair[0]), home.get(pair[1], pair[1])
        small[other].pairs.append(pair)
        small[other].numbers |= dict.fromkeys(pair)
        beside[one][other] = beside[other][one] = None
    task = Task()
    for key in _in_depth(sorted(small), beside):
        if key in small:
            task.take(small[key])
        if len(task.numbers) >= _ENOUGH:
            yield task
            task = Task()
    if task.numbers:
        yield task


def _in_depth(keys: Iterable[int], beside: Mapping[int, Iterable[int]]) -> Iterator[int]:
    """``keys`` and all that is beside them, each once and near what it is beside."""
    seen: set[int] = set()
    for start in keys:
        waiting = [start]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                yield key
                waiting += beside.get(key, ())
