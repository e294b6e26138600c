from datetime import date

import pytest
from reading import parsed

from gknlp.editions import KEYS, edition
from gknlp.errors import NotAssessable
from gknlp.rules.publication import deadlines_of

REST = "\n一、总体情况\n收到政府信息公开申请3件。\n二、主动公开政府信息情况\n无。\n"
BINDING = [
    ("云溪县财政局", "", ("department",)), ("云溪县白石镇人民政府", "", ("department",)), ("云溪县人民政府", "", ("county",)),
    ("北京市海淀区人民政府", "", ("county", "prefecture")), ("甘宁自治州人民政府", "", ("prefecture",)), ("东屏市人民政府", "", ("county", "prefecture")), ("江苏省人民政府", "", ("province",)),
    ("东屏海关", "", ("department", "system")), ("海关总署", "", ("department", "system")),
    ("东屏海关", "本报告由各部门年度报告汇总编制。", ("system",)), ("东屏经济开发区管委会", "", ("department", "county", "prefecture")),
    ("云溪县人民政府办公室", "本机关编制。", ("department",)), ("云溪县人民政府办公室", "", ("department", "county")),
    ("云溪县人民政府办公室", "本报告由各部门年度报告汇总编制。", ("county",)), ("东屏市人民政府办公室", "", ("department", "county", "prefecture")),
]  # fmt: skip


def report(agency, year, text=""):
    return parsed(f"{agency}{year}年政府信息公开工作年度报告\n{text}{REST}", "甲.txt")


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2024])
@pytest.mark.parametrize(("agency", "text", "keys"), BINDING)
def test_who_is_bound_by_which_deadline(agency, text, keys, year):
    """Leave out any deadline, and some kind of agency is bound by another."""
    assert tuple(deadline.key for deadline in deadlines_of(report(agency, year, text))) == keys


@pytest.mark.parametrize("year", [2008, 2013, 2014, 2018])
@pytest.mark.parametrize("agency", sorted({agency for agency, _, _ in BINDING}))
def test_under_the_old_regulation_all_are_bound_alike(agency, year):
    assert [deadline.day_of(year) for deadline in deadlines_of(report(agency, year))] == [date(year + 1, 3, 31)]


@pytest.mark.parametrize("key", KEYS)
def test_days_of_the_deadlines(key):
    days = {deadline.key: (deadline.month, deadline.day) for deadline in edition(key).deadlines}
    national = {"department": (1, 31), "county": (2, 20), "prefecture": (3, 10), "province": (3, 31), "system": (3, 31)}
    assert days == (national if key in ("2019", "2021") else {"any": (3, 31)})


def test_unknown_agencies_are_held_to_the_outer_limit_and_others_to_none():
    assert deadlines_of(report("", 2023))[-1].day_of(2023) == date(2024, 3, 31)
    with pytest.raises(NotAssessable):
        deadlines_of(report("云溪县人民医院", 2023))
