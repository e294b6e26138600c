import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from importlib import resources

import jsonschema
import openpyxl
import pytest

from gknlp.auditing import fingerprint, scheme_of
from gknlp.language.formulas import guard
from gknlp.rules import run
from gknlp.scoring import compare, score
from gknlp.types.audit import Deduction
from gknlp.types.decimals import plain
from gknlp.types.document import Doubt, Place
from gknlp.types.rule import Evidence, Outcome
from gknlp.writers import WRITERS, comparison, stages, text
from gknlp.writers.page import pieces
from gknlp.writers.words import deduction_words, doubts, excerpt, headline, item_score, safe, values, where, wheres

SCHEMAS = resources.files("gknlp.writers") / "schemas"


def schema(name):
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_batch_gives_the_same_bytes(batch, name):
    assert WRITERS[name](batch) == WRITERS[name](batch)


def test_json_follows_its_schema(batch):
    tree = json.loads(WRITERS["json"](batch))
    jsonschema.Draft202012Validator(schema("audit")).validate(tree)
    assert tree["failures"][0]["file"] == "乙.txt"
    assert tree["audits"][0]["runs"]["breached"] == len(tree["audits"][0]["findings"])


def test_report_stage_follows_its_schema(batch):
    audit = batch.audits[0]
    tree = json.loads(stages.report_json(audit.dossier.report, audit.document))
    jsonschema.Draft202012Validator(schema("report")).validate(tree)
    assert tree["figures"]["applications.new.total"]["value"] == "11"


def test_every_stage_can_be_shown(batch):
    audit = batch.audits[0]
    assert json.loads(stages.document_json(audit.document))["schema"] == "gknlp/document/1"
    assert json.loads(stages.matches_json(audit.dossier, audit.document))["matches"]
    for shown in (stages.document_text(audit.document), stages.report_text(audit.dossier.report, audit.document),
                  stages.matches_text(audit.dossier, audit.document)):  # fmt: skip
        assert "\x1b" not in shown


def test_text_never_steers_the_terminal(batch):
    assert "\x1b" not in WRITERS["text"](batch)
    assert "\x1b[31m" in text.write(batch, colour=True)
    assert "[31m红字" in WRITERS["text"](batch) and "重新获取·[2J" in WRITERS["text"](batch)


def test_caret_stands_under_the_words(batch):
    lines = WRITERS["text"](batch).split("\n")
    index = next(
        number for number, line in enumerate(lines) if set(line.strip()) == {"^"} and "12件" in lines[number - 1]
    )
    source, caret = lines[index - 1], lines[index]
    width = sum(2 if ord(character) > 0x2E7F else 1 for character in source[: source.index("12件")])
    assert len(caret) - len(caret.lstrip()) == width


def test_page_escapes_and_reaches_nowhere(batch):
    page = WRITERS["html"](batch)
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    assert "src=" not in page and "http://" not in page.replace("http://x", "") and "default-src 'none'" in page
    assert page.count('<mark class="error">') >= 1 and 'class="anchor" id="a0f' in page


def test_overlapping_marks_are_cut_not_nested():
    found = pieces("收到申请12件", [(0, 6, 0, "error|a"), (4, 7, 1, "warning|b")])
    assert [(piece.text, piece.findings) for piece in found] == [("收到申请", (0,)), ("12", (0, 1)), ("件", (1,))]


def test_csv_opens_in_a_spreadsheet_without_formulas(batch):
    data = WRITERS["csv"](batch)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == len(batch.audits[0].findings) + 2
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[1][2] == "2023"


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_guard(value):
    assert guard(value) == "'" + value


def test_workbook_has_its_sheets_and_no_formula(batch):
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"](batch)))
    assert book.sheetnames == ["概览", "问题", "文表比对", "不予判定", "数据", "得分", "排名"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)
    assert book["概览"].max_row == 3


def test_words():
    assert [plain(Decimal(value)) for value in ("0.00", "12.50", "1E+3", "-3")] == ["0", "12.5", "1000", "-3"]
    assert safe("甲\x00\u202e乙\n") == "甲··乙\n"


def test_excerpt_is_cut_on_both_sides(batch):
    document = batch.audits[0].document
    claim = batch.audits[0].dossier.report.claims[0]
    before, marked, after = excerpt(document, claim.place, around=4)
    assert (before, marked, after) == ("…公开申请", "12件", "，=1+…")


def test_the_score_is_said_in_one_form_everywhere(batch):
    line = headline(batch.audits[0].scorecard)
    assert re.fullmatch(r"得分 [\d.]+／可评 [\d.]+（满分 100），得分率 [\d.]+%，可评比例 [\d.]+%", line)
    assert line in WRITERS["text"](batch) and line in WRITERS["html"](batch)
    assert json.loads(WRITERS["json"](batch))["audits"][0]["score"]["headline"] == line
    sheet = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"](batch)))["概览"]
    assert line in [cell.value for cell in sheet[2]]


def test_nothing_assessed_looks_like_nothing():
    card = score([], scheme_of())
    assert headline(card) == "得分 0／可评 0（满分 100），没有可评的项目，不予评定"
    assert {item_score(item) for item in card.items} == {f"不予评定（分值{plain(item.of)}）" for item in card.items}


def test_every_point_lost_is_explained(batch):
    card = batch.audits[0].scorecard
    lost = [deduction for item in card.items for deduction in item.deductions if deduction.lost]
    assert lost and sum(deduction.lost for deduction in lost) == card.assessable - card.points
    page, shown = WRITERS["html"](batch), WRITERS["text"](batch)
    for deduction in lost:
        assert deduction_words(deduction, reason=False) in shown and f"扣{plain(deduction.points)}" in page
    tree = json.loads(WRITERS["json"](batch))["audits"][0]["score"]
    assert sum(Decimal(d["lost"]) for item in tree["items"] for d in item["deductions"]) == sum(d.lost for d in lost)


def test_deductions_say_what_limited_them():
    deduction = Deduction("TAB010", "x", "某格", "条", Decimal(4), Decimal(2), Decimal(1), "甲\x1b", "本条最多扣2分")
    assert deduction_words(deduction) == "TAB010 扣2，按可评比例折合1（本条最多扣2分）：甲·"
    assert deduction_words(replace(deduction, points=Decimal(0), lost=Decimal(0)), reason=False).startswith(
        "TAB010 某格 不扣分（"
    )


def test_three_reports_are_ranked(batch):
    audit = batch.audits[0]
    full = replace(audit.scorecard, points=Decimal(90), assessable=Decimal(100))
    half = replace(audit.scorecard, points=Decimal(45), assessable=Decimal(50))
    less = replace(audit.scorecard, points=Decimal(9), assessable=Decimal(10))
    three = replace(batch, audits=(replace(audit, file="甲.md", scorecard=less), replace(audit, file="乙.md", scorecard=full),
                                   replace(audit, file="丙.md", scorecard=half)))  # fmt: skip
    shown = WRITERS["text"](three)
    assert (
        "排名（按得分率）" in shown
        and "可评比例不足50%，不参加排名" in shown
        and "排名（" not in WRITERS["text"](batch)
    )
    ranking = json.loads(WRITERS["json"](three))["ranking"]
    assert [(entry["file"], entry["rank"]) for entry in ranking["ranked"]] == [("丙.md", 1), ("乙.md", 1)]
    assert [(entry["file"], entry["rank"]) for entry in ranking["apart"]] == [("甲.md", None)]
    jsonschema.Draft202012Validator(schema("audit")).validate(json.loads(WRITERS["json"](three)))
    sheet = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"](three)))["排名"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [1, 1, None]
    assert "可评比例不足50%，不参加排名" in WRITERS["html"](three)


def test_a_comparison_can_be_written(batch):
    compared = compare(batch.audits, scheme_of("jinzhou-shape"))
    shown = comparison.text(compared, "甲", "乙\x1b")
    assert "\x1b" not in shown and "标准一在“" in shown and "得分率相差" in shown
    rows = list(csv.reader(io.StringIO(comparison.csv(compared, "甲", "乙").decode("utf-8-sig"))))
    assert len(rows) == 2 and rows[0][-1] == "差别说明"
    book = openpyxl.load_workbook(io.BytesIO(comparison.workbook(compared, "甲", "乙")))
    assert book.sheetnames == ["对照", "差别", "标准"] and book["差别"].max_row == len(compared[0].differences) + 1
    assert comparison.workbook(compared, "甲", "乙") == comparison.workbook(compared, "甲", "乙")


def test_a_comparison_of_nothing_says_so(batch):
    audit = batch.audits[0]
    (entry,) = compare((replace(audit, runs=(), scorecard=score([], scheme_of())),), scheme_of())
    assert "不作比较" in comparison.text((entry,), "甲", "乙") and len(comparison.reports((entry,))) == 1


def test_what_follows_stands_under_its_cause(wrong_cell):
    batch, audit = wrong_cell, wrong_cell.audits[0]
    chief = next(run for run in audit.findings if audit.consequences(run))
    (other, *_) = audit.consequences(chief)
    message = safe(other.evidence.message)
    assert "由此引起，不另计" in WRITERS["text"](batch) and f"· {other.rule.code} {message}" in WRITERS["text"](batch)
    assert message in WRITERS["html"](batch)
    tree = json.loads(WRITERS["json"](batch))["audits"][0]["findings"]
    assert {entry["cause"] for entry in tree} == {"", *(run.cause for run in audit.runs if run.cause)}
    assert len({entry["fingerprint"] for entry in tree}) == len(tree) == len(audit.findings) + len(audit.folded)
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"](batch)))
    assert any(message in str(cell.value) for cell in column(book["问题"], "由此引起"))


def test_fingerprints_are_those_of_what_the_rules_found(wrong_cell):
    """What is said of causes comes after and changes none."""
    audit = wrong_cell.audits[0]
    raw = [entry for entry in run(audit.dossier) if entry.outcome is Outcome.BREACHED]
    assert {fingerprint(audit.dossier, entry) for entry in raw} == {*audit.fingerprints, *audit.folded}
    assert len(audit.fingerprints) == len(audit.findings) == 1


def column(sheet, name):
    """The cells under a head."""
    index = [cell.value for cell in sheet[1]].index(name)
    return [row[index] for row in sheet.iter_rows(min_row=2)]


def test_the_workbook_names_things_in_chinese_and_keeps_their_keys(batch):
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"](batch)))
    for name, named in (("问题", "对象"), ("不予判定", "对象"), ("数据", "指标"), ("文表比对", "表中指标")):
        words = [str(cell.value) for cell in column(book[name], named)]
        assert words and not any("applications." in word or "/" in word for word in words), (name, words)
    keys = {cell.value for cell in column(book["问题"], "键")}
    assert "applications-row/new" in keys
    audit = batch.audits[0]
    assert len(column(book["文表比对"], "结果")) == len(audit.dossier.matches)
    assert {cell.value for cell in column(book["文表比对"], "结果")} <= {"一致", "按另一口径一致", "不一致", "不予判定"}
    reasons = [run.reason for run in audit.runs if run.outcome is Outcome.NOT_ASSESSABLE]
    assert [cell.value for cell in column(book["不予判定"], "原因")] == [safe(reason) for reason in reasons]


def evidence(left, right, formula):
    return Evidence("", (("左边", left), ("右边", right), ("算式", formula)))


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (evidence("11", "0", "10+1+0+0 = 0"), "10＋1＋0＋0 ＝ 11，表填0"),
        (evidence("38", "37", "36+2 = 35+2"), "36＋2 ＝ 38；35＋2 ＝ 37；38 ≠ 37"),
        (evidence("3", "5", "3 >= 6-1"), "3；6－1 ＝ 5；3 ＜ 5"),
        (evidence("9", "5", "9 <= 5"), "9；5；9 ＞ 5"),
        (Evidence("", (("总数", "100"), ("算式", "30+25+44"))), "30+25+44"),
    ],
)
def test_a_formula_never_says_that_unequal_things_are_equal(found, shown):
    assert dict(values(found))["算式"] == shown


def test_places_of_equal_words_are_said_once(batch):
    document = batch.audits[0].document
    places = [Place(4, start, start + 1) for start in range(3)] + [Place(5, 0, 1), Place(6, 0, 1)]
    assert wheres(document, places, 2) == f"{where(document, places[0])}；{where(document, Place(5, 0, 1))}等3处"
    assert wheres(document, places[:3], 2) == where(document, places[0])


def test_a_table_as_a_whole_shows_its_first_line(batch):
    document = batch.audits[0].document
    block = next(number for number, block in enumerate(document.blocks) if block.grid)
    assert excerpt(document, Place(block)) == ("", "信息内容｜本年制发件数｜本年废止件数｜现行有效件数", "")


def test_doubts_that_say_the_same_are_said_once(batch):
    report = replace(batch.audits[0].dossier.report, doubts=(Doubt("甲"), Doubt("乙"), Doubt("甲")))
    assert doubts(report) == ["甲（2处）", "乙"]


def test_sections_are_shown_by_chinese_names(batch):
    audit = batch.audits[0]
    shown = stages.report_text(audit.dossier.report, audit.document)
    assert "总体情况：总体情况（" in shown and "overview" not in shown
