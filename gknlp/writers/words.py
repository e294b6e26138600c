"""Words and numbers as all writers put them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from gknlp.types.audit import Deduction, Scorecard, ScoreItem
from gknlp.types.decimals import plain
from gknlp.types.document import Document, Place
from gknlp.types.report import Report
from gknlp.types.rubric import Origin
from gknlp.types.rule import Evidence, Run, Severity

ORIGINS = {Origin.DOCUMENTED: "文件原有", Origin.OURS: "拟定（无文件依据）", Origin.MIXED: "部分有文件依据"}
_CENT = Decimal("0.01")

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
STATUSES = {"agrees": "一致", "agrees_otherwise": "按另一口径一致", "differs": "不一致", "cannot_tell": "不予判定"}
_SECTIONS = {
    "preamble": "标题之前", "additional": "另加部分", "annex": "统计表、附表", "overview": "总体情况", "disclosure": "主动公开",
    "applications": "依申请公开", "litigation": "复议诉讼", "problems": "问题及改进", "other": "其他事项", "fees": "收费及减免",
    "response": "回应解读", "complaints": "举报投诉", "institution": "机构建设", "training": "会议培训", "platform": "平台建设",
    "supervision": "监督保障", "management": "信息管理", "plan": "工作打算",
}  # fmt: skip
_SIGNS = {" = ": "＝", " >= ": "≥", " <= ": "≤"}
_BROKEN = {"＝": "≠", "≥": "＜", "≤": "＞"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def safe(text: str) -> str:
    """``text`` with control and direction characters made visible dots: nothing in a report may steer a terminal."""
    return _CONTROL.sub("·", text.replace("\t", " ").replace("\r", " "))


def waiver_mark(run: Run) -> str:
    """That a finding is waived and why, "" where it is not."""
    return f"〔已豁免：{safe(run.waived)}〕" if run.waived else ""


def where(document: Document, place: Place) -> str:
    """A place in words: line of a text, else page and paragraph on it, else paragraph; cell; all counted from 1."""
    block = document.blocks[place.block]
    line = f"第{block.line}行" if block.line and document.format == "plain" else f"第{place.block + 1}段"
    if block.page:
        on_page = sum(other.page == block.page for other in document.blocks[: place.block + 1])
        line = f"第{block.page}页第{on_page}段"
    if place.cell is None:
        return line
    return f"{line}{'起' if line.endswith('行') else ''}的表格，第{place.cell[0] + 1}行第{place.cell[1] + 1}格"


def wheres(document: Document, places: Iterable[Place], most: int) -> str:
    """Places in words, equal ones once, no more than ``most``: how many there are where there are more."""
    words = list(dict.fromkeys(where(document, place) for place in places))
    return "；".join(words[:most]) + (f"等{len(words)}处" if len(words) > most else "")


def doubts(report: Report) -> list[str]:
    """The doubts of a report, equal ones once with how often they are."""
    counts = Counter(safe(doubt.message) for doubt in report.doubts)
    return [message + (f"（{count}处）" if count > 1 else "") for message, count in counts.items()]


def section_name(key: str) -> str:
    """What to call a kind of section, in short."""
    return _SECTIONS.get(key, key)


def values(evidence: Evidence) -> list[tuple[str, str]]:
    """The values compared, as (name, value). The formula of a broken identity says what comes out and what is printed,
    not that they are equal."""
    known = dict(evidence.values)
    formula = known.get("算式", "")
    sign = next((sign for sign in _SIGNS if sign in formula), "")
    if sign and {"左边", "右边"} <= set(known):
        known["算式"] = _formula(formula, sign, known["左边"], known["右边"])
        return [(safe(name), safe(known[name]) if name == "算式" else safe(value)) for name, value in evidence.values]
    return [(safe(name), safe(value)) for name, value in evidence.values]


def _formula(formula: str, sign: str, left: str, right: str) -> str:
    sides = formula.split(sign)
    first, second = (side.replace("+", "＋").replace("-", "－") for side in sides)
    if _SIGNS[sign] == "＝" and sides[1] == right:
        return f"{first} ＝ {left}，表填{right}"
    counted = [side if side == value else f"{side} ＝ {value}" for side, value in ((first, left), (second, right))]
    return f"{counted[0]}；{counted[1]}；{left} {_BROKEN[_SIGNS[sign]]} {right}"


def excerpt(document: Document, place: Place, around: int = 26) -> tuple[str, str, str]:
    """(before, marked, after): the words at ``place`` with a little of what stands around them, on one line."""
    grid = document.blocks[place.block].grid
    if grid is not None and place.cell is None:  # a table as a whole: its first line
        line = "｜".join(dict.fromkeys("".join(cell.text.split()) for cell in grid.row(0)))
        return "", safe(line), ""
    whole = document.whole(place).replace("\n", " ")
    before = whole[max(0, place.start - around) : place.start]
    after = whole[place.end : place.end + around]
    if place.start > around:
        before = "…" + before
    if place.end + around < len(whole):
        after += "…"
    return safe(before), safe(whole[place.start : place.end]), safe(after)


def percent(share: Decimal) -> str:
    """A share (0 to 1) in per cent."""
    return f"{plain((share * 100).quantize(_CENT, ROUND_HALF_UP))}%"


def headline(card: Scorecard) -> str:
    """The score in the one form that every output uses: points won of points assessable."""
    points = f"得分 {plain(card.points)}／可评 {plain(card.assessable)}（满分 {plain(card.of)}）"
    if card.share is None:
        return f"{points}，没有可评的项目，不予评定"
    return f"{points}，得分率 {percent(card.share)}，可评比例 {percent(card.assessed)}"


def item_score(item: ScoreItem) -> str:
    """The points of an item, and how much of it they speak for."""
    if item.is_bonus:
        if item.points is None:
            return f"不予加分（未能全部评定；可加{plain(item.of)}）"
        return f"加{plain(item.points)}" if item.points else f"不加分（可加{plain(item.of)}）"
    if item.points is None:
        return f"不予评定（分值{plain(item.of)}）"
    points = f"{plain(item.points)}／{plain(item.assessable)}"
    if item.assessable == item.of:
        return points
    return f"{points}（分值{plain(item.of)}，{item.checks}项检查可评{item.settled}项）"


def deduction_words(deduction: Deduction, *, reason: bool = True) -> str:
    """What a finding costs, and what limited it."""
    cost = f"扣{plain(deduction.points)}" if deduction.points else "不扣分"
    if deduction.lost != deduction.points:
        cost += f"，按可评比例折合{plain(deduction.lost)}"
    limit = f"（{safe(deduction.limit)}）" if deduction.limit else ""
    if reason:
        return f"{deduction.code} {cost}{limit}：{safe(deduction.reason)}"
    return f"{deduction.code} {safe(deduction.name)} {cost}{limit}"


def open_words(item: ScoreItem) -> list[str]:
    """Why a part of an item is not assessed, and what is left to people."""
    lines = [safe(reason) + (f"（{count}项）" if count > 1 else "") for reason, count in item.open]
    return lines + [f"{safe(name)}：由人工评定" for name in item.by_hand]


def apart_words(least: Decimal) -> str:
    """Why a report is not ranked."""
    return f"可评比例不足{percent(least)}，不参加排名"
