from dataclasses import replace
from decimal import Decimal

import pytest
from evaluation import clean, sowing
from evaluation.bearing import Stir, affected, leaves, rests_on
from evaluation.changes import changes_of, transposed, with_text, written_at
from evaluation.seeded import Clean, Seeded, Sowing, family_of, judge, sow

from gknlp.readers import read_bytes
from gknlp.types.document import Block, BlockKind, Cell, Document, Grid, Place
from gknlp.types.dossier import Candidate, Check, Status
from gknlp.types.report import Bound

COLUMNS = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"
TEXT = f"""# 云溪县财政局2023年政府信息公开工作年度报告

## 一、总体情况

全年收到政府信息公开申请23件，办结21件，其中予以公开20件，结转下年度继续办理3件。主动公开政策图解5篇。

## 三、收到和处理政府信息公开申请情况

| 项目 | {COLUMNS} |
|---|---|---|---|---|---|---|---|
| 一、本年新收政府信息公开申请数量 | 20 | 3 | 0 | 0 | 0 | 0 | 23 |
| 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| （一）予以公开 | 18 | 2 | 0 | 0 | 0 | 0 | 20 |
| （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| （七）总计 | 19 | 2 | 0 | 0 | 0 | 0 | 21 |
| 四、结转下年度继续办理 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |

## 四、政府信息公开行政复议、行政诉讼情况

全年因政府信息公开引起的行政复议和行政诉讼情况见第一部分。

## 五、存在的主要问题及改进情况

栏目更新不够及时，下一步将建立台账。
"""


@pytest.fixture(scope="module")
def report():
    return Clean("云溪县财政局", read_bytes(TEXT.encode(), "云溪县财政局.md"), {"applications.new.total": Decimal(40)})


@pytest.fixture(scope="module")
def sown(report):
    return sow(iter([report]))


def paragraph(text):
    return Document("", "plain", (Block(BlockKind.PARAGRAPH, text),))


def test_every_link_is_sown(sown):
    assert {entry.metric for entry in sown.seeded if entry.side == "prose"} == {
        f"applications.{row}.total" for row in ("new", "result_total", "granted", "carry_out")
    }
    assert sown.links == 4 and sown.left == 0


def test_every_change_of_prose_is_caught(sown):
    kinds = {(entry.metric, entry.kind) for entry in sown.seeded if entry.side == "prose"}
    new = {kind for metric, kind in kinds if metric == "applications.new.total"}
    assert {"transposed", "×10", "other column", "last year"} <= new
    assert [entry for entry in sown.seeded if entry.side == "prose" and entry.cause] == []


def test_another_reading_is_no_error(sown):
    """收到24件 is what was new and what was carried in."""
    assert ("applications.new.total", "+1", "prose") not in {(s.metric, s.kind, s.side) for s in sown.seeded}
    assert sown.harmless >= 1


def test_every_change_of_a_cell_is_caught(sown):
    cells = [entry for entry in sown.seeded if entry.side == "cell"]
    assert {entry.metric for entry in cells} == {
        f"applications.{row}.total" for row in ("new", "result_total", "granted", "carry_out")
    }
    assert [entry for entry in cells if entry.cause] == []


def test_nothing_else_moves(sown):
    assert [entry for entry in sown.seeded if entry.moved] == []


def test_what_is_missed_or_moves_is_said(report, monkeypatch):
    """With a judge who reads nothing after the change, every error is missed, and what was found is gone."""
    broken = Clean("乙", with_text(report.document, place_of(report.document, "20件", 2), "19"))
    blind = judge(read_bytes(TEXT.replace("申请23件", "申请若干件").encode(), "云溪县财政局.md"))
    first = judge(broken.document)
    assert ("CLM001", "applications.granted.total") in first.findings
    answers = iter([first])
    monkeypatch.setattr("evaluation.seeded.judge", lambda document: next(answers, blind))
    entry = next(entry for entry in sow(iter([broken])).seeded if entry.metric == "applications.new.total")
    assert entry.cause == "no claim found there any more"
    assert entry.moved == ("CLM001 applications.granted.total: breached -> clean",)


def place_of(document, text, length):
    for number, block in enumerate(document.blocks):
        if text in block.text:
            start = block.text.index(text)
            return Place(number, start, start + length)
    raise AssertionError(text)


@pytest.mark.parametrize(
    ("text", "value", "digits", "scale"),
    [
        ("313件", "313", "313", 1),
        ("1,024 件", "1024", "1,024", 1),
        ("１６件", "16", "１６", 1),
        ("1.6万余件", "16000", "1.6", 10_000),
        ("3.25万元", "3.25", "3.25", 1),
        ("减少15项", "-15", "15", 1),
        ("八十六件", "86", "八十六", 1),
    ],
)
def test_numbers_as_they_are_written(text, value, digits, scale):
    document = paragraph(f"共{text}。")
    written = written_at(document, Place(0, 1, 1 + len(text)), Decimal(value))
    assert document.text(written.place) == digits and written.scale == scale


@pytest.mark.parametrize("text", ["未收到申请", "零", "没有"])
def test_an_absence_is_left_alone(text):
    assert written_at(paragraph(text), Place(0, 0, len(text)), Decimal(0)) is None


def test_a_number_that_is_not_the_value_is_left_alone():
    assert written_at(paragraph("31件"), Place(0, 0, 3), Decimal(32)) is None


def test_ways_to_change_a_number():
    written = written_at(paragraph("1013件"), Place(0, 0, 5), Decimal(1013))
    others = {"other column": Decimal(7), "last year": Decimal(1013)}
    changes = {change.kind: change.text for change in changes_of(written, Bound.EXACT, others)}
    assert changes == {"+1": "1014", "transposed": "1103", "×10": "10130", "other column": "7"}
    assert [change.kind for change in changes_of(written, Bound.AT_LEAST, others)] == ["×10"]


def test_transposed_digits():
    assert transposed(Decimal(10)) is None and transposed(Decimal(7)) is None and transposed(Decimal(55)) is None
    assert transposed(Decimal("3.25")) == Decimal("3.52")


def test_a_cell_is_written_anew():
    grid = Grid((Cell(0, 0, "甲"), Cell(0, 1, " 12 ")), 1, 2)
    document = Document("", "plain", (Block(BlockKind.GRID, grid=grid),))
    changed = with_text(document, Place(0, 1, 3, (0, 1)), "120")
    assert changed.whole(Place(0, cell=(0, 1))) == " 120 " and document.whole(Place(0, cell=(0, 1))) == " 12 "


def test_what_a_cell_touches(report):
    found = judge(report.document).dossier.report
    assert "applications.denied.total" in affected(found, "applications.denied_law.total")
    assert "applications.denied.total" not in affected(found, "applications.granted.total")
    total = found.edition.sums["applications.denied.total"]
    assert "applications.denied_law.total" in leaves(found.edition, total)


def test_what_a_verdict_rests_on(report):
    """A share that is computed again rests on the numbers of its formulas; a claim on its place, readings and cells."""
    found = judge(report.document)
    claim = found.runs["CLM001", "applications.granted.total"]
    own, edition = claim.subject.content.claim.place, found.dossier.edition

    def rests(run, place=None, metrics=frozenset(), readings=frozenset(), values=frozenset()):
        return rests_on(run, Stir(place or Place(0, 0, 1), metrics, readings, values), edition)

    assert rests(claim, place=own) and rests(claim, metrics=frozenset(["applications.granted.total"]))
    assert rests(claim, readings=frozenset(["applications.granted.total"]))
    assert not rests(claim, metrics=frozenset(["applications.new.total"]), values=frozenset(["20"]))
    check = Check("share", "占33.9%", "33.9%", (Candidate("258÷805", Decimal("32.0")),), Status.DIFFERS)
    run = replace(claim, subject=replace(claim.subject, content=check), evidence=None)
    assert rests(run, values=frozenset(["805"])) and not rests(run, values=frozenset(["80", "5"]))


def test_families():
    assert family_of("applications.new.total + applications.carry_in.total") == "applications.new"
    assert family_of("applications.new.business") == "applications (applicants)"
    assert family_of("review.total") == "review"


def test_the_measure_counts():
    row = ("甲", "prose", "+1", "new", "applications.new.total", "1", "2", "收到1件")
    found = Sowing([Seeded(*row, ""), Seeded(*row, "no claim", ("new: TAB010 x",))], 2, 3, 1, 0, [("甲", "CLM001 …")])
    measure = sowing.measure("seeded", "d", found)
    assert measure.scores == {
        "recall/prose": 0.5, "recall": 0.5, "nothing moved elsewhere": 0.5, "links": 3.0,
        "clean reports without an error": 0.5,
    }  # fmt: skip
    assert "NOT met" in measure.summary and "1 moved" in measure.summary
    assert any("10.00 false errors per 20" in line for line in measure.lines)
    assert [failure.found for failure in measure.failures] == ["no claim", "new: TAB010 x", "CLM001 …"]


def test_clean_reports_are_of_every_edition_and_always_the_same():
    drafts = [draft for _, draft in clean.drafts(12)]
    assert {draft.edition for draft in drafts} == {"2008", "2014", "2019", "2021"}
    assert not any(draft.defects for draft in drafts)
    assert clean.digest(3) == clean.digest(3) != clean.digest(4)


@pytest.mark.slow
def test_a_generated_report_of_each_edition():
    found = sow(clean.generated(4), 1)
    assert found.links > 20
    assert [entry for entry in found.seeded if entry.cause or entry.moved] == []
