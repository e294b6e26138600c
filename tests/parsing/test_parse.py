"""Layouts and wordings met in other reports, in small."""

from decimal import Decimal
from pathlib import Path

import pytest

from gknlp.auditing import audit_bytes
from gknlp.errors import UnreadableDocument
from gknlp.parsing import parse
from gknlp.readers import read_bytes

HEAD = "云溪县白石镇2020年政府信息公开工作年度报告\n发布日期：2021-01-29\n一、总体情况\n{}\n二、主动公开政府信息情况\n"


def report(text: str):
    return parse(read_bytes(text.encode(), "甲.txt"))


def breakdowns(sentence: str):
    return [(breakdown.total, [part.value for part in breakdown.parts], breakdown.exhaustive)
            for breakdown in report(HEAD.format(sentence)).breakdowns]  # fmt: skip


def claims(sentence: str):
    return [(str(claim.value), claim.metric) for claim in report(HEAD.format(sentence)).claims]


def test_a_cell_a_line_without_tabs():
    cells = "第二十条第（一）项 信息内容 本年新制作数量 本年新公开数量 对外公开总数量 规章 0 0 0 规范性文件 2 12 120".split()
    figures = report(HEAD.format("无。") + "\n\n".join(cells)).figures
    assert figures["normative.published"].value == 12 and figures["normative.total"].value == 120


def test_parts_in_two_counters_that_sum():
    [(total, parts, exhaustive)] = breakdowns("共发布信息90条，其中：会议信息20条，政策文件30件，其他信息40条。")
    assert (total, sum(parts), exhaustive) == (90, 90, True)


def test_parts_in_two_counters_that_do_not_sum_prove_nothing():
    [(_, _, exhaustive)] = breakdowns("共发布信息90条，其中：会议信息20条，政策文件31件，其他信息40条。")
    assert exhaustive is False


def test_a_named_result_is_no_remainder():
    [(_, _, exhaustive)] = breakdowns("因信息公开被申请行政复议8件，其中维持5件、纠正1件、其他结果1件。")
    assert exhaustive is False


def test_parts_inside_a_part_are_not_counted_twice():
    [(_, parts, exhaustive), inner] = breakdowns(
        "发布信息380条，包括专项152条，预算197条（政府32条、部门165条）、其他31条。"
    )
    assert (parts, exhaustive) == ([152, 197, 31], True)
    assert inner[0] == 197


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到政府信息公开申请46件，公民个人提出申请30件，法人或其他组织提出申请16件。",
         [("46", "applications.new.total"), ("30", "applications.new.natural_person"), ("16", "applications.new.organisations")]),
        ("全年共收到8项依申请公开，均已答复。", [("8", "applications.new.total")]),
        ("全年未收到政府信息公开申请，无行政复议、行政诉讼。",
         [("0", "applications.new.total"), ("0", "review.total"), ("0", "suit.total")]),
        ("2019年收到政府信息公开申请46件。", [("46", "applications.new.total")]),
        ("申请信息不存在4件，其余已公开。", [("4", "applications.unable_not_held.total")]),
        ("政府信息公开申请受理量达到1,024件。", [("1024", "applications.new.total")]),
        ("县长信箱公开答复4条。", []),
        ("12345热线共受理诉求300件，办结298件。", []),
        ("处理工伤认定行政复议3件。", []),
    ],
)  # fmt: skip
def test_claims(sentence, expected):
    assert claims(sentence) == expected


def test_another_year_and_another_unit_are_not_compared():
    found = report(HEAD.format("2019年收到政府信息公开申请46件。县民政局收到政府信息公开申请2件。")).claims
    assert [(claim.period, claim.scope) for claim in found] == [("last", ""), ("", "县民政局")]


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        ("县政府办公室收到政府信息公开申请9件，予以公开3件。", ["县政府办公室", "县政府办公室"]),
        ("在县委领导下，我镇收到政府信息公开申请9件。", [""]),
        ("县财政局答复申请2件；全镇收到政府信息公开申请9件。", ["县财政局", ""]),
        ("各乡镇收到政府信息公开申请9件。", ["各乡镇"]),
        ("政务服务大厅设窗口，收到政府信息公开申请9件。", [""]),
    ],
)
def test_scope_holds_for_the_sentence(sentence, scopes):
    assert [claim.scope for claim in report(HEAD.format(sentence)).claims] == scopes


def test_each_number_of_a_respective_list_has_its_noun():
    found = claims("政务微博、微信分别公开信息24条和12条。")
    assert found == [("24", "channel.weibo"), ("12", "channel.wechat")]


def test_offsets_are_exact():
    found = report(HEAD.format("全年共收到政府信息公开申请１２件。"))
    [claim] = found.claims
    assert claim.value == Decimal(12) and claim.place.end - claim.place.start == 3


def test_a_page_that_is_no_report():
    with pytest.raises(UnreadableDocument, match="不像"):
        report("今日要闻\n县里召开信息公开培训会。\n")


TITLE = "云溪县财政局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n一、总体情况\n2023年，我局认真工作。", f"{TITLE}\n\n一、总体情况\n", "云溪县财政局\n2023年政府信息公开工作年度报告\n一、总体情况\n我局工作。",
        f"{TITLE}\n（2024年1月20日）\n一、总体情况\n我局工作。\n云溪县财政局", f"关于{TITLE}的公告\n（一）主动公开\n二、主动公开政府信息情况\n如下表。",
    ],
)  # fmt: skip
def test_the_beginning_of_a_report_is_read_with_a_doubt(text):
    report = parse(read_bytes(text.encode(), "甲.txt"))
    assert any(doubt.message.startswith("内容不完整") for doubt in report.doubts)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{TITLE}\n2023年，我局认真工作。", "未见法定部分"), ("一、总体情况\n我局认真做好信息公开。", "未见报告标题"), ("云溪县财政局2023年工作总结\n一、总体情况\n做好信息公开。", "未见报告标题"),
        ("公告", "未见报告标题和法定部分"), ("关于做好2023年政府信息公开工作年度报告编制工作的通知\n一、总体要求\n按时编制。", "未见"),
    ],
)  # fmt: skip
def test_a_refusal_gives_the_true_reason(text, why):
    with pytest.raises(UnreadableDocument, match=why):
        parse(read_bytes(text.encode(), "甲.txt"))


def test_where_the_header_words_stand():
    base = (Path(__file__).parent.parent / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
    document = read_bytes(
        base.replace("| 信息内容 | 本年处理决定数量 |", "| 信息内容 | 处理决定数量 |").encode(), "甲.md"
    )
    report = parse(document)
    assert report.header_places
    for word, place in report.header_places.items():
        assert place.cell is not None and word in document.text(place).replace("　", "")
    assert document.text(report.header_places["处理决定数量"]) == "处理决定数量"
    flat = base.replace("| ", "").replace(" |", "").replace("|---", "")
    document = read_bytes(flat.encode(), "甲.txt")
    for word, place in parse(document).header_places.items():
        assert word in "".join(document.text(place).split())


def test_what_the_beginning_of_a_report_lacks_is_no_certain_fault():
    runs = audit_bytes(f"{TITLE}\n一、总体情况\n2023年，我局认真工作。".encode(), "甲.txt", file="甲.txt").findings
    assert all(run.doubtful for run in runs) and not any(run.rule.code == "TAB001" for run in runs)
