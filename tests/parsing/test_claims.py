"""Which words name which number, over the families of wordings."""

from decimal import Decimal

import pytest

from gknlp.parsing import parse
from gknlp.readers import read_bytes

HEAD = "云溪县人民政府{}年政府信息公开工作年度报告\n一、总体情况\n全县依法办理政府信息公开申请。{}\n二、主动公开政府信息情况\n"


def claims(sentence: str, year: int = 2023):
    return list(parse(read_bytes(HEAD.format(year, sentence).encode(), "甲.txt")).claims)


def named(sentence: str, year: int = 2023):
    return [(str(claim.value), claim.metric.replace("applications.", "")) for claim in claims(sentence, year)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # left of the number, however it is filled in
        ("决定不予公开的申请共有7件。", [("7", "denied.total")]),
        ("作部分公开处理的3件。", [("3", "partial.total")]),
        # right of the number
        ("5件予以公开，2件无法提供。", [("5", "granted.total"), ("2", "unable.total")]),
        ("6件属于国家秘密、4件属于过程性信息。", [("6", "denied_state_secret.total"), ("4", "denied_process.total")]),
        ("18件申请中2件不予公开。", [("18", "new.total"), ("2", "denied.total")]),
        # a clause away
        ("收到申请29件，其中3件申请尚未到答复期，转入下年办理。", [("29", "new.total"), ("3", "carry_out.total")]),
        ("对16件申请，各单位依法全部予以公开。", [("16", "granted.total")]),
        ("信息公开申请方面，全年收到12件。", [("12", "new.total")]),
        # the same thing of another year, the total taken up again
        ("办理申请：2022年收到30件，2023年41件。", [("30", "new.total"), ("41", "new.total")]),
        ("全年收到申请62件；62件当中，8件来自企业。", [("62", "new.total"), ("62", "new.total"), ("8", "new.business")]),
        # bare words that their list makes clear
        ("予以公开6件，不予公开2件，其他3件，总计11件，结转4件。",
         [("6", "granted.total"), ("2", "denied.total"), ("3", "other.total"), ("11", "result_total.total"), ("4", "carry_out.total")]),
        ("收到申请9件，其中自然人7件，其他2件。", [("9", "new.total"), ("7", "new.natural_person"), ("2", "new.other")]),
    ],
)  # fmt: skip
def test_where_the_words_stand(sentence, expected):
    assert named(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("予以公开及部分公开合计15件。", [("15", "granted.total + partial.total")]),
        ("公开（含部分公开）15件。", [("15", "granted.total + partial.total")]),
        ("因不掌握等原因无法提供15件。", [("15", "unable.total")]),
        ("因本机关不掌握无法提供15件。", [("15", "unable_not_held.total")]),
        ("对自然人申请予以公开15件。", [("15", "granted.natural_person")]),
        ("自然人、商业企业提出的申请分别为15件、4件。", [("15", "new.natural_person"), ("4", "new.business")]),
        ("予以公开、部分公开均为3件。", [("3", "granted.total"), ("3", "partial.total")]),
        ("涉及信息公开的行政复议和行政诉讼案件共5件。", [("5", "review.total + suit.total")]),
    ],
)
def test_sums_columns_and_lists(sentence, expected):
    assert named(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年没有不予公开的申请。", [("0", "denied.total")]),
        ("无上年结转的政府信息公开申请。", [("0", "carry_in.total")]),
        ("未因政府信息公开被申请行政复议、被提起行政诉讼。", [("0", "review.total"), ("0", "suit.total")]),
        ("政府信息公开行政诉讼6件，败诉为零。", [("6", "suit.total"), ("0", "suit.corrected")]),
        ("政府信息公开行政复议6件，均获维持。", [("6", "review.total"), ("6", "review.upheld")]),
        ("所有申请均未超过法定答复期限。", []),
        ("另1件申请因没有保存相关信息而无法提供。", [("1", "unable_not_held.total")]),
        ("没有因国家秘密不予公开的申请。", [("0", "denied_state_secret.total")]),
        (
            "收到申请49件，上年结转3件，无结转。",
            [("49", "new.total"), ("3", "carry_in.total"), ("0", "carry_out.total")],
        ),
        ("收到申请49件，均已按期办结。", [("49", "new.total"), ("0", "carry_out.total")]),
        ("收到申请49件，均为自然人。", [("49", "new.total"), ("49", "new.natural_person")]),
        ("收到申请由60件下降到49件。", [("49", "new.total")]),
    ],
)
def test_what_is_not_and_what_holds_for_all(sentence, expected):
    assert named(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "12345热线受理诉求300件，办结298件。",
        "办理人大代表建议12件、政协提案8件，答复20件。",
        "处理工伤认定行政复议3件，土地征收行政诉讼2件。",
        "政府公报刊登政府规章、规范性文件等112件。",
        "2024年拟制定规范性文件5件。",
        "公开规范性文件类信息82条。",
        "对3件超量申请发出收费通知。",
        "采用当面、网上、信函三种方式受理。",
        # differences, means, samples
        "较上年，收到申请减少11件。",
        "今年比上年少收到11件申请。",
        "抽查依申请公开答复案卷20件。",
        "月均受理申请4件。",
        # parts of a whole that the form does not have
        "收到申请，其中当面申请5件、网络申请30件、信函申请14件。",
        "食品安全类申请12件。",
        "涉及征地拆迁的申请8件。",
        "同一申请人提出申请15件，3人共提出申请20件。",
        "延期答复申请6件。",
        # another thing's
        "收到低保申请40件，办结38件。",
        "办理行政许可事项35项，不予许可3件。",
        "上年结转行政复议2件。",
        "设立规划专栏，本年度公开信息77条。",
        # nothing of the kind, but not of applications
        "未发生投诉举报，无逾期未答复申请。",
    ],
)
def test_what_only_looks_like_a_claim(sentence):
    assert named(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("上年收到申请30件，今年收到41件。", ["last", ""]),
        ("收到申请41件，较上年的30件有所增长。", ["", "last"]),
        ("较上年增长，收到申请41件。", [""]),
        ("上半年收到申请20件，全年收到41件。", ["part", ""]),
        ("2023年收到申请41件（2022年为30件）。", ["", "last"]),
        ("上年结转申请3件。", [""]),
        ("收到申请41件（上年为30件），其中自然人9件。", ["", "last", ""]),
        ("（上年）收到申请30件。", ["last"]),
    ],
)
def test_periods(sentence, periods):
    assert [claim.period for claim in claims(sentence)] == periods


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        ("县政府本级收到申请9件，全县收到申请41件。", ["县政府本级", ""]),
        ("县政府及各部门收到申请41件。", [""]),
        ("县政府办公室、县直各部门、各乡镇共收到申请41件。", [""]),
        ("白石镇收到申请2件。", ["白石镇"]),
    ],
)
def test_scopes(sentence, scopes):
    assert [claim.scope for claim in claims(sentence)] == scopes


def test_a_cumulative_figure_is_that_of_its_own_column():
    text = "2012年主动公开政府信息72条，历年累计主动公开政府信息98条。"
    assert named(text, 2012) == [("72", "disclosed.total"), ("98", "disclosed.total.cumulative")]


def test_amounts_are_in_yuan():
    [claim] = claims("全年行政事业性收费2316.5万元。")
    assert (claim.value, claim.unit, claim.metric) == (Decimal("23165000.0"), "元", "fee.amount")


def test_offsets_are_those_of_the_number():
    text = "全年依法不予公开１２件。"
    document = read_bytes(HEAD.format(2023, text).encode(), "甲.txt")
    [claim] = parse(document).claims
    assert document.text(claim.place) == "１２件"
