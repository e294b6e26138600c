"""Run-together digits of whole tables: cut where the form decides, else not assessable with the reason."""

from gknlp.parsing import parse
from gknlp.readers import read_bytes

HEAD = "标题: 云溪县财政局2020年政府信息公开工作年度报告\n====\n一、总体情况收到政府信息公开申请3件。二、主动公开政府信息情况"
LISTING = "第二十条第（六）项信息内容上一年项目数量本年增/减处理决定数量行政处罚{}行政强制{}第二十条第（八）项"


def figures(penalty: str, coercion: str):
    text = HEAD + LISTING.format(penalty, coercion) + "三、收到和处理政府信息公开申请情况无。"
    return parse(read_bytes(text.encode(), "甲.txt")).figures


def test_a_sign_begins_the_cell_of_changes():
    found = figures("2648-18538", "126-70")
    assert found["penalty.last_year"].value == 2648
    assert found["penalty.change"].value is None and "4种拆法" in found["penalty.change"].reason
    assert [found[f"coercion.{key}"].value for key in ("last_year", "change", "decisions")] == [126, -7, 0]


def test_digits_that_nothing_decides_are_not_assessable():
    found = figures("3962278", "100")
    assert all(found[f"penalty.{key}"].value is None for key in ("last_year", "change", "decisions"))
    assert [found[f"coercion.{key}"].value for key in ("last_year", "change", "decisions")] == [1, 0, 0]


def test_one_number_for_several_cells():
    text = (
        "云溪县2013年政府信息公开工作年度报告\n一、概述\n收到政府信息公开申请3件。\n二、主动公开政府信息情况\n无。\n"
        "三、附表\n指标名称 计量单位 2013年度 历年累计 主动公开信息数 条 72 98 其中：1.网站公开 条 40 60 2.政府公报公开 条 0 "
        "受理依申请公开信息总数 条 3 5 其中：1.当面申请数 条 3 5 2.传真申请数 条 0 0 3.电子邮件申请数 条 0 0 对申请的答复数 条 3 5"
    )
    report = parse(read_bytes(text.encode(), "甲.txt"))
    assert report.figures["disclosed.total"].value == 72 and report.figures["disclosed.total.cumulative"].value == 98
    assert (
        report.figures["channel.gazette"].value is None and "不知属于哪一格" in report.figures["channel.gazette"].reason
    )
    assert not any("连写" in doubt.message for doubt in report.doubts)
