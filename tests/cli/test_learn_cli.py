"""gknlp train, evaluate and predict."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from gknlp.cli import app
from gknlp.cli.learn import _ROOT

SAMPLES = _ROOT / "corpora" / "samples"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_train_then_predict(tmp_path):
    result = run("train", "remedy", "--out", tmp_path / "模型")
    assert result.exit_code == 0 and (tmp_path / "模型" / "card.json").exists()
    report = sorted(SAMPLES.glob("003_*"))[0]
    told = run("predict", "remedy", report, "--model", tmp_path / "模型", "--format", "jsonl")
    assert told.exit_code == 0
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert rows and all(set(row["labels"]) <= {"concrete", "vague"} for row in rows)


def test_predict_as_csv_for_excel():
    report = sorted(SAMPLES.glob("003_*"))[0]
    result = run("predict", "role", report)
    rows = list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"))))
    assert {"问题", "数据"} <= {row["判断"] for row in rows}
    assert {row["有把握"] for row in rows} <= {"是", "否"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("train", "rolle", "--out", "x"), "是否指 role"),
        (("train", "role", "--out", "x", "--corpus", "没有.jsonl"), "不存在"),
        (("predict", "role", "没有.txt", "--model", "没有"), "没有模型"),
        (("predict", "role", "没有.txt", "--model", _ROOT / "models" / "remedy"), "不是 role 的"),
        (("evaluate", "role", "--corpus", "没有.csv"), "不存在"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path, arguments, says):
    result = run(*arguments)
    assert result.exit_code == 2 and says in result.output and len(result.output.strip().splitlines()) == 1


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path):
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-")
    report = sorted(SAMPLES.glob("003_*"))[0]
    (tmp_path / report.name).write_bytes(report.read_bytes())
    result = run("predict", "section", tmp_path)
    assert result.exit_code == 3 and "坏.pdf" in result.output and "云溪县财政局" in result.output


def test_evaluate_tells_the_score_and_writes_the_mistakes(tmp_path):
    result = run("evaluate", "remedy", "--errors", tmp_path / "错.csv")
    assert result.exit_code == 0 and "按单位分开检验" in result.output
    rows = list(csv.DictReader(io.StringIO((tmp_path / "错.csv").read_text("utf-8-sig"))))
    assert rows and rows[0]["应为"] != rows[0]["判为"]
