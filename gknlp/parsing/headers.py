"""The header rows of a table -> its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gknlp.language.characters import fold, label
from gknlp.parsing.cells import cell_value
from gknlp.parsing.vocabulary import Vocabulary
from gknlp.types.document import Cell
from gknlp.types.edition import Layout, TableForm

OTHER_YEAR = ""
"""The key of a column that holds the figures of another year."""
_YEAR_BEFORE = re.compile(r"上一?年|去年|(?:19|20)\d\d年")
_UNIT = re.compile(r"单位[:：]?(亿元|元)(?!\w)")
"""Units other than that of the form."""


@dataclass(slots=True)
class Header:
    """The columns of a table as its header rows name them, left to right; a group stands until its members are read."""

    form: TableForm
    words: Vocabulary
    year: int | None = None
    """The report's year."""
    tokens: list[tuple[str, str]] = field(default_factory=list)
    """("column", key), ("group", key) or ("group.column", key of both)."""
    positions: dict[int, str] = field(default_factory=dict)
    width: int = 0
    """How many cells the last header row has."""
    units: dict[str, str] = field(default_factory=dict)
    """The units that columns are headed by, where they differ from those of the form."""

    def is_header(self, cells: list[Cell]) -> bool:
        """Whether a row names columns or groups of columns, not a row of figures."""
        if any(cell_value(cell.text).value is not None for cell in cells):
            return False
        named = [cell for cell in cells if self.words.column(cell.text) or self._column_group(cell.text)]
        if not named or not self._names_columns(cells):
            return False
        return any(not self.words.row(cell.text) for cell in named)

    def _names_columns(self, cells: list[Cell]) -> bool:
        """Whether a row of a record goes on with the header, not with the label of a row whose figures are blank."""
        is_blank = len(cells) > 1 and all(cell_value(cell.text).blank for cell in cells[1:])
        return self.form.layout is not Layout.RECORD or not (is_blank and len(cells) > len(self.keys()) > 0)

    def _column_group(self, text: str) -> str | None:
        key = self.words.group(text)
        if key is None or self.form.layout is Layout.RECORD:
            return key
        return key if any(column.group == key for column in self.form.columns) else None

    def read(self, cells: list[Cell]) -> None:
        """Take in one header row."""
        self.width = len(cells)
        fresh: list[tuple[str, str]] = []
        for cell in cells:
            column = self.words.column(cell.text) or self._near_column(cell.text)
            group = self._column_group(cell.text)
            if self.words.is_other_year(cell.text, self.year):
                fresh.append(("column", OTHER_YEAR))
            elif column:
                fresh.append(("column", column))
                self.positions[cell.column] = column
                unit = _UNIT.search("".join(fold(cell.text).split()))
                if unit:
                    self.units[column] = unit[1]
            elif group:
                fresh.append(("group", group))
        if any(kind == "group" for kind, _ in self.tokens):
            self._fill(fresh)
        else:
            self.tokens = fresh

    def _near_column(self, text: str) -> str | None:
        """The column that a garbled label names; words of the year before garble none of this year."""
        return None if _YEAR_BEFORE.match(label(text)) else self.words.near_column(text)

    def _fill(self, fresh: list[tuple[str, str]]) -> None:
        """Put the members of the groups in the place of the groups, in order."""
        result: list[tuple[str, str]] = []
        for kind, key in self.tokens:
            if kind != "group":
                result.append((kind, key))
                continue
            members = self._take(key, fresh)
            result += members or [(kind, key)]
        self.tokens = result

    def _take(self, group: str, fresh: list[tuple[str, str]]) -> list[tuple[str, str]]:
        subgroups = {entry.key for entry in self.form.groups if entry.group == group}
        members: list[tuple[str, str]] = []
        while fresh:
            kind, key = fresh[0]
            if self.form.layout is Layout.RECORD and kind == "column":
                token = ("group.column", f"{group}.{key}")
                if subgroups or token in members:
                    break
            elif kind == "group":
                token = (kind, key)
                if key not in subgroups:
                    break
            else:
                token = (kind, key)
                if not any(entry.key == key and entry.group == group for entry in self.form.columns):
                    break
            members.append(token)
            del fresh[0]
        return members

    def keys(self) -> list[str]:
        """The columns read, left to right; of a record group.column."""
        return [key for kind, key in self.tokens if kind != "group"]
