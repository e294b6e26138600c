"""How a rule is made of a function, and the subjects that several rules share."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from gknlp.errors import NotAssessable
from gknlp.types.dossier import Dossier
from gknlp.types.edition import TableForm
from gknlp.types.report import SLIPS, Figure, Report, Slip
from gknlp.types.rule import Evidence, Rule, Severity, Subject

_LITTLE_PROSE = 200
"""Characters: titles of tables, a line on who filled them in."""

Check = Callable[[Dossier, Any], Evidence | None]


def rule(
    code: str, name: str, severity: Severity, basis: str, over: Callable[[Dossier], Iterable[Subject]]
) -> Callable[[Check], Rule]:
    """Make a rule of a check: its docstring is the rule's page, the first line of it the title. Registers nothing."""

    def make(check: Check) -> Rule:
        page = inspect.cleandoc(check.__doc__ or "")
        return Rule(code, name, page.partition("\n")[0].rstrip("。"), severity, basis, over, check, page)

    return make


def whole(dossier: Dossier) -> list[Subject]:
    """The report as the one subject."""
    return [Subject("report", "整份报告", dossier.report)]


def found_tables(dossier: Dossier) -> list[Subject]:
    """The tables of the form that the report has."""
    found = {table.key for table in dossier.report.tables}
    return [Subject(form.key, form.name, form, form.key) for form in dossier.edition.tables if form.key in found]


def figures_of(dossier: Dossier, form: TableForm) -> list[Figure]:
    """The cells of a table that were read, in the order of the form."""
    figures = dossier.report.figures
    return [figures[metric] for metric in form.metrics if metric in figures]


def numbered(keys: Iterable[str]) -> Iterator[str]:
    """``keys`` told apart: the second of the same becomes key#2, the third key#3."""
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key}#{seen[key]}"


def need_prose(report: Report) -> None:
    """A file of nothing but the form's tables has no text to be judged."""
    titled = [section for section in report.sections if section.key != "preamble"]
    is_bare = bool(report.tables) and all(section.tables or section.unread for section in titled)
    if is_bare and sum(section.length for section in report.sections) <= _LITTLE_PROSE:
        raise NotAssessable("文件里只有表格，没有正文")


def slipped(*kinds: str) -> Callable[[Dossier], list[Subject]]:
    """The slips of ``kinds``, those of the same words as one subject; where there is none, the report with nothing found."""

    def over(dossier: Dossier) -> list[Subject]:
        found: dict[str, list[Slip]] = {}
        for slip in dossier.report.slips:
            if slip.kind in kinds:
                found.setdefault(f"{slip.kind}/{slip.text}", []).append(slip)
        is_unsure = dossier.report.is_scanned
        return [
            Subject(key, f"{SLIPS[slips[0].kind]}：{slips[0].text}", tuple(slips), is_unsure=is_unsure)
            for key, slips in found.items()
        ] or [Subject("report", "整份报告", ())]

    return over
