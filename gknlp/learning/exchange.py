"""Labelled texts from and to annotation tools: doccano (JSON lines), Label Studio (JSON), plain CSV and JSON lines.

In files for people labels have their Chinese names, in plain ones their keys; both are read. doccano: Nakayama et al. (2018),
https://github.com/doccano/doccano; Label Studio: https://labelstud.io/guide/export.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gknlp.errors import FaultyData
from gknlp.language.formulas import MARK, csv_row
from gknlp.learning.annotations import annotated_of
from gknlp.learning.corpus import LARGEST, NONE, csv_rows, json_lines
from gknlp.readers.aside import exact_text_of
from gknlp.types.learning import Annotated, Example, Opinion, Task

_COLUMNS = ("text", "labels", "agency", "year", "source", "second", "spans", "second_spans")


def read(path: Path, task: Task) -> tuple[Annotated, ...]:
    """The texts of a file of any of the formats, told by its ending and content. Raises FaultyData, which says what, where
    and what to do."""
    text = exact_text_of(path, "标注文件", LARGEST)
    if path.suffix.lower() == ".csv":
        rows = [(number, f"第{number}行", row) for number, row in csv_rows(text, path)] if text.strip() else []
    elif text.lstrip().startswith("["):
        rows = [(number, f"第{number}条", row) for number, row in enumerate(_list(text, path), 1)]
    else:
        rows = [(number, f"第{number}行", row) for number, row in json_lines(text, path)]
    if not rows:
        raise FaultyData(f"{path}：标注文件是空的，请检查导出时是否选了内容")
    return tuple(annotated_of(row, f"{path}：{where}", task, number) for number, where, row in rows)


def _list(text: str, path: Path) -> list[Mapping[str, Any]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise FaultyData(f"{path}：第{error.lineno}行起不是正确的 JSON，请重新导出") from None
    except (ValueError, RecursionError):
        raise FaultyData(f"{path}：不是正确的 JSON（数字太长或层次太多），请重新导出") from None
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise FaultyData(f"{path}：第{number}条应当是一个 JSON 对象（花括号），请重新导出")
    return list(rows)


def examples_of(entries: Iterable[Annotated], task: Task, path: Path) -> Iterator[Example]:
    """An example for each labelled text and each labelled piece of one; the labels are the first annotator's, ``second`` the
    next one's. Texts that nobody labelled are left out. Raises FaultyData."""
    for entry in entries:
        votes = [opinion.labels for opinion in entry.opinions if _is_given(opinion, task)]
        if votes and not any(opinion.spans for opinion in entry.opinions):
            yield _example(entry, entry.text, votes, task, path)
        for start, end in sorted({(span.start, span.end) for opinion in entry.opinions for span in opinion.spans}):
            found = [_labels_at(opinion, start, end, task) for opinion in entry.opinions]
            yield _example(entry, entry.text[start:end], [labels for labels in found if labels], task, path)


def _is_given(opinion: Opinion, task: Task) -> bool:
    return bool(opinion.labels) or task.is_multiple


def _labels_at(opinion: Opinion, start: int, end: int, task: Task) -> tuple[str, ...]:
    found = {span.label for span in opinion.spans if (span.start, span.end) == (start, end)}
    return tuple(key for key in task.keys if key in found)


def _example(entry: Annotated, text: str, votes: Sequence[tuple[str, ...]], task: Task, path: Path) -> Example:
    if not task.is_multiple and any(len(labels) > 1 for labels in votes[:2]):
        raise FaultyData(f"{path}：第{entry.line}条“{text[:12]}”有几个标签，任务 {task.key} 每句只有一个，请留下一个")
    second = votes[1] if len(votes) > 1 else None
    return Example(text, votes[0], entry.agency, entry.year, entry.source, second, entry.line)


def units_of(entries: Iterable[Annotated], task: Task) -> list[list[tuple[str, ...] | None]]:
    """What each annotator says of each text, None where nothing: what agreement is computed of."""
    return [[one.labels if _is_given(one, task) else None for one in entry.opinions] for entry in entries]


def doccano(entries: Sequence[Annotated], task: Task) -> str:
    """Lines of JSON for doccano: of whole texts, or of pieces, which are two kinds of projects there."""
    kinds = {bool(opinion.spans) for entry in entries for opinion in entry.opinions if opinion.labels or opinion.spans}
    if len(kinds) > 1:
        raise FaultyData("doccano 的一个项目不能既有整句的标签又有片段的标签，请分成两个文件导出")
    return "".join(_json(_doccano(entry, task)) for entry in entries)


def _doccano(entry: Annotated, task: Task) -> dict[str, Any]:
    first, second = _two(entry)
    names = [task.name_of(label) for label in first.labels]
    pieces = [[span.start, span.end, task.name_of(span.label)] for span in first.spans]
    record = {"text": entry.text, "label": pieces or names, **_known(entry)}
    return record | _of_second(second)


def _of_second(second: Opinion | None) -> dict[str, Any]:
    if second is None:
        return {}
    pieces = [[span.start, span.end, span.label] for span in second.spans]
    return {"second": list(second.labels)} | ({"second_spans": pieces} if pieces else {})


def plain(entries: Sequence[Annotated], task: Task) -> str:
    """Lines of JSON as a corpus has them, with the pieces."""
    lines = []
    for entry in entries:
        first, second = _two(entry)
        pieces = [[span.start, span.end, span.label] for span in first.spans]
        record = {"text": entry.text, "labels": list(first.labels)} | ({"spans": pieces} if pieces else {})
        lines.append(_json(record | _known(entry) | _of_second(second)))
    return "".join(lines)


def table(entries: Sequence[Annotated], task: Task) -> str:
    """CSV as Excel on Windows opens it; what it would take for a formula has an apostrophe before it."""
    rows = [csv_row(_COLUMNS)]
    for entry in entries:
        first, second = _two(entry)
        record = _known(entry) | {"text": entry.text, "labels": "|".join(first.labels), "spans": _cell(first)}
        if second is not None:
            record |= {"second": "|".join(second.labels) or NONE, "second_spans": _cell(second)}
        rows.append(csv_row(record.get(name, "") for name in _COLUMNS))
    return MARK + "".join(rows)


def _cell(opinion: Opinion) -> str:
    return "|".join(f"{span.start}-{span.end}:{span.label}" for span in opinion.spans)


def label_studio(entries: Sequence[Annotated], task: Task) -> str:
    """A list of tasks with an annotation for each annotator."""
    return json.dumps([_studio(entry, task) for entry in entries], ensure_ascii=False, indent=1) + "\n"


def _studio(entry: Annotated, task: Task) -> dict[str, Any]:
    annotations = []
    for number, opinion in enumerate(entry.opinions, 1):
        results: list[tuple[str, dict[str, Any]]] = [
            ("labels", {"start": span.start, "end": span.end, "text": entry.text[span.start : span.end],
                        "labels": [task.name_of(span.label)]})
            for span in opinion.spans
        ]  # fmt: skip
        if opinion.labels:
            results.append(("choices", {"choices": [task.name_of(label) for label in opinion.labels]}))
        told = [{"from_name": kind, "to_name": "text", "type": kind, "value": value} for kind, value in results]
        annotations.append({"completed_by": number, "result": told})
    return {"data": {"text": entry.text, **_known(entry)}, "annotations": annotations}


def _known(entry: Annotated) -> dict[str, Any]:
    known = {"agency": entry.agency, "year": entry.year, "source": entry.source}
    return {name: value for name, value in known.items() if value not in ("", None)}


def _two(entry: Annotated) -> tuple[Opinion, Opinion | None]:
    if len(entry.opinions) > 2:
        raise FaultyData(f"第{entry.line}条有{len(entry.opinions)}位标注者，这种格式只存得下两位，请导出为 labelstudio")
    first, second = (*entry.opinions, None, None)[:2]
    return first or Opinion(), second


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


WRITERS: Mapping[str, Callable[[Sequence[Annotated], Task], str]] = {
    "doccano": doccano, "labelstudio": label_studio, "csv": table, "jsonl": plain,
}  # fmt: skip
ENDINGS: Mapping[str, str] = {"doccano": ".jsonl", "labelstudio": ".json", "csv": ".csv", "jsonl": ".jsonl"}
"""The endings of files of each format, by which they are read."""
