"""Tables of one row of figures for each kind of case: which kind a row speaks of."""

from __future__ import annotations

import re

from gknlp.language.characters import label
from gknlp.parsing.captions import other_year
from gknlp.parsing.cells import looks_like_value
from gknlp.parsing.vocabulary import Vocabulary
from gknlp.types.document import Cell
from gknlp.types.edition import TableForm

_OF_CASES = re.compile("复议|诉讼|起诉")


def parted(cells: list[Cell], columns: int) -> tuple[list[Cell], list[Cell]]:
    """The labels of a row and its figures, where just as many figures as ``columns`` stand behind labels."""
    count = len(cells) - columns
    if columns and count > 0 and not any(cell.text.strip() and looks_like_value(cell.text) for cell in cells[:count]):
        return [cell for cell in cells[:count] if cell.text.strip()], cells[count:]
    return [], cells


def group_of_label(form: TableForm, words: Vocabulary, labels: list[Cell], year: int | None) -> tuple[str, str]:
    """(key of the group that the labels of a row name or "", why the row is not to be taken or "")."""
    parents = {group.group for group in form.groups}
    text = "".join("".join(cell.text.split()) for cell in labels)[:20]
    for cell in reversed(labels):
        key = words.group(cell.text)
        if key in parents:
            return "", f"“{text}”一行没有分列各类，未采用"
        if key:
            return key, ""
    if _OF_CASES.search(text):
        return "", f"“{text}”一行看不出属于哪一类，未采用"
    other = other_year([label(text)], year)
    return "", f"“{other}”一行不是报告年度的，未采用" if other else ""


def group_of_context(form: TableForm, words: Vocabulary, context: str) -> tuple[str, str]:
    """(key of the one group that the text above names, why the figures are not to be taken), one of them ""."""
    text = label(context)
    parents = {group.group for group in form.groups}
    named: set[str] = set()
    for word, key in sorted(words.groups.items(), key=lambda item: (-len(item[0]), item[0])):
        if word in text:
            named.add(key)
            text = text.replace(word, "")
    leaves = named - parents
    tops = {group.group or group.key for group in form.groups if group.key in named}
    if len(leaves) == 1 and len(tops) == 1:
        return next(iter(leaves)), ""
    if named and not leaves:
        return "", "行政诉讼没有分列未经复议直接起诉和复议后起诉，未采用"
    return "", "看不出是复议还是诉讼，未采用"
