"""The reading checks itself: a table that breaks many identities at once is more likely misread than misreported."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.parsing.reading import Reading
from gknlp.types.document import Doubt
from gknlp.types.edition import Edition, Force, Identity
from gknlp.types.expression import Expression

MOST_BROKEN = 4
"""One wrong cell breaks three identities at most (its row, its column, the balance), a wrong total one more."""


def broken(edition: Edition, reading: Reading) -> dict[str, list[Identity]]:
    """The identities that must hold and do not, by table."""
    result: dict[str, list[Identity]] = {}
    for identity in edition.identities:
        is_asked = identity.table in reading.places and identity.applies(reading.figures)
        if identity.force is Force.MUST and is_asked and _is_broken(edition, reading, identity):
            result.setdefault(identity.table, []).append(identity)
    return result


def broken_at_once(edition: Edition, reading: Reading) -> list[Doubt]:
    """A doubt for each table that breaks more than ``MOST_BROKEN`` identities which no single cell explains."""
    doubts = []
    for key, identities in broken(edition, reading).items():
        shared = Counter(cell for identity in identities for cell in _cells(edition, reading, identity))
        if len(identities) <= MOST_BROKEN or max(shared.values()) == len(identities):
            continue
        form = edition.table(key)
        name = form.name if form else key
        message = f"{name}有{len(identities)}条勾稽关系同时不成立，可能是读取有误，请先与原件核对再作判断"
        doubts.append(Doubt(message, reading.places[key][0], key))
    return doubts


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
