"""``gknlp audit`` with a configuration and waivers."""

import csv
import io
import json
from importlib import resources
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from typer.testing import CliRunner

from gknlp.cli import app

CLEAN = Path(__file__).resolve().parents[1] / "rules" / "cases" / "base-2021.md"
runner = CliRunner()


def invoke(*arguments):
    return runner.invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path):
    """A folder with a report in which two rules are broken: CLM001 (error) and NAR003 (warning)."""
    text = (
        CLEAN.read_text(encoding="utf-8")
        .replace("无法提供7件", "无法提供9件")
        .replace("2023年未收取信息处理费。", "无。")
    )
    (tmp_path / "甲.md").write_text(text, encoding="utf-8")
    return tmp_path


def findings(*arguments):
    tree = json.loads(invoke("audit", *arguments, "--format", "json").stdout)
    schema = json.loads((resources.files("gknlp.writers") / "schemas" / "audit.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(tree)
    return {run["code"]: run for run in tree["audits"][0]["findings"]}, tree["remarks"]


def test_the_report_has_both_faults(folder):
    found, remarks = findings(folder)
    assert {code: run["severity"] for code, run in found.items()} == {"CLM001": "error", "NAR003": "warning"}
    assert remarks == []
    assert [invoke("audit", folder, "--fail-on", level).exit_code for level in ("error", "warning", "notice", "never")] == [1, 1, 1, 0]  # fmt: skip


def test_a_file_above_is_found_and_told(folder):
    (folder / "gknlp.toml").write_text('ignore = ["CLM001"]\nfail-on = "notice"\n[severity]\nNAR = "notice"\n', "utf-8")
    found, remarks = findings(folder / "甲.md")
    assert {code: run["severity"] for code, run in found.items()} == {"NAR003": "notice"}
    assert remarks == [f"按设置（{folder / 'gknlp.toml'}）核查：不查 CLM001；NAR 作提示"]
    assert invoke("audit", folder).exit_code == 1
    assert invoke("audit", folder, "--fail-on", "warning").exit_code == 0
    assert set(findings(folder, "--no-config")[0]) == {"CLM001", "NAR003"}
    assert set(findings(folder, "--select", "CLM001")[0]) == {"CLM001"}
    assert findings(folder, "--severity", "nar003=错误")[0]["NAR003"]["severity"] == "error"


def test_a_file_that_is_named(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("别处") / "设置.toml"
    other.write_text('select = ["NAR"]\n', encoding="utf-8")
    assert set(findings(folder, "--config", other)[0]) == {"NAR003"}


def test_errors_first_by_the_severity_that_was_chosen(folder):
    found, _ = findings(folder, "--severity", "NAR003=error", "--severity", "CLM001=notice")
    assert list(found) == ["NAR003", "CLM001"]


def test_ignore(folder):
    assert set(findings(folder, "--ignore", "clm，SEC")[0]) == {"NAR003"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--select", "CML001"], ["--select", "是否指 CLM001"]),
        (["--ignore", "CLN"], ["--ignore", "是否指 CLM"]),
        (["--severity", "TAB002"], ["代码=级别"]),
        (["--severity", "TAB002=grave"], ["--severity TAB002", "grave"]),
        (["--severity", "=error"], ["缺少规则代码"]),
        (["--config", "没有.toml"], ["没有.toml", "不存在"]),
        (["--config", "没有.toml", "--no-config"], ["只能给一个"]),
        (["--waivers", "没有.csv"], ["没有.csv", "不存在"]),
        (["--ignore", "CLM", "--select", "CLM"], ["没有剩下任何规则"]),
        (["--fail-on", "grave"], []),
    ],
)
def test_mistakes_end_with_2(folder, arguments, words):
    found = invoke("audit", folder, *arguments)
    assert found.exit_code == 2 and found.stdout == "", found.stdout
    assert all(word in found.stderr for word in words), found.stderr


def test_a_mistake_in_the_file_ends_with_2(folder):
    (folder / "gknlp.toml").write_text("selekt = []\n", encoding="utf-8")
    found = invoke("audit", folder)
    assert found.exit_code == 2 and found.stderr.count("\n") == 1 and "是否指 select" in found.stderr
    assert invoke("audit", folder, "--no-config").exit_code == 1


def waive(folder, *rows):
    text = "单位,年度,代码,对象,理由,截止\r\n" + "".join(f"云溪县财政局,2023,{row}\r\n" for row in rows)
    (folder / "豁免.csv").write_bytes(text.encode("gb18030"))
    return folder / "豁免.csv"


def test_waived_findings_in_every_output(folder):
    path = waive(folder, "CLM001,,=1+1 <b>已核</b>,", "SEC001,,旧的,")
    found, remarks = findings(folder, "--waivers", path)
    assert {code: run["waived"] for code, run in found.items()} == {"CLM001": "=1+1 <b>已核</b>", "NAR003": ""}
    assert len(remarks) == 2 and "豁免.csv第3行" in remarks[1] and "可能已改正" in remarks[1]
    text = invoke("audit", folder, "--waivers", path)
    assert text.exit_code == 0 and "CLM001 〔已豁免：=1+1 <b>已核</b>〕" in text.stdout
    assert "0 个错误、1 个警告、0 个提示，已豁免 1 个" in text.stdout and f"〔说明〕{remarks[1]}" in text.stdout
    page = invoke("audit", folder, "--waivers", path, "--format", "html").stdout
    assert "〔已豁免：=1+1 &lt;b&gt;已核&lt;/b&gt;〕" in page and remarks[1] in page and "finding error waived" in page
    rows = list(
        csv.DictReader(
            io.StringIO(invoke("audit", folder, "--waivers", path, "--format", "csv").stdout.lstrip("\ufeff"))
        )
    )
    assert [row["豁免"] for row in rows] == ["'=1+1 <b>已核</b>", "", "", ""]
    assert [row["问题"] for row in rows[2:]] == remarks and rows[3]["级别"] == "说明"
    invoke("audit", folder, "--waivers", path, "--format", "xlsx", "--out", folder / "出.xlsx")
    book = openpyxl.load_workbook(folder / "出.xlsx")
    assert [cell.value for cell in book["说明"]["A"]] == ["说明", *remarks]
    head, row = list(book["概览"].iter_rows(values_only=True))[:2]
    assert dict(zip(head, row, strict=True))["已豁免"] == 1 and dict(zip(head, row, strict=True))["错误"] == 0
    kinds = {cell.data_type for sheet in book for cells in sheet.iter_rows() for cell in cells}
    assert kinds <= {"s", "n"}


def test_the_table_of_findings_becomes_a_list_of_waivers(folder):
    table = list(csv.reader(io.StringIO(invoke("audit", folder, "--format", "csv").stdout.lstrip("\ufeff"))))
    stream = io.StringIO()
    csv.writer(stream).writerows([*row, "理由" if not number else "已核实"] for number, row in enumerate(table))
    (folder / "豁免.csv").write_bytes(stream.getvalue().encode("utf-8-sig"))
    (folder / "gknlp.toml").write_text('waivers = "豁免.csv"\nfail-on = "notice"\n', encoding="utf-8")
    found, remarks = findings(folder)
    assert {run["waived"] for run in found.values()} == {"已核实"} and len(remarks) == 1
    assert invoke("audit", folder).exit_code == 0


def test_a_waiver_is_for_good_or_until_a_day(folder):
    assert invoke("audit", folder, "--waivers", waive(folder, "CLM001,,已核,2001-01-01")).exit_code == 1
    assert invoke("audit", folder, "--waivers", waive(folder, "CLM001,,已核,2999年1月1日")).exit_code == 0


def test_workers_see_the_settings(folder):
    (folder / "乙.md").write_bytes((folder / "甲.md").read_bytes() + b"\n")
    path = waive(folder, "CLM001,,已核,")
    options = ["--waivers", path, "--severity", "NAR003=error", "--format", "json"]
    one, two = (invoke("audit", folder, *options, "--jobs", jobs).stdout for jobs in (1, 2))
    assert one == two and one.count('"waived": "已核"') == 2


def test_units_and_other_names_from_the_file(folder):
    (folder / "更名.toml").write_text('[[units]]\nname = "云溪县财政局"\nalso = ["云溪县财局"]\n', encoding="utf-8")
    (folder / "隶属.toml").write_text(
        '[[units]]\nname = "云溪县人民政府"\nchildren = ["云溪县财政局"]\n', encoding="utf-8"
    )
    waive(folder, "CLM001,,已核,")
    text = (folder / "豁免.csv").read_bytes().decode("gb18030").replace("财政局", "财局")
    (folder / "豁免.csv").write_text(text, encoding="utf-8")
    (folder / "gknlp.toml").write_text(
        'aliases = "更名.toml"\nunits = "隶属.toml"\nwaivers = "豁免.csv"\n', encoding="utf-8"
    )
    found, remarks = findings(folder)
    assert found["CLM001"]["waived"] == "已核"
    assert any("隶属名单中的“云溪县人民政府”在本批没有报告" in remark for remark in remarks)
