"""Words and numbers as all writers put them."""

from __future__ import annotations

import re

from gknlp.types.document import Document, Place
from gknlp.types.rule import Run, Severity

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
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


def excerpt(document: Document, place: Place, around: int = 26) -> tuple[str, str, str]:
    """(before, marked, after): the words at ``place`` with a little of what stands around them, on one line."""
    whole = document.whole(place).replace("\n", " ")
    before = whole[max(0, place.start - around) : place.start]
    after = whole[place.end : place.end + around]
    if place.start > around:
        before = "…" + before
    if place.end + around < len(whole):
        after += "…"
    return safe(before), safe(whole[place.start : place.end]), safe(after)
