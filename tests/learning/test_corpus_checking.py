"""What a check of a corpus finds, as data, lines and data sheet."""

import json

import pytest

from gknlp.learning.checking import check, masked
from gknlp.learning.corpus import corpus_of
from gknlp.learning.reporting import sheet, text, tree
from gknlp.learning.tasks import task_of
from gknlp.types.learning import Example

PROBLEM, KIND = task_of("problem"), task_of("kind")


def corpus(*rows, task=PROBLEM):
    examples = []
    for line, row in enumerate(rows, 1):
        words, labels, *rest = row
        agency, second = (*rest, None, None)[:2]
        second = None if second is None else tuple(second.split())
        examples.append(Example(words, tuple(labels.split()), agency or "", 2023, f"a{line}", second, line))
    return corpus_of(task, examples)


CLEAN = corpus(
    ("公开栏三个月没有更换。", "concrete", "甲局", "concrete"),
    ("公开不够深入。", "vague", "乙局", "vague"),
    ("有2件答复迟了5天。", "concrete", "丙局", "vague"),
    ("意识有待加强。", "vague", "丁局"),
)


def test_a_clean_corpus_has_no_findings():
    found = check(CLEAN)
    assert found.is_clean and found.counts == {"concrete": 2, "vague": 2} and found.balance == 1 and found.unnamed == 0
    assert "没有需要改正的问题" in text(found)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("有2件迟了。", "有 15 件迟了。", True),
        ("有1,200件迟了。", "有３件\n迟了。", True),
        ("有2件迟了。", "有2件未迟。", False),
    ],
)
def test_white_space_and_numbers_make_no_difference(one, other, is_same):
    assert (masked(one) == masked(other)) is is_same


def test_repeated_and_contradicting_texts_are_told_with_their_lines():
    found = check(
        corpus(("有2件迟了。", "concrete"), ("更新慢。", "vague"), ("有 3 件迟了。", "vague"), ("更新慢。", "vague"))
    )
    assert found.contradicting == ((1, 3),) and found.repeated == ((2, 4),) and not found.is_clean
    assert found.unnamed == 4
    told = text(found)
    assert "第1、3行：有2件迟了。" in told and "第2、4行" in told and "没有单位（agency）的：4条" in told


def test_what_is_on_both_sides_of_a_split_is_told():
    other = corpus(
        ("有9件答复迟了8天。", "vague", "丙局"), ("渠道单一。", "vague", "乙局"), ("新的一句话。", "concrete", "")
    )
    found = check(CLEAN, other)
    assert [(one.here, one.there, one.is_same) for one in found.shared_texts] == [((3,), (1,), False)]
    assert found.shared_agencies == ("丙局", "乙局") and not found.is_clean
    assert "两个文件都有的单位：丙局、乙局" in text(found) and "1处两边的标签不同" in text(found)
    assert check(CLEAN, corpus(("另一句话。", "vague", "戊局"))).is_clean


def test_a_label_without_texts_is_told():
    found = check(corpus(("更新慢。", "vague", "甲局")))
    assert not found.is_clean and found.balance == 0 and "没有例句的标签：具体" in text(found)


def test_agreement_is_over_the_texts_that_both_labelled():
    found = check(CLEAN)
    assert found.agreement.texts == 3 and found.agreement.same == pytest.approx(2 / 3)
    assert found.agreement.kappa == pytest.approx(0.4)
    assert "宜据此下结论" in text(found)
    assert check(corpus(("更新慢。", "vague"))).agreement is None


def test_several_labels_agree_only_where_all_do():
    found = check(
        corpus(
            ("甲句。", "staff training", "", "staff"),
            ("乙句。", "", "", ""),
            ("丙句。", "depth", "", "depth"),
            task=KIND,
        )
    )
    assert found.agreement.same == pytest.approx(2 / 3)
    assert found.by_label["staff"].same == 1 and found.by_label["training"].same == pytest.approx(2 / 3)
    assert found.by_label["requests"].kappa is None and "算不出" in text(found)


def test_the_findings_as_data():
    data = json.loads(json.dumps(tree(check(CLEAN, CLEAN)), ensure_ascii=False))
    assert data["schema"] == "gknlp/corpus-check/1" and data["other"] == data["digest"] == CLEAN.digest
    assert len(data["shared_texts"]) == 4 and data["agreement"]["kappa"] == 0.4
    assert data["is_clean"] is False and data["labels"] == {"concrete": 2, "vague": 2}


def test_many_groups_are_not_all_listed():
    rows = [(f"第{'甲' * number}类更新慢。", "vague") for number in range(1, 31)]
    assert "另有10处" in text(check(corpus(*rows, *rows)))


def test_the_data_sheet_tells_what_is_in_a_corpus():
    page = sheet(CLEAN, "problem.jsonl")
    assert page.startswith("## problem.jsonl\n") and CLEAN.digest in page and "| 单位 | 4个" in page
    assert "| `vague` | 笼统 | 2 | 50.0% |" in page and "a（4）" in page and "2023—2023" in page


def test_the_version_changes_with_the_content_alone():
    assert corpus(("甲句。", "vague")).digest == corpus(("甲句。", "vague")).digest
    assert corpus(("甲句。", "vague")).digest != corpus(("甲句。", "concrete")).digest
