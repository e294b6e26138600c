import pytest

from gknlp.parsing.flow import flow_of
from gknlp.parsing.sections import numberings_of, sections_of
from gknlp.parsing.titles import find_titles
from gknlp.types.document import Block, BlockKind, Document

TITLES = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
          "五、存在的主要问题及改进情况", "六、其他需要报告的事项")  # fmt: skip


def flow(*lines: str):
    return flow_of(Document("甲", "plain", tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)))


def test_text_before_the_first_title_is_kept():
    text = flow("临江市青山区人民政府年度报告", *TITLES)
    assert sections_of(text, find_titles(text))[0].key == "preamble"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一、总体情况", "（一）甲。", "（二）乙。", "三、丙丁戊。"], ["（三）"]),
        (["一、总体情况", "正文。", "三、收到和处理政府信息公开申请情况", "无。"], ["二、"]),
        (["一、总体情况", "（一）甲。", "（二）乙。"], []),
        (["一、总体情况", "（一）甲。", "（二）乙。", "（四）丁。"], ["（三）"]),
        (["一、总体情况", "（一）甲。", "（二）乙。", "（二）丙。", "（三）丁。"], ["（三）"]),
        (["一、总体情况", "1.甲。", "2.乙。", "2.丙。"], ["3."]),
        (["一、总体情况", "（1）甲。", "（2）乙。", "（5）丙。"], ["（3）"]),
        # a list that begins anew, goes on below another heading, or has its number inside a line
        (["一、总体情况", "（一）甲。", "（二）乙。", "（一）丙。", "（二）丁。"], []),
        (["一、总体情况", "（一）甲。1.甲。2.乙。", "（二）乙。3.丙。4.丁。"], []),
        (["一、总体情况", "（一）甲的情况（二）乙。", "（三）丙。"], []),
        (["一、总体情况", "公开信息12.5万条。2023.5.1起施行。", "1.甲。", "2.乙。"], []),
        # a title that lost its number
        (["一、总体情况", "正文。", "主动公开政府信息情况", "正文。", "三、收到和处理政府信息公开申请情况"], []),
        (["一、总体情况", "正文。", "主动公开政府信息情况", "正文。", "五、收到和处理政府信息公开申请情况"], ["二、"]),
    ],
)
def test_numbering(lines, expected):
    text = flow(*lines)
    assert [entry.expected for entry in numberings_of(text, find_titles(text), []) if entry.expected] == expected
