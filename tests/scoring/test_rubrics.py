"""What the rubrics that come with the tool take, said once more: item, points, cost of an error, a warning, a notice."""

import pytest
from scored import item, rubric

from gknlp.auditing import scheme_of
from gknlp.errors import FaultyData
from gknlp.scoring import built_in
from gknlp.scoring.entries import Entry, shown
from gknlp.types.decimals import plain
from gknlp.types.rule import Severity

LINES = {
    "national": [
        "timeliness 15 10/5/0", "sections 15 5/2/0.5 code_cap=10", "tables 10 5/2/0.5", "identities 12 3/1/0.5", "claims 12 3/2/0.5",
        "rounding 1 1/1/0.5", "years 8 3/2/0.5", "narrative 12 5/3/0.5", "reuse 10 5/5/0.5", "wording 5 2/1/0.5 code_cap=3",
    ],
    "county-table": ["report 2 2/2/2 by hand", "catalogue 1 1/1/1 by hand", "quality 2 0.2/0.1/0"],
    "incentive-2019": ["timeliness 30 15/5/0", "figures 40 5/2/0.5", "content 30 8/3/0.5", "form 5 0/0/- bonus"],
    "jiamusi-2018": ["timeliness 5 5/2/0", "form 4 2/1/0", "figures 3 1/0.5/0", "content 3 1.5/1/0"],
    "jinzhou-shape": ["timeliness 3 4/1/0", "form 3 2/0.5/0", "figures 2 1/0.5/0", "content 2 1/0.5/0"],
    "licheng-2020": [
        "report 10 5/5/5 by hand", "report 10 5/5/0 cap=5", "report 10 5/-/- cap=5", "report 10 5/5/0 cap=5", "report 10 5/5/5 by hand",
    ],
}  # fmt: skip


def told(entry, line):
    costs = (line.cost(severity) for severity in Severity)
    words = [entry.key, plain(entry.points), "/".join("-" if cost is None else plain(cost) for cost in costs)]
    words += [f"{name}={plain(most)}" for name, most in (("cap", line.cap), ("code_cap", line.code_cap)) if most]
    words += ["by hand"] * line.is_by_hand + ["bonus"] * entry.is_bonus
    return " ".join(words)


@pytest.mark.parametrize("name", built_in())
def test_what_a_rubric_takes(name):
    assert [told(entry, line) for entry in scheme_of(name).items for line in entry.lines] == LINES[name]


def test_long_values_are_shown_in_part():
    assert (shown("字" * 40), shown("字" * 41), shown("a\nb")) == ("字" * 40, "字" * 40 + "…", "a·b")


def test_a_thousand_points_are_the_most():
    assert rubric(item("a", 1000, 'codes = ["SEC"]\neach = 1000'), total=1000).total == 1000
    with pytest.raises(FaultyData, match="不超过 1000"):
        rubric(item("a", 1001, 'codes = ["SEC"]\neach = 5'), total=1000)


def test_a_word_of_the_wrong_kind_is_one_fault():
    faults = []
    assert Entry({"kind": 3}, "甲", faults).choice("kind", ["ours", "mixed"], "mixed") == "mixed"
    assert faults == ["甲：kind 应是文字，现在是“3”，请改正"]
