"""The rules: one file a family, one function a rule. Rules never see text; they compare numbers, presence and order."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from gknlp.errors import NotAssessable
from gknlp.rules import (
    claims,
    narrative,
    problems,
    publication,
    reuse,
    sections,
    tables,
    traces,
    upwards,
    values,
    wording,
    years,
)
from gknlp.types.dossier import Dossier
from gknlp.types.rule import Outcome, Rule, Run, Severity

FAMILIES = (
    sections,
    tables,
    values,
    claims,
    narrative,
    problems,
    wording,
    publication,
    years,
    upwards,
    reuse,
    traces,
)
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for family in FAMILIES for value in vars(family).values() if isinstance(value, Rule)),
        key=lambda rule: rule.code,
    )
)


def run(dossier: Dossier, rules: tuple[Rule, ...] = RULES) -> Iterator[Run]:
    """Ask every rule about every one of its subjects."""
    doubts = dossier.report.doubts
    doubted = {doubt.table for doubt in doubts} - {""}
    doubted_before = {doubt.table for doubt in dossier.last.doubts} - {""} if dossier.last else set()
    uncertain = {key for doubt in doubts for key in doubt.sections}
    for rule in rules:
        for subject in rule.over(dossier):
            try:
                evidence = rule.check(dossier, subject.content)
            except NotAssessable as reason:
                yield Run(rule, subject, Outcome.NOT_ASSESSABLE, reason=str(reason))
                continue
            if evidence is None:
                yield Run(rule, subject, Outcome.CLEAN)
            else:
                doubtful = subject.is_unsure or subject.table in doubted or subject.section in uncertain
                doubtful = doubtful or (
                    subject.is_across and (subject.table in doubted_before or bool(dossier.kin.doubt))
                )
                yield Run(rule, subject, Outcome.BREACHED, evidence, doubtful=doubtful)


def rule_of(code: str, severity: Severity | None = None) -> Rule:
    """The rule ``code``, as grave as ``severity`` says where it is given."""
    rule = next(rule for rule in RULES if rule.code == code)
    return rule if severity in (None, rule.severity) else replace(rule, severity=severity)


def nearest(code: str) -> str:
    """The code most like ``code``, which is ``code`` itself where there is such a rule; "" where none is like it."""
    known = {rule.code: None for rule in RULES}
    return code if code in known else next(iter(get_close_matches(code, known, 1, 0.6)), "")


def _by_code(rule: Rule) -> tuple[Callable[[str, Severity], Rule], tuple[str, Severity]]:
    return rule_of, (rule.code, rule.severity)


copyreg.pickle(Rule, _by_code)  # rules hold functions: workers send them by code
