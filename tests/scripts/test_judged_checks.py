"""The judge of the checks of ``corpora/claims``, on sentences made for it."""

import pytest
from evaluation.checks import judged_checks
from evaluation.sentences import units

UNITS = units()


def judged(text, checks):
    sentence = {"section": "applications", "text": text, "checks": checks}
    tallies, wrong = judged_checks(UNITS["yunxi-2023"], sentence)
    return {kind: (tally.right, tally.false, tally.missed) for kind, tally in tallies.items() if tally.right
            or tally.false or tally.missed}, wrong  # fmt: skip


def check(kind, text, words, verdict):
    start = text.index(words)
    return {"kind": kind, "start": start, "end": start + len(words), "verdict": verdict}


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("agrees", {"share": (1, 0, 0)}), ("differs", {"share": (0, 1, 1)})],
)
def test_a_share(verdict, expected):
    text = "自然人申请268件，占85.6%。"
    assert judged(text, [check("share", text, "85.6%", verdict)])[0] == expected


def test_what_is_found_and_not_listed_is_false_unless_it_cannot_be_told():
    assert judged("新收申请313件，同比增长9.4%。", [])[0] == {"growth": (0, 1, 0), "direction": (0, 1, 0)}
    assert judged("新收申请313件，较2019年增长9.4%。", [])[0] == {}
