import pytest

from gknlp.parsing.flow import flow_of
from gknlp.parsing.titles import find_titles
from gknlp.types.document import Block, BlockKind, Document

TITLES = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
          "五、存在的主要问题及改进情况", "六、其他需要报告的事项")  # fmt: skip
KEYS = ["overview", "disclosure", "applications", "litigation", "problems", "other"]


def flow(*lines: str):
    return flow_of(Document("甲", "plain", tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)))


def keys(*lines: str):
    return [title.key for title in find_titles(flow(*lines))]


def numbered(*prefixes: str):
    return [line for prefix, title in zip(prefixes, TITLES, strict=True) for line in (prefix + title[2:], "正文。")]


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


def test_title_and_text_in_one_paragraph():
    assert keys("一、概述。今年工作扎实。", "二、主动公开。公开信息30条。", "三、依申请公开。未收到申请。") == [
        "overview",
        "disclosure",
        "applications",
    ]


@pytest.mark.parametrize(
    "prefixes",
    [
        ["1.", "2.", "3.", "4.", "5.", "6."],
        ["1、", "2、", "3、", "4、", "5、", "6、"],
        ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）"],
        ["（1）", "（2）", "（3）", "（4）", "（5）", "（6）"],
        ["一", "二", "三", "四", "五", "六"],
        ["第一部分 ", "第二部分 ", "第三部分 ", "第四部分 ", "第五部分 ", "第六部分 "],
        [""] * 6,
    ],
)
def test_other_numberings(prefixes):
    assert keys(*numbered(*prefixes)) == KEYS


def test_a_lower_numbering_does_not_vie_with_the_upper():
    lines = numbered("一、", "二、", "三、", "四、", "五、", "六、")
    lines[1:2] = ["（一）主动公开政府信息情况", "正文。", "（二）依申请公开情况", "正文。"]
    assert keys(*lines) == KEYS


@pytest.mark.parametrize(
    ("title", "key"),
    [("一、总休情况", "overview"), ("二、主动公幵政府信息情况", "disclosure"), ("四、政府信息公开行政法复议、行政诉讼情况", "litigation"),
     ("二、主动公开政府政府信息情况", "disclosure"), ("五、存在的主要间题及改进情祝", "problems")],
)  # fmt: skip
def test_a_title_with_wrong_letters(title, key):
    assert keys(title, "正文。") == [key]


def test_a_garbled_title_carries_a_doubt():
    [title] = find_titles(flow("一、总休情况", "正文。"))
    assert "总休情况" in title.doubt


def test_a_short_heading_of_another_kind_is_not_taken_for_a_garbled_title():
    assert keys("一、总体情况", "正文。", "二、主动服务企业情况", "正文。") == ["overview", "additional"]


def test_a_table_with_its_title_inside_a_line():
    text = "一、概述。工作有序。 主动公开信息9条。 2012年1月9日 附件1：云溪县2011年政府信息公开情况统计表 指标名称 计量单位 2011年度"
    titles = find_titles(flow(text))
    assert titles[-1].key == "annex" and titles[-1].text.startswith("附件1")


def test_a_table_named_in_a_sentence_is_no_title():
    text = "一、概述。报告由概述、主动公开和政府信息公开情况统计表三部分组成。"
    assert "annex" not in keys(text)


def test_a_numbered_row_of_figures_is_no_title():
    assert keys(*TITLES[:3], "三、本年度办理结果 40 6 0 0 2 1 49", "四、某项办理 2 0 0 0 0 0 2", *TITLES[3:]) == KEYS
