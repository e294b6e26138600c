"""TOML files -> Edition, checked on the way in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from gknlp.errors import FaultyData
from gknlp.types.edition import Deadline, Edition, Force, Identity, Label, Layout, SectionForm, TableForm
from gknlp.types.expression import Expression, Relation
from gknlp.types.report import LEVELS

_OVER = re.compile(r"^(columns|rows|groups|)(?: ([\w ]+))?$")
_PARENTHESES = re.compile(r"（[^）]*）")


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A kind of section and the words by which its title is known; each word is a tuple of parts that must all occur."""

    key: str
    name: str
    words: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    def fits(self, title: str) -> bool:
        """Whether ``title`` (no white space) is that of such a section."""
        return any(all(part in title for part in word) for word in self.words) and not any(
            word in title for word in self.unless
        )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("gknlp.editions") / f"{name}.toml").read_text(encoding="utf-8"))


def load_kinds() -> tuple[SectionKind, ...]:
    """The kinds of ``sections.toml``, in its order."""
    return tuple(
        SectionKind(
            kind["key"],
            kind["name"],
            tuple(tuple(word.split("&")) for word in kind["words"]),
            tuple(kind.get("not", ())),
            tuple(kind["hits"]),
            tuple(kind["misses"]),
        )
        for kind in _read("sections")["kinds"]
    )


def _label(entry: dict[str, Any]) -> Label:
    return Label(entry["key"], tuple(entry["labels"]), entry.get("group", ""), tuple(entry.get("columns", ())),
                 entry.get("name", ""))  # fmt: skip


def _cells(layout: Layout, entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(row, column) keys of every cell of a table; of (group, column) in a record."""
    columns = [column["key"] for column in entry["columns"]]
    if layout is Layout.RECORD:
        parents = {group.get("group", "") for group in entry["groups"]}
        rows = [group["key"] for group in entry["groups"] if group["key"] not in parents]
    else:
        rows = [row["key"] for row in entry["rows"]]
    allowed = {row["key"]: row.get("columns", columns) for row in entry.get("rows", ())}
    for row in rows:
        for column in allowed.get(row, columns):
            yield row, column


def _table(entry: dict[str, Any], required: bool) -> TableForm:
    layout = Layout(entry["layout"])
    form = TableForm(
        key=entry["key"],
        name=entry["name"],
        section=entry["section"],
        layout=layout,
        rows=tuple(map(_label, entry.get("rows", ()))),
        columns=tuple(map(_label, entry["columns"])),
        groups=tuple(map(_label, entry.get("groups", ()))),
        metrics=(),
        words=tuple(entry["words"]),
        required=required and entry.get("required", True),
        either=tuple(map(tuple, entry.get("either", ()))),
        decimals=frozenset(entry.get("decimals", ())),
        signed=frozenset(entry.get("signed", ())),
    )
    metrics = tuple(form.metric(row, column) for row, column in _cells(layout, entry))
    return TableForm(**{**{name: getattr(form, name) for name in form.__slots__}, "metrics": metrics})


def _names(table: TableForm) -> Iterator[tuple[str, str]]:
    """(metric, Chinese name) of every cell."""
    rows = {label.key: _PARENTHESES.sub("", label.title) for label in (*table.groups, *table.rows)}
    for label in table.groups:
        if label.group in rows:
            rows[label.key] = rows[label.group] + "·" + rows[label.key]
    columns = {label.key: label.labels[0] for label in table.columns}
    for metric in table.metrics:
        if table.layout is Layout.INDICATORS:
            row = next(key for key in (metric, metric.rpartition(".")[0]) if key in rows)
            yield metric, rows[row] if row == metric else f"{rows[row]}（{columns[metric.rpartition('.')[2]]}）"
            continue
        row, column = metric.split(".")[-2:]
        yield metric, f"{rows[row]}（{columns[column]}）"


def _expand(template: str, table: TableForm, over: str) -> Iterator[tuple[str, str, str]]:
    """(instance, expanded text, key of what it was expanded over) of a template with {row}, {column} or {group}."""
    if not over:
        yield "", template, ""
        return
    found = _OVER.match(over)
    if not found:
        raise FaultyData(f"over 写法有误：{over}")
    kind, chosen = found[1], (found[2] or "").split()
    labels = {"rows": table.rows, "columns": table.columns, "groups": table.groups}[kind]
    for key in chosen or [label.key for label in labels]:
        word = key
        if table.layout is Layout.INDICATORS and kind == "columns":
            word = "" if key == table.columns[0].key else f".{key}"
        yield key, template.replace("{" + kind[:-1] + "}", word), key


def _sums(table: TableForm, sums: dict[str, str]) -> Iterator[tuple[str, Expression, str]]:
    """(metric, expression, Chinese name) of every metric without a cell of its own."""
    rows = {label.key: label.title for label in (*table.groups, *table.rows)}
    columns = {label.key: label.labels[0] for label in (*table.groups, *table.columns)}
    for metric, rule in sums.items():
        if "{row}" in metric:
            members = [label.key for label in table.columns if label.group == rule.removeprefix("group ")]
            for row in table.rows:
                cells = (table.metric(row.key, member) for member in members)
                name = f"{row.title}（{columns[metric.split('.')[-1]]}）"
                yield metric.replace("{row}", row.key), Expression.total(cells), name
        elif "{column}" in metric:
            for column in table.columns:
                expression = Expression.parse(rule.replace("{column}", column.key))
                yield metric.replace("{column}", column.key), expression, f"{rows['suit']}（{column.labels[0]}）"
        elif table.layout is Layout.MATRIX:
            members = [label.key for label in table.rows if label.group == rule.removeprefix("group ")]
            for key in (*(label.key for label in table.columns), "organisations"):
                cells = (f"{table.key}.{member}.{key}" for member in members)
                yield f"{metric}.{key}", Expression.total(cells), f"{rows[metric.split('.')[1]]}（{columns[key]}）"
        else:
            members = [label.key for label in table.rows if label.group == rule.removeprefix("group ")]
            yield metric, Expression.total(members), rows[metric.split(".")[0]] + "合计"


def _identities(data: dict[str, Any], kind: str, tables: dict[str, TableForm]) -> Iterator[Identity]:
    for entry in data.get(kind, ()):
        table = tables.get(entry["table"])
        if table is None:
            raise FaultyData(f"勾稽关系 {entry['key']} 所指的表不存在：{entry['table']}")
        for instance, text, _ in _expand(entry["relation"], table, entry.get("over", "")):
            key = f"{entry['key']}/{instance}" if instance else entry["key"]
            force, unless = Force(entry["force"]), tuple(entry.get("unless", ()))
            yield Identity(key, table.key, force, Relation.parse(text), entry["meaning"], unless)


def load(key: str) -> Edition:
    """Read ``<key>.toml`` with what it includes. Raises FaultyData where a relation names a metric that is not there."""
    own = _read(key)
    sources = [(_read(name), True) for name in own.get("include", ())]
    sources = [(own, True), *sources, *((_read(name), False) for name in own.get("include_optional", ()))]
    tables: dict[str, TableForm] = {}
    metrics: dict[str, str] = {}
    sums: dict[str, Expression] = {}
    names: dict[str, str] = dict(own.get("names", {}))
    identities: list[Identity] = []
    chains: list[Identity] = []
    for data, required in sources:
        for entry in data.get("tables", ()):
            table = _table(entry, required)
            tables[table.key] = table
            metrics = dict(_names(table)) | metrics  # the form's own names go before those of forms that it includes
            for metric, expression, name in _sums(table, entry.get("sums", {})):
                sums[metric] = expression
                names.setdefault(metric, name)
        identities += _identities(data, "identities", tables)
        chains += _identities(data, "chains", tables)
    for metric, text in own.get("sums", {}).items():
        sums[metric] = Expression.parse(text)
        names.setdefault(metric, names.get(text) or metrics.get(text) or metric)
    sections = tuple(
        SectionForm(
            entry["key"],
            number,
            entry["title"],
            tuple(entry.get("topics", ())),
            Force(entry.get("force", "must")),
            tuple(entry.get("variants", ())),
        )
        for number, entry in enumerate(own["sections"], 1)
    )
    deadlines = tuple(
        Deadline(entry["key"], entry["name"], entry["month"], entry["day"], entry["basis"], tuple(entry["levels"]))
        for entry in own["deadlines"]
    )
    result = Edition(
        key, own["name"], own["basis"], own["first_year"], tuple(own["headers"]), sections,
        tuple(tables.values()), tuple(identities), deadlines, metrics, sums, tuple(chains), names,
    )  # fmt: skip
    _check(result)
    return result


def _check(edition: Edition) -> None:
    known = {*edition.metrics, *edition.sums}
    for source, used in (
        *((identity.key, identity.relation.metrics) for identity in (*edition.identities, *edition.chains)),
        *((metric, expression.metrics) for metric, expression in edition.sums.items()),
        *((identity.key, identity.unless) for identity in edition.identities),
    ):
        missing = [metric for metric in used if metric.removeprefix("last.") not in known]
        if missing:
            raise FaultyData(f"格式 {edition.key} 的 {source} 用到不存在的指标：{'、'.join(missing)}")
    for deadline in edition.deadlines:
        if unknown := set(deadline.levels) - set(LEVELS):
            raise FaultyData(
                f"格式 {edition.key} 的期限 {deadline.key} 用到不存在的单位类别：{'、'.join(sorted(unknown))}"
            )
    for table in edition.tables:
        if table.section not in {"annex", *(section.key for section in edition.sections)}:
            raise FaultyData(f"格式 {edition.key} 的表 {table.key} 所在部分不存在：{table.section}")
