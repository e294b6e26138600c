import csv
import io
import json
from importlib import resources

import jsonschema
import openpyxl
import pytest

from gknlp.types.decimals import plain
from gknlp.writers import WRITERS, stages, text
from gknlp.writers.csv_table import guard
from gknlp.writers.page import pieces
from gknlp.writers.words import excerpt, safe

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
    assert book.sheetnames == ["概览", "问题", "数据", "得分", "排名"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)
    assert book["概览"].max_row == 3


def test_words():
    from decimal import Decimal

    assert [plain(Decimal(value)) for value in ("0.00", "12.50", "1E+3", "-3")] == ["0", "12.5", "1000", "-3"]
    assert safe("甲\x00\u202e乙\n") == "甲··乙\n"


def test_excerpt_is_cut_on_both_sides(batch):
    document = batch.audits[0].document
    claim = batch.audits[0].dossier.report.claims[0]
    before, marked, after = excerpt(document, claim.place, around=4)
    assert (before, marked, after) == ("…公开申请", "12件", "，=1+…")
