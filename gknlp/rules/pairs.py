"""What the rules on reuse share: whose reports a pair is of, and how they are told."""

from __future__ import annotations

from collections.abc import Iterator

from gknlp.errors import NotAssessable
from gknlp.types.dossier import Dossier
from gknlp.types.reuse import Elsewhere, Pair, Share, Writing

BASIS = "国办公开办函〔2021〕30号（“不得出现敷衍了事甚至年年雷同现象”，内容雷同、敷衍塞责的应当督促整改）；《政府信息公开条例》第五十条"
NOT_SURE = "两份报告同一年度或年度不明，孰先孰后、谁照抄谁不能认定，不扣分"
_LONGEST_QUOTE = 60


def is_later(pair: Pair, writing: Writing) -> bool:
    """Whether ``writing`` is the later report of ``pair``."""
    return pair.later is writing


def other_of(pair: Pair, writing: Writing) -> Writing:
    """The report of ``pair`` that is not ``writing``."""
    return pair.earlier if is_later(pair, writing) else pair.later


def shares_of(pair: Pair, writing: Writing) -> tuple[Share, ...]:
    """How much of each section of ``writing`` stands in the other report."""
    return pair.shares if is_later(pair, writing) else pair.earlier_shares


def need_texts(dossier: Dossier) -> Elsewhere:
    """What stands elsewhere of the report. Raises NotAssessable."""
    found = dossier.elsewhere
    if found is None:
        raise NotAssessable("没有同批的其他报告可以比对")
    if not found.writing.unit:
        raise NotAssessable("看不出报告单位")
    return found


def is_between(pair: Pair) -> bool:
    """Whether the reports are of two units that are known and do not write each other's reports."""
    units = pair.later.unit, pair.earlier.unit
    return all(units) and units[0] != units[1] and not pair.is_of_one_house


def from_others(found: Elsewhere) -> Iterator[Pair]:
    """The pairs with reports of other units that are not surely the later ones."""
    yield from (
        pair for pair in found.pairs if is_between(pair) and (is_later(pair, found.writing) or not pair.is_sure)
    )


def from_own(found: Elsewhere) -> Iterator[Pair]:
    """The pairs with earlier reports of the same unit."""
    yield from (
        pair for pair in found.pairs if pair.is_of_one_unit and pair.is_ordered and is_later(pair, found.writing)
    )


def report_name(writing: Writing) -> str:
    """Whose report on which year: 江口县审计局2022年度报告."""
    name = writing.agency or writing.unit
    where = "" if not writing.region or writing.region in name else writing.region
    return f"{where}{name}{f'{writing.year}年度' if writing.year else ''}报告"


def cut(text: str) -> str:
    """``text`` on one line, no longer than is quoted."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"
