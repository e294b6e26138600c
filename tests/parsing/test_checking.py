"""A table that breaks many identities at once: the reading is doubted first."""

from dataclasses import replace
from pathlib import Path

import pytest

from gknlp.parsing import parse
from gknlp.readers import read_bytes

BASE = (Path(__file__).parent.parent / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
GRANTED = next(line for line in BASE.splitlines() if "予以公开 |" in line)
PARTIAL = next(line for line in BASE.splitlines() if "部分公开" in line and line.startswith("|"))


def doubts(text: str, name: str = "甲.md") -> list[str]:
    report = parse(read_bytes(text.encode(), name))
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


WORSE = {
    "| 一、本年新收政府信息公开申请数量 | 30 | 4 | 0 | 0 | 1 | 0 | 35 |": "| 一、本年新收政府信息公开申请数量 | 30 | 4 | 0 | 0 | 1 | 0 | 41 |",
    "| 二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |": "| 二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 5 |",
    "| （一）予以公开 | 18 | 2 | 0 | 0 | 1 | 0 | 21 |": "| （一）予以公开 | 19 | 2 | 0 | 0 | 1 | 0 | 29 |",
    "| （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 3 | 0 | 0 | 0 | 0 | 0 | 3 |": "| （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 3 | 0 | 0 | 0 | 0 | 0 | 7 |",
}


def worse(text: str) -> str:
    for right, wrong in WORSE.items():
        assert right in text
        text = text.replace(right, wrong)
    return text


def test_many_wrong_cells_of_a_drawn_table_are_the_agencys():
    assert doubts(worse(BASE)) == []


def test_many_wrong_cells_of_a_flattened_table_are_the_readings():
    flat = (
        worse(BASE)
        .replace("|---|---|---|---|---|---|---|---|\n", "")
        .replace(" | ", "\t")
        .replace("| ", "")
        .replace(" |", "")
    )
    assert doubts(flat, "甲.txt") == ["applications"]


def test_many_wrong_cells_beside_another_doubt_are_the_readings():
    text = worse(BASE).replace("| 1.属于国家秘密 | 0 |", "| 1.属于国家秘密 | 0O1 |")
    assert doubts(text) == ["applications"]


@pytest.mark.parametrize("format", ["html", "docx", "workbook", "pdf", "image", "ofd"])
def test_formats_that_draw_their_tables(format):
    document = replace(read_bytes(worse(BASE).encode(), "甲.md"), format=format)
    is_doubted = any("同时不成立" in doubt.message for doubt in parse(document).doubts)
    assert is_doubted is (format in ("pdf", "image", "ofd"))
