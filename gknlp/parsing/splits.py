"""Run-together digits: every way to cut them into cells, and which of them the form's identities leave standing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product, zip_longest
from math import prod

MOST_WAYS = 20_000
"""More ways than this are not searched: the figures are then not assessable."""

MOST_TRIED = 2_000
"""Ways of one row that are tried against its own sum."""
MOST_DIGITS = 15
"""No number in a report has more: longer runs are not searched."""

Ways = list[tuple[int, ...]]


class TooManyWays(Exception):
    """The search was given up."""


def cuts(digits: str, parts: int, forced: frozenset[int] = frozenset()) -> Iterator[tuple[int, ...]]:
    """Every way to cut ``digits`` into ``parts`` numbers without leading zeros, cutting at every offset of ``forced``.

    >>> list(cuts("1002", 3))
    [(1, 0, 2), (10, 0, 2)]
    """
    if parts == 1:
        if digits and (len(digits) == 1 or digits[0] != "0") and not forced:
            yield (int(digits),)
        return
    longest = 1 if digits[:1] == "0" else len(digits) - parts + 1
    for length in range(1, longest + 1):
        rest = frozenset(cut - length for cut in forced if cut > length)
        for tail in cuts(digits[length:], parts - 1, rest):
            yield (int(digits[:length]), *tail)
        if length in forced:
            break


def ways(digits: str, parts: int, forced: frozenset[int], allowed: Callable[[tuple[int, ...]], bool]) -> Ways:
    """The ways to cut that ``allowed`` leaves. Where only one way exists at all it stands, allowed or not: then the
    digits decide by themselves, and a broken sum is the agency's. Raises TooManyWays."""
    if len(digits) > MOST_DIGITS * parts:
        raise TooManyWays
    for marks in (forced, frozenset[int]()) if forced else (forced,):
        every: Ways = []
        good: Ways = []
        for count, way in enumerate(cuts(digits, parts, marks)):
            if count > MOST_WAYS:
                raise TooManyWays
            if len(every) < 2:
                every.append(way)
            if allowed(way):
                good.append(way)
        if len(every) == 1:
            return every
        if good:
            return good
    return []


def agreed(
    rows: Sequence[Ways],
    consistent: Callable[[Sequence[tuple[int, ...]]], bool],
    otherwise: Sequence[Ways] | None = None,
) -> list[list[int | None]]:
    """For each row the numbers on which all ways agree that are ``consistent`` with those of the other rows.

    A number on which they differ is None. Where no combination is consistent, the rows speak for themselves, with all
    their ways where ``rows`` holds only the likely ones of ``otherwise``.
    """
    total = 1
    for row in rows:
        total *= max(len(row), 1)
    open_rows = [row if row else [()] for row in rows]
    survivors: list[tuple[tuple[int, ...], ...]] = []
    if (0 if otherwise else 1) < total <= MOST_WAYS:
        survivors = [choice for choice in product(*open_rows) if consistent(choice)]
    columns: Sequence[Sequence[tuple[int, ...]]] = (
        list(zip(*survivors, strict=True)) if survivors else otherwise or rows
    )
    return [_same(choices) for choices in columns]


def amiss(
    rows: Sequence[Ways], every: Sequence[Ways], consistent: Callable[[Sequence[tuple[int, ...]]], bool]
) -> dict[int, list[int | None]]:
    """What is left of the rows whose own sum may be the agency's error.

    ``rows`` hold the ways that the rows' own sums allow, ``every`` all ways (also with a cell left blank). Where no
    combination of the first is consistent and another way of a single row makes it so, the numbers of that row are
    known only where both agree.
    """
    likely = [row or [()] for row in rows]
    if prod(map(len, likely)) > MOST_WAYS or any(map(consistent, product(*likely))):
        return {}
    result = {}
    for number, others in enumerate(every):
        choices = [*likely[:number], others, *likely[number + 1 :]]
        if rows[number] and prod(map(len, choices)) <= MOST_TRIED:
            fitting = [choice[number] for choice in product(*choices) if consistent(choice)]
            if fitting:
                result[number] = _same([*rows[number], *fitting])
    return result


def _same(choices: Sequence[tuple[int, ...]]) -> list[int | None]:
    if not choices:
        return []
    return [numbers[0] if len(set(numbers)) == 1 else None for numbers in zip_longest(*choices)]
