"""One row of a file of waivers -> a waiver, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from gknlp.language.characters import fold
from gknlp.types.waiver import Waiver

COLUMNS = {
    "agency": ("单位", "单位名称", "机关", "agency"),
    "year": ("年度", "年份", "year"),
    "code": ("代码", "规则", "规则代码", "code"),
    "subject": ("对象", "subject"),
    "reason": ("理由", "豁免理由", "原因", "reason"),
    "until": ("截止", "截止日期", "截至", "有效期至", "到期", "到期日", "until"),
}
"""Each field and what its column may be called."""
ANY = tuple(name for names in COLUMNS.values() for name in names)
PASSED_OVER = frozenset("文件 级别 名称 问题 数值 说明 位置 读取存疑 指纹 豁免 备注 序号".split())
"""Columns of the table of findings, which people copy rows from, and of their own notes."""
_FIELDS = {name: field for field, names in COLUMNS.items() for name in names}
_LOST = "\ufffd"
_LONGEST = {"agency": 100, "subject": 300, "reason": 500}
_YEARS = range(2000, 2101)
_YEAR = re.compile(r"(\d{4})(?:\.0)?(?:年度?)?")
_DATE = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_MIDNIGHT = re.compile(r" 0?0:00(?::00)?$")
_FOR_GOOD = frozenset({"", "长期", "长期有效", "永久"})
_GUARDED = re.compile(r"'[=+\-@\t]")


@dataclass(frozen=True, slots=True)
class Row:
    """What a file says in one row, by field; ``where`` are words for the place."""

    file: str
    where: str
    number: int
    values: dict[str, object]


def field_of(name: str) -> str:
    """The field that a column is for, "" for none."""
    return _FIELDS.get("".join(fold(name).split()).lower(), "")


def waiver_in(row: Row, nearest: Callable[[str], str]) -> tuple[Waiver | None, list[str]]:
    """The waiver of ``row``, or lines on what is wrong; ``nearest`` gives the rule code most like another."""
    faults: list[str] = []

    def text(field: str) -> str:
        value = row.values.get(field, "")
        found = "" if value is None else " ".join(str(value).split())
        found = found[1:] if _GUARDED.match(found) else found  # so did our own CSV keep it from being a formula
        if not isinstance(value, (str, int, float, date)) or isinstance(value, bool):
            faults.append(f"{row.where}：{_named(field)}应是文字，请改正")
        elif _LOST in found:
            faults.append(f"{row.where}：{_named(field)}有无法解码的字符，请把文件另存为 UTF-8 编码后再试")
        elif len(found) > _LONGEST.get(field, 60):
            faults.append(f"{row.where}：{_named(field)}超过{_LONGEST.get(field, 60)}字，请缩短")
        else:
            return found
        return ""

    def needed(field: str, what: str) -> str:
        before = len(faults)
        found = text(field)
        if not found and len(faults) == before:
            faults.append(f"{row.where}：缺少{_named(field)}，{what}")
        return found

    agency = needed("agency", "请写核查结果中的单位名称")
    year = _year(needed("year", "请写年度，如 2023"), row, faults)
    code = _code(needed("code", "请写规则代码，如 TAB010"), row, nearest, faults)
    subject = text("subject")
    reason = needed("reason", "豁免须写明理由")
    until = _until(text("until"), row, faults)
    if agency in ("*", "＊"):
        faults.append(f"{row.where}：单位不能写“*”，豁免须写明单位；对所有单位都不查的规则请写入 ignore")
    if faults:
        return None, faults
    subject = "" if subject in ("*", "＊") else subject
    return Waiver(agency, year, code, subject, reason, until, row.file, row.number), []


def _named(field: str) -> str:
    return f"{COLUMNS[field][0]}（{field}）"


def _year(text: str, row: Row, faults: list[str]) -> int:
    found = _YEAR.fullmatch(fold(text))
    if found and int(found[1]) in _YEARS:
        return int(found[1])
    if text:
        faults.append(f"{row.where}：年度“{text}”应是{_YEARS[0]}至{_YEARS[-1]}的年份，如 2023；不同年度请分行写")
    return 0


def _code(text: str, row: Row, nearest: Callable[[str], str], faults: list[str]) -> str:
    code = fold(text).upper()
    near = nearest(code)
    if code and near != code:
        hint = f"是否指 {near}？" if near else ""
        faults.append(f"{row.where}：没有规则“{text}”，{hint}用 gknlp rules 查看全部规则")
    return code


def _until(text: str, row: Row, faults: list[str]) -> date | None:
    if text in _FOR_GOOD:
        return None
    found = _DATE.fullmatch("".join(_MIDNIGHT.sub("", fold(text)).split()))
    try:
        if found:
            return date(*(int(part) for part in found.groups() if part))
        return datetime.fromisoformat(text).date()
    except ValueError:
        faults.append(f"{row.where}：截止“{text}”不是日期，请写成 2025-12-31；长期有效的留空")
        return None
