import pytest
from one_sentence import report_of

NEW, REVIEW = "applications.new.total", "review.total"


def changes(sentence):
    report = report_of(sentence)
    return [(change.word, change.direction, change.amount and str(change.amount), change.unit, change.now, change.before,
             change.readings and str(change.readings[0].expression)) for change in report.changes]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新收申请313件，同比增长9.4%。", [("增长", "up", "9.4", "%", 313, None, NEW)]),
        ("新收申请313件，比上年的286件增加27件。", [("增加", "up", "27", "件", 313, 286, NEW)]),
        ("新收申请313件，比上年增加27件，增长9.4%。",
         [("增加", "up", "27", "件", 313, None, NEW), ("增长", "up", "9.4", "%", 313, None, NEW)]),
        ("新收申请从上年的286件增至今年的313件。", [("增至", "up", None, "", 313, 286, NEW)]),
        ("较2022年的286件略有下降，今年新收申请213件。", [("下降", "down", None, "", 213, 286, NEW)]),
        ("新收申请313件，与上年基本持平。", [("持平", "flat", None, "", 313, None, NEW)]),
        ("新收申请313件，高于上年。", [("高于", "up", None, "", 313, None, NEW)]),
        ("上年新收申请286件，本年新收申请213件，有所下降。", [("下降", "down", None, "", 213, 286, NEW)]),
        ("与上年的286件相比，本年新收申请313件，增长9.4%。", [("增长", "up", "9.4", "%", 313, 286, NEW)]),
        ("与上年的286件相比，本年新收申请213件，明显减少。", [("减少", "down", None, "", 213, 286, NEW)]),
        ("公开渠道进一步增加，群众满意度提升。", []),
        ("占比较上年提高3个百分点。", []),
        ("行政许可上年项目512项，本年增加36项。", []),
    ],
)  # fmt: skip
def test_changes(sentence, expected):
    assert changes(sentence) == expected


def test_sizes_that_are_given_respectively():
    found = changes("因政府信息公开引起的行政复议、行政诉讼分别为24件和11件，同比分别增长20%和10%。")
    assert [(str(entry[2]), entry[4]) for entry in found] == [("20", 24), ("10", 11)]


def test_the_earlier_year_is_kept():
    report = report_of("新收申请313件，较2019年增长9.4%。")
    assert report.changes[0].year == 2019
