import pytest

from gknlp.parsing.flow import flow_of
from gknlp.parsing.sections import find_titles, numberings_of, sections_of
from gknlp.types.document import Block, BlockKind, Document

TITLES = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
          "五、存在的主要问题及改进情况", "六、其他需要报告的事项")  # fmt: skip
KEYS = ["overview", "disclosure", "applications", "litigation", "problems", "other"]


def flow(*lines: str):
    return flow_of(Document("甲", "plain", tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)))


def keys(*lines: str):
    return [title.key for title in find_titles(flow(*lines))]


def test_six_titles():
    assert keys(*(line for title in TITLES for line in (title, "正文。"))) == KEYS


def test_titles_run_into_the_text():
    assert keys("".join(title + "正文在此。" for title in TITLES)) == KEYS


def test_a_title_named_in_prose_is_none():
    lines = [
        "一、总体情况",
        "详见“三、收到和处理政府信息公开申请情况”部分。",
        "三、收到和处理政府信息公开申请情况",
        "无。",
    ]
    assert keys(*lines) == ["overview", "applications"]


def test_a_contents_list_is_none():
    lines = [*TITLES, *(line for title in TITLES for line in (title, "正文。"))]
    titles = find_titles(flow(*lines))
    assert [title.key for title in titles] == KEYS


def test_labels_of_the_form_are_no_titles():
    assert keys("三、收到和处理政府信息公开申请情况", "一、本年新收政府信息公开申请数量", "四、结转下年度继续办理") == [
        "applications"
    ]


def test_text_before_the_first_title_is_kept():
    text = flow("临江市青山区人民政府年度报告", *TITLES)
    assert sections_of(text, find_titles(text))[0].key == "preamble"


def test_title_and_text_in_one_paragraph():
    assert keys("一、概述。今年工作扎实。", "二、主动公开。公开信息30条。", "三、依申请公开。未收到申请。") == [
        "overview",
        "disclosure",
        "applications",
    ]


def test_lost_title_of_problems():
    titles = find_titles(
        flow("一、总体情况", "正文。", "（一）主要问题", "力量薄弱。", "六、其他需要报告的事项", "无。")
    )
    assert [(title.key, title.is_lost) for title in titles] == [
        ("overview", False),
        ("problems", True),
        ("other", False),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一、总体情况", "（一）甲。", "（二）乙。", "三、丙丁戊。"], ["（三）"]),
        (["一、总体情况", "正文。", "三、收到和处理政府信息公开申请情况", "无。"], ["二、"]),
        (["一、总体情况", "（一）甲。", "（二）乙。"], []),
    ],
)
def test_numbering(lines, expected):
    text = flow(*lines)
    assert [entry.expected for entry in numberings_of(text, find_titles(text), []) if entry.expected] == expected
