from decimal import Decimal
from types import SimpleNamespace

from scored import item, rubric, runs

from gknlp.scoring import compare, rank, score
from gknlp.scoring.ranking import LEAST, places

SCHEME = rubric(item("a", 6, 'codes = ["TAB010"]\neach = 2') + item("b", 4, 'codes = ["SEC001"]\neach = 4'))
OTHER = rubric(
    item("x", 12, 'codes = ["TAB"]\neach = 6') + item("y", 8, 'codes = ["SEC"]\neach = 1') + item("z", 2, 'codes = ["NAR"]\nbonus = true'),
    total=20,
)  # fmt: skip


def audit(file, tables, sections, year=2023, level="county"):
    found = [*runs("TAB010", tables), *runs("SEC001", sections), *runs("NAR001", ".")]
    masthead = SimpleNamespace(agency=file, year=year, level=level)
    dossier = SimpleNamespace(report=SimpleNamespace(masthead=masthead))
    return SimpleNamespace(file=file, runs=found, scorecard=score(found, SCHEME), dossier=dossier)


def test_equal_shares_share_a_rank_and_the_next_ranks_fall_out():
    cards = [score(runs("TAB010", marks) + runs("SEC001", "."), SCHEME) for marks in ("x.", "..", "..", "xx")]
    assert places(cards) == [3, 1, 1, 4]


def test_reports_of_which_little_was_assessed_are_listed_apart():
    half, less = audit("甲", "..", ""), audit("乙", "", ".")
    assert (half.scorecard.assessed, less.scorecard.assessed) == (Decimal("0.6"), Decimal("0.4"))
    ranking = rank([less, half])
    assert [(entry.audit.file, entry.rank) for entry in ranking.ranked] == [("甲", 1)]
    assert [(entry.audit.file, entry.rank, entry.in_year) for entry in ranking.apart] == [("乙", None, None)]
    assert ranking.least == LEAST == Decimal("0.5")


def test_the_threshold_itself_is_enough():
    assert places([audit("甲", "..", "").scorecard], Decimal("0.6")) == [1]


def test_ranks_within_the_year_and_the_kind_of_unit():
    audits = [
        audit("甲", "..", "."),
        audit("乙", "x.", ".", 2022),
        audit("丙", "xx", ".", 2022, "department"),
        audit("丁", "xx", "x", 2022, "department"),
        audit("戊", "xx", "x", None),
        audit("己", "xx", "x", 2022, ""),
    ]
    found = {entry.audit.file: (entry.rank, entry.in_year, entry.in_kind) for entry in rank(audits).ranked}
    assert found == {
        "甲": (1, 1, 1),
        "乙": (2, 1, 1),
        "丙": (3, 2, 1),
        "丁": (4, 3, 2),
        "戊": (4, None, None),
        "己": (4, 3, None),
    }


def test_the_order_of_the_files_does_not_matter():
    audits = [audit("甲", "..", "."), audit("乙", "x.", "."), audit("丙", "..", ".")]
    assert [entry.audit.file for entry in rank(audits).ranked] == [
        entry.audit.file for entry in rank(audits[::-1]).ranked
    ]


def test_two_rubrics_and_what_makes_the_difference():
    (first, second) = compare([audit("甲", "x.", "."), audit("乙", "..", "xx")], OTHER)
    assert (first.first.share, first.second.share, first.change) == (Decimal("0.8"), Decimal("0.8"), 0)
    by_code = {
        entry.code: (entry.first_item, entry.first, entry.second_item, entry.second) for entry in first.differences
    }
    assert by_code == {"TAB010": ("项目a", 20, "项目x", 30), "": ("", 0, "", -10)}
    assert (second.first_rank, second.second_rank) == (2, 1)
    assert second.change == Decimal("40") == sum(entry.change for entry in second.differences)


def test_nothing_is_compared_where_nothing_could_be_assessed():
    (entry,) = compare([audit("甲", "??", "?")], OTHER)
    assert (entry.change, entry.differences, entry.first_rank, entry.second_rank) == (None, (), None, None)
