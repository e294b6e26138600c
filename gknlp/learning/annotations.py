"""What annotation tools say of texts, in their words -> texts with opinions, and one clear line on what is wrong.

A plain row (doccano, JSON lines, CSV) has ``text``, ``label`` or ``labels`` (words, or pieces as [start, end, word]),
``spans`` or ``entities`` (pieces), and ``second`` and ``second_spans`` of a second annotator; a row of Label Studio has ``data``
and ``annotations``. Offsets count characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeGuard

from gknlp.errors import FaultyData
from gknlp.learning.corpus import LONGEST, labels_in, shown, year_in
from gknlp.types.learning import Annotated, Opinion, Span, Task

_SURROGATE = re.compile("[\ud800-\udfff]")
_CELL = re.compile(r"(\d{1,7})-(\d{1,7}):(.+)")
"""A piece in a cell of a CSV file: 0-5:problem."""


def annotated_of(row: Mapping[str, Any], where: str, task: Task, line: int) -> Annotated:
    """The text of a row with its opinions. Raises FaultyData, which says ``where``."""
    is_studio = "data" in row
    known = row["data"] if is_studio else _with_metadata(row)
    if not isinstance(known, Mapping):
        raise FaultyData(f"{where}的 data 应当是 JSON 对象（花括号），请用 Label Studio 的 JSON 格式重新导出")
    text = _text(known.get("text"), where)
    opinions = _studio(row, text, task, where) if is_studio else _plain(row, text, task, where)
    return Annotated(
        text,
        tuple(opinions),
        _word(known, "agency", where),
        year_in(known.get("year"), where),
        _word(known, "source", where),
        line,
    )


def _with_metadata(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row with what doccano puts into ``meta`` beside the rest."""
    found = row.get("metadata") or row.get("meta")
    return {**found, **row} if isinstance(found, Mapping) else row


def _text(text: Any, where: str) -> str:
    if not isinstance(text, str) or not text.strip():
        raise FaultyData(f"{where}没有 text（句子或段落），请补上")
    if len(text) > LONGEST:
        raise FaultyData(f"{where}的 text 有{len(text)}字，超过{LONGEST}字，请拆开")
    if _SURROGATE.search(text):
        raise FaultyData(f"{where}的 text 里有残缺的字符（半个代理对），请重新导出")
    return text


def _word(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise FaultyData(f"{where}的 {name} 应当是文字，请改正")
    return value


def _plain(row: Mapping[str, Any], text: str, task: Task, where: str) -> Iterator[Opinion]:
    value = row.get("labels", row.get("label"))
    pieces = row.get("spans", row.get("entities"))
    if isinstance(value, list) and value and all(isinstance(entry, list) for entry in value):
        pieces = value + (pieces if isinstance(pieces, list) else [])
        value = None
    yield Opinion(labels_in(value, task, where), _spans(pieces, text, task, where))
    second, more = row.get("second"), row.get("second_spans")
    if second is not None or more is not None:
        yield Opinion(labels_in(second, task, where), _spans(more, text, task, where))


def _studio(row: Mapping[str, Any], text: str, task: Task, where: str) -> Iterator[Opinion]:
    annotations = _objects(row.get("annotations"), "annotations", where)
    for annotation in sorted(annotations, key=lambda entry: str(entry.get("completed_by", ""))):
        if annotation.get("was_cancelled"):
            continue
        words: list[str] = []
        pieces: list[Any] = []
        for result in _objects(annotation.get("result"), "result", where):
            kind, value = result.get("type"), result.get("value")
            if kind not in ("choices", "labels"):
                continue
            found = value.get(kind) if isinstance(value, Mapping) else None
            if not isinstance(value, Mapping) or not isinstance(found, list):
                raise FaultyData(f"{where}的 {kind} 没有标签，请用 Label Studio 的 JSON 格式重新导出")
            if kind == "choices":
                words += found
            else:
                pieces += [{**_counted(value, text), "label": word} for word in found]
        yield Opinion(labels_in(words, task, where), _spans(pieces, text, task, where))


def _objects(value: Any, name: str, where: str) -> list[Mapping[str, Any]]:
    entries = [] if value is None else value
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise FaultyData(f"{where}的 {name} 应当是对象的列表，请用 Label Studio 的 JSON 格式重新导出")
    return entries


def _counted(value: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The piece with its offsets in characters: some versions count UTF-16 units, which its own ``text`` gives away."""
    start, end, words = value.get("start"), value.get("end"), value.get("text")
    if _is_number(start) and _is_number(end) and isinstance(words, str) and text[start:end] != words:
        units = text.encode("utf-16-le")
        if units[2 * start : 2 * end].decode("utf-16-le", "replace") == words:
            start = len(units[: 2 * start].decode("utf-16-le", "replace"))
            end = start + len(words)
    return {"start": start, "end": end, "text": words}


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _spans(value: Any, text: str, task: Task, where: str) -> tuple[Span, ...]:
    pieces = [] if value is None else value
    if not isinstance(pieces, list):
        raise FaultyData(f'{where}的片段应当是列表，如 [[0, 5, "{task.keys[0]}"]]，请改正')
    found = sorted(
        {_span(piece, text, task, where) for piece in pieces}, key=lambda span: (span.start, span.end, span.label)
    )
    for one, other in pairwise(found):
        is_same = (one.start, one.end) == (other.start, other.end)
        if other.start < one.end and not (is_same and task.is_multiple):
            shown = f"[{one.start}, {one.end}]和[{other.start}, {other.end}]"
            raise FaultyData(f"{where}的片段{shown}重叠，任务 {task.key} 一处只有一个标签，请留下一个")
    return tuple(found)


def _span(piece: Any, text: str, task: Task, where: str) -> Span:
    start, end, label, words = _parts(piece)
    if not _is_number(start) or not _is_number(end) or not isinstance(label, str):
        raise FaultyData(f'{where}的片段“{shown(str(piece))}”写法不对，应为[起, 止, 标签]，如 [0, 5, "{task.keys[0]}"]')
    if not start < end <= len(text):
        raise FaultyData(f"{where}的片段[{start}, {end}]不在 text 之内（共{len(text)}字），请核对起止位置")
    if not text[start:end].strip():
        raise FaultyData(f"{where}的片段[{start}, {end}]只有空白，请删去或改正起止位置")
    if isinstance(words, str) and words != text[start:end]:
        raise FaultyData(
            f"{where}的片段[{start}, {end}]写的是“{shown(words)}”，原文却是“{shown(text[start:end])}”，请核对"
        )
    return Span(start, end, labels_in(label, task, where)[0])


def _parts(piece: Any) -> tuple[Any, Any, Any, Any]:
    """(start, end, label, its words where it gives them) of a piece, however it is written."""
    if isinstance(piece, str) and (cell := _CELL.fullmatch(piece.strip())):
        return int(cell[1]), int(cell[2]), cell[3], None
    if isinstance(piece, list) and len(piece) == 3:
        return piece[0], piece[1], piece[2], None
    if isinstance(piece, Mapping):
        start, end = piece.get("start", piece.get("start_offset")), piece.get("end", piece.get("end_offset"))
        return start, end, piece.get("label"), piece.get("text")
    return None, None, None, None
