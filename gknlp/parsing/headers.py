"""The header rows of a table -> its columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from gknlp.parsing.cells import cell_value
from gknlp.parsing.vocabulary import Vocabulary
from gknlp.types.document import Cell
from gknlp.types.edition import Layout, TableForm


@dataclass(slots=True)
class Header:
    """The columns of a table as its header rows name them, left to right; a group stands until its members are read."""

    form: TableForm
    words: Vocabulary
    tokens: list[tuple[str, str]] = field(default_factory=list)
    """("column", key), ("group", key) or ("group.column", key of both)."""
    positions: dict[int, str] = field(default_factory=dict)
    width: int = 0
    """How many cells the last header row has."""

    def is_header(self, cells: list[Cell]) -> bool:
        """Whether a row names columns or groups of columns, not a row of figures."""
        named = [cell for cell in cells if self.words.column(cell.text) or self._column_group(cell.text)]
        if not named or any(cell_value(cell.text).value is not None for cell in cells):
            return False
        return any(not self.words.row(cell.text) for cell in named)

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
            column = self.words.column(cell.text) or self.words.near_column(cell.text)
            group = self._column_group(cell.text)
            if column:
                fresh.append(("column", column))
                self.positions[cell.column] = column
            elif group:
                fresh.append(("group", group))
        if any(kind == "group" for kind, _ in self.tokens):
            self._fill(fresh)
        else:
            self.tokens = fresh

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
