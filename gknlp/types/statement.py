"""What the narrative says of problems and remedies, and of the fee for processing information."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gknlp.types.document import Place


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of 问题及改进, or a piece of one: an item of a list, the remedy behind its problem.

    ``topic`` is ``problem``, ``remedy`` or "" where the words do not tell; ``text`` is without white space and without the
    number in front; ``clauses`` are its clauses with numbers and years masked, to compare it with other years. Of an item
    ``number`` is its number and ``in_list`` the list that it stands in, counted from 1; 0 for others. ``is_concrete`` says
    that it says more than would fit any report, ``is_dated`` that it gives a time, ``is_sure`` that the topic is certain,
    ``is_denial`` that it says that there is no problem.
    """

    topic: str
    text: str
    clauses: tuple[str, ...]
    place: Place
    in_list: int = 0
    number: int = 0
    is_sure: bool = True
    is_concrete: bool = True
    is_dated: bool = False
    is_denial: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """An amount of 信息处理费 said to have been charged, in 元. ``by_volume`` says that it was charged by pages."""

    amount: Decimal
    place: Place
    by_volume: bool = False
