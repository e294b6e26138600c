"""Work in several processes, with the same results in the same order as in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

from gknlp.types.reuse import Writing

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


@dataclass(frozen=True, slots=True)
class Parcel:
    """Writings that may be sent to another process: as bytes, because a text that is sent as such keeps a second copy of
    itself in UTF-8, and all texts together would take more than twice the memory."""

    writings: Sequence[Writing]

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpacked, ([_packed(writing) for writing in self.writings],)


def _packed(writing: Writing) -> tuple[Writing, list[bytes]]:
    texts = [stretch.text.encode("utf-8", "surrogatepass") for stretch in writing.stretches]
    stretches = tuple(replace(stretch, text="") for stretch in writing.stretches)
    return replace(writing, stretches=stretches), texts


def _unpacked(packed: Sequence[tuple[Writing, Sequence[bytes]]]) -> Parcel:
    writings = []
    for writing, texts in packed:
        stretches = (
            replace(stretch, text=text.decode("utf-8", "surrogatepass"))
            for stretch, text in zip(writing.stretches, texts, strict=True)
        )
        writings.append(replace(writing, stretches=tuple(stretches)))
    return Parcel(writings)
