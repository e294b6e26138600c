"""Odd tables: a figure is bound by its labels, or it is not taken, with a doubt; it is never bound wrongly."""

from decimal import Decimal
from pathlib import Path

import pytest

from gknlp.parsing import parse
from gknlp.readers import read_bytes

BASE = (Path(__file__).resolve().parents[1] / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
HEADER = "| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
GRANTED = "| （一）予以公开 | 18 | 2 | 0 | 0 | 1 | 0 | 21 |"


def report(*changes: tuple[str, str]):
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse(read_bytes(text.encode(), "甲.md"))


RIGHT = {metric: figure.value for metric, figure in report().figures.items()}


@pytest.mark.parametrize(
    "change",
    [
        (GRANTED, "| （一）予以公开 | 18 | 2 | 0 | 1 | 0 | 21 |"),
        (GRANTED, "| （一）予以公开 | 18 | 18 | 2 | 0 | 0 | 1 | 0 | 21 |"),
        (HEADER, HEADER.replace(" 总计 |", "")),
        ("| 2.重复申请 |", "| 2.多次来件 |"),
    ],
    ids=["a cell too few", "a cell too many", "a column without a name", "an unknown row"],
)
def test_what_does_not_fit_is_not_taken(change):
    found = report(change)
    assert len(found.figures) < len(RIGHT)
    assert all(figure.value == RIGHT[metric] for metric, figure in found.figures.items())
    assert found.doubts


@pytest.mark.parametrize(
    ("label", "garbled"),
    [("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"), ("7.属于行政执法案卷", "7.属手行政执法案眷"),
     ("1.本机关不掌握相关政府信息", "1.本机关不掌握相关攻府信息")],
)  # fmt: skip
def test_a_garbled_label_is_read_with_a_doubt(label, garbled):
    found = report((f"| {label} |", f"| {garbled} |"))
    assert {metric: figure.value for metric, figure in found.figures.items()} == RIGHT
    assert [doubt.table for doubt in found.doubts if garbled in doubt.message] == ["applications"]


def test_an_unclear_figure_beside_a_garbled_label():
    found = report((GRANTED, "| （一）予以公闭 | 18 | 2 | 0⁇ | 0 | 1 | 0 | 21 |"))
    assert found.figures["applications.granted.total"].value == 21
    assert found.figures["applications.granted.research"].value is None


def test_a_garbled_label_does_not_take_the_place_of_another_row():
    found = report(("| 2.重复申请 |", "| 1.信访举报投诉申请 |"))
    assert found.figures["applications.refused_petition.total"].value == RIGHT["applications.refused_petition.total"]
    assert "applications.refused_repeat.total" not in found.figures


def test_an_unclear_figure_is_not_assessable():
    found = report((GRANTED, GRANTED.replace("| 21 |", "| 21⁇ |")))
    figure = found.figures["applications.granted.total"]
    assert figure.value is None and figure.unsure and "21" in figure.reason


def test_columns_follow_their_names_not_their_order():
    found = report(("| 自然人 | 商业企业 |", "| 商业企业 | 自然人 |"))
    assert found.figures["applications.new.business"].value == 30
    assert found.figures["applications.new.natural_person"].value == 4


def test_without_column_names_the_sum_must_confirm_the_order():
    header = (HEADER + "|---|---|---|---|---|---|---|---|\n", "")
    found = report(header)
    assert {metric: figure.value for metric, figure in found.figures.items()} == RIGHT
    assert any("法定列序" in doubt.message for doubt in found.doubts)
    broken = report(header, (GRANTED, GRANTED.replace("| 21 |", "| 22 |")))
    assert "applications.granted.total" not in broken.figures


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("1,200", 1200, ""), ("１２００", 1200, ""), ("1200件", 1200, "件"), ("0", 0, "")]
)
def test_ways_to_write_a_number(text, value, unit):
    figure = report(("| 行政许可 | 1200 |", f"| 行政许可 | {text} |")).figures["licence.decisions"]
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["", "/", "—", "-", " "])
def test_blank_is_not_zero(text):
    figure = report(("| 行政许可 | 1200 |", f"| 行政许可 | {text} |")).figures["licence.decisions"]
    assert figure.value is None and figure.blank


def test_one_row_of_other_results_in_the_form_of_2021():
    rows = BASE[BASE.index("| 1.申请人无正当理由") : BASE.index("| （七）总计")]
    found = report((rows, "| （六）其他处理 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |\n"))
    assert found.figures["applications.other.business"].value == 1
    assert found.stated("applications.other.total") == 1
    assert found.figures["applications.result_total.total"].value == 35


def test_blanks_that_the_sums_prove():
    found = report((GRANTED, "| （一）予以公开 | 18 | 2 |  |  | 1 |  |  |"))
    assert "applications.granted.research" in found.derived
    assert found.known("applications.granted.total") == 21
    assert found.figures["applications.granted.total"].value is None


def test_a_column_that_the_form_knows_is_read_beside_those_of_another_form():
    rows = "| 行政许可 | {}1200 |\n| 行政处罚 | {}310 |\n| 行政强制 | {}12 |"
    earlier = "| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n|---|---|---|---|\n" + rows.replace(
        "{}", "40 | -2 | "
    )
    found = report(("| 信息内容 | 本年处理决定数量 |\n|---|---|\n" + rows.replace("{}", ""), earlier))
    assert {metric: figure.value for metric, figure in found.figures.items()} == RIGHT
