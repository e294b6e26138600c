"""Tables that a converter has torn: read in the form's order only where everything fits."""

from pathlib import Path

from gknlp.parsing import parse
from gknlp.readers import read_bytes

BASE = (Path(__file__).resolve().parents[1] / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
LINES = BASE.splitlines()


def report(text: str):
    return parse(read_bytes(text.encode(), "甲.md"))


RIGHT = {metric: figure.value for metric, figure in report(BASE).figures.items()}
ROWS = [n for n, line in enumerate(LINES) if line.startswith("|") and line.count("|") == 9 and "---" not in line][1:]


def without_labels(lines: list[str], *numbers: int) -> str:
    result = list(lines)
    for number in numbers:
        cells = result[number].split("|")[2:]
        result[number] = "\n| " + "|".join(cells).strip() + "\n|---|---|---|---|---|---|---|\n"
    return "\n".join(result)


def values(found):
    return {metric: figure.value for metric, figure in found.figures.items()}


def test_rows_without_labels_between_labelled_ones():
    found = report(without_labels(LINES, ROWS[3], ROWS[7], ROWS[8], ROWS[14]))
    assert values(found) == RIGHT
    assert any("行的标题缺失" in doubt.message and doubt.table == "applications" for doubt in found.doubts)


def test_a_row_too_many_leaves_them_unread():
    lines = list(LINES)
    lines.insert(ROWS[7], "| 0 | 0 | 0 | 0 | 0 | 0 | 0 |")
    found = report(without_labels(lines, ROWS[3]))
    assert len(found.figures) < len(RIGHT)


def test_a_broken_identity_leaves_them_unread():
    lines = list(LINES)
    lines[ROWS[2]] = lines[ROWS[2]].replace("| 18 |", "| 17 |")
    found = report(without_labels(lines, ROWS[7]))
    assert len(found.figures) == len(RIGHT) - 7


def test_a_record_without_its_header():
    start = next(n for n, line in enumerate(LINES) if line == "行政复议")
    end = next(n for n, line in enumerate(LINES) if line.startswith("## 五、"))
    record = [
        "行政复议 行政诉讼",
        "",
        "| 1 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |",
        "|---" * 15 + "|",
        "",
    ]
    found = report("\n".join([*LINES[:start], *record, *LINES[end:]]))
    assert values(found) == RIGHT
    assert any(doubt.table == "review" for doubt in found.doubts)
    broken = report(
        "\n".join([*LINES[:start], *record, *LINES[end:]]).replace("| 1 | 0 | 0 | 1 | 2 |", "| 1 | 0 | 0 | 1 | 3 |")
    )
    assert "review.total" not in broken.figures
