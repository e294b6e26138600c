"""The form that the law prescribes for a period: sections, tables, identities."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from gknlp.types.expression import LAST, Expression, Relation


class Force(Enum):
    """How strictly a relation holds."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Layout(Enum):
    """How a table of the form binds a cell to its metric."""

    MATRIX = "matrix"
    """Rows and columns each have a label; metric = table.row.column."""
    LISTING = "listing"
    """Blocks of rows under a header line of their own; metric = row.column."""
    RECORD = "record"
    """One row of figures under groups of columns; metric = group.column."""
    INDICATORS = "indicators"
    """An indicator a line: its name, its unit, its figure (metric = row) and perhaps more columns (row.column)."""


@dataclass(frozen=True, slots=True)
class Label:
    """A row, column or group of columns, with the words that name it.

    ``labels`` are all wordings met, the official one first. ``group`` is the key of the group that it lies in.
    """

    key: str
    labels: tuple[str, ...]
    group: str = ""
    columns: tuple[str, ...] = ()
    """Of a row in a listing: the keys of the columns that it has."""
    name: str = ""
    """What to call it where the official label alone would not tell, "" for the label."""

    @property
    def title(self) -> str:
        """Its Chinese name."""
        return self.name or self.labels[0]


@dataclass(frozen=True, slots=True)
class TableForm:
    """A prescribed table."""

    key: str
    name: str
    section: str
    layout: Layout
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    groups: tuple[Label, ...]
    metrics: tuple[str, ...]
    words: tuple[str, ...]
    """Words that only this table holds: it is recognised by them."""
    required: bool = True
    either: tuple[tuple[str, ...], ...] = ()
    """Sets of rows of which one is there and the others are not."""
    decimals: frozenset[str] = frozenset()
    """Columns that hold amounts of money, with decimals."""
    signed: frozenset[str] = frozenset()
    """Columns that hold changes, with a sign."""

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of the cells of a row of figures, left to right: its columns; of a record, group.column."""
        return self.metrics if self.layout is Layout.RECORD else tuple(column.key for column in self.columns)

    def metric(self, row: str, column: str) -> str:
        """The metric of a cell by the keys of its row (group of columns, in a record) and column."""
        if self.layout is Layout.MATRIX:
            return f"{self.key}.{row}.{column}"
        if self.layout is Layout.INDICATORS and column == self.columns[0].key:
            return row
        return f"{row}.{column}"


@dataclass(frozen=True, slots=True)
class SectionForm:
    """A prescribed section. ``topics`` are the keys of what it must speak of, ``variants`` the other wordings of its title
    that the notices use."""

    key: str
    number: int
    title: str
    topics: tuple[str, ...] = ()
    force: Force = Force.MUST
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation (勾稽关系) that figures of one report must, should or may satisfy.

    ``key`` is ``family/instance`` (``applications-balance/total``) and stays for ever: waivers name it. It is not asked
    where the table has a row for one of the metrics ``unless``: forms that differ in their rows differ in their sums.
    """

    key: str
    table: str
    force: Force
    relation: Relation
    meaning: str
    unless: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """What its key begins with: the relation of which it is one instance."""
        return self.key.partition("/")[0]

    @property
    def is_across(self) -> bool:
        """Whether it speaks of the year before too."""
        return any(metric.startswith(LAST) for metric in self.relation.metrics)

    def applies(self, figures: Container[str]) -> bool:
        """Whether it is asked of a table that has ``figures`` (metrics)."""
        return not any(metric in figures for metric in self.unless)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Latest publication, month and day of the year after the report year, by kind of unit.

    ``name`` says who it binds, ``levels`` are the kinds of agency (``LEVELS`` of the report's types) that it may bind:
    a kind that several name is bound by one of them, which one its name does not tell.
    """

    key: str
    name: str
    month: int
    day: int
    basis: str
    levels: tuple[str, ...]

    def day_of(self, year: int) -> date:
        """The last day for a report on ``year``."""
        return date(year + 1, self.month, self.day)


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """The form of a period. ``metrics`` maps every metric that has a cell to its Chinese name; ``sums`` maps every
    metric without a cell of its own (不予公开 = its eight rows) to its expression."""

    key: str
    name: str
    basis: str
    first_year: int
    headers: tuple[str, ...]
    sections: tuple[SectionForm, ...]
    tables: tuple[TableForm, ...]
    identities: tuple[Identity, ...]
    deadlines: tuple[Deadline, ...]
    metrics: Mapping[str, str]
    sums: Mapping[str, Expression]
    chains: tuple[Identity, ...] = ()
    """Relations between figures of one unit's reports on this year and (``last.``) the year before."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Chinese names of the metrics in ``sums`` and of those that have no cell in this edition."""

    def table(self, key: str) -> TableForm | None:
        """The table ``key``, or None."""
        return next((table for table in self.tables if table.key == key), None)

    def table_of(self, metric: str) -> str:
        """The key of the table that has a cell for ``metric``, "" for none."""
        return next((table.key for table in self.tables if metric in table.metrics), "")

    def knows(self, expression: Expression) -> bool:
        """Whether it has a cell or a sum for every metric of ``expression``."""
        return all(metric in self.metrics or metric in self.sums for metric in expression.metrics)

    def parts_of(self, metric: str) -> tuple[str, ...]:
        """The metrics that ``metric`` is the sum of, itself where it has a cell."""
        return self.sums[metric].metrics if metric in self.sums else (metric,)

    def name_of(self, metric: str) -> str:
        """The Chinese name of a metric, the key itself where there is none."""
        if metric.startswith(LAST):
            return "上年" + self.name_of(metric.removeprefix(LAST))
        return self.metrics.get(metric) or self.names.get(metric) or metric

    def describe(self, expression: Expression) -> str:
        """An expression in Chinese words: “本年新收（总计）＋上年结转（总计）”."""
        text = "".join(("－" if sign < 0 else "＋") + self.name_of(metric) for sign, metric in expression.terms)
        return text.removeprefix("＋")
