"""Wrong cells in consistent reports, and what the tool makes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import make_reports
from reports.drafts import Draft
from reports.layouts import LAYOUTS

from gknlp.attributing import attribute
from gknlp.attributing.forms import Forms
from gknlp.parsing import parse
from gknlp.readers import read_bytes
from gknlp.reconciling import reconcile
from gknlp.rules import run
from gknlp.types.dossier import Dossier
from gknlp.types.edition import Force, Identity
from gknlp.types.rule import Outcome, Run

SEED = 11
REPORTS = tuple(number for number in range(40) if make_reports.written(SEED, number)[0].tables)
AMOUNTS = (1, 2, -1, 3, 7, -5, 10, 100)


@dataclass(frozen=True, slots=True)
class Judged:
    """A report with its runs, those that follow from another told from the others."""

    dossier: Dossier
    runs: tuple[Run, ...]
    distinct: bool = True
    """Whether the cells planted are off by different amounts."""

    @property
    def broken(self) -> list[Run]:
        """The findings about identities."""
        return [
            entry for entry in self.runs
            if entry.outcome is Outcome.BREACHED and isinstance(entry.subject.content, Identity)
        ]  # fmt: skip

    @property
    def own(self) -> list[Run]:
        """Those that follow from no other: of identities, or of claims that an identity is folded under."""
        causes = {entry.cause for entry in self.broken}
        return [entry for entry in self.runs if entry.label in causes or (entry in self.broken and not entry.cause)]

    @property
    def named(self) -> list[str]:
        """The cells named as wrong, with the values that they should have."""
        return [value for entry in self.own for name, value in entry.evidence.values if name == "改正后"]


def judge(draft: Draft) -> Judged:
    """The draft written, read, parsed and asked about."""
    document = read_bytes(LAYOUTS["markdown"][1](draft), "甲.md")
    dossier = reconcile(parse(document))
    return Judged(dossier, attribute(dossier, tuple(run(dossier))))


@cache
def identities_of(number: int) -> dict[str, frozenset[str]]:
    """The cells of a report that stand in identities, with the keys of these."""
    draft = make_reports.written(SEED, number)[0]
    dossier = judge(draft).dossier
    forms = Forms.of_dossier(dossier, dossier.edition.identities)
    cells: dict[str, set[str]] = {}
    for key, identity in forms.identities.items():
        form = forms.of(identity) if identity.force is not Force.MAY else None
        for cell in form.cells if form and identity.applies(dossier.report.figures) else ():
            cells.setdefault(cell, set()).add(key)
    return {cell: frozenset(keys) for cell, keys in cells.items() if draft.cells.get(cell, "").isdigit()}


def planted(number: int, wrong: dict[str, int]) -> tuple[Judged, set[str]]:
    """Report ``number`` with cells changed by amounts; gives what was made of it and the cells with their right values."""
    draft = make_reports.written(SEED, number)[0]
    truth, sizes = {}, []
    for metric, amount in wrong.items():
        right = int(draft.cells[metric])
        draft.cells[metric] = str(right + amount if right + amount >= 0 else right + 1)
        truth[metric] = Decimal(right)
        sizes.append(abs(int(draft.cells[metric]) - right))
    judged = replace(judge(draft), distinct=len(set(sizes)) == len(sizes))
    return judged, {f"{judged.dossier.edition.name_of(metric)} {value}" for metric, value in truth.items()}


def value(number: int, metric: str) -> int:
    """A cell of a report, -1 where it has none."""
    text = make_reports.written(SEED, number)[0].cells.get(metric, "")
    return int(text) if text.isdigit() else -1
