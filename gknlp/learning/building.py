"""Reports -> examples with weak labels: paragraphs by the title that they stand under, sentences by what the parser found in
them. ``source`` names the rule and the place; a sentence that no rule, or that several rules, speak of is no example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from gknlp.errors import FaultyData
from gknlp.learning.corpus import LONGEST
from gknlp.learning.units import units_of
from gknlp.reuse.background import common_of
from gknlp.reuse.masking import masked_text
from gknlp.reuse.shingles import shingled
from gknlp.types.audit import Parsed
from gknlp.types.document import BlockKind, Place
from gknlp.types.learning import Example, Task, Unit
from gknlp.types.report import Report

WEAK = "弱标注"
_SHORTEST = 8
"""Characters of a sentence or paragraph: shorter ones are names, dates and labels."""
_END = re.compile(r"[。；！？;!?]")
_BASIS = re.compile(
    r"(?:根据|按照|依据|依照|遵照)[^。，]{0,24}《[^《》]{2,60}》[^。]*(?:编制|公布|发布|撰写|形成)[^。，]{0,24}(?:报告|年报)|报告如下"
)
_OF_REPORT = re.compile(
    r"本(?:年度)?(?:报告|年报)[^。]{0,40}(?:统计期限|电子版|由[^。]*组成|如有疑问|如有任何疑问|疑问)"
)
_PHRASE = re.compile(r"(?![（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])[^|\s：:\d]{9,120}。")
"""What can be a set phrase: a whole sentence without numbers, neither a heading nor what is left of a table."""
_BASES = ("form_", "regulation_")
"""Beginnings of the topics of mentions that cite what a report is made by."""


def examples_of(entry: Parsed, task: Task) -> list[Example]:
    """The examples of a report. Raises FaultyData where there is no way to find them for ``task``."""
    require(task)
    return list(_MAKERS[task.key](entry, task))


def require(task: Task) -> None:
    """Raises FaultyData where no examples can be found for ``task``."""
    if task.key not in _MAKERS:
        raise FaultyData(f"任务 {task.key} 的标签不能由规则给出，可用：{'、'.join(_MAKERS)}；请导出句子由人标注")


def _paragraphs(entry: Parsed, task: Task) -> Iterator[Example]:
    for unit in _units(entry, task):
        if unit.section in task.keys and _END.search(unit.text):
            yield _example(entry, unit, unit.section, "标题")


def _sentences(entry: Parsed, task: Task) -> Iterator[Example]:
    for unit in _units(entry, task):
        found = _rules(entry.report, unit)
        label, rule = found[0] if len({label for label, _ in found}) == 1 else ("", "")
        if label:
            yield _example(entry, unit, label, rule)


def _units(entry: Parsed, task: Task) -> Iterator[Unit]:
    """The sentences or paragraphs of a report that can be examples: neither headings nor scraps."""
    for unit in units_of(entry, task):
        is_heading = entry.document.blocks[unit.place.block].kind is BlockKind.HEADING
        if not is_heading and _SHORTEST <= len(unit.text) <= LONGEST:
            yield unit


def _rules(report: Report, unit: Unit) -> list[tuple[str, str]]:
    """(label, rule) of all that speak of a sentence; that it is a set phrase only where nothing else does."""
    found = list(_of_parser(report, unit.section, unit.place))
    if _BASIS.search(unit.text) or _OF_REPORT.search(unit.text):
        found.append(("citation", "依据用语"))
    if not found and unit.section != "problems" and _PHRASE.fullmatch(unit.text) and _is_common(unit.text):
        found.append(("phrase", "通用文字"))
    return found


def _of_parser(report: Report, section: str, place: Place) -> Iterator[tuple[str, str]]:
    for statement in report.statements:
        if statement.topic and not statement.is_denial and statement.place.overlaps(place):
            if statement.is_sure:
                yield statement.topic, "问题及改进"
            else:  # whatever else speaks of the sentence, it is not certain
                yield "", "存疑"
    if section == "problems":
        return
    if any(claim.place.overlaps(place) for claim in report.claims):
        yield "figures", "数字"
    if any(announced.place.overlaps(place) for announced in report.announcements):
        yield "citation", "报告组成"
    for mention in report.mentions:
        if mention.place.overlaps(place):
            if mention.topic.startswith(_BASES):
                yield "citation", "引用依据"
            elif mention.topic == "processing_fee":  # 未收取费用 states a figure, 按照规定收取 a rule
                yield "", "存疑"


@cache
def _common() -> NDArray[np.uint64]:
    return common_of()


def _is_common(text: str) -> bool:
    """Whether all of a sentence is common to many reports."""
    found = shingled(masked_text(text), _common())
    return bool(len(found.hashes)) and not found.is_counted.any()


def _example(entry: Parsed, unit: Unit, label: str, rule: str) -> Example:
    masthead = entry.report.masthead
    source = f"{WEAK}:{rule}；{unit.file}:{unit.place.block + 1}段{unit.place.start}字"
    return Example(unit.text, (label,), masthead.agency, masthead.year, source)


_MAKERS: Mapping[str, Callable[[Parsed, Task], Iterator[Example]]] = {"section": _paragraphs, "role": _sentences}
