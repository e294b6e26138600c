from decimal import Decimal

import pytest
from scored import card_item, item, rubric, runs

from gknlp.auditing import scheme_of
from gknlp.rules import RULES
from gknlp.scoring import score
from gknlp.scoring.points import lines_of
from gknlp.types.rule import Severity

PLAIN = item("a", 10, 'codes = ["TAB010"]\neach = 4')


def taken(card, key="a"):
    return [(str(d.points), d.limit) for d in card_item(card, key).deductions]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_one_place_in_the_national_rubric(rule):
    assert len(lines_of(rule.code, scheme_of())) == 1


def test_no_notice_costs_as_much_as_a_warning_in_the_national_rubric():
    for entry in scheme_of().items:
        for line in entry.lines:
            assert line.cost(Severity.NOTICE) <= Decimal("0.5")
            assert line.cost(Severity.NOTICE) < line.cost(Severity.WARNING) <= line.cost(Severity.ERROR)


def test_points_are_taken_per_finding_up_to_the_item():
    card = score(runs("TAB010", "xx."), rubric(PLAIN))
    assert (card.points, card.assessable, card.of) == (2, 10, 10)
    card = score(runs("TAB010", "xxx"), rubric(PLAIN))
    assert card.points == 0 and taken(card) == [("4", ""), ("4", ""), ("2", "本项分值已扣完")]


def test_a_deduction_says_what_when_and_why():
    (found,) = card_item(score(runs("TAB010", "x"), rubric(PLAIN)), "a").deductions
    assert (found.code, found.subject, found.line, found.cost, found.points, found.lost, found.reason) == (
        "TAB010", "s00", "项目a", 4, 4, 4, "问题0",
    )  # fmt: skip


def test_what_could_not_be_assessed_is_neither_won_nor_lost():
    card = score(runs("TAB010", "??"), rubric(PLAIN))
    assert (card.points, card.assessable, card.share, card.assessed) == (0, 0, None, 0)
    (only,) = card.items
    assert only.points is None and only.open == (("没有此格", 2),)


def test_nothing_asked_is_nothing_assessed():
    (only,) = score([], rubric(PLAIN)).items
    assert only.points is None and only.open == (("本次没有这方面的检查", 0),)


def test_part_of_the_checks_speaks_for_part_of_the_points():
    card = score(runs("TAB010", "x.??"), rubric(PLAIN))
    (only,) = card.items
    assert (only.assessable, only.points, only.checks, only.settled, only.assessed) == (5, 3, 4, 2, Decimal("0.5"))
    assert (only.deductions[0].points, only.deductions[0].lost) == (4, 2)
    assert (card.share, card.assessed) == (Decimal("0.6"), Decimal("0.5"))


def test_parts_lost_add_up_to_the_whole_whatever_is_rounded():
    card = score(runs("TAB010", "xxx????????"), rubric(item("a", 10, 'codes = ["TAB010"]\neach = 1')))
    (only,) = card.items
    assert (only.assessable, only.points) == (Decimal("2.73"), Decimal("1.91"))
    assert sum(d.lost for d in only.deductions) == only.assessable - only.points


def test_a_doubted_finding_is_a_check_that_could_not_be_assessed():
    card = score(runs("TAB010", "d."), rubric(PLAIN))
    assert (card.points, card.assessable, card.share) == (5, 5, 1)
    assert taken(card) == [("0", "存疑，不扣分")] and card.items[0].open == (("TAB010：存疑，未能判定", 1),)


def test_a_follow_on_finding_is_as_if_it_were_not_there():
    card, without = score(runs("TAB010", "x.c"), rubric(PLAIN)), score(runs("TAB010", "x."), rubric(PLAIN))
    assert (card.points, card.assessable) == (without.points, without.assessable) == (6, 10)
    assert taken(card)[1] == ("0", "由TAB001的问题引起，不另扣分") and card.items[0].checks == 2


def test_severities_cost_what_they_are_said_to():
    scheme = rubric(item("a", 10, 'codes = ["SEC"]\nerror = 4\nwarning = 2\nnotice = 0.5'))
    found = [*runs("SEC001", "x"), *runs("SEC003", "x", "W"), *runs("SEC005", "x", "N")]
    assert [points for points, _ in taken(score(found, scheme))] == ["4", "2", "0.5"]


def test_notices_cost_nothing_and_do_not_count_where_the_rubric_does_not_say_so():
    card = score([*runs("SEC005", "x?", "N"), *runs("SEC001", ".")], rubric(item("a", 10, 'codes = ["SEC"]\neach = 5')))
    assert (card.points, card.assessable, card.items[0].deductions) == (10, 10, ())


def test_a_severity_can_be_picked():
    scheme = rubric(item("a", 10, 'codes = ["SEC"]\neach = 5\nseverity = ["notice", "error"]'))
    card = score([*runs("SEC005", "x", "N"), *runs("SEC003", "x", "W")], scheme)
    assert (card.points, card.items[0].checks) == (5, 1)


def test_caps_of_a_rule_and_of_a_line():
    scheme = rubric(item("a", 10, 'codes = ["SEC"]\neach = 2\ncode_cap = 3\ncap = 5'))
    card = score([*runs("SEC001", "xx"), *runs("SEC002", "xx")], scheme)
    assert card.points == 5
    assert taken(card) == [("2", ""), ("1", "同一规则最多扣3分"), ("2", ""), ("0", "本条最多扣5分")]


GROUP = item("a", 10, """
[[items.deductions]]
name = "缺部分"
codes = ["SEC001"]
each = 5
group = "结构"
[[items.deductions]]
name = "次序"
codes = ["SEC003"]
each = 2
group = "结构"
""")  # fmt: skip


def test_of_a_group_only_the_dearest_finding_counts():
    card = score([*runs("SEC003", "x.", "W"), *runs("SEC001", "xx")], rubric(GROUP))
    assert card.points == 5 and taken(card) == [("5", ""), ("0", "“结构”只扣最重的一处"), ("0", "“结构”只扣最重的一处")]
    assert score(runs("SEC003", "x.", "W"), rubric(GROUP)).points == 8


def test_a_doubted_or_follow_on_finding_does_not_stand_for_its_group():
    for mark in "dc":
        card = score([*runs("SEC001", mark), *runs("SEC003", "x", "W")], rubric(GROUP))
        assert [points for points, _ in taken(card)] == ["0", "2"]


LINES = item("a", 10, """
[[items.deductions]]
name = "备案"
assessed = "by hand"
each = 5
[[items.deductions]]
name = "要素"
codes = ["SEC"]
each = 5
cap = 5
[[items.deductions]]
name = "表格"
codes = ["TAB"]
each = 2
""")  # fmt: skip


def test_lines_count_by_what_they_may_cost_and_people_judge_theirs():
    (only,) = score([*runs("SEC001", "."), *runs("TAB001", ".?")], rubric(LINES)).items
    assert (only.assessable, only.points, only.by_hand) == (5, 5, ("备案",))
    (only,) = score(runs("SEC001", "x"), rubric(LINES)).items
    assert (only.assessable, only.points) == (Decimal("2.5"), Decimal("1.25"))


def test_an_item_by_hand_is_never_assessed():
    card = score(runs("TAB010", "."), rubric(PLAIN.replace("10", "6", 1) + item("b", 4, 'assessed = "by hand"')))
    hand = card_item(card, "b")
    assert (hand.points, hand.assessable, hand.by_hand, hand.open) == (None, 0, ("项目b",), ())
    assert (card.points, card.assessable) == (6, 6)


BONUS = PLAIN + item("b", 3, 'codes = ["SEC"]\nbonus = true')


@pytest.mark.parametrize(
    ("marks", "gained", "points"),
    [("..", 3, 9), (".x", 0, 6), (".?", None, 6), (".d", None, 6), (".c", 0, 6), ("", None, 6)],
)
def test_a_bonus_needs_every_check_clean(marks, gained, points):
    card = score([*runs("TAB010", "x...."), *runs("SEC001", marks)], rubric(BONUS))
    assert (card_item(card, "b").points, card.points, card.assessable) == (gained, points, 10)


def test_a_bonus_never_lifts_above_what_is_assessable():
    assert score([*runs("TAB010", ".?"), *runs("SEC001", ".")], rubric(BONUS)).points == 5


def test_a_notice_does_not_forfeit_a_bonus():
    card = score([*runs("TAB010", "x"), *runs("SEC001", "."), *runs("SEC005", "x", "N")], rubric(BONUS))
    assert card_item(card, "b").points == 3


TWO = item("a", 4, 'codes = ["TAB"]\neach = 3') + item("b", 6, 'codes = ["SEC"]\neach = 3')


def test_an_item_may_lose_more_than_its_own_where_the_rubric_overflows():
    found = [*runs("TAB010", "xx"), *runs("SEC001", ".")]
    assert score(found, rubric(TWO)).points == 6
    card = score(found, rubric("overflow = true\n" + TWO))
    assert (card.points, card_item(card, "a").points) == (4, -2)
    assert score([*runs("TAB010", "xxxxx"), *runs("SEC001", ".")], rubric("overflow = true\n" + TWO)).points == 0


def test_the_longest_beginning_of_a_code_decides():
    scheme = rubric(item("a", 4, 'codes = ["TAB"]\neach = 3') + item("b", 6, 'codes = ["TAB01", "SEC"]\neach = 3'))
    card = score([*runs("TAB010", "x"), *runs("TAB001", ".")], scheme)
    assert (card_item(card, "a").points, card_item(card, "b").points) == (4, 3)


def test_a_line_for_each_severity_of_the_same_rules():
    scheme = rubric(item("a", 10, """
[[items.deductions]]
name = "重"
codes = ["PUB"]
each = 5
severity = "error"
group = "时间"
[[items.deductions]]
name = "轻"
codes = ["PUB"]
each = 1
severity = "warning"
group = "时间"
"""))  # fmt: skip
    card = score([*runs("PUB001", "x"), *runs("PUB004", "x", "W")], scheme)
    assert (card.points, card.assessable) == (5, 10)
    assert score(runs("PUB004", "x", "W"), scheme).points == 9
