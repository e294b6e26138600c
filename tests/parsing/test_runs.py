"""Run-together digits of whole tables: cut where the form decides, else not assessable with the reason."""

import pytest

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


@pytest.mark.parametrize(("stated", "value"), [("34条", "5085"), ("345条", None), ("7条", None), ("34余条", None)])
def test_the_prose_tells_a_sum_of_all_years_from_the_years_own(stated, value):
    """345085 is 34 and 5085 where the prose says 34; the year's own figure stays open, it could not be compared."""
    text = (
        f"云溪县财政局2016年政府信息公开年度报告\n一、概述\n2016年做好公开工作。\n二、主动公开政府信息情况\n全年主动公开政府信息{stated}。\n"
        "三、依申请公开政府信息情况\n未收到申请。\n四、存在的主要问题及改进情况\n更新不够及时，将建立台账。\n附表\n"
        "指标名称计量单位2016年度历年累计主动公开文件数条345085其中：1.政府网站公开数条345085 2.政府公报公开数条00受理依申请公开信息总数条00"
        "其中：1.当面申请数条00 2.网上申请数条00 3.信函、传真申请数条00对申请的答复总数条00其中：1.同意公开答复数条00"
        "2.同意部分公开答复数条00 3.不予公开答复数条00 4.其他类型答复数条00行政复议数件00行政诉讼数件00"
    )
    report = parse(read_bytes(text.encode(), "甲.txt"))
    assert report.figures["disclosed.total"].value is None
    derived = report.derived.get("disclosed.total.cumulative")
    assert (derived and str(derived.value)) == value
