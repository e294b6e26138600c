"""Pairs and units -> tasks, each with the writings that it needs, so that few writings are made ready twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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


def tasks_of(pairs: Iterable[tuple[int, int]], units: Sequence[tuple[int, ...]]) -> Iterator[Task]:
    """Tasks with all ``pairs`` and ``units``: what a unit has of others goes with its own, units of one source stand
    together."""
    home = {number: unit[0] for unit in units for number in unit}
    small: dict[int, Task] = defaultdict(Task)
    for unit in units:
        small[unit[0]].units.append(unit)
        small[unit[0]].numbers |= dict.fromkeys(unit)
    for pair in pairs:
        task = small[home.get(pair[1], pair[1])]
        task.pairs.append(pair)
        task.numbers |= dict.fromkeys(pair)
    task = Task()
    for _, part in sorted(small.items(), key=lambda entry: (min(entry[1].numbers), entry[0])):
        task.take(part)
        if len(task.numbers) >= _ENOUGH:
            yield task
            task = Task()
    if task.numbers:
        yield task
