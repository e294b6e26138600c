import pytest
from one_sentence import report_of


def shares(sentence):
    report = report_of(sentence)
    return [(share.kind, str(share.value), share.part, share.readings and str(share.readings[0].expression))
            for share in report.shares]  # fmt: skip


RESULT = "applications.{}.total"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("不予公开35件，占4.34%。", [("4.34", 35, RESULT.format("denied"))]),
        ("不予公开35件（占4.3%）；无法提供20件(约占2.5%)。",
         [("4.3", 35, RESULT.format("denied")), ("2.5", 20, RESULT.format("unable"))]),
        ("无法提供的比重为23.6%。", [("23.6", None, RESULT.format("unable"))]),
        ("不予公开、无法提供分别占4%、20%。",
         [("4", None, RESULT.format("denied")), ("20", None, RESULT.format("unable"))]),
        ("不予公开、无法提供分别为4件、20件，分别占10%、50%。",
         [("10", 4, RESULT.format("denied")), ("50", 20, RESULT.format("unable"))]),
        ("不予公开4件（10%）。", [("10", 4, RESULT.format("denied"))]),
        ("差评数占评价总数的0.34%。", []),
        ("收到申请9件，较上年提高3个百分点。", []),
    ],
)  # fmt: skip
def test_shares(sentence, expected):
    assert shares(sentence) == [("share", *entry) for entry in expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("办结率达到98.9%。", ["98.9"]),
        ("全部申请均按期答复，答复率、按时办结率均为100%。", ["100"]),
        ("12345热线办结率100%。", []),
        ("群众满意率98%。", []),
    ],
)
def test_rates(sentence, expected):
    assert [(kind, value) for kind, value, _, _ in shares(sentence)] == [("rate", value) for value in expected]


def test_the_place_of_a_share_is_the_number():
    report = report_of("不予公开35件，占4.34%。")
    [share] = report.shares
    assert (share.place.start, share.place.end, share.decimals) == (9, 14, 2)


def test_the_whole_is_what_the_words_name():
    report = report_of("不掌握相关信息的8件，占无法提供总数的80%，占应办总量的5%。")
    assert [str(whole) for whole in report.shares[0].wholes] == ["applications.unable.total"]
