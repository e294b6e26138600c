"""gknlp corpus: from reports to data sets, and to annotation tools and back."""

import json

import pytest
import write_docs
from typer.testing import CliRunner

from gknlp.cli import app, run

SAMPLES = write_docs.ROOT / "corpora" / "samples"
ROWS = [
    {"text": "公开栏三个月没有更换。", "labels": ["concrete"], "agency": "甲局", "year": 2022, "second": ["vague"]},
    {"text": "公开不够深入。", "labels": ["vague"], "agency": "乙局", "source": "弱标注:词典"},
    {"text": "=1+1不是公式。", "labels": ["vague"], "agency": "丙局"},
]


def call(*arguments):
    return CliRunner().invoke(app, ["corpus", *map(str, arguments)])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "问题.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.mark.parametrize("task", ["section", "role"])
def test_reports_become_a_corpus_that_can_be_checked(tmp_path, task):
    out = tmp_path / "语料.jsonl"
    built = call(
        "build",
        SAMPLES / "003_云溪县财政局_2021.html",
        SAMPLES / "012_国家税务总局云溪县税务局_2014.md",
        "-t",
        task,
        "-o",
        out,
    )
    assert built.exit_code == 0 and "版本" in built.stderr
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {row["agency"] for row in rows} == {"云溪县财政局", "国家税务总局云溪县税务局"}
    assert all(row["source"].startswith("弱标注:") for row in rows)
    tree = json.loads(call("check", out, task, "-f", "json").stdout)
    assert tree["examples"] == len(rows) and tree["digest"] in built.stderr


def test_what_cannot_be_read_is_told_and_stops_nothing(tmp_path):
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04broken")
    result = call("build", tmp_path, SAMPLES / "003_云溪县财政局_2021.html", "-t", "role")
    assert result.exit_code == 3 and "坏.docx" in result.stderr and "弱标注" in result.stdout
    assert call("build", tmp_path / "坏.docx", "-t", "role").exit_code == 2


def test_a_check_ends_with_one_where_something_has_to_be_mended(file, tmp_path):
    assert call("check", file, "problem").exit_code == 0
    result = call("check", file, "problem", "--against", file)
    assert result.exit_code == 1 and "两个文件都有的单位：丙局、乙局、甲局" in result.stdout


@pytest.mark.parametrize(
    ("format", "end"), [("doccano", ".jsonl"), ("labelstudio", ".json"), ("csv", ".csv"), ("jsonl", ".jsonl")]
)
def test_what_is_exported_is_imported_again(file, tmp_path, format, end):
    out, back = tmp_path / f"导出{end}", tmp_path / "读回.jsonl"
    assert call("export", file, "problem", "--to", format, "-o", out).exit_code == 0
    result = call("import", out, "problem", "-o", back)
    assert result.exit_code == 0 and "3条" in result.stderr
    assert back.read_bytes() == file.read_bytes()


def test_a_name_that_would_be_read_as_another_format_is_refused(file, tmp_path):
    result = call("export", file, "problem", "--to", "csv", "-o", tmp_path / "导出.txt")
    assert result.exit_code == 2 and ".csv 结尾" in result.stderr


def test_annotators_beyond_two_count_for_the_agreement(tmp_path):
    path = tmp_path / "多人.json"
    said = [
        {"completed_by": who, "result": [{"type": "choices", "value": {"choices": [label]}}]}
        for who, label in enumerate(["具体", "笼统", "笼统"])
    ]
    path.write_text(json.dumps([{"data": {"text": "公开不够深入。"}, "annotations": said}]), encoding="utf-8")
    result = call("import", path, "problem")
    assert result.exit_code == 0 and "最多3人标注，全体的 Krippendorff α 0.000" in result.stderr
    assert json.loads(result.stdout)["second"] == ["vague"]


def test_the_data_sheet(file):
    assert call("sheet", file, "problem").stdout.startswith("## 问题.jsonl\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "没有.jsonl", "problem"], "没有.jsonl：语料不存在"),
        (["check", "FILE", "problm"], "是否指 problem？"),
        (["check", "FILE", "role"], "第1行的标签“concrete”不认识"),
        (["sheet", "没有.jsonl", "problem"], "不存在"),
        (["import", "没有.json", "problem"], "标注文件不存在"),
        (["import", "EMPTY", "problem"], "标注文件是空的"),
        (["import", "BARE", "problem"], "1条都还没有标注"),
        (["export", "EMPTY", "problem", "--to", "csv"], "是空的"),
        (["build", "FILE", "--task", "kind"], "任务 kind 的标签不能由规则给出"),
        (["build", "没有", "--task", "role"], "没有从报告中得到例句"),
        (["export", "FILE", "problem", "--to", "excel"], "可用：doccano、labelstudio、csv、jsonl"),
        (["chek"], "没有命令 chek"),
        (["check", "FILE"], "缺少参数：任务"),
    ],
)
def test_a_wrong_call_gets_a_clear_line(file, tmp_path, capsys, arguments, words):
    (tmp_path / "空.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "未标.jsonl").write_text('{"text": "公开不够深入。", "label": []}', encoding="utf-8")
    names = {"FILE": file, "EMPTY": tmp_path / "空.jsonl", "BARE": tmp_path / "未标.jsonl"}
    assert run(["corpus", *(str(names.get(word, word)) for word in arguments)]) == 2
    told = capsys.readouterr().err
    assert words in told and "Traceback" not in told


def test_the_page_of_the_corpora_is_current():
    page = write_docs.ROOT / "corpora" / "README.md"
    assert page.read_text(encoding="utf-8") == write_docs.corpus_pages()
