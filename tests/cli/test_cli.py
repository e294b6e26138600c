import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gknlp.cli import app
from gknlp.cli.audit import gather

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"
CASES = Path(__file__).resolve().parents[1] / "rules" / "cases"
CLEAN = CASES / "base-2021.md"
runner = CliRunner()


def invoke(*arguments):
    return runner.invoke(app, [str(argument) for argument in arguments])


def test_clean_report_ends_with_0():
    found = invoke("audit", CLEAN)
    assert found.exit_code == 0 and "未发现问题" in found.stdout and found.stderr == ""


def test_findings_end_with_1(tmp_path):
    path = tmp_path / "甲.md"
    path.write_text(CLEAN.read_text(encoding="utf-8").replace("无法提供7件", "无法提供9件"), encoding="utf-8")
    assert invoke("audit", path).exit_code == 1
    assert invoke("audit", path, "--fail-on", "never").exit_code == 0
    assert invoke("audit", path, "--select", "SEC").exit_code == 0


def test_warnings_count_where_asked(tmp_path):
    path = tmp_path / "甲.md"
    path.write_text(CLEAN.read_text(encoding="utf-8").replace("2023年未收取信息处理费。", "无。"), encoding="utf-8")
    assert invoke("audit", path).exit_code == 0
    assert invoke("audit", path, "--fail-on", "warning").exit_code == 1


def test_nothing_to_run_ends_with_2(tmp_path):
    found = invoke("audit", tmp_path)
    assert found.exit_code == 2 and found.stdout == "" and "没有找到" in found.stderr
    assert invoke("audit", CLEAN, "--select", "XYZ").exit_code == 2
    assert invoke("audit", CLEAN, "--format", "pptx").exit_code == 2


BAD = {
    "空.txt": b"",
    "程序.txt": b"MZ\x90\x00\x03\x00\x00\x00" * 50,
    "截断.docx": b"PK\x03\x04" + b"\x14\x00" * 40,
    "新闻.html": "<html><body><p>今日天气晴朗，适合出行。</p></body></html>".encode(),
    "扫描.pdf": b"%PDF-1.4 ...",
}


def test_bad_files_get_a_line_each_and_the_others_go_on(tmp_path):
    for name, content in BAD.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "好.md").write_bytes(CLEAN.read_bytes())
    found = invoke("audit", tmp_path, "--format", "json")
    tree = json.loads(found.stdout)
    assert found.exit_code == 3
    assert len(tree["audits"]) == 1 and tree["audits"][0]["score"]["points"] == "100"
    assert {Path(failure["file"]).name for failure in tree["failures"]} == set(BAD)
    assert all("\n" not in failure["error"] and failure["error"] for failure in tree["failures"])


def test_a_missing_file_is_named():
    found = invoke("audit", "没有这个文件.txt")
    assert found.exit_code == 3 and "文件不存在" in found.stdout


def test_a_file_is_audited_once():
    files = gather([CASES, CLEAN, CLEAN])
    assert len(files) == 2


def test_out_writes_the_file_and_nothing_else(tmp_path):
    out = tmp_path / "甲.xlsx"
    found = invoke("audit", CLEAN, "--format", "xlsx", "--out", out)
    assert found.exit_code == 0 and found.stdout == "" and out.read_bytes()[:2] == b"PK"
    assert "合计：1 份报告" in found.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["甲.xlsx"]
    assert invoke("audit", CLEAN, "--out", tmp_path / "无" / "甲.txt").exit_code == 2


@pytest.mark.parametrize("stage", ["document", "report", "matches"])
def test_show(stage):
    assert (
        json.loads(invoke("show", CLEAN, "--stage", stage, "--format", "json").stdout)["schema"] == f"gknlp/{stage}/1"
    )
    assert invoke("show", CLEAN, "--stage", stage).exit_code == 0


def test_show_of_no_report():
    assert invoke("show", "没有这个文件.txt").exit_code == 3


def test_rules_and_their_pages():
    assert "TAB010" in invoke("rules").stdout
    assert "依据：" in invoke("rules", "tab010").stdout
    assert invoke("rules", "ABC999").exit_code == 2


def test_the_program_as_a_process():
    command = [sys.executable, "-m", "gknlp", "audit", str(CLEAN), "--format", "json"]
    found = subprocess.run(command, capture_output=True, check=False)
    assert found.returncode == 0 and found.stderr == b""
    assert json.loads(found.stdout.decode("utf-8"))["failures"] == []


@pytest.mark.slow
def test_workers_change_nothing():
    one = invoke("audit", SAMPLES, "--format", "json", "--jobs", "1")
    two = invoke("audit", SAMPLES, "--format", "json", "--jobs", "2")
    assert one.stdout == two.stdout and one.exit_code == two.exit_code == 1


def test_help_needs_no_heavy_import():
    code = "import sys, gknlp.cli; print(sorted({'spacy', 'pandas', 'lxml', 'sklearn', 'jieba', 'jinja2'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"
