"""A table that breaks many identities at once: the reading is doubted first."""

from pathlib import Path

from gknlp.parsing import parse
from gknlp.readers import read_bytes

BASE = (Path(__file__).parent.parent / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
GRANTED = next(line for line in BASE.splitlines() if "予以公开 |" in line)
PARTIAL = next(line for line in BASE.splitlines() if "部分公开" in line and line.startswith("|"))


def doubts(text: str) -> list[str]:
    report = parse(read_bytes(text.encode(), "甲.md"))
    return [doubt.table for doubt in report.doubts if "同时不成立" in doubt.message]


def shifted(line: str) -> str:
    """The row with its figures one column to the left."""
    label, *cells = line.strip("| ").split(" | ")
    return "| " + " | ".join([label, *cells[1:], cells[0]]) + " |"


def test_a_clean_table_is_not_doubted():
    assert doubts(BASE) == []


def test_a_wrong_cell_is_the_agencys():
    assert doubts(BASE.replace(GRANTED, GRANTED.replace("| 21 |", "| 27 |"))) == []


def test_shifted_rows_are_the_readings():
    assert doubts(BASE.replace(GRANTED, shifted(GRANTED)).replace(PARTIAL, shifted(PARTIAL))) == ["applications"]
