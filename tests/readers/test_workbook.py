import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from gknlp.errors import UnreadableDocument
from gknlp.readers import format_of, read_bytes
from gknlp.readers.workbook import text_of
from gknlp.types.document import BlockKind


def saved(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def sheet_of(*rows, merged=()) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for cells in merged:
        workbook.active.merge_cells(cells)
    return saved(workbook)


def changed(content: bytes, path: str, change, method=zipfile.ZIP_DEFLATED) -> bytes:
    """``content`` with one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", method) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == path else data)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
TABLE = sheet_of(
    ["青山区民政局2023年政府信息公开工作年度报告统计表"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", 0, None, 3],
    ["行政规范性文件", 12, 1, 40],
    ["填表说明：空格表示没有统计。"],
    merged=["A1:D1"],
)


def rows_of(document):
    return [
        [[cell.text for cell in block.grid.row(row)] for row in range(block.grid.rows)]
        for block in document.blocks
        if block.kind is BlockKind.GRID
    ]


def texts_of(document):
    return [block.text for block in document.blocks if block.kind is not BlockKind.GRID]


def test_title_table_and_note():
    document = read_bytes(TABLE, "甲.txt")
    assert document.format == "workbook"
    assert texts_of(document) == ["青山区民政局2023年政府信息公开工作年度报告统计表", "填表说明：空格表示没有统计。"]
    [rows] = rows_of(document)
    assert rows[1:] == [["规章", "0", "", "3"], ["行政规范性文件", "12", "1", "40"]]


def test_merged_cells_stand_once():
    content = sheet_of(
        ["三、办理结果", "（一）予以公开", None, 5],
        [None, "（二）部分公开", None, 0],
        merged=["A1:A2", "B1:C1", "B2:C2"],
    )
    [grid] = [block.grid for block in read_bytes(content, "甲.xlsx").blocks]
    assert [(c.row, c.column, c.text, c.row_span, c.column_span) for c in grid.cells] == [
        (0, 0, "三、办理结果", 2, 1),
        (0, 1, "（一）予以公开", 1, 2),
        (0, 3, "5", 1, 1),
        (1, 1, "（二）部分公开", 1, 2),
        (1, 3, "0", 1, 1),
    ]


def test_a_table_that_begins_amid_the_sheet():
    document = read_bytes(sheet_of([], [], [None, None, "规章", 1], [None, None, "规范性文件", 2]), "甲.xlsx")
    assert rows_of(document) == [[["规章", "1"], ["规范性文件", "2"]]]


def test_an_empty_row_parts_tables_but_not_a_merged_cell():
    content = sheet_of(
        ["表一"], ["规章", 1], [], ["表二"], ["受理", 1], [None, None], ["办结", 1], merged=["A5:A6", "B5:B6"]
    )
    document = read_bytes(content, "甲.xlsx")
    assert texts_of(document) == ["表一", "表二"]
    assert [len(rows) for rows in rows_of(document)] == [1, 3]


def test_every_sheet_is_read_hidden_ones_too_and_empty_ones_left_out():
    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 1])
    workbook.create_sheet("空表")
    hidden = workbook.create_sheet("云溪县财政局2023年政府信息公开工作年度报告")
    hidden.append(["规范性文件", 2])
    hidden.sheet_state = "hidden"
    document = read_bytes(saved(workbook), "甲.xlsx")
    assert rows_of(document) == [[["规章", "1"]], [["规范性文件", "2"]]]
    assert document.metadata == (("title", "云溪县财政局2023年政府信息公开工作年度报告"),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (74.0, "74"), (-3.0, "-3"), (0.0, "0"), (1024, "1024"), (176.2, "176.2"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"),
        (123456789012.5, "123456789012.5"), (1e22, "10000000000000000000000"), (float("nan"), ""), (float("inf"), ""),
        (" 007 ", "007"), ("第一行\r\n第二行", "第一行\n第二行"), (True, "TRUE"),
        (datetime.date(2024, 1, 5), "2024-01-05"), (datetime.datetime(2024, 1, 5), "2024-01-05"),
    ],
)  # fmt: skip
def test_values_are_as_typed(value, text):
    assert text_of(value) == text


@given(st.decimals(-(10**9), 10**9, places=2))
def test_money_is_as_typed(amount):
    assert float(text_of(float(amount))) == float(amount) and "e" not in text_of(float(amount)).lower()


def test_error_cells_keep_their_text():
    workbook = openpyxl.Workbook()
    workbook.create_sheet("表二").append(["总计", 5])
    workbook.active.append(["总计", "#REF!", "#DIV/0!"])
    assert rows_of(read_bytes(saved(workbook), "甲.xlsx")) == [[["总计", "#REF!", "#DIV/0!"]], [["总计", "5"]]]


def refused(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read_bytes(content, "甲.xlsx")
    assert str(caught.value).startswith("甲.xlsx：") and "\n" not in str(caught.value)


def test_two_cells_far_apart_are_not_laid_out():
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "规章"
    workbook.active["XFD1048576"] = 1
    refused(saved(workbook), "超过 200000 格")


def test_cells_without_addresses_are_counted():
    row = b"<row>" + b"<c><v>1</v></c>" * 500 + b"</row>"
    head, tail = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>',
        b"</sheetData></worksheet>",
    )
    refused(changed(TABLE, SHEET, lambda _: head + row * 500 + tail, zipfile.ZIP_STORED), "超过 200000 格")


def test_bombs_and_entities_are_refused():
    refused(changed(TABLE, SHEET, lambda data: data + b" " * 45_000_000), "压缩炸弹")
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    refused(changed(TABLE, SHEET, lambda data: data.replace(b"<worksheet", entity + b"<worksheet", 1)), "实体")
    refused(changed(TABLE, "xl/workbook.xml", lambda data: entity + data), "实体")


def test_one_long_text_in_very_many_cells_is_refused():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(20_000):
            sheet.write_string(row, 0, "公开" * 16_000)
    refused(stream.getvalue(), "不像年度报告")


def test_an_empty_workbook():
    refused(saved(openpyxl.Workbook()), "没有内容")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 99))
def test_truncated_workbooks_are_refused(percent):
    with pytest.raises(UnreadableDocument, match=r"^甲\.xlsx：[^\n]*$"):
        read_bytes(TABLE[: len(TABLE) * percent // 100], "甲.xlsx")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(TABLE) - 1), st.integers(0, 255))
def test_damaged_workbooks_are_read_or_refused(at, byte):
    damaged = TABLE[:at] + bytes([byte]) + TABLE[at + 1 :]
    try:
        read_bytes(damaged, "甲.xlsx")
    except UnreadableDocument as error:
        assert str(error).startswith("甲.xlsx") and "\n" not in str(error)


def test_the_format_is_told_by_content():
    assert format_of(TABLE) == "workbook"


def test_merged_cells_that_overlap_are_refused():
    ranges = b'<mergeCell ref="A1:D5"/>' * 20_000 + b"</mergeCells>"
    refused(changed(TABLE, SHEET, lambda data: data.replace(b"</mergeCells>", ranges), zipfile.ZIP_STORED), "互相重叠")


def test_binary_workbooks_are_named():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.bin", b"\x83\x01\x00")
    refused(stream.getvalue(), "xlsb")
