"""A difference is explained by exact equality only, after the verdict."""

from dataclasses import replace
from pathlib import Path

import pytest

from gknlp.parsing import parse
from gknlp.readers import read_bytes
from gknlp.reconciling import reconcile
from gknlp.types.dossier import Kin, Status

BASE = (Path(__file__).resolve().parents[1] / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
TITLE = "## 一、总体情况\n"


def report(sentence: str, *changes: tuple[str, str]):
    assert TITLE in BASE
    text = BASE.replace(TITLE, f"{TITLE}\n{sentence}\n")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse(read_bytes(text.encode(), "甲.md"))


def explanation(sentence: str, last=None) -> str:
    dossier = reconcile(report(sentence), Kin((last,), "") if last else Kin())
    [match] = [m for m in dossier.matches if m.status is Status.DIFFERS and m.claim.text in sentence]
    return match.explanation


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("对申请予以公开18件。", "“自然人”一栏"),
        ("申请办理中，新收37件。", "加上年结转"),
        ("因政府信息公开引起的行政复议1件。", "总计减尚未审结"),
        ("全年办结申请53件。", "互换"),
        ("全年办结申请350件。", "十倍"),
    ],
)
def test_exact_equality_explains(sentence, words):
    assert words in explanation(sentence)


def test_nearness_does_not():
    assert explanation("全年办结申请36件。") == ""


def test_last_years_report():
    last = report(
        "本报告未提及上年。",
        ("| （七）总计 | 30 | 4 | 0 | 0 | 1 | 0 | 35 |", "| （七）总计 | 41 | 4 | 0 | 0 | 1 | 0 | 46 |"),
    )
    last = replace(last, masthead=replace(last.masthead, year=2022))
    assert "报告的数相同" in explanation("全年办结申请46件。", last)


def test_the_verdict_does_not_hang_on_the_explanation():
    dossier = reconcile(report("对申请予以公开18件。"))
    assert [m.status for m in dossier.matches if m.claim.value == 18 and "予以公开" in m.claim.text] == [Status.DIFFERS]
