"""How a rule is made of a function, and the subjects that several rules share."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

from gknlp.types.dossier import Dossier
from gknlp.types.edition import TableForm
from gknlp.types.report import Figure
from gknlp.types.rule import Evidence, Rule, Severity, Subject

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
