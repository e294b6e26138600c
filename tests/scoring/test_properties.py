"""What holds of every score, whatever the rubric and the runs."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from scored import item, rubric, runs

from gknlp.auditing import scheme_of
from gknlp.scoring import built_in, score
from gknlp.types.rule import Evidence, Outcome

OWN = {
    "caps": rubric(
        item("a", 7, 'codes = ["SEC"]\nerror = 3\nwarning = 1.5\nnotice = 0.25\ncode_cap = 4\ncap = 6')
        + item("b", 3, 'codes = ["TAB", "CLM"]\neach = 1')
    ),
    "groups": rubric(item("a", 10, """
[[items.deductions]]
name = "甲"
codes = ["SEC001", "SEC002"]
each = 5
group = "丙"
[[items.deductions]]
name = "乙"
codes = ["SEC", "TAB"]
error = 3
warning = 2
notice = 1
group = "丙"
[[items.deductions]]
name = "丁"
codes = ["CLM"]
each = 2
cap = 4
[[items.deductions]]
name = "戊"
assessed = "by hand"
""")),
    "bonus": rubric(item("a", 10, 'codes = ["SEC", "TAB"]\neach = 3') + item("b", 4, 'codes = ["CLM"]\nbonus = true')),
    "overflow": rubric(
        "overflow = true\n" + item("a", 4, 'codes = ["SEC"]\neach = 5') + item("b", 6, 'codes = ["TAB", "CLM"]\neach = 1')
    ),
}  # fmt: skip
RUBRICS = OWN | {name: scheme_of(name) for name in built_in()}
LEVEL_OF = {"SEC001": "E", "SEC002": "E", "SEC003": "W", "SEC005": "N", "TAB001": "E", "TAB010": "E", "TAB002": "W",
            "CLM001": "E", "CLM003": "W", "CLM008": "N", "NAR001": "E", "NAR003": "W", "PUB001": "E", "YOY001": "E"}  # fmt: skip

schemes = st.sampled_from(sorted(RUBRICS))
batches = st.dictionaries(
    st.sampled_from(sorted(LEVEL_OF)), st.text("..xx?dc", min_size=1, max_size=6), max_size=8
).map(lambda marks: [run for code, line in marks.items() for run in runs(code, line, LEVEL_OF[code])])
few = settings(max_examples=150, deadline=None)


def summary(card):
    return card.points, card.assessable, [(entry.points, entry.deductions, entry.open) for entry in card.items]


@few
@given(schemes, batches)
def test_points_lie_between_nothing_and_what_is_assessable(name, found):
    card = score(found, RUBRICS[name])
    assert 0 <= card.points <= card.assessable <= card.of
    assert 0 <= card.assessed <= 1 and (card.share is None or 0 <= card.share <= 1)
    for entry in card.items:
        assert 0 <= entry.settled <= entry.checks and 0 <= entry.assessable <= entry.of
        assert entry.points is None or entry.points <= max(entry.assessable, entry.of if entry.is_bonus else Decimal(0))
        assert RUBRICS[name].overflow or entry.points is None or entry.points >= 0


@few
@given(schemes, batches)
def test_what_was_lost_adds_up(name, found):
    for entry in score(found, RUBRICS[name]).items:
        lost = sum(deduction.lost for deduction in entry.deductions)
        if not entry.is_bonus:
            assert entry.assessable - (entry.points or 0) == lost
        for deduction in entry.deductions:
            assert 0 <= deduction.points <= deduction.cost and deduction.lost >= 0
            assert (deduction.points < deduction.cost) == bool(deduction.limit)


@few
@given(schemes, batches, st.randoms(use_true_random=False))
def test_the_order_of_the_runs_does_not_matter(name, found, random):
    mixed = list(found)
    random.shuffle(mixed)
    assert summary(score(mixed, RUBRICS[name])) == summary(score(found, RUBRICS[name]))


@few
@given(schemes, batches, st.data())
def test_a_clean_check_that_turns_out_breached_never_raises_the_score(name, found, data):
    clean = [number for number, run in enumerate(found) if run.outcome is Outcome.CLEAN]
    if not clean:
        return
    number = data.draw(st.sampled_from(clean))
    worse = list(found)
    worse[number] = replace(found[number], outcome=Outcome.BREACHED, evidence=Evidence("新问题"))
    before, after = score(found, RUBRICS[name]), score(worse, RUBRICS[name])
    assert after.points <= before.points and after.assessable == before.assessable
    assert (after.share or 0) <= (before.share or 0)


@few
@given(schemes, batches)
def test_doubted_findings_cost_no_more_than_checks_that_could_not_be_made(name, found):
    hidden = [replace(run, outcome=Outcome.NOT_ASSESSABLE, evidence=None, doubtful=False) if run.doubtful else run
              for run in found]  # fmt: skip
    card, other = score(found, RUBRICS[name]), score(hidden, RUBRICS[name])
    assert (card.points, card.assessable) == (other.points, other.assessable)


@few
@given(schemes.filter(lambda name: not any(entry.is_bonus for entry in RUBRICS[name].items)), batches)
def test_follow_on_findings_are_as_if_they_were_not_there(name, found):
    card, other = score(found, RUBRICS[name]), score([run for run in found if not run.cause], RUBRICS[name])
    assert (card.points, card.assessable) == (other.points, other.assessable)


@few
@given(schemes, batches)
def test_caps_and_groups_hold(name, found):
    scheme = RUBRICS[name]
    for entry, form in zip(score(found, scheme).items, scheme.items, strict=True):
        lines = {line.name or form.name: line for line in form.lines}
        for title, line in lines.items():
            here = [deduction for deduction in entry.deductions if deduction.line == title]
            assert line.cap is None or sum(deduction.points for deduction in here) <= line.cap
            for code in {deduction.code for deduction in here}:
                each = sum(deduction.points for deduction in here if deduction.code == code)
                assert line.code_cap is None or each <= line.code_cap
        for group in {line.group for line in form.lines} - {""}:
            charged = [d for d in entry.deductions if d.points and lines[d.line].group == group]
            assert len(charged) <= 1
            rest = [d.cost for d in entry.deductions if lines[d.line].group == group and "只扣最重" in d.limit]
            assert not charged or all(cost <= charged[0].cost for cost in rest)
