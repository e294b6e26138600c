"""What two reports share: exact shares, passages at their places, and nothing that is not there."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from writings import OWN, invented, writing

from gknlp.reuse import find
from gknlp.reuse.candidates import CROWD, candidates, index_of, sample_of
from gknlp.reuse.comparing import prepare, share_of
from gknlp.reuse.joining import block_of, joined
from gknlp.types.reuse import TraceKind

NOTHING = np.zeros(0, dtype=np.uint64)


def counted(one):
    """{stretch: set of hashes} of what counts in a report, and all hashes of it."""
    hashes = one.shingled.hashes
    return {stretch: set(hashes[at].tolist()) for stretch, at in one.counted}, set(one.ordered.hashes.tolist())


def test_a_copied_section_is_found_with_its_words_on_both_sides():
    source = writing("云溪县民政局", 2021, ("problems", OWN[8:12]))
    copy = writing("云溪县财政局", 2022, ("overview", OWN[:3]), ("problems", OWN[8:12]))
    (pair,) = find([copy, source]).pairs
    assert (pair.later, pair.earlier, pair.is_ordered) == (copy, source, True)
    assert pair.shares[0].masked == 1 and pair.shares[0].raw == 1
    (passage,) = pair.passages
    assert passage.is_exact and passage.stretch == 1
    assert copy.stretches[1].text[passage.start : passage.end] == "。".join(OWN[8:12])
    assert source.stretches[0].text[passage.earlier_start : passage.earlier_end] == "。".join(OWN[8:12])


def test_changed_numbers_lower_the_raw_share_only():
    source = writing(
        "云溪县民政局", 2021, ("overview", ["抽调3名业务骨干，分成12个小组，逐栏目核对345条链接是否失效", *OWN[4:6]])
    )
    copy = writing(
        "云溪县财政局", 2022, ("overview", ["抽调7名业务骨干，分成28个小组，逐栏目核对961条链接是否失效", *OWN[4:6]])
    )
    (pair,) = find([source, copy]).pairs
    assert pair.shares[0].masked == 1 > pair.shares[0].raw
    assert not pair.passages[0].is_exact


def test_shuffled_sentences_are_passages_of_their_own():
    sentences = [OWN[0], OWN[4], OWN[7], OWN[10]]
    source = writing("云溪县民政局", 2021, ("overview", sentences))
    copy = writing("云溪县财政局", 2022, ("overview", [sentences[2], sentences[0], sentences[3], sentences[1]]))
    (pair,) = find([source, copy]).pairs
    text = copy.stretches[0].text
    assert [text[passage.start : passage.end] for passage in pair.passages] == [
        sentences[2], sentences[0], sentences[3], sentences[1]
    ]  # fmt: skip


def test_form_and_law_and_short_answers_are_nobodys_words():
    said = [
        "2022年我局未收到政府信息公开申请", "没有发生因政府信息公开引发的行政复议和行政诉讼", "我局未收取信息处理费",
        "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止", "无其他需要报告的事项",
    ]  # fmt: skip
    one, other = (writing(agency, 2022, ("other", said)) for agency in ("云溪县民政局", "临江市财政局"))
    assert find([one, other]).pairs == ()


def test_reports_of_one_year_without_dates_have_no_order():
    one, other = (writing(agency, 2022, ("problems", OWN[6:12])) for agency in ("云溪县民政局", "云溪县财政局"))
    assert not find([one, other]).pairs[0].is_ordered
    dated = writing("云溪县水利局", 2022, ("problems", OWN[6:12]), published=date(2023, 1, 9))
    later = writing("云溪县审计局", 2022, ("problems", OWN[6:12]), published=date(2023, 1, 20))
    (pair,) = find([later, dated]).pairs
    assert pair.is_ordered and pair.earlier is dated


def test_reports_compared_against_others_are_not_compared_among_these():
    old = [writing(f"云溪县{trade}局", 2021, ("problems", OWN[6:12])) for trade in ("民政", "水利")]
    new = writing("云溪县财政局", 2022, ("problems", OWN[6:12]))
    assert {(pair.later.agency, pair.earlier.agency) for pair in find([new], against=old).pairs} == {
        ("云溪县财政局", "云溪县民政局"), ("云溪县财政局", "云溪县水利局")
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_no_pair_is_missed_and_every_share_is_exact(seed):
    random = Random(seed)
    pool = [invented(random, 12) for _ in range(6)]
    writings = []
    for number in range(40):
        taken = random.sample(random.choice(pool), random.randint(2, 10))
        own = invented(random, random.randint(0, 12))
        sentences = taken + own
        random.shuffle(sentences)
        writings.append(writing(f"云溪县第{number}局", 2015 + number % 7, ("overview", sentences)))
    found = find(writings, Decimal("0.3"))
    ready = {entry.file: prepare(entry, NOTHING) for entry in found.writings}
    sets = {file: counted(one) for file, one in ready.items()}
    true = set()
    for first in sets:
        for second in sets:
            mine, theirs = sets[first][0], sets[second][1]
            if first != second and any(len(own & theirs) * 10 >= 3 * len(own) for own in mine.values()):
                true.add(frozenset((first, second)))
    reported = {frozenset((pair.later.file, pair.earlier.file)) for pair in found.pairs if pair.most >= Decimal("0.3")}
    assert true and len(true - reported) <= 0.05 * len(true)
    for pair in found.pairs:
        mine, theirs = sets[pair.later.file][0], sets[pair.earlier.file][1]
        for share in pair.shares:
            own = mine[share.stretch]
            assert (share.counted, share.masked) == (len(own), share_of(len(own & theirs), len(own)))
            assert share.raw <= share.masked


def test_a_sentence_told_over_and_over_has_a_passage_but_no_share():
    said = ["窗口印制了方言版问答折页分送各村"] * 8
    (pair,) = find([writing(agency, 2022, ("problems", said)) for agency in ("云溪县民政局", "云溪县财政局")]).pairs
    assert pair.shares == () and pair.passages and pair.most == 0


def test_the_order_of_the_files_changes_nothing():
    writings = [
        writing(f"云溪县{trade}局", 2020 + n, ("problems", OWN[n : n + 7]))
        for n, trade in enumerate(("民政", "水利", "财政"))
    ]
    assert find(writings) == find(writings[::-1])


def test_candidates_are_the_same_alone_and_in_a_crowd():
    random = Random(5)
    shared = invented(random, 8)
    count = CROWD + 30
    crowd = [writing(f"云溪县第{n}局", 2020, ("overview", shared)) for n in range(count)]
    samples = [sample_of(prepare(entry, NOTHING).shingled) for entry in crowd]
    blocks = [block_of(samples[:50], 0), block_of(samples[50:], 50)]
    pairs = {tuple(divmod(pair, count)) for pair in joined(blocks, count).tolist()}
    assert {number for pair in pairs for number in pair} == set(range(count))
    assert len(pairs) < count * 10
    index = index_of(samples)
    alone = {(min(number, other), max(number, other)) for number in range(count)
             for other in candidates(samples[number], index).tolist() if other != number}  # fmt: skip
    assert pairs == alone


class TestTraces:
    """What gives copying away."""

    def test_the_name_of_the_other_unit(self):
        source = writing(
            "云溪县民政局", 2021, ("overview", [*OWN[4:7], "云溪县民政局还约请村民代表旁听专题会，当场答疑十余问"])
        )
        copy = writing(
            "临江市青山区财政局",
            2022,
            ("overview", [*OWN[4:7], "云溪县民政局还约请村民代表旁听专题会，当场答疑十余问"]),
        )
        (pair,) = find([source, copy]).pairs
        (trace,) = [trace for trace in pair.traces if trace.kind is TraceKind.NAME]
        assert (trace.text, trace.expected) == ("云溪县民政局", "临江市青山区财政局")
        assert copy.stretches[0].text[trace.start : trace.end] == "云溪县民政局"

    def test_the_year_of_last_years_report(self):
        left = "2021年，办公室逐条梳理流程短板，共排查薄弱环节若干处"
        pair = find([writing("云溪县民政局", year, ("overview", [*OWN[4:8], left])) for year in (2021, 2022)]).pairs[0]
        assert [(trace.kind, trace.text, trace.expected) for trace in pair.traces] == [
            (TraceKind.YEAR, "2021年", "2022年")
        ]

    def test_a_year_that_history_happened_in_is_none(self):
        told = "2021年印发的操作规程继续执行，各股室照章办理各类事项"
        pair = find([writing("云溪县民政局", year, ("overview", [*OWN[4:8], told])) for year in (2021, 2022)]).pairs[0]
        assert pair.traces == ()

    def test_our_county_in_the_report_of_a_city(self):
        said = "我县各单位报送稿件质量参差，审稿往返次数偏多"
        source = writing("云溪县人民政府", 2021, ("problems", [*OWN[8:11], said]))
        copy = writing("东屏市人民政府", 2022, ("problems", [*OWN[8:11], said]))
        (pair,) = find([source, copy]).pairs
        assert [(trace.kind, trace.text) for trace in pair.traces] == [(TraceKind.LEVEL, "我县")]

    def test_four_numbers_alike_of_another_unit(self):
        said = "印制折页1250份，走访农户342户，更新栏目57个，回访来电418次"
        source = writing("云溪县民政局", 2021, ("overview", [*OWN[4:7], said]))
        copy = writing("云溪县财政局", 2021, ("overview", [*OWN[4:7], said]))
        assert [trace.kind for trace in find([source, copy]).pairs[0].traces] == [TraceKind.NUMBERS]
        other = writing("云溪县财政局", 2021, ("overview", [*OWN[4:7], said.replace("342", "96")]))
        assert find([source, other]).pairs[0].traces == ()


class TestChains:
    """Sentences of one unit through the years."""

    def test_since_when_a_sentence_stands(self):
        years = [writing("云溪县民政局", year, ("problems", [OWN[8], OWN[year - 2019]])) for year in (2019, 2020, 2021)]
        (chain,) = find(years).chains
        assert chain.years == (2019, 2020, 2021) and chain.is_unbroken
        assert [entry.is_same for entry in chain.appearances] == [False, True, True]
        assert {entry.text for entry in chain.appearances} == {OWN[8]}

    def test_a_year_without_it_breaks_the_chain(self):
        said = {2019: OWN[8], 2020: OWN[3], 2021: OWN[8]}
        (chain,) = find(
            [writing("云溪县民政局", year, ("problems", [text, OWN[year - 2019]])) for year, text in said.items()]
        ).chains
        assert chain.years == (2019, 2021) and not chain.is_unbroken


class TestFamilies:
    """Units that share a template."""

    def test_common_text_and_who_had_it_first(self):
        template = OWN[8:12]
        members = [
            writing(f"云溪县{trade}局", year, ("problems", [*template, OWN[n]]))
            for n, (trade, year) in enumerate((("民政", 2020), ("水利", 2021), ("财政", 2021)))
        ]
        (family,) = find(members).families
        assert {member.agency for member in family.members} == {"云溪县民政局", "云溪县水利局", "云溪县财政局"}
        assert family.text == "。".join(template) and family.holders == 3
        assert family.first is not None and family.first.agency == "云溪县民政局"


def test_a_report_that_ends_in_a_word_is_followed_through_the_years():
    reports = [writing("云溪县财政局", year, ("problems", OWN[8:]), ("other", ["无"])) for year in (2021, 2022)]
    assert [chain.years for chain in find(reports).chains] == [(2021, 2022)] * 4


def test_a_name_behind_a_brought_forward_year_is_a_trace():
    told = "{}年，{}把{}个村的补贴算例贴上墙，一户一张"
    source = writing("江口县审计局", 2021, ("overview", [*OWN[:4], told.format(2021, "江口县审计局", 37)]))
    copy = writing("云溪县财政局", 2022, ("overview", [*OWN[:4], told.format(2022, "江口县审计局", 41)]))
    (pair,) = find([source, copy]).pairs
    assert [(trace.kind, trace.text) for trace in pair.traces] == [(TraceKind.NAME, "江口县审计局")]


def test_a_year_before_a_brought_forward_name_is_a_trace():
    told = "{}年，{}把村里的补贴算例贴上墙，一户一张"
    source = writing("江口县审计局", 2021, ("overview", [*OWN[:4], told.format(2021, "江口县审计局")]))
    copy = writing("云溪县财政局", 2022, ("overview", [*OWN[:4], told.format(2021, "云溪县财政局")]))
    (pair,) = find([source, copy]).pairs
    assert [(trace.kind, trace.text) for trace in pair.traces] == [(TraceKind.YEAR, "2021年")]


def test_a_year_of_what_was_set_up_then_is_none_though_the_passage_ends_before_that_word():
    source = writing("江口县审计局", 2021, ("overview", [*OWN[:4], "2021年建成的查阅点添置了书架"]))
    copy = writing("云溪县财政局", 2022, ("overview", [*OWN[:4], "2021年建成的广场由监察室看管"]))
    (pair,) = find([source, copy]).pairs
    assert pair.traces == ()


def test_a_plan_for_the_year_that_is_reported_on_is_last_years():
    plan = "2023年，拟把村级公示栏全部换成电子屏，由包村干部按旬更换内容"
    source = writing("江口县审计局", 2022, ("problems", [*OWN[8:], plan]))
    copy = writing("云溪县财政局", 2023, ("problems", [*OWN[8:], plan]))
    (pair,) = find([source, copy]).pairs
    assert [(trace.kind, trace.text, trace.expected) for trace in pair.traces] == [(TraceKind.YEAR, "2023年", "2024年")]


def test_of_one_year_a_name_that_was_left_tells_who_copied_whatever_the_dates_say():
    told = [*OWN[:5], "长桥县住建局每季抽查各镇公示牌，抽查结果贴在候车亭"]
    source = writing("长桥县住建局", 2022, ("overview", told), published=date(2023, 1, 28))
    copy = writing("河口县住建局", 2022, ("overview", told), published=date(2023, 1, 8))
    (pair,) = find([source, copy]).pairs
    assert (pair.later.agency, pair.is_ordered, pair.is_named) == ("河口县住建局", True, True)
    assert {trace.text for trace in pair.traces} == {"长桥县住建局"}


def test_few_units_of_many_that_have_a_text_in_common_are_no_template():
    texts = [[*OWN[:4]], [*OWN[2:8]], [*OWN[5:11]]]
    found = find(
        [writing(f"{name}县财政局", 2022, ("overview", text)) for name, text in zip("甲乙丙", texts, strict=True)]
    )
    assert all(family.text and family.holders >= 3 for family in found.families)


def test_two_versions_of_one_years_report_are_shown_side_by_side_with_the_name_that_both_have():
    told = "现编制江口县林业局2018年度报告，由局办公室负责查询"
    first = writing("云溪县林业局", 2018, ("overview", [*OWN[:6], told]), published=date(2019, 3, 4))
    second = writing("云溪县林业局", 2018, ("overview", [*OWN[:5], OWN[7], told]), published=date(2018, 12, 24))
    second = replace(second, file="云溪县林业局_2018b.txt")
    found = find([first, second])
    (pair,) = found.pairs
    assert pair.is_of_one_unit and pair.later.file == first.file and pair.is_ordered
    assert not found.chains
    shown = [first.stretches[0].text[one.start : one.end] for one in pair.passages]
    assert any("江口县林业局" in text for text in shown)
