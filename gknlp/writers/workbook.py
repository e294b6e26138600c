"""An Excel workbook: 概览, 问题, 文表比对, 不予判定, 数据, 得分, 排名 and, where there is something to remark, 说明. Text of reports is never taken for a formula, a link or a number."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gknlp.types.audit import Batch
from gknlp.writers import frames

if TYPE_CHECKING:
    from pandas import DataFrame

_LONGEST = 32_767
_WIDE = {"文件": 34, "单位": 26, "问题": 60, "数值": 30, "说明": 60, "备注": 40, "名称": 34, "指标": 36, "位置": 26, "扣分说明": 60,
         "项目": 34, "对象": 30, "指纹": 18, "格式": 18, "评分": 52, "未评说明": 40, "类别": 18, "评分一": 52, "评分二": 52, "项目一": 34, "项目二": 34,
         "差别说明": 70, "由此引起": 50, "键": 30, "原文": 40, "表中指标": 36, "原因": 50, "结果": 16, "文中的数": 14}  # fmt: skip
_SHARES = frozenset({"可评比例", "得分率", "得分率一", "得分率二"})
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_EPOCH = datetime(2020, 1, 1)


def write(batch: Batch) -> bytes:
    """The workbook's bytes; the same batch gives the same ones."""
    sheets = (
        ("概览", frames.overview),
        ("问题", frames.findings),
        ("文表比对", frames.claims),
        ("不予判定", frames.not_assessable),
        ("数据", frames.figures),
        ("得分", frames.scores),
        ("排名", frames.ranking),
    )
    built = [(name, build(batch)) for name, build in sheets]
    if batch.remarks:
        built.append(("说明", frames.remarks(batch)))
    return book_of("政府信息公开工作年度报告核查结果", built)


def book_of(title: str, sheets: list[tuple[str, DataFrame]]) -> bytes:
    """A workbook of the ``sheets`` (name, table)."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    book.set_properties({"title": title, "created": _EPOCH})
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "share": book.add_format({"num_format": "0.00%", "valign": "top"}),
        "错误": book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE", "valign": "top"}),
        "警告": book.add_format({"font_color": "#7F6000", "bg_color": "#FFEB9C", "valign": "top"}),
    }
    for name, frame in sheets:
        _sheet(book.add_worksheet(name), frame, formats)
    book.close()
    return stream.getvalue()


def _sheet(sheet: Any, frame: DataFrame, formats: dict[str, Any]) -> None:
    columns = list(frame.columns)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, _WIDE.get(column, 10))
        sheet.write_string(0, index, column, formats["head"])
    for row, values in enumerate(frame.itertuples(index=False, name=None), 1):
        for index, value in enumerate(values):
            _cell(sheet, row, index, columns[index], value, formats)
    sheet.freeze_panes(1, 0)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(columns) - 1)


def _cell(sheet: Any, row: int, index: int, column: str, value: object, formats: dict[str, Any]) -> None:
    if value is None or value != value:
        return
    if isinstance(value, (int, float)):
        sheet.write_number(row, index, value, formats["share"] if column in _SHARES else formats["text"])
        return
    text = str(value)[:_LONGEST]
    sheet.write_string(row, index, text, formats.get(text, formats["text"]) if column == "级别" else formats["text"])
