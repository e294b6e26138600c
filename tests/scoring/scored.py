"""Rubrics and runs for the tests of scoring, built by hand."""

import tomllib
from decimal import Decimal

from gknlp.rules import RULES
from gknlp.scoring.validating import rubric_in
from gknlp.types.rule import Evidence, Outcome, Rule, Run, Severity, Subject

CODES = tuple(rule.code for rule in RULES)
LEVELS = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTICE}
OUTCOMES = {
    ".": Outcome.CLEAN,
    "x": Outcome.BREACHED,
    "?": Outcome.NOT_ASSESSABLE,
    "d": Outcome.BREACHED,
    "c": Outcome.BREACHED,
}
HEAD = 'name = "甲"\ntotal = {total}\nsource = {{ kind = "ours" }}\n'


def rule(code, severity=Severity.ERROR):
    """A rule of that code that is never asked."""
    return Rule(code, "name", "名", severity, "条例", None, None, "")


def runs(code, marks, level="E"):
    """One run for each mark: . clean, x breached, ? not assessable, d breached on a doubted reading, c a follow-on finding."""
    return [
        Run(
            rule(code, LEVELS[level]),
            Subject(f"s{number:02}", "对象", None),
            OUTCOMES[mark],
            Evidence(f"问题{number}") if mark in "xdc" else None,
            "没有此格" if mark == "?" else "",
            mark == "d",
            "TAB001 t" if mark == "c" else "",
        )
        for number, mark in enumerate(marks)
    ]


def rubric(items, total=10, codes=CODES):
    """The rubric of these items, as TOML."""
    return rubric_in(tomllib.loads(HEAD.format(total=total) + items, parse_float=Decimal), "甲.toml", "own", codes)


def item(key, points, rest):
    """One item as TOML."""
    return f'[[items]]\nkey = "{key}"\nname = "项目{key}"\npoints = {points}\n{rest}\n'


def card_item(card, key):
    """The item ``key`` of a scorecard."""
    return next(entry for entry in card.items if entry.key == key)
