"""The reading checks itself: a table that breaks many identities at once is more likely misread than misreported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.parsing.reading import Reading
from gknlp.types.document import Document, Doubt
from gknlp.types.edition import Edition, Force, Identity, Layout
from gknlp.types.expression import Expression

MOST_BROKEN = 4
"""One wrong cell breaks three identities at most (its row, its column, the balance), a wrong total one more."""


_LAID_OUT = frozenset({"pdf", "image", "ofd"})
"""Formats whose tables are lines and words on a page, put together again by the reader."""


def broken(edition: Edition, reading: Reading) -> dict[str, list[Identity]]:
    """The identities that must hold and do not, by table."""
    result: dict[str, list[Identity]] = {}
    for identity in edition.identities:
        is_asked = identity.table in reading.places and identity.applies(reading.figures)
        if identity.force is Force.MUST and is_asked and _is_broken(edition, reading, identity):
            result.setdefault(identity.table, []).append(identity)
    return result


def broken_at_once(document: Document, edition: Edition, reading: Reading, others: Iterable[Doubt]) -> list[Doubt]:
    """A doubt for each table that breaks more than ``MOST_BROKEN`` identities which no single cell explains; not where the
    file itself draws the table and no one of the doubts found otherwise is of it: then its figures are what it says."""
    others = tuple(others)
    doubts = []
    for key, identities in broken(edition, reading).items():
        shared = Counter(cell for identity in identities for cell in _cells(edition, reading, identity))
        if len(identities) <= MOST_BROKEN or max(shared.values()) == len(identities):
            continue
        if _is_certain(document, edition, reading, key, others) and not _is_shifted(edition, reading, identities):
            continue
        form = edition.table(key)
        name = form.name if form else key
        message = f"{name}有{len(identities)}条勾稽关系同时不成立，可能是读取有误，请先与原件核对再作判断"
        doubts.append(Doubt(message, reading.places[key][0], key))
    return doubts


def _is_certain(document: Document, edition: Edition, reading: Reading, key: str, others: Iterable[Doubt]) -> bool:
    """Whether the cells of a table are those that the file draws, each a plain number or blank."""
    blocks = {place.block for place in reading.places[key]}
    if document.format in _LAID_OUT or any(doubt.table == key or _is_in(doubt, blocks) for doubt in others):
        return False
    grids = [document.blocks[block].grid for block in blocks]
    figures = [figure for metric, figure in reading.figures.items() if edition.table_of(metric) == key]
    return all(grid is not None and grid.spans_known for grid in grids) and not any(
        figure.unsure or (figure.value is None and not figure.blank) for figure in figures
    )


def _is_in(doubt: Doubt, blocks: set[int]) -> bool:
    return doubt.place is not None and doubt.place.block in blocks


def _is_shifted(edition: Edition, reading: Reading, identities: list[Identity]) -> bool:
    """Whether some row would hold with its cells one column further, as where a converter moved them."""
    for identity in identities:
        form = edition.table(identity.table)
        if form is None or form.layout is not Layout.MATRIX:
            continue
        rows = {cell.split(".")[1] for cell in _cells(edition, reading, identity)}
        if len(rows) != 1:
            continue
        (row,) = rows
        metrics = [form.metric(row, column.key) for column in form.columns]
        if any(metric not in reading.figures for metric in metrics):
            continue
        for step in (1, -1):
            moved = {m: reading.figures[metrics[(n + step) % len(metrics)]] for n, m in enumerate(metrics)}
            if not _is_broken(edition, replace(reading, figures=reading.figures | moved), identity):
                return True
    return False


def _is_broken(edition: Edition, reading: Reading, identity: Identity) -> bool:
    def lookup(metric: str) -> Decimal:
        if metric not in reading.figures and metric in edition.sums:
            return edition.sums[metric].value(lookup)
        figure = reading.figures.get(metric)
        if figure is None or figure.value is None:
            raise NotAssessable(metric)
        return figure.value

    try:
        return not identity.relation.holds(lookup)
    except NotAssessable:
        return False


def _cells(edition: Edition, reading: Reading, identity: Identity) -> set[str]:
    """The cells that an identity speaks of."""

    def leaves(expression: Expression) -> set[str]:
        found: set[str] = set()
        for metric in expression.metrics:
            if metric not in reading.figures and metric in edition.sums:
                found |= leaves(edition.sums[metric])
            else:
                found.add(metric)
        return found

    return leaves(identity.relation.left) | leaves(identity.relation.right)
