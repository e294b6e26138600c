"""Sections whose titles are lost, altered or misread."""

from pathlib import Path

import pytest

from gknlp.auditing import audit_bytes
from gknlp.parsing import parse
from gknlp.readers import read_bytes

BASE = (Path(__file__).resolve().parents[1] / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
KEYS = ["overview", "disclosure", "applications", "litigation", "problems", "other"]


def report(*changes: tuple[str, str], name: str = "甲.md"):
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse(read_bytes(text.encode(), name))


def keys(found):
    return [section.key for section in found.sections if section.key != "preamble"]


def title(key: str) -> str:
    return next(section.title for section in report().sections if section.key == key)


def line(key: str) -> str:
    return next(line for line in BASE.splitlines() if title(key) in line and line.startswith("#"))


@pytest.mark.parametrize("key", ["disclosure", "applications", "litigation"])
def test_a_lost_title_is_told_by_the_table(key):
    found = report((line(key) + "\n", "\n"))
    assert keys(found) == KEYS
    assert any("按其中的表认定" in doubt.message for doubt in found.doubts)


def test_a_lost_title_of_problems_is_told_by_its_first_sub_title():
    found = report((line("problems") + "\n", "（一）主要问题\n"))
    assert keys(found) == KEYS
    assert any("小标题" in doubt.message for doubt in found.doubts)


@pytest.mark.parametrize(
    ("key", "words"), [("problems", "五、短板与努力方向"), ("problems", "五、自我检视"), ("other", "六、补充说明")]
)
def test_an_altered_title_is_told_by_its_place_and_content(key, words):
    found = report((line(key), f"## {words}"))
    assert keys(found) == KEYS
    assert any(words[2:] in doubt.message for doubt in found.doubts)


def test_a_section_that_speaks_of_something_else_is_not_taken_for_problems():
    start, end = BASE.index(line("problems")), BASE.index(line("other"))
    found = report((BASE[start:end], "## 五、先进单位名单\n\n财政局、民政局。\n\n"))
    assert "problems" not in keys(found) and "additional" in keys(found)


def test_without_any_title_missing_sections_are_doubtful():
    text = "\n".join(line for line in BASE.splitlines() if not line.startswith(("##", "|")))
    text = text.replace("。", "。公开申请、行政复议见年度报告。")
    found = audit_bytes(text.encode(), "甲.txt", file="甲.txt")
    missing = [run for run in found.findings if run.rule.code == "SEC001"]
    assert missing and all(run.doubtful for run in missing)


def test_a_very_long_section_is_doubted():
    found = report((line("other"), "全年持续推进各项工作。" * 400))
    assert any("长达" in doubt.message for doubt in found.doubts)


def test_one_letter_of_a_place_is_taken_from_the_name_of_the_file():
    agency = report().masthead.agency
    garbled = agency.replace(agency[0], "沐", 1)
    found = report((agency, garbled), name=f"{agency}_2022.md")
    assert found.masthead.agency == agency
    assert any("一字之差" in doubt.message for doubt in found.doubts)


def test_a_file_named_after_another_bureau_changes_nothing():
    text = "云溪县财政局2023年政府信息公开工作年度报告\n一、总体情况\n收到政府信息公开申请3件。\n二、主动公开政府信息情况\n无。\n"
    assert parse(read_bytes(text.encode(), "云溪县民政局_2023.txt")).masthead.agency == "云溪县财政局"
