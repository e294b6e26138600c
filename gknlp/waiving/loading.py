"""Files of waivers, CSV as spreadsheets save it or TOML, in any of the usual encodings -> waivers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from gknlp.errors import FaultyData
from gknlp.language.characters import fold
from gknlp.readers.aside import text_of, toml_in
from gknlp.rules import nearest
from gknlp.types.waiver import Waiver
from gknlp.waiving.fields import ANY, COLUMNS, PASSED_OVER, Row, field_of, waiver_in

_LARGEST = 50_000_000
_MOST_FAULTS = 10
_DELIMITERS = (",", "\t", ";")
_REQUIRED = ("agency", "year", "code", "reason")
_KEYS = ("waivers", "豁免")


def load(paths: Iterable[Path]) -> tuple[Waiver, ...]:
    """The waivers of ``paths``, in their order. Raises FaultyData, one Chinese line a fault."""
    return tuple(waiver for path in paths for waiver in _waivers(path))


def _waivers(path: Path) -> list[Waiver]:
    text = text_of(path, "豁免文件", _LARGEST)
    rows = list(_toml(text, path.name) if path.suffix.lower() == ".toml" else _csv(text, path.name))
    faults: list[str] = []
    waivers = []
    for row in rows:
        waiver, wrong = waiver_in(row, nearest)
        faults += wrong
        if len(faults) >= _MOST_FAULTS:
            break
        if waiver is not None:
            waivers.append(waiver)
    if faults:
        raise FaultyData("\n".join(faults))
    return waivers


def _toml(text: str, file: str) -> Iterator[Row]:
    data = toml_in(text, file)
    key = next((key for key in _KEYS if key in data), "")
    entries = data.get(key, [])
    if set(data) - {key} or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FaultyData(f"{file}：应当只有若干个 [[waivers]]，每个写一条豁免，请对照说明改正")
    for number, entry in enumerate(entries, 1):
        values: dict[str, object] = {}
        for name, value in entry.items():
            field = field_of(name)
            if not field or field in values:
                raise FaultyData(f"{file}第{number}条：{_misnamed(name, field)}")
            values[field] = value
        yield Row(file, f"{file}第{number}条", number, values)


def _csv(text: str, file: str) -> Iterator[Row]:
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    fields: list[str] = []
    for number, cells in enumerate(_records(reader, file), 1):
        if not any(cell.strip() for cell in cells):
            continue
        if not fields:
            fields = _header(cells, file)
            continue
        if any(cell.strip() for cell in cells[len(fields) :]):
            raise FaultyData(f"{file}第{number}行：比表头多出一格，内容里有逗号的格请加引号")
        yield Row(file, f"{file}第{number}行", number, dict(zip(fields, cells, strict=False)))
    if not fields:
        raise FaultyData(f"{file}：文件是空的，第一行应是表头：单位,年度,代码,对象,理由,截止")


def _records(reader: Iterator[list[str]], file: str) -> Iterator[list[str]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FaultyData(f"{file}第{number}行：引号不配对或一格过长，请用表格软件重新保存为 CSV") from error
        yield cells


def _header(cells: list[str], file: str) -> list[str]:
    """The field of each column, "" for those passed over."""
    fields: list[str] = []
    for cell in cells:
        name = "".join(fold(cell).split()).lower()
        field = field_of(name)
        if (field and field in fields) or (not field and name and name not in PASSED_OVER):
            raise FaultyData(f"{file}：{_misnamed(cell.strip(), field)}")
        fields.append(field)
    missing = [COLUMNS[field][0] for field in _REQUIRED if field not in fields]
    if missing:
        raise FaultyData(f"{file}：表头缺少“{'、'.join(missing)}”，第一行应是：单位,年度,代码,对象,理由,截止")
    return fields


def _misnamed(name: str, field: str) -> str:
    shown = "".join(character if character.isprintable() else "·" for character in name[:20])
    if field:
        return f"“{shown}”与另一列都是{COLUMNS[field][0]}，请只留一列"
    near = get_close_matches(name, ANY, 1, 0.5)
    return f"不认识的列“{shown}”，" + (
        f"是否指“{near[0]}”？" if near else "可用的有：单位、年度、代码、对象、理由、截止"
    )
