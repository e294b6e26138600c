"""Odd tables: a figure is bound by its labels, or it is not taken, with a doubt; it is never bound wrongly."""

from decimal import Decimal
from pathlib import Path

import pytest

from gknlp.parsing import parse
from gknlp.parsing.cells import cell_value
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


APPLICATIONS = BASE[BASE.index(HEADER) : BASE.index("## 四、")]
REVIEW = BASE[BASE.index("行政复议\n\n| 结果维持") : BASE.index("## 五、")]
KINDS = "| 类别 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|---|\n"


def values(found):
    return {metric: figure.value for metric, figure in found.figures.items()}


def test_what_two_tables_say_differently_is_not_assessable():
    other = APPLICATIONS.replace("| 21 |", "| 22 |").replace("| 2.重复申请 | 0 |", "| 2.重复申请 |  |")
    for tables in (APPLICATIONS + other, other + APPLICATIONS):
        found = report((APPLICATIONS, tables))
        for metric in ("applications.granted.total", "applications.refused_repeat.natural_person"):
            figure = found.figures[metric]
            assert figure.value is None and figure.unsure and "两张表" in figure.reason
        doubts = [doubt.message for doubt in found.doubts if "两张表" in doubt.message]
        assert len(doubts) == 1 and "（" in doubts[0] and "applications." not in doubts[0]


@pytest.mark.parametrize("caption", ["2022年收到和处理政府信息公开申请情况表", "二〇二二年情况表", "上年情况"])
def test_the_table_of_another_year_is_left_out(caption):
    other = APPLICATIONS.replace(" 21 |", " 99 |").replace("| 30 |", "|  |")
    for tables in (f"{caption}\n\n{other}2023年\n\n{APPLICATIONS}", f"{APPLICATIONS}{caption}\n\n{other}"):
        found = report((APPLICATIONS, tables))
        assert values(found) == RIGHT
        assert [doubt.table for doubt in found.doubts if "未采用" in doubt.message] == ["applications"]


def test_the_only_table_is_read_whatever_year_its_caption_names():
    found = report((HEADER, "2022年情况表\n\n" + HEADER))
    assert values(found) == RIGHT and any("2022年" in doubt.message for doubt in found.doubts)


def test_rows_name_the_kind_of_case():
    rows = "| 行政复议 | 1 | 0 | 0 | 1 | 2 |\n| 行政诉讼（未经复议直接起诉） | 0 | 0 | 0 | 0 | 0 |\n| 复议后起诉 | 1 | 0 | 0 | 0 | 1 |\n\n"
    assert values(report((REVIEW, KINDS + rows))) == RIGHT


def test_suits_without_their_kinds_are_no_reviews():
    rows = "| 行政复议 | | | | | |\n| 行政诉讼 | 1 | 0 | 0 | 0 | 1 |\n\n"
    found = report((REVIEW, "无行政复议。\n\n" + KINDS + rows))
    assert found.figures["review.total"].blank and "suit_direct.total" not in found.figures
    assert any("没有分列" in doubt.message for doubt in found.doubts)


def test_a_row_without_a_kind_under_both_is_not_taken():
    found = report((REVIEW, KINDS.replace(" 类别 |", "").replace("|---|\n", "|\n") + "| 1 | 0 | 0 | 1 | 2 |\n\n"))
    assert "review.total" not in found.figures


LATE = "| 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 |"


@pytest.mark.parametrize("words", ["1.申请人无正当理由逾期不补正", "1.逾期不补正"])
def test_a_short_label_behind_the_heading_of_its_rows(words):
    found = report((LATE, f"| （六）其他处理 | {words} |"))
    assert values(found) == RIGHT


def test_an_unknown_label_behind_the_heading_of_its_rows_is_not_taken_for_it():
    found = report((LATE, "| （六）其他处理 | 1.某种别的缘故 |"))
    assert "applications.other.total" not in found.figures
    assert "applications.other_no_correction.total" not in found.figures
    assert any("某种别的缘故" in doubt.message for doubt in found.doubts)


@pytest.mark.parametrize("text", ["1200¹", "1200①", "1200*", "1200[1]"])
def test_a_mark_of_a_note_is_no_digit(text):
    assert report(("| 行政许可 | 1200 |", f"| 行政许可 | {text} |")).figures["licence.decisions"].value == 1200


def test_two_numbers_in_a_cell_are_not_one():
    for text in ("12\n00", "1203\n17", "12¹\n3"):
        assert cell_value(text).value is None and cell_value(text).unsure
    assert cell_value("12\n万元").value == 12


def test_the_unit_of_a_column():
    figure = report(("| 信息内容 | 本年收费金额（单位：万元） |", "| 信息内容 | 本年收费金额（单位：元） |")).figures[
        "fee.amount"
    ]
    assert (figure.value, figure.unit) == (Decimal("35.6"), "元")


def test_columns_of_other_years_are_left_out():
    rows = "".join(f"| {name} | 件 | {{}}{n} | {n + 50} |\n" for n, name in enumerate(
        ("主动公开文件数", "受理依申请公开信息总数", "当面申请数", "传真申请数", "对申请的答复总数"), 3))  # fmt: skip
    head = "| 指标名称 | 计量单位 | {}2017年度 | 历年累计 |\n|---|---|{}---|---|\n"
    text = "甲县财政局2017年政府信息公开工作年度报告\n\n一、主动公开政府信息情况\n\n公开信息。\n\n二、依申请公开情况\n\n无。\n\n附表\n\n"
    one = parse(read_bytes((text + head.format("", "") + rows.format(*[""] * 5)).encode(), "甲.md"))
    two = parse(read_bytes((text + head.format("2016年度 | ", "---|") + rows.format(*["9 | "] * 5)).encode(), "甲.md"))
    assert one.figures["disclosed.total"].value == 3 and values(one) == values(two)


def matrix(new: str):
    """A web page of the table of applications of which the first row has the figures ``new``."""

    def row(name: str, cells: str) -> str:
        return f'<tr><td colspan="3">{name}</td>' + "".join(f"<td>{cell}</td>" for cell in cells.split()) + "</tr>"

    table = (
        row("申请人情况", "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计")
        + row("一、本年新收政府信息公开申请数量", new)
        + row("二、上年结转政府信息公开申请数量", "1 0 0 0 0 0 1")
        + row("四、结转下年度继续办理", "0 0 0 0 0 0 0")
    )
    html = "<h1>甲县财政局2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>公开信息。</p>"
    html += (
        f"<h2>三、收到和处理政府信息公开申请情况</h2><table>{table}</table><h2>六、其他需要报告的事项</h2><p>无。</p>"
    )
    return parse(read_bytes(html.encode(), "甲.html"))


@pytest.mark.parametrize("row", ["3 0 0 0 0 5", "2 3 0 0 0 0 0 5", "2 0 0 0 5"])
def test_a_row_that_lost_or_gained_a_cell_is_not_read(row):
    assert matrix("2 3 0 0 0 0 5").figures["applications.new.business"].value == 3
    found = matrix(row)
    assert not any(
        name.startswith("applications.new.") and figure.value is not None for name, figure in found.figures.items()
    )
    assert found.figures["applications.carry_in.total"].value == 1
    assert any("对不上" in doubt.message for doubt in found.doubts)


@pytest.mark.parametrize(
    ("text", "value", "unit", "note"),
    [
        ("22（其中修订16件）", 22, "", "其中修订16件"), ("22件，其中修订16件", 22, "件", "其中修订16件"), ("0件", 0, "件", "件"), ("251000元", 251000, "元", "元"),
        ("35.6（万元）", Decimal("35.6"), "万元", "万元"), ("减4", -4, "", ""), ("减4项", -4, "项", "项"), ("1,206（含上年结转6件）", 1206, "", "含上年结转6件"),
        ("共22件（均为修订）", 22, "件", "均为修订"), ("5（其中2023年修订3件）", 5, "", "其中2023年修订3件"), ("12①", 12, "", ""), ("22", 22, "", ""),
    ],
)  # fmt: skip
def test_a_number_with_words_beside_it(text, value, unit, note):
    found = cell_value(text)
    assert (found.value, found.unit, found.note) == (value, unit, note)


@pytest.mark.parametrize(
    "text", ["22（23）", "22件（23件）", "22，另有5件", "22（另5）", "3（其中修订16件）", "10（+2）"]
)
def test_two_numbers_in_one_cell_are_not_told_apart(text):
    assert cell_value(text).value is None and cell_value(text).unsure


@pytest.mark.parametrize("text", ["1（一）予以公开", "1.属于国家秘密", "2023年度", "其他（含撤回）", "约22", "22+5"])
def test_labels_and_words_are_no_numbers(text):
    assert cell_value(text).value is None
