"""The faults that are put into the code: each changes it, and it can still be read."""

import ast
import os
import subprocess
import sys
import tomllib
from random import Random

import mutate
import pytest
from mutation import python_faults, toml_faults, trying

from gknlp.rules import RULES

CODE = """
@rule("XXX001", "甲", 1)
def first(dossier, entry):
    if entry.value > 10 and not entry.blank:
        return (entry.value + 1) * 2
    return None
"""
DATA = """
[[identities]]
key = "sum"
force = "must"
relation = "a.b + c.d = e.f"

[[deadlines]]
key = "any"
month = 3
"""


@pytest.fixture(scope="module")
def faults():
    return mutate.all_faults()


def test_faults_change_what_they_are_put_into_and_leave_it_readable(faults):
    for file, fault in Random(1).sample(faults, 150):
        text = (mutate.ROOT / file).read_text(encoding="utf-8")
        changed = text[: fault.start] + fault.text + text[fault.end :]
        assert changed != text, mutate.where(file, fault)
        (ast.parse if file.suffix == ".py" else tomllib.loads)(changed)


def test_every_rule_identity_and_deadline_is_left_out_once(faults):

    left_out = [fault.what for _, fault in faults if fault.what.endswith("left out")]
    assert sum(what.startswith("rule ") for what in left_out) == len(RULES)
    assert sum("deadlines" in what for what in left_out) >= 9
    assert sum("identities" in what for what in left_out) >= 8


def test_faults_of_python():
    words = {fault.what for fault in python_faults.faults(CODE)}
    assert words >= {
        "rule 'XXX001' left out", "entry.value > 10: now >=", "not taken away", "10 made 11", "entry.value + 1: now -",
        "entry.value > 10 and (not entry.blank): now or",
    }  # fmt: skip


def test_faults_of_toml():
    words = [fault.what for fault in toml_faults.faults(DATA)]
    assert words == [
        "[[identities]] sum left out", "[[deadlines]] any left out", 'relation = "a.b + c.d =: now <=',
        'force = "must": now may', "month = 3: one more",
    ]  # fmt: skip


def test_what_changes_nothing_is_no_fault():
    code = "if TYPE_CHECKING:\n    import decimal\nnear = get_close_matches(word, words, 1, 0.6)\n"
    assert list(python_faults.faults(code)) == []


def test_tests_of_the_rule_go_first():
    text = '@rule("TAB001", 1)\n...\n@rule(\n    "TAB002", 2)\n...'
    items = ["SEC001", "TAB001", "TAB002"]
    trying.Likeliest(text, len(text)).pytest_collection_modifyitems(items)
    assert items == ["TAB002", "TAB001", "SEC001"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="faults are tried in forked children")
def test_no_rule_identity_chain_deadline_or_section_can_be_left_out_unnoticed():
    command = [sys.executable, mutate.ROOT / "scripts" / "mutate.py", "--only", "left out"]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 0 and "not noticed:" not in ended.stdout, ended.stdout + ended.stderr
