"""Work in several processes, with the same results in the same order as in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Self, TypeVar

Work = TypeVar("Work")
Done = TypeVar("Done")


class Workers:
    """``jobs`` processes, or this one alone where that is 1 or less."""

    def __init__(self, jobs: int) -> None:
        """They start when there is something to do."""
        self._pool = ProcessPoolExecutor(jobs) if jobs > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def each(self, function: Callable[[Work], Done], tasks: Iterable[Work]) -> Iterator[Done]:
        """What ``function`` gives for each of ``tasks``, in their order; both are sent to the processes."""
        return self._pool.map(function, tasks) if self._pool else map(function, tasks)
