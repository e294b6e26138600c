from dataclasses import replace
from pathlib import Path

from gknlp.auditing import audit_bytes
from gknlp.parsing import parse
from gknlp.readers import read_bytes
from gknlp.types.document import Doubt
from gknlp.types.rule import Outcome

BASE = (Path(__file__).resolve().parents[1] / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
START, END = BASE.index("| 项目 | 自然人"), BASE.index("## 四、")
TABLE = BASE[START:END]
LOOSE = "\n\n".join(line.strip("| ").replace(" | ", "，") for line in TABLE.splitlines() if "---" not in line)


def missing(text):
    audit = audit_bytes(text.encode(), "甲.md", file="甲.md")
    return {run.subject.key: run.outcome for run in audit.runs if run.rule.code == "TAB001"}["applications"]


def test_a_table_is_missing_only_where_no_trace_of_it_is_left():
    assert missing(BASE[:START] + "无。\n\n" + BASE[END:]) is Outcome.BREACHED
    assert missing(BASE[:START] + LOOSE + "\n\n" + BASE[END:]) is Outcome.NOT_ASSESSABLE


def test_a_table_without_ruling_lines_may_be_any():
    document = read_bytes((BASE[:START] + "无。\n\n" + BASE[END:]).encode(), "甲.md")
    assert parse(document).hinted == ()
    assert parse(replace(document, doubts=(Doubt("此处像是没有框线的表格"),))).hinted == ("applications",)
