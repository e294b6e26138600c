"""One wrong number among headings is one finding, and the finding names the right one."""

import pytest

from gknlp.parsing import parse
from gknlp.readers import read_bytes

HAN = "一二三四五六七八九"
TITLES = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项")  # fmt: skip
TOPICS = ("主动公开。公开信息30条。", "依申请公开。未收到申请。", "政府信息管理。专人核对栏目。", "平台建设。改版门户网站。", "监督保障。组织培训两次。")  # fmt: skip


def wrong(chapters=range(1, 7), topics=range(1, 6), mark="（{}）", digits=HAN):
    """(what stands there, what ought to) of the numbers found wrong in a report numbered so."""
    lines = ["云溪县财政局2023年政府信息公开工作年度报告"]
    for number, title in zip(chapters, TITLES, strict=True):
        lines.append(f"{HAN[number - 1]}、{title}")
        lines += [mark.format(digits[n - 1]) + topic for n, topic in zip(topics, TOPICS, strict=True)] if title == "总体情况" else ["本年度情况见本部分。"]  # fmt: skip
    report = parse(read_bytes("\n".join(lines).encode(), "甲.txt"))
    return [(numbering.text[:3], numbering.expected) for numbering in report.numberings if numbering.expected]


def one_changed(count):
    for at in range(count):
        for other in range(1, count + 2):
            if other != at + 1:
                yield at, [other if n == at else n + 1 for n in range(count)]


@pytest.mark.parametrize(
    ("at", "numbers"), [pytest.param(*case, id=f"{case[0] + 1}-{case[1]}") for case in one_changed(6)]
)
def test_one_wrong_title(at, numbers):
    found = wrong(chapters=numbers)
    assert [expected for _, expected in found] == [f"{HAN[at]}、"]
    assert found[0][0].startswith(f"{HAN[numbers[at] - 1]}、")


@pytest.mark.parametrize(("mark", "digits", "shown"), [("（{}）", HAN, "（{}）"), ("{}.", "123456789", "{}."), ("（{}）", "123456789", "（{}）")])  # fmt: skip
@pytest.mark.parametrize(("at", "numbers"), list(one_changed(5)))
def test_one_wrong_heading(mark, digits, shown, at, numbers):
    if numbers[at] == 1 and at == 4:
        return  # a new list may begin there
    assert [expected for _, expected in wrong(topics=numbers, mark=mark, digits=digits)] == [shown.format(digits[at])]


def test_right_numbers():
    assert wrong() == []


def test_a_number_left_out():
    assert [expected for _, expected in wrong(topics=(1, 2, 4, 5, 6))] == ["（三）"]
    assert [expected for _, expected in wrong(topics=(1, 2, 2, 3, 4))] == ["（三）"]
