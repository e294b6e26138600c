"""A rubric in Chinese words, for the terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from gknlp.types.decimals import plain
from gknlp.types.rubric import Item, Line, Origin, Rubric
from gknlp.types.rule import Severity
from gknlp.writers.words import ORIGINS, SEVERITIES, safe

OVERFLOW = "一项扣分可以超过本项分值，扣到合计为0为止。"
MAPPING = "各条由哪些规则核查，由标准的编写者拟定，不是文件原有。"
_RULE = 6
"""Length of a whole code; a shorter one names all rules that begin with it."""


def codes_words(line: Line) -> str:
    """Which rules speak for a line."""
    return "、".join(code if len(code) == _RULE else f"{code}*" for code in line.codes)


def cost_words(line: Line) -> str:
    """What a finding costs."""
    if line.is_by_hand:
        return f"由人工评定{f'，扣{plain(line.costs[0][1])}' if line.costs else ''}"
    costs = dict(line.costs)
    if len(costs) == len(Severity) and costs[Severity.ERROR] == costs[Severity.WARNING] and not costs[Severity.NOTICE]:
        words = f"错误、警告每处扣{plain(costs[Severity.ERROR])}，提示不扣"
    else:
        words = "，".join(
            f"{SEVERITIES[severity]}每处扣{plain(cost)}" if cost else f"{SEVERITIES[severity]}不扣"
            for severity, cost in line.costs
        )
    if line.code_cap is not None:
        words += f"，同一规则最多扣{plain(line.code_cap)}"
    if line.cap is not None:
        words += f"，本条最多扣{plain(line.cap)}"
    if line.group:
        words += f"，“{safe(line.group)}”只扣最重的一处"
    return words


def _rows(item: Item) -> Iterator[tuple[Origin, str, str, str]]:
    """(origin, name, cost, rules) of each line; the name is "" where the item is one line."""
    for line in item.lines:
        cost = f"各项检查都做了且没有错误、警告的，加{plain(item.points)}" if item.is_bonus else cost_words(line)
        yield line.origin, safe(line.name), cost, codes_words(line)


def text(rubric: Rubric) -> str:
    """The rubric as lines for the terminal."""
    lines = [f"{safe(rubric.name)}（{safe(rubric.key)}，满分{plain(rubric.total)}）", f"依据：{ORIGINS[rubric.origin]}"]
    if rubric.citation:
        lines.append(f"出处：{safe(rubric.citation)}")
    if rubric.note:
        lines.append(f"说明：{safe(rubric.note)}")
    if rubric.overflow:
        lines.append(OVERFLOW)
    lines.append(MAPPING)
    for item in rubric.items:
        points = f"加分，最多{plain(item.points)}" if item.is_bonus else f"{plain(item.points)}分"
        lines += ["", f"· {safe(item.name)}（{safe(item.key)}，{points}；{ORIGINS[item.origin]}）"]
        for origin, name, cost, rules in _rows(item):
            other = ORIGINS[origin] if origin is not item.origin else ""
            parts = [part for part in (name, cost, f"规则 {rules}" if rules else "", other) if part]
            lines.append("    " + "；".join(parts))
    return "\n".join(lines) + "\n"


def markdown(rubric: Rubric) -> list[str]:
    """The rubric as lines of Markdown below a heading of its own."""
    lines = [f"### {rubric.key}", "", f"{rubric.name}。满分{plain(rubric.total)}。{ORIGINS[rubric.origin]}。"]
    if rubric.citation:
        lines += ["", f"出处：{rubric.citation}。"]
    if rubric.note:
        lines += ["", rubric.note]
    if rubric.overflow:
        lines += ["", OVERFLOW]
    lines += ["", "| 项目 | 分值 | 扣分 | 规则 | 依据 |", "| --- | --- | --- | --- | --- |"]
    for item in rubric.items:
        for origin, name, cost, rules in _rows(item):
            points = f"加{plain(item.points)}" if item.is_bonus else plain(item.points)
            lines.append(
                f"| {item.name}{f'：{name}' if name else ''} | {points} | {cost} | {rules} | {ORIGINS[origin]} |"
            )
    return lines
