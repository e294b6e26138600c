"""The hand-labelled places in real reports, ``tests/real/labelled.jsonl``: where they stand and what they are; the words
themselves stand in the reports only."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from gknlp.readers import read
from gknlp.types.document import Document, Place

REPORTS = Path(__file__).resolve().parents[2] / "shared" / "reports"
RECORDS: tuple[dict[str, Any], ...] = tuple(
    json.loads(line)
    for line in (Path(__file__).parent / "real" / "labelled.jsonl").read_text(encoding="utf-8").splitlines()
)
EXCERPTS = "excerpts.jsonl"
"""Each of its blocks is the beginning of another report."""


def labelled(task: str, reports: Path = REPORTS, repeated: bool = False) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """(text, labels, file) of each labelled place of a task, in the order of the file. Reports of one unit repeat
    sentences from year to year: those come once, with their first file, unless ``repeated``. ``file`` is that of the
    report; for the excerpts with the number of the block, ``excerpts.jsonl:3``."""
    seen = set()
    for record in RECORDS:
        if record["task"] != task:
            continue
        text = text_of(record, reports)
        if not repeated:
            if text in seen:
                continue
            seen.add(text)
        yield text, tuple(record["labels"]), source_of(record)


def text_of(record: dict[str, Any], reports: Path = REPORTS) -> str:
    """The characters at the place of a record; line ends that JSON escapes are line ends."""
    place = Place(record["block"], record["start"], record["end"])
    text = _document(reports / record["file"]).text(place)
    return text.replace("\\n", "\n") if record["file"] == EXCERPTS else text


def source_of(record: dict[str, Any]) -> str:
    """Which report a record is of."""
    return f"{EXCERPTS}:{record['block']}" if record["file"] == EXCERPTS else record["file"]


@cache
def _document(path: Path) -> Document:
    return read(path)
