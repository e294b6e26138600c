import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gknlp.errors import UnreadableDocument
from gknlp.readers import read_bytes
from gknlp.types.document import BlockKind

TEXT = "临江市青山区人民政府\n2023年政府信息公开工作年度报告\n一、总体情况\n全年收到申请12件。\n"


def texts(document):
    return [block.text for block in document.blocks if block.kind is not BlockKind.GRID]


def rows(document):
    [grid] = [block.grid for block in document.blocks if block.grid is not None]
    return [[cell.text for cell in grid.row(number)] for number in range(grid.rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_encoding_gives_the_same_text(encoding):
    assert texts(read_bytes(TEXT.encode(encoding), "甲.txt")) == TEXT.strip().split("\n")


def test_utf16_without_a_mark():
    assert texts(read_bytes(TEXT.encode("utf-16-le"), "甲.txt"))[0] == "临江市青山区人民政府"


def test_table_flattened_from_word():
    document = read_bytes(
        "表一\n\t信息内容\n\t本年制发\n件数\n\t现行有效件数\n\n\t规章\n\t0\n\t\n\n\n以下为文字\n".encode(), "甲.txt"
    )
    assert rows(document) == [["信息内容", "本年制发\n件数", "现行有效件数"], ["规章", "0", ""]]
    assert texts(document) == ["表一", "以下为文字"]


def test_table_with_a_row_a_line():
    assert rows(read_bytes("行政许可\t97\n行政处罚\t0\n".encode(), "甲.txt")) == [["行政许可", "97"], ["行政处罚", "0"]]


def test_markdown_table_and_heading():
    document = read_bytes(
        "## 二、主动公开政府信息情况\n| 信息内容 | 件数 |\n|---|---|\n| **规章** |  |\n".encode(), "甲.md"
    )
    assert document.blocks[0].kind is BlockKind.HEADING and document.blocks[0].level == 2
    assert rows(document) == [["信息内容", "件数"], ["规章", ""]]


def test_wrapped_lines_are_joined():
    wrapped = [
        "根据有关规定，本单位对全年政府信息公开工作进行了梳理和总结，现将",
        "有关情况向社会公布，欢迎监督，对报告有疑问的可以按照指南所列方式与",
    ] * 5
    document = read_bytes("\n".join([*wrapped, "一、总体情况"]).encode(), "甲.txt")
    assert texts(document) == ["".join(wrapped), "一、总体情况"]


def test_debris_is_taken_out():
    document = read_bytes(
        "[bookmark: _GoBack]一、总体\u200b情况\n<!--[if !supportLists]-->1、<!--[endif]-->甲".encode(), "甲.txt"
    )
    assert texts(document) == ["一、总体情况", "1、甲"]


def test_line_numbers_are_those_of_the_file():
    assert [block.line for block in read_bytes("甲\n\n\n乙\n".encode(), "甲.txt").blocks] == [1, 4]


@settings(deadline=None)  # {\\rtf starts LibreOffice
@example(b"|")
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_one_line(content):
    try:
        document = read_bytes(content, "甲.txt")
    except UnreadableDocument as error:
        assert "\n" not in str(error) and "甲.txt" in str(error)
    else:
        assert document.blocks


def test_borders_that_are_left_of_a_table():
    """A cell a line with its border behind it or on a line of its own, or a row with no border at its left."""
    text = "规章\n|\n0\n|\n6\n|||\n行政许可 |\n0 |\n说明\n规章 | 0 | 6 |\n行政许可 | 0 |\n"
    document = read_bytes(text.encode(), "甲.txt")
    assert texts(document) == ["规章", "0", "6", "行政许可", "0", "说明"]
    assert rows(document) == [["规章", "0", "6"], ["行政许可", "0"]]
