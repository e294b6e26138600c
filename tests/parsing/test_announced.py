import pytest

from gknlp.parsing.announced import announcements_of
from gknlp.parsing.flow import flow_of
from gknlp.parsing.narrative import narrative_of
from gknlp.parsing.titles import find_titles
from gknlp.types.document import Block, BlockKind, Document


def announced(sentence: str):
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in (sentence, "一、总体情况", "正文。"))
    flow = flow_of(Document("甲", "plain", blocks))
    return [(entry.count, entry.listed) for entry in announcements_of(narrative_of(flow, find_titles(flow)))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本报告由概述、主动公开情况、依申请公开情况和附表四个部分组成。", [(4, (3, 4))]),
        ("本报告共分五部分：概述、主动公开情况、依申请公开情况、存在的问题及改进情况、附表。", [(5, (5, 5))]),
        ("全文包括概述、主动公开情况、因政府信息公开申请行政复议、提起行政诉讼情况三个部分。", [(3, (3, 3))]),
        ("本报告共六部分。", [(6, None)]),
        ("公开平台由四个部分组成。", []),
        ("本报告的第三部分为数据。", []),
        ("本报告所列数据不含两部分内容公开的信息。", []),
    ],
)
def test_what_is_said_of_the_parts(sentence, expected):
    assert announced(sentence) == expected
