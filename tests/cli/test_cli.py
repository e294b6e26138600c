import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gknlp import auditing
from gknlp.cli import app, run
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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit"], "缺少参数：文件或文件夹…；用 gknlp audit --help 查看用法"),
        (["audit", "--outt", "x", "y"], "没有选项 --outt，是不是 --out"),
        (["audit", "x", "--format", "pptx"], "选项 --format/-f 的值不对，可用：text、json、csv、xlsx、html"),
        (["audit", "x", "-j", "多"], "选项 --jobs/-j 的值不对"),
        (["audit", "x", "--out"], "选项 --out 后面缺少值"),
        (["rules", "甲", "乙"], "多了参数 乙"),
        (["核查", "x"], "没有命令 核查；用 gknlp --help 查看用法"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_in_chinese(arguments, words, capsys):
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert words in told and "rror" not in told and told.count("\n") == 1


def test_the_call_gives_the_exit_code(capsys):
    assert run(["audit", str(CLEAN)]) == 0 and run(["rules", "ZZZ"]) == 2
    assert run([]) == 2 and "audit" in "".join(capsys.readouterr())


def test_why_a_file_cannot_be_written_is_told_in_chinese(tmp_path):
    found = invoke("audit", CLEAN, "--out", tmp_path / "无" / "甲.txt")
    assert found.exit_code == 2 and "（文件夹不存在）" in found.stderr


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
    (audit,) = tree["audits"]
    assert audit["score"]["points"] == audit["score"]["assessable"] and audit["score"]["share"] == "1"
    assert {Path(failure["file"]).name for failure in tree["failures"]} == set(BAD)
    assert all("\n" not in failure["error"] and failure["error"] for failure in tree["failures"])


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_an_archive_counts_as_its_files(tmp_path):
    inner = zipped({"财政局.md": CLEAN.read_bytes()})
    files = {"内层/报告.md": CLEAN.read_bytes(), "空.txt": b"", "街道.zip": inner, "程序.txt": BAD["程序.txt"]}
    (tmp_path / "年报.zip").write_bytes(zipped(files))
    (tmp_path / "好.md").write_bytes(CLEAN.read_bytes())
    found = invoke("audit", tmp_path, "--format", "json")
    tree = json.loads(found.stdout)
    assert found.exit_code == 3
    assert [audit["file"] for audit in tree["audits"]] == [
        str(tmp_path / "好.md"), f"{tmp_path / '年报.zip'}/内层/报告.md", f"{tmp_path / '年报.zip'}/街道.zip/财政局.md"
    ]  # fmt: skip
    assert [failure["file"] for failure in tree["failures"]] == [
        f"{tmp_path / '年报.zip'}/程序.txt", f"{tmp_path / '年报.zip'}/空.txt"
    ]  # fmt: skip
    assert all(failure["error"].startswith("年报.zip/") for failure in tree["failures"])


def test_archives_and_workers_keep_the_order(tmp_path):
    for number in range(3):
        files = {"甲.md": CLEAN.read_bytes(), "乙.txt": b"", "丙.md": CLEAN.read_bytes()}
        (tmp_path / f"{number}.zip").write_bytes(zipped(files))
    one = invoke("audit", tmp_path, "--format", "json", "--jobs", "1")
    two = invoke("audit", tmp_path, "--format", "json", "--jobs", "2")
    assert one.stdout == two.stdout and len(json.loads(one.stdout)["audits"]) == 6


def test_a_truncated_archive_and_an_error_in_one_file(tmp_path, monkeypatch):
    (tmp_path / "断.zip").write_bytes(zipped({"甲.md": CLEAN.read_bytes()})[:-30])
    (tmp_path / "好.zip").write_bytes(zipped({"甲.md": CLEAN.read_bytes(), "乙.md": CLEAN.read_bytes() + b" "}))
    whole = auditing.read_bytes

    def failing(content, name):
        if name.endswith("乙.md"):
            raise ZeroDivisionError
        return whole(content, name)

    monkeypatch.setattr(auditing, "read_bytes", failing)
    tree = json.loads(invoke("audit", tmp_path, "--format", "json").stdout)
    assert len(tree["audits"]) == 1
    assert ["内部错误" in failure["error"] for failure in tree["failures"]] == [True, False]


def test_an_archive_of_one_report_can_be_shown(tmp_path):
    (tmp_path / "年报.zip").write_bytes(zipped({"报告.md": CLEAN.read_bytes(), "README.txt": b"x"}))
    assert invoke("show", tmp_path / "年报.zip").exit_code == 0
    (tmp_path / "年报.zip").write_bytes(zipped({"甲.md": CLEAN.read_bytes(), "乙.md": CLEAN.read_bytes()}))
    found = invoke("show", tmp_path / "年报.zip")
    assert found.exit_code == 3 and "gknlp audit" in found.stderr


def test_what_is_looked_at_in_folders(tmp_path):
    taken = ["a.doc", "b.wps", "c.xlsx", "d.mhtml", "e.PDF", "f.html", "g/h.zip", "i_files/j.txt", "k.jpg"]
    left = ["f_files/a.html", "f.files/b.txt", "l.py", "~$m.docx", ".n.txt", "README.md", "o.css"]
    for name in taken + left:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert {path.relative_to(tmp_path).as_posix() for path in gather([tmp_path])} == set(taken)


def test_a_workbook_of_tables_alone(tmp_path):
    from openpyxl import Workbook

    from gknlp.readers import read

    workbook = Workbook()
    for block in read(CLEAN).blocks:
        if block.grid is not None:
            workbook.active.append([])
            for number in range(block.grid.rows):
                cells = (cell.text for cell in block.grid.row(number))
                workbook.active.append([int(text) if text.isdigit() else text or None for text in cells])
    path = tmp_path / "青山区民政局2023年政府信息公开工作年度报告.xlsx"
    workbook.save(path)
    found = invoke("audit", path, "--format", "json")
    [audit] = json.loads(found.stdout)["audits"]
    codes = {run["code"] for run in audit["findings"]}
    assert not {code for code in codes if not code.startswith("TAB")}, codes
    text = invoke("audit", path).stdout
    assert "青山区民政局 2023年" in text and "只核查表格" in text
    assert "规定表格齐全" in text and "按时公开：不予评定" in text


def test_a_missing_file_is_named():
    found = invoke("audit", "没有这个文件.txt")
    assert found.exit_code == 3 and "文件不存在" in found.stdout


def test_a_file_is_audited_once():
    files = gather([CASES, CLEAN, CLEAN])
    assert len(files) == len(list(CASES.glob("*.md")))


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


def test_files_in_folders_are_told_by_content_and_named_once(tmp_path):
    (tmp_path / "报告.bak").write_bytes(CLEAN.read_bytes())
    (tmp_path / "无扩展名").write_bytes(CLEAN.read_bytes())
    (tmp_path / "样式.css").write_text("p {}", encoding="utf-8")
    (tmp_path / "空.txt").write_bytes(b"")
    tree = json.loads(invoke("audit", tmp_path, "--format", "json").stdout)
    assert [Path(audit["file"]).name for audit in tree["audits"]] == ["报告.bak", "无扩展名"]
    (failure,) = tree["failures"]
    assert Path(failure["file"]).name == "空.txt" and "空.txt" not in failure["error"]


def test_a_rubric_by_name_and_of_ones_own(tmp_path):
    assert "泉州市鲤城区" in invoke("audit", CLEAN, "--rubric", "licheng-2020").stdout
    own = tmp_path / "我的.toml"
    text = 'name = "自拟"\ntotal = 8\nsource = { kind = "ours" }\n[[items]]\nkey = "a"\nname = "甲"\npoints = 8\neach = 1\ncodes = ["SEC"]\n'
    own.write_text(text, encoding="utf-8")
    found = invoke("audit", CLEAN, "--rubric", own)
    assert "得分 8／可评 8（满分 8），得分率 100%，可评比例 100%" in found.stdout
    assert json.loads(invoke("audit", CLEAN, "--rubric", own, "-f", "json").stdout)["audits"][0]["score"]["of"] == "8"


def test_a_faulty_rubric_is_told_before_anything_runs(tmp_path):
    own = tmp_path / "我的.toml"
    own.write_text('name = "自拟"\n[[items]]\nkey = "a"\n', encoding="utf-8")
    for arguments in (("audit", CLEAN, "--rubric", own), ("compare", CLEAN, "--with", own), ("rubrics", own)):
        found = invoke(*arguments)
        assert found.exit_code == 2 and found.stdout == ""
        assert "我的.toml：缺少 source" in found.stderr and "第1项“a”：缺少 points" in found.stderr
    found = invoke("audit", CLEAN, "--rubric", "natoinal")
    assert found.exit_code == 2 and "是否指 national" in found.stderr


def test_rubrics_are_listed_and_shown():
    listed = invoke("rubrics").stdout
    assert listed.startswith("national") and "licheng-2020" in listed and "部分有文件依据" in listed
    shown = invoke("rubrics", "licheng-2020").stdout
    assert "由人工评定，扣5" in shown and "出处：泉州市鲤城区" in shown and "不是文件原有" in shown


@pytest.mark.parametrize("jobs", [1, 2])
def test_two_rubrics_are_compared(tmp_path, jobs):
    found = invoke("compare", SAMPLES, "--with", "jiamusi-2018", "-j", jobs)
    assert found.exit_code == 0 and "标准二：佳木斯市" in found.stdout and "名次一" in found.stdout
    rows = invoke("compare", SAMPLES, "--with", "jiamusi-2018", "-f", "csv").stdout.split("\n")
    assert rows[0].lstrip("\ufeff").startswith("文件,单位,年度,得分率一") and len(rows) == 16
    out = tmp_path / "对照.xlsx"
    assert invoke("compare", SAMPLES, "--with", "jiamusi-2018", "-f", "xlsx", "-o", out).exit_code == 0
    assert zipfile.is_zipfile(out)


def test_what_cannot_be_compared_is_said(tmp_path):
    assert invoke("compare", tmp_path, "--with", "national").exit_code == 2
    assert invoke("compare", CLEAN, "--with", "national", "-f", "xlsx").exit_code == 2
    (tmp_path / "空.txt").write_bytes(b"")
    found = invoke("compare", tmp_path, CLEAN, "--with", "national")
    assert found.exit_code == 3 and "空.txt" in found.stderr and "得分率相差 0 个百分点" in found.stdout


@pytest.mark.parametrize("format", ["text", "html", "xlsx"])
def test_the_tools_own_results_are_no_reports(tmp_path, format):
    (tmp_path / "甲.md").write_bytes(CLEAN.read_bytes())
    out = tmp_path / {"text": "结果.txt", "html": "结果.html", "xlsx": "结果.xlsx"}[format]
    invoke("audit", SAMPLES, CLEAN, "--format", format, "--out", out)
    found = invoke("audit", tmp_path)
    assert found.exit_code == 0 and "合计：1 份报告" in found.stdout and "读取失败" not in found.stdout
    assert "略过1个本工具写出的核查结果" in found.stderr and out.name in found.stderr
    named = invoke("audit", out)
    assert named.exit_code == 3 and "本工具写出的核查结果，不是年度报告" in named.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_results_in_any_encoding(tmp_path, encoding):
    (tmp_path / "甲.md").write_bytes(CLEAN.read_bytes())
    for number, shown in enumerate((invoke("audit", CLEAN), invoke("compare", CLEAN, "--with", "national"))):
        (tmp_path / f"结果{number}.txt").write_bytes(shown.stdout.encode(encoding, "replace"))
    assert [path.name for path in gather([tmp_path])] == ["甲.md"]


def test_reports_are_no_results(tmp_path, capsys):
    for number, text in enumerate(("合计：3 份报告，如上。", "得分 3／可评 4", "━━ 云溪县财政局", "标准一：公开及时")):
        (tmp_path / f"{number}.md").write_text(text + "\n" + CLEAN.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(gather([tmp_path, SAMPLES])) == 4 + len(gather([SAMPLES])) and capsys.readouterr().err == ""
