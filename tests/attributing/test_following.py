"""What goes away with its cause is folded under it, and nothing else is."""

from pathlib import Path

import pytest

from gknlp.attributing import attribute
from gknlp.parsing import parse
from gknlp.readers import read_bytes
from gknlp.reconciling import reconcile
from gknlp.rules import run
from gknlp.types.rule import Outcome

CASES = Path(__file__).resolve().parents[1] / "rules" / "cases"
BASE, BASE_2019 = ((CASES / f"base-{year}.md").read_text(encoding="utf-8") for year in (2021, 2019))
TOTAL = "| 1 | 0 | 0 | 1 | 2 |"


def folded(*changes, base=BASE):
    """The findings of the base report with ``changes``, by label."""
    text = base
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    dossier = reconcile(parse(read_bytes(text.encode(), "甲.md")))
    runs = tuple(run(dossier))
    again = attribute(dossier, runs)
    assert [entry.label for entry in again] == [entry.label for entry in runs]
    return {entry.label: entry for entry in again if entry.outcome is Outcome.BREACHED}


def causes(*changes, base=BASE):
    return {label: entry.cause for label, entry in folded(*changes, base=base).items()}


def test_a_clean_report_is_left_as_it_is():
    dossier = reconcile(parse(read_bytes(BASE.encode(), "甲.md")))
    runs = tuple(run(dossier))
    assert attribute(dossier, runs) is runs


def test_prose_with_the_right_number_follows_from_the_wrong_cell():
    found = folded(("| 0 | 0 | 1 | 0 | 21 |", "| 0 | 0 | 1 | 0 | 27 |"))
    chief = found["TAB010 applications-results/total"]
    assert chief.cause == "" and "“予以公开（总计）”由27改为21" in chief.evidence.explanation
    assert ("改正后", "予以公开（总计） 21") in chief.evidence.values
    assert {label for label, entry in found.items() if entry.cause == chief.label} == {
        "TAB010 applications-row/granted", "CLM001 applications.granted.total"
    }  # fmt: skip
    assert found["CLM001 applications.granted.total"].evidence.explanation.endswith("文中的数与改正后的表格相同")


def test_prose_with_another_number_stands_by_itself():
    found = causes(("| 0 | 0 | 1 | 0 | 21 |", "| 0 | 0 | 1 | 0 | 27 |"), ("予以公开21件", "予以公开25件"))
    assert found["CLM001 applications.granted.total"] == ""


def test_prose_decides_between_cells_that_would_do():
    """Of five cells of one sum each could be wrong; the prose has the total as it ought to be."""
    found = folded((TOTAL, "| 1 | 0 | 0 | 1 | 4 |"))
    chief = found["TAB010 review-total/review"]
    assert "“行政复议（总计）”由4改为2" in chief.evidence.explanation and "与文中所述一致" in chief.evidence.explanation
    assert found["CLM001 review.total"].cause == chief.label


def test_a_blank_total_stands_for_the_cells_that_prove_it():
    """予以公开（总计） is blank and proved by its row: a wrong cell of the row shows in the column of its total."""
    found = folded(
        ("| （一）予以公开 | 18 | 2 | 0 | 0 | 1 | 0 | 21 |", "| （一）予以公开 | 19 | 2 | 0 | 0 | 1 | 0 |  |")
    )
    own = [entry for entry in found.values() if entry.rule.code == "TAB010" and not entry.cause]
    assert len(own) == 1 and "“予以公开（自然人）”由19改为18" in own[0].evidence.explanation


def test_an_empty_section_says_nothing_of_the_fee():
    found = causes(("2023年未收取信息处理费。", ""))
    assert found["NAR003 report"] and found["NAR003 report"].startswith("SEC002 other/")


@pytest.mark.parametrize("words", ["国办公开办函〔2019〕60号", "国办公开办函[2019]60号"])
def test_an_old_form_cites_what_it_came_with(words):
    title = "政府信息公开工作年度报告\n"
    found = causes(("2020年", "2022年"), (title, f"{title}\n本报告根据{words}的要求编制。\n"), base=BASE_2019)
    assert found["TAB004 report"] == "" and found["NAR004 report"] == "TAB004 report"


def test_a_number_that_differs_from_the_table_and_so_from_itself_is_one_finding():
    found = causes(
        ("予以公开21件，部分公开3件", "予以公开25件，部分公开3件"),
        ("（三）监督保障。", "（三）监督保障。全年予以公开21件。"),
    )
    assert found["CLM001 applications.granted.total"] == ""
    assert found["CLM003 applications.granted.total"] == "CLM001 applications.granted.total"


def test_a_warning_of_the_prose_follows_from_a_warning_of_the_table():
    found = folded(("| 行政规范性文件 | 6 | 1 | 48 |", "| 行政规范性文件 | 6 | 1 | 4 |"))
    assert found["CLM002 normative.in_force"].cause == "TAB011 normative-stock/normative"
    assert "由4改为48" in found["TAB011 normative-stock/normative"].evidence.explanation
