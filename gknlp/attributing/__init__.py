"""Which findings follow from another: one wrong cell breaks a row, a column and what the prose says, and is one fault.

Everything here is exact. A finding follows from another only where it is gone once the other is mended; nothing is
guessed, and what stays open is said to be open.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from gknlp.attributing.following import FOLLOWINGS, corrected, goes, mended, stated_amounts
from gknlp.attributing.forms import Forms
from gknlp.attributing.mending import Cause, Move, Sheet, causes, follows_from_columns
from gknlp.types.decimals import plain
from gknlp.types.dossier import Dossier, Match
from gknlp.types.edition import Identity
from gknlp.types.expression import LAST
from gknlp.types.rule import Evidence, Outcome, Run

__all__ = ["attribute"]

_MANY_MORE = 2
"""Places beside the first in which a relation to last year is broken, so that it is one fault and not several."""
_MOST_NAMED = 3
"""More ways to put a thing right say nothing."""


def attribute(dossier: Dossier, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs in their order: those that follow from another carry its label as their cause, and the others say which
    cell would mend them where that can be told."""
    breached = [run for run in runs if run.outcome is Outcome.BREACHED]
    if not breached:
        return runs
    folding = _Folding(dossier, runs, breached)
    folding.tables()
    folding.chains()
    folding.prose()
    folding.text()
    return tuple(folding.of(run) for run in runs)


def _is_across(identity: Identity) -> bool:
    return any(metric.startswith(LAST) for metric in identity.relation.metrics)


@dataclass(slots=True)
class _Folding:
    """Findings under their causes, as they are found out; the maps are by the id of a run."""

    dossier: Dossier
    runs: tuple[Run, ...]
    breached: list[Run]
    chiefs: dict[int, Run] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    values: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def of(self, run: Run) -> Run:
        """``run`` with what was found out about it."""
        chief, note = self.chiefs.get(id(run)), self.notes.get(id(run), "")
        evidence = run.evidence
        if evidence is not None and note:
            explanation = f"{evidence.explanation}；{note}" if evidence.explanation else note
            values = evidence.values + self.values.get(id(run), ())
            evidence = Evidence(evidence.message, values, evidence.places, explanation)
        if chief is None and evidence is run.evidence:
            return run
        return replace(run, evidence=evidence, cause=chief.label if chief is not None else "")

    def fold(self, run: Run, chief: Run) -> bool:
        """Put ``run`` under ``chief``, unless it is graver or surer: what is folded away must not weigh more."""
        graver = run.rule.severity.rank < chief.rule.severity.rank
        if run is chief or id(run) in self.chiefs or id(chief) in self.chiefs or graver:
            return False
        if any(other is run for other in self.chiefs.values()) or (chief.doubtful and not run.doubtful):
            return False
        self.chiefs[id(run)] = chief
        return True

    def tables(self) -> None:
        """Broken identities under the wrong cell, and under the columns that a total adds up; claims that have the right
        number with them."""
        broken = {run.subject.content.key: run for run in self.breached if isinstance(run.subject.content, Identity)}
        if not broken:
            return
        asked = (run.subject.content for run in self.runs if isinstance(run.subject.content, Identity))
        forms = Forms.of_dossier(self.dossier, (*self.dossier.edition.identities, *asked))
        identities = (run.subject.content for run in broken.values())
        sheet = Sheet.of(forms, identities, stated_amounts(forms, self.breached))
        sizes = {key: abs(form.value) for key, form in sheet.broken.items()}
        for cause in causes(sheet):
            chief = min((broken[key] for key in cause.keys), key=lambda run: self._rank(run, sizes))
            if len(cause.keys) == 1 and not cause.is_stated and _is_across(chief.subject.content):
                continue  # last year's cell may as well be wrong
            folded = [self.fold(broken[key], chief) for key in cause.keys]
            self._name(chief, cause, sum(folded))
            if len(cause.moves) == 1:
                self._claims(chief, cause.moves[0])
        for key, other in follows_from_columns(sheet):
            if self.fold(broken[key], broken[other]):
                self.notes.setdefault(id(broken[key]), "各行合计成立，总计一列的差数正是各列差数之和")

    def chains(self) -> None:
        """The many places in which one relation to last year's report is broken, under the first: a column that was begun
        anew or taken from another source is one fault."""
        families: dict[str, list[Run]] = {}
        for run in self.breached:
            chain = run.subject.content
            if isinstance(chain, Identity) and chain.is_across and id(run) not in self.chiefs:
                families.setdefault(f"{run.rule.code} {chain.family}", []).append(run)
        for first, *others in families.values():
            for run in others if len(others) >= _MANY_MORE else ():
                if self.fold(run, first):
                    self.notes[id(run)] = f"与“{first.subject.name}”是同一衔接关系"

    def _rank(self, run: Run, sizes: dict[str, Decimal]) -> tuple[int, bool, Decimal]:
        return run.rule.severity.rank, run.doubtful, -sizes[run.subject.content.key]

    def _name(self, chief: Run, cause: Cause, folded: int) -> None:
        """Say in the chief finding which cell would mend it."""
        form_cells = len(chief.subject.content.relation.metrics)
        if len(cause.moves) > _MOST_NAMED or (len(cause.keys) == 1 and 1 < len(cause.moves) >= form_cells):
            return
        what = f"{folded + 1}处不成立的勾稽关系即全部成立" if folded else "本条勾稽关系即成立"
        ways = [self._way(move) for move in cause.moves]
        if len(ways) > 1:
            self.notes[id(chief)] = f"以下任一格改正，{what}：" + "；或者".join(f"{way}" for way in ways)
            return
        stated = "，改后与文中所述一致" if cause.is_stated else ""
        self.notes[id(chief)] = f"若{ways[0]}，{what}{stated}"
        (move,) = cause.moves
        self.values[id(chief)] = tuple(
            ("改正后", f"{self._called(cell)} {plain(self._value(cell) + move.amount)}") for cell in move.cells
        )

    def _called(self, cell: str) -> str:
        return self.dossier.edition.name_of(cell)

    def _value(self, cell: str) -> Decimal:
        return self.dossier.report.stated(cell)

    def _way(self, move: Move) -> str:
        return "、".join(
            f"“{self._called(cell)}”由{plain(self._value(cell))}改为{plain(self._value(cell) + move.amount)}"
            for cell in move.cells
        )

    def _claims(self, chief: Run, move: Move) -> None:
        """The findings of the prose that are gone once the table is mended."""
        claims = [run for run in self.breached if run.rule.code.startswith("CLM") and id(run) not in self.chiefs]
        if not claims:
            return
        changed = mended(self.dossier, move)
        for run in claims:
            if not goes(self.dossier, changed, run):
                continue
            if self.fold(run, chief):
                self.notes[id(run)] = "文中的数与改正后的表格相同"
            elif self.fold(chief, run):  # the graver of the two stands
                self.notes[id(run)] = f"若{self._way(move)}，两者即相同，“{chief.subject.content.meaning}”也成立"
                self.values[id(run)] = self.values.pop(id(chief), ())
                self.notes.pop(id(chief), None)
                return

    def prose(self) -> None:
        """What is gone once the one claim that differs from the table says the same: the list it is a part of adds up,
        the places that state it agree."""
        claims = [run for run in self.breached if run.rule.code.startswith("CLM")]
        differing = [run for run in claims if isinstance(run.subject.content, Match) and id(run) not in self.chiefs]
        others = [run for run in claims if not isinstance(run.subject.content, Match) and id(run) not in self.chiefs]
        for chief in differing if others else ():
            changed = corrected(self.dossier, chief.subject.content)
            for run in others:
                if goes(self.dossier, changed, run) and self.fold(run, chief):
                    self.notes[id(run)] = "文中的数改与表格相同，本条即不存在"

    def text(self) -> None:
        """What an empty section or an old form brings with it."""
        for following in FOLLOWINGS:
            causing = [run for run in self.breached if run.rule.code == following.cause]
            for run in self.breached if causing else ():
                if run.rule.code.startswith(following.follower):
                    for cause in causing:
                        if following.applies(cause, run) and self.fold(run, cause):
                            break
