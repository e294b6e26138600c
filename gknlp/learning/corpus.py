"""Labelled texts in files: JSON lines and CSV, with one clear line on what is wrong with them.

A line of JSON has ``text``, ``labels`` (a list, or ``label``: one of them), and where they are known ``agency``, ``year``,
``source`` and ``second`` (the labels of a second annotator). A CSV file has the same columns; several labels are parted by ``|``.
Names of labels may be keys or Chinese names.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gknlp.errors import FaultyData
from gknlp.language.formulas import unguarded
from gknlp.readers.aside import text_of
from gknlp.types.learning import Corpus, Example, Task

_LISTS = frozenset({"labels", "label", "second", "spans", "second_spans"})
_COLUMNS = _LISTS | {"text", "agency", "year", "source"}
NONE = "无"
"""In a CSV file: the annotator found none of the labels, where an empty cell says that there was no annotator."""
_SHOWN = 20
LARGEST = 200_000_000
"""Bytes of a file."""
LONGEST = 5_000
"""Characters of a text: longer ones are no sentence and no paragraph."""


def load(path: Path, task: Task) -> Corpus:
    """Read the corpus of a task from a .jsonl or .csv file. Raises FaultyData, which says what, where and what to do."""
    text = text_of(path, "语料", LARGEST)
    rows = csv_rows(text, path) if path.suffix.lower() == ".csv" else json_lines(text, path)
    examples = tuple(_example(row, number, task, path) for number, row in rows)
    if not examples:
        raise FaultyData(f"{path}：语料是空的，请写入带标签的句子")
    return corpus_of(task, examples)


def corpus_of(task: Task, examples: Iterable[Example]) -> Corpus:
    """A corpus with the hash of what it says."""
    kept = tuple(examples)
    digest = hashlib.sha256("".join(map(_line, kept)).encode("utf-8", "replace"))
    return Corpus(task, kept, digest.hexdigest()[:16])


def dumped(corpus: Corpus) -> str:
    """The corpus as lines of JSON."""
    return "".join(map(_line, corpus.examples))


def _line(example: Example) -> str:
    record: dict[str, Any] = {"text": example.text, "labels": list(example.labels)}
    for name in ("agency", "year", "source"):
        value = getattr(example, name)
        if value not in ("", None):
            record[name] = value
    if example.second is not None:
        record["second"] = list(example.second)
    return json.dumps(record, ensure_ascii=False) + "\n"


def json_lines(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects of a file of JSON lines with their lines. Raises FaultyData."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise FaultyData(
                f'{path}：第{number}行不是 JSON，请每行写一条，如 {{"text": "…", "labels": ["problem"]}}'
            ) from None
        if not isinstance(row, dict):
            raise FaultyData(f"{path}：第{number}行应当是一个 JSON 对象（花括号），请对照说明改正")
        yield number, row


def csv_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a CSV file with the lines that they end in. Raises FaultyData."""
    reader = csv.DictReader(io.StringIO(text))
    if "text" not in (reader.fieldnames or ()):
        raise FaultyData(f"{path}：第一行应当是列名，至少有 text 和 labels 两列")
    try:
        for row in reader:
            found: dict[str, Any] = {
                key: unguarded(value) for key, value in row.items() if key in _COLUMNS and value not in ("", None)
            }
            for name in _LISTS & found.keys():
                found[name] = [part for part in found[name].split("|") if part.strip() and part != NONE]
            yield reader.line_num, found
    except csv.Error as error:
        raise FaultyData(f"{path}：第{reader.line_num}行读不了（{error}），请另存为 UTF-8 的 CSV") from None


def _example(row: Mapping[str, Any], number: int, task: Task, path: Path) -> Example:
    where = f"{path}：第{number}行"
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise FaultyData(f"{where}没有 text（句子），请补上")
    if len(text) > LONGEST:
        raise FaultyData(f"{where}的 text 有{len(text)}字，超过{LONGEST}字，不是一句话或一段话，请拆开")
    labels = labels_in(row.get("labels", row.get("label")), task, where)
    if not labels and not task.is_multiple:
        raise FaultyData(f"{where}没有标签，可用：{'、'.join(task.keys)}")
    if len(labels) > 1 and not task.is_multiple:
        raise FaultyData(f"{where}有{len(labels)}个标签，任务 {task.key} 每句只有一个")
    second = labels_in(row["second"], task, where) if row.get("second") is not None else None
    return Example(
        text,
        labels,
        str(row.get("agency") or ""),
        year_in(row.get("year"), where),
        str(row.get("source") or ""),
        second,
        number,
    )


def labels_in(value: Any, task: Task, where: str) -> tuple[str, ...]:
    """The keys of the labels that ``value`` names, by key or Chinese name, in the order of the task. Raises FaultyData,
    which says ``where``."""
    words = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise FaultyData(f"{where}的标签应当是文字或文字的列表")
    names = {name: key for key, name in task.labels} | {key: key for key in task.keys}
    found = []
    for word in (word.strip() for word in words):
        if word not in names:
            near = get_close_matches(word, names, 1, 0.5)
            hint = f"，是否指 {near[0]}？" if near else ""
            raise FaultyData(f"{where}的标签“{shown(word)}”不认识{hint}任务 {task.key} 可用：{'、'.join(task.keys)}")
        found.append(names[word])
    return tuple(key for key in task.keys if key in found)


def year_in(value: Any, where: str) -> int | None:
    """The year that ``value`` is, None where there is none. Raises FaultyData."""
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not str(value).isdecimal() or not 1990 <= int(value) <= 2100:
        raise FaultyData(f"{where}的 year 应当是年份，如 2023，现在是“{shown(str(value))}”")
    return int(value)


def shown(text: str) -> str:
    """The beginning of ``text``, on one line."""
    return " ".join(text.split())[:_SHOWN]
