"""Shares, rates and changes computed again, on reports made by hand."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gknlp.parsing import parse
from gknlp.readers import read_bytes
from gknlp.reconciling import reconcile
from gknlp.types.dossier import Kin

BASE = (Path(__file__).parents[1] / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
OLD = "收到政府信息公开申请35件，"


def report(sentence):
    return parse(read_bytes(BASE.replace(OLD, sentence).encode(), "甲.md"))


def last(new):
    """The report of the year before, with ``new`` applications received."""
    base = report(OLD)
    figure = base.figures["applications.new.total"]
    figures = {**base.figures, figure.metric: replace(figure, value=Decimal(new))}
    return replace(base, figures=figures, masthead=replace(base.masthead, year=2022))


def checks(sentence, earlier=None):
    dossier = reconcile(report(sentence), Kin() if earlier is None else Kin((last(earlier),), ""))
    return [(check.kind, check.status.value) for check in dossier.checks]


@pytest.mark.parametrize(
    ("sentence", "earlier", "expected"),
    [
        (OLD + "同比增长25%，", 28, ["agrees", "agrees"]),
        (OLD + "同比增长24%，", 28, ["agrees", "differs"]),
        (OLD + "同比下降25%，", 28, ["differs", "agrees"]),
        (OLD + "较上年减少5件，", 40, ["agrees", "agrees"]),
        (OLD + "较2019年减少5件，", 40, ["cannot_tell", "cannot_tell"]),
        (OLD + "与上年持平，", 35, ["agrees"]),
        (OLD + "与上年持平，", 30, ["differs"]),
        (OLD + "与上年基本持平，", 34, ["agrees"]),
        (OLD + "同比增长约四成，", 28, ["agrees", "differs"]),
    ],
)
def test_changes_against_last_year(sentence, earlier, expected):
    kinds = ["direction", "growth"][: len(expected)]
    assert sorted(checks(sentence, earlier)) == sorted(zip(kinds, expected, strict=True))


def test_without_last_year_nothing_can_be_told():
    assert {status for _, status in checks(OLD + "同比增长25%，")} == {"cannot_tell"}


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("35件，占应办总量的94.6%，", "agrees"),
        ("35件，占应办总量的94%，", "differs"),
        ("35件，占应办总量的九成以上，", "agrees"),
        ("35件，占应办总量近九成，", "differs"),
    ],
)
def test_the_decimals_and_the_hedge_say_what_is_allowed(share, expected):
    assert ("share", expected) in checks(OLD.replace("35件，", share))


def test_a_share_cut_off_is_told_from_a_wrong_one():
    [check] = reconcile(report(OLD.replace("35件，", "35件，占应办总量的94.5%，"))).checks
    assert check.is_cut and check.status.value == "differs" and "94.6%" in check.explanation


def test_wholes_of_a_table_that_is_not_prescribed_and_not_there_do_not_matter():
    """Since 2019 the form asks for no table of indicators, though a report may still have it."""
    base = (Path(__file__).parents[1] / "rules" / "cases" / "base-2019.md").read_text(encoding="utf-8")
    found = parse(
        read_bytes(base.replace("## 三、", "全年予以公开1件，占办结总数的99.9%。\n\n## 三、", 1).encode(), "甲.md")
    )
    statuses = {
        check.status.value for check in reconcile(found).checks if check.kind == "share" and "99.9" in check.text
    }
    assert statuses == {"differs"}
