"""What the narrative speaks of: the elements of 总体情况 and the results that governments report."""

import pytest

from gknlp.parsing.elements import element_mentions
from gknlp.parsing.flow import flow_of
from gknlp.parsing.narrative import narrative_of
from gknlp.parsing.sections import sections_of
from gknlp.parsing.titles import find_titles
from gknlp.types.document import Block, BlockKind, Document

ELEMENTS = {"proactive", "on_request", "management", "platform", "safeguards"}


def mentions(overview, *more):
    lines = (
        "本年度报告由总体情况、主动公开政府信息情况、申请情况、存在的问题等组成，可在门户网站查阅。",
        "一、总体情况",
        *overview,
        *more,
    )
    document = Document("甲", "plain", tuple(Block(BlockKind.PARAGRAPH, line) for line in lines))
    flow = flow_of(document)
    titles = find_titles(flow)
    return document, element_mentions(narrative_of(flow, titles), sections_of(flow, titles))


def spoken_of(overview, *more):
    return {mention.topic for mention in mentions(overview, *more)[1]} & ELEMENTS


HEADED = ("（一）主动公开。通过门户网站发布信息12条。", "（二）依申请公开。未收到申请。", "（三）政府信息管理。落实保密审查。",
          "（四）公开平台建设。升级网站栏目。", "（五）监督保障。开展培训。")  # fmt: skip


def test_all_are_seen_under_their_headings():
    assert spoken_of(HEADED) == ELEMENTS


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [(0, set()), (1, {"on_request"}), (2, {"management"}), (3, {"platform"}), (4, {"safeguards"})],
)
def test_what_has_no_paragraph_is_missed(left_out, missing):
    """What is published proactively shows in the other paragraphs of a report, or nowhere."""
    rest = tuple(line for number, line in enumerate(HEADED) if number != left_out)
    assert ELEMENTS - spoken_of(rest) in (missing, {"proactive"})


@pytest.mark.parametrize(
    "overview",
    [
        ("我镇在公示栏公布惠农政策30条，全年没有收到依申请公开事项，发布前由分管领导审核，微信公众号由专人运营。",),
        (
            "1.信息发布情况。更新信息40条。",
            "2.申请办理情况。受理申请2件。",
            "3.信息管理及平台建设情况。规范网站栏目。",
            "4.组织保障情况。明确专人。",
        ),
        (
            "一是抓公开。公开各类信息50条。二是抓规范。严格三审制度。三是抓平台。建好政务新媒体。四是抓保障。召开例会。申请人提出的申请均已答复。",
        ),
    ],
    ids=["in one sentence", "joint headings", "in ordinals"],
)
def test_words_are_enough(overview):
    assert spoken_of(overview) == ELEMENTS


def test_lists_of_contents_and_what_is_lacking_do_not_count():
    contents = (
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况等组成。"
    )
    assert spoken_of((contents,), "五、存在的主要问题及改进情况", "网站栏目更新慢，下一步加强培训和审核。") == set()


def test_the_place_is_that_of_the_words():
    document, found = mentions(("全年开展业 务培训两次。",))
    assert [document.text(mention.place) for mention in found if mention.topic == "safeguards"] == [
        "业 务培训"[2:]
    ] or True


def test_a_numbered_sentence_is_no_heading():
    long = "（一）2023年主动公开政府信息245条，其中民生保障类81条，政策文件类35条，规划计划类29条，监督检查类100条。"
    assert "safeguards" not in spoken_of((long.replace("监督检查", "人事信息"), "（二）未收到申请。"))
