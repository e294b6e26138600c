"""One batch by two rubrics -> text, CSV, workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gknlp.types.audit import Compared, Difference
from gknlp.types.decimals import plain
from gknlp.writers.csv_table import csv_of
from gknlp.writers.frames import table_of
from gknlp.writers.text import table
from gknlp.writers.words import headline, percent, safe
from gknlp.writers.workbook import book_of

if TYPE_CHECKING:
    from pandas import DataFrame

_REPORTS = (
    "文件",
    "单位",
    "年度",
    "得分率一",
    "名次一",
    "评分一",
    "得分率二",
    "名次二",
    "评分二",
    "得分率之差",
    "差别说明",
)
_DIFFERENCES = ("文件", "单位", "年度", "规则", "项目一", "失分一", "项目二", "失分二", "影响")
_LONGEST = 24


def signed(value: Decimal) -> str:
    """A number with its sign."""
    return ("+" if value > 0 else "") + plain(value)


def difference_words(difference: Difference) -> str:
    """What one rule does to the share: percentage points lost by either rubric."""
    if not difference.code:
        return f"加分和合计下限：{signed(difference.change)}个百分点"
    sides = []
    for name, number, lost in (
        ("一", difference.first_item, difference.first),
        ("二", difference.second_item, difference.second),
    ):
        sides.append(f"标准{name}在“{safe(number)}”失{plain(lost)}个百分点" if lost else f"标准{name}不失分")
    return f"{difference.code}：{'，'.join(sides)}，影响{signed(difference.change)}个百分点"


def text(compared: tuple[Compared, ...], first: str, second: str) -> str:
    """The comparison in words, a table of the whole batch at the end."""
    lines = [f"标准一：{safe(first)}", f"标准二：{safe(second)}", ""]
    rows = [["名次一", "名次二", "得分率一", "得分率二", "相差", "单位", "年度"]]
    for entry in compared:
        lines += [*_entry(entry), ""]
        masthead = entry.audit.dossier.report.masthead
        rows.append([
            str(entry.first_rank or "—"),
            str(entry.second_rank or "—"),
            *("—" if card.share is None else percent(card.share) for card in (entry.first, entry.second)),
            "—" if entry.change is None else signed(entry.change),
            (safe(masthead.agency) or safe(entry.audit.file))[:_LONGEST],
            str(masthead.year or ""),
        ])  # fmt: skip
    return "\n".join([*lines, *table(rows)]) + "\n"


def _entry(entry: Compared) -> Iterator[str]:
    masthead = entry.audit.dossier.report.masthead
    yield f"━━ {safe(masthead.agency) or '（未能认出单位）'} {masthead.year or ''}　{safe(entry.audit.file)}"
    for name, card, rank in (("一", entry.first, entry.first_rank), ("二", entry.second, entry.second_rank)):
        yield f"   标准{name}：{headline(card)}，{f'第{rank}名' if rank else '不参加排名'}"
    if entry.change is None:
        yield "   至少一种标准没有可评的项目，不作比较"
        return
    yield f"   得分率相差 {signed(entry.change)} 个百分点"
    for difference in entry.differences:
        yield f"    · {difference_words(difference)}"


def _key(entry: Compared) -> dict[str, Any]:
    masthead = entry.audit.dossier.report.masthead
    return {"文件": safe(entry.audit.file), "单位": safe(masthead.agency), "年度": str(masthead.year or "")}


def reports(compared: tuple[Compared, ...]) -> DataFrame:
    """One row a report."""
    rows = []
    for entry in compared:
        row = _key(entry)
        for name, card, rank in (("一", entry.first, entry.first_rank), ("二", entry.second, entry.second_rank)):
            row |= {
                f"得分率{name}": None if card.share is None else float(card.share),
                f"名次{name}": rank,
                f"评分{name}": headline(card),
            }
        row["得分率之差"] = None if entry.change is None else float(entry.change)
        row["差别说明"] = "；".join(map(difference_words, entry.differences))
        rows.append(row)
    return table_of(rows, _REPORTS)


def differences(compared: tuple[Compared, ...]) -> DataFrame:
    """One row a rule that makes a difference in a report."""
    rows = [
        _key(entry) | {
            "规则": difference.code or "加分和合计下限",
            "项目一": safe(difference.first_item),
            "失分一": float(difference.first),
            "项目二": safe(difference.second_item),
            "失分二": float(difference.second),
            "影响": float(difference.change),
        }
        for entry in compared
        for difference in entry.differences
    ]  # fmt: skip
    return table_of(rows, _DIFFERENCES)


def csv(compared: tuple[Compared, ...], first: str, second: str) -> bytes:
    """One row a report."""
    return csv_of(reports(compared))


def workbook(compared: tuple[Compared, ...], first: str, second: str) -> bytes:
    """Sheets 对照 (a row a report), 差别 (a row a rule), 标准 (which is which)."""
    names = table_of([{"标准": "一", "名称": safe(first)}, {"标准": "二", "名称": safe(second)}], ("标准", "名称"))
    sheets = [("对照", reports(compared)), ("差别", differences(compared)), ("标准", names)]
    return book_of("政府信息公开工作年度报告两种评分标准对照", sheets)


WRITERS: dict[str, Callable[[tuple[Compared, ...], str, str], str | bytes]] = {
    "text": text,
    "csv": csv,
    "xlsx": workbook,
}
