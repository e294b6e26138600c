"""The faults that are put into the code: each changes it, and it can still be read."""

import ast
import tomllib

import mutate
import pytest
from mutation import python_faults, toml_faults

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


def test_every_fault_changes_what_it_is_put_into_and_leaves_it_readable(faults):
    for file, fault in faults:
        text = (mutate.ROOT / file).read_text(encoding="utf-8")
        changed = text[: fault.start] + fault.text + text[fault.end :]
        assert changed != text, mutate.where(file, fault)
        (ast.parse if file.suffix == ".py" else tomllib.loads)(changed)


def test_every_rule_identity_and_deadline_is_left_out_once(faults):
    from gknlp.rules import RULES

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
