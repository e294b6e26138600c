"""问题及改进 statement by statement, in the ways that units write it."""

import pytest

from gknlp.parsing.flow import flow_of
from gknlp.parsing.sections import sections_of
from gknlp.parsing.statements import statements_of
from gknlp.parsing.titles import find_titles
from gknlp.types.document import Block, BlockKind, Document


def statements(*paragraphs, title="五、存在的主要问题及改进情况"):
    lines = ("一、总体情况", "全年公开信息12条。", title, *paragraphs, "六、其他需要报告的事项", "无。")
    flow = flow_of(Document("甲", "plain", tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)))
    return statements_of(flow, sections_of(flow, find_titles(flow)))


def told(*paragraphs, **title):
    """Of each statement p or r (or - where it is neither) and the number it bears."""
    return " ".join(
        f"{statement.topic[:1] or '-'}{statement.number or ''}" for statement in statements(*paragraphs, **title)[1:]
    )


FORMS = (
    ("headings", ("（一）存在的主要问题", "一是栏目更新不及时；二是村务公开栏陈旧。", "（二）改进情况", "一是建立台账；二是更换公开栏。"), "- p1 p2 - r1 r2"),
    ("headings in the line", ("（一）主要问题。一是栏目更新慢；二是解读单一。", "（二）改进措施。一是建立台账；二是制作图解。"), "- p1 p2 - r1 r2"),
    ("headings with colons", ("（一）主要问题：更新慢、解读少。（二）改进措施：1.建立台账。2.制作图解。",), "- p - r1 r2"),
    ("one paragraph", ("工作中还存在一些不足：一是栏目更新不及时；二是解读形式单一。针对以上问题，下一步将建立台账，制作图解。",), "p p1 p2 r"),
    ("each with its own", ("一是栏目更新不及时。下一步将建立台账。", "二是解读形式单一。今后将制作图解。"), "p1 r p2 r"),
    ("its own behind a comma", ("1.栏目更新不及时，下一步将建立台账。", "2.解读形式较为单一，今后将制作图解。"), "p1 r p2 r"),
    ("named by year", ("2023年，我镇公开工作仍有短板，主要是力量薄弱。2024年，我镇将从以下方面改进：（一）配强人员。（二）开展培训。",), "p r r1 r2"),
    ("items without a word of lacking", ("存在以下问题：一是重发布轻解读；二是答复文书五花八门。", "下一步打算：一是同步解读；二是统一样式。"), "p p1 p2 - r1 r2"),
    ("remedies name problems", ("（一）主要问题", "栏目更新不及时。", "（二）改进措施", "一是对更新不及时的科室予以通报；二是逐步解决力量薄弱的困难。"), "- p - r1 r2"),
    ("what was done", ("栏目设置不够合理。针对栏目设置不合理的问题，已合并栏目六个。",), "p r"),
    ("no marks at all", ("解读形式单一，群众参与度不高。加强业务培训，丰富解读形式。",), "p r"),
    ("lists below lists", ("主要问题：一是更新慢；二是解读少。下一步：（一）抓更新。1.建立台账。2.按月通报。（二）抓解读。",), "- p1 p2 r r1 r1 r2 r2"),
    ("signed", ("解读形式单一。下一步将制作图解。", "白石镇人民政府", "2024年1月16日"), "p r"),
    ("ordinals", ("公开工作还有不足。第一，更新慢。第二，解读少。为此，我局将建立台账。",), "p p1 p2 r"),
    ("said of a thing", ("公开栏内容陈旧，新任信息员业务生疏。答复文书样式不统一。更换陈旧的公开栏，对遗漏的信息逐条补录。",), "p p -"),
    ("what will be done well", ("2024年，我局将做好以下工作：健全台账；改造网站检索功能。",), "r r"),
    ("circled", ("存在问题：①更新慢；②解读少。改进措施：①建立台账；②制作图解。",), "- p1 p2 - r1 r2"),
)  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_problems_and_remedies_are_told_apart(paragraphs, expected):
    assert told(*paragraphs) == expected


def test_places_are_those_of_the_words():
    lines = (
        "一、总体情况",
        "甲。",
        "五、存在的主要问题及改进情况",
        "　一是 更新慢。下一步将改。",
        "六、其他需要报告的事项",
        "无。",
    )
    document = Document("甲", "plain", tuple(Block(BlockKind.PARAGRAPH, line) for line in lines))
    flow = flow_of(document)
    found = statements_of(flow, sections_of(flow, find_titles(flow)))
    assert [document.text(statement.place) for statement in found] == [
        "五、存在的主要问题及改进情况",
        "一是 更新慢",
        "下一步将改",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("政府信息公开工作还有待提高。", False),
        ("我局政务公开工作虽取得一定成绩，但与群众的期望相比还存在差距。", False),
        ("2023年，我县政府信息公开工作取得了一定成效，但对照上级要求仍有不足。", False),
        ("云溪县财政局政府信息公开工作水平有待进一步提升。", False),
        ("公开的质量和力度还不够。", False),
        ("解读单一。", True),
        ("与群众期望有差距，主要是图解较少。", True),
        ("个别村公开栏更新慢。", True),
        ("人员流动大，业务不熟。", True),
        ("虽然建成了公开专区，但利用率不高。", True),
    ],
)
def test_what_would_fit_any_report_is_not_concrete(sentence, expected):
    assert statements(sentence)[1].is_concrete is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("加强业务培训。", False),
        ("丰富解读形式，拓宽公开渠道。", False),
        ("掌握群众需求，了解群众意见。", False),
        ("下一步加强业务培训。", True),
        ("每季度培训一次。", True),
        ("2024年6月底前完成改版。", True),
        ("已完成改版。", True),
        ("我局将加强业务培训。", True),
    ],
)
def test_a_time_is_seen(sentence, expected):
    assert statements("解读单一。", sentence)[-1].is_dated is expected


def test_years_numbers_and_own_names_are_masked():
    first = statements("2023年，我局收到申请12件，答复不够规范。")[1]
    again = statements("2022年，本局收到申请8件，答复不够规范。")[1]
    assert first.clauses == again.clauses and first.text != again.text


def test_a_title_of_remedies_alone_says_what_follows():
    assert told("台账逐月核对。", title="五、改进措施") == "r"
