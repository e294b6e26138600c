"""Limits of the rules, each from both sides, on reports whose figures are set by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from built import before, built, outcome, runs

from gknlp.rules import nearest, rule_of
from gknlp.types.document import Doubt, Place
from gknlp.types.report import Charge, Derived
from gknlp.types.rule import Severity

NEW, CARRIED = "applications.new.total", "applications.carry_in.total"
OTHER, RESULTS = "applications.other_other.total", "applications.result_total.total"
LICENCE, PENALTY, COERCION = "licence.decisions", "penalty.decisions", "coercion.decisions"
B, C, N = "breached", "clean", "not_assessable"


def clauses(report, *texts):
    """``report`` whose section on problems says these."""
    model = next(statement for statement in report.statements if statement.topic)
    return replace(
        report, statements=tuple(replace(model, text=text, clauses=tuple(text.split("，"))) for text in texts)
    )


@pytest.mark.parametrize(("metric", "value", "found"), [
    (LICENCE, "0", C), (LICENCE, "-1", B), (LICENCE, "1.5", B), ("fee.amount", "1.5", C), ("fee.amount", "-1.5", B),
])  # fmt: skip
def test_numbers_that_a_cell_may_hold(metric, value, found):
    assert outcome("TAB003", built(figures={metric: value}), "disclosure") == found


def test_changes_may_be_negative():
    assert outcome("TAB003", built("base-2019", {"licence.change": "-1"}), "disclosure") == C
    assert outcome("TAB003", built("base-2019", {"licence.last_year": "-1"}), "disclosure") == B


@pytest.mark.parametrize(
    ("other", "results", "found"), [("2", "20", C), ("3", "20", B), ("19", "19", C), ("4", "39", B), ("4", "40", C)]
)
def test_other_results_from_a_tenth_of_twenty(other, results, found):
    assert outcome("TAB013", built(figures={OTHER: other, RESULTS: results})) == found


@pytest.mark.parametrize(("value", "found"), [("1000000", B), ("990000", C), ("1005000", C), ("1010000", B)])
def test_fees_in_whole_ten_thousands_from_a_million(value, found):
    assert outcome("TAB007", built(figures={"fee.amount": value})) == found


@pytest.mark.parametrize(("now", "last", "found"), [
    ("100", "1", C), ("101", "1", B), ("99", "0.5", C), ("100", "0.5", B), ("1", "100", C), ("1", "101", B), ("0.5", "99", C),
])  # fmt: skip
def test_fees_a_hundred_times_those_of_last_year(now, last, found):
    report = built(figures={"fee.amount": now})
    assert outcome("TAB007", report, earlier=[before(built(figures={"fee.amount": last}))]) == found


@pytest.mark.parametrize(("times", "found"), [("1999", C), ("2000", B), ("50000", B), ("50001", C)])
def test_procurement_some_ten_thousand_times_that_of_last_year(times, found):
    few, many = built("base-2019", {"procurement.amount": "1"}), built("base-2019", {"procurement.amount": times})
    assert outcome("TAB007", many, earlier=[before(few)]) == found
    assert outcome("TAB007", few, earlier=[before(many)]) == found


@pytest.mark.parametrize(
    ("projects", "amount", "found"), [("0", "0", C), ("1", "0", B), ("0", "1", B), ("1", "1", C), ("", "1", N)]
)
def test_procurement_of_nothing_costs_nothing(projects, amount, found):
    figures = {"procurement.projects": projects, "procurement.amount": amount}
    assert outcome("TAB014", built("base-2019", figures)) == found


@pytest.mark.parametrize(("metric", "less", "more"), [
    (NEW, "applications-balance/total", "applications-row/new"), ("review.total", "review-total/review", "review-total/review"),
])  # fmt: skip
def test_a_total_one_off_breaks_what_it_stands_in(metric, less, more):
    value = built().figures[metric].value
    for changed in (value - 1, value + 1):
        found = runs("TAB010", built(figures={metric: str(changed)}))
        assert {key for key, run in found.items() if run.outcome.value == B} == {less, more}


@pytest.mark.parametrize(
    ("made", "repealed", "stock", "found"), [("6", "1", "5", C), ("6", "1", "4", B), ("6", "0", "5", B)]
)
def test_what_is_in_force_is_not_less_than_what_was_made(made, repealed, stock, found):
    figures = {"normative.made": made, "normative.repealed": repealed, "normative.in_force": stock}
    assert outcome("TAB011", built(figures=figures), "normative-stock/normative") == found


@pytest.mark.parametrize(("reviews", "found"), [("37", C), ("38", B)])
def test_no_more_reviews_than_applications(reviews, found):
    assert outcome("TAB012", built(figures={"review.total": reviews}), "review-requests") == found


def test_a_cell_proved_by_an_identity_cannot_break_it_but_others():
    report = built(figures={NEW: ""})
    report = replace(report, derived={NEW: Derived(NEW, Decimal(36), "applications-balance/total")})
    assert outcome("TAB010", report, "applications-balance/total") == N
    found = runs("TAB010", report)["applications-row/new"]
    assert found.outcome.value == B and "其中1格未填" in found.evidence.explanation
    assert "其中1格可由勾稽关系推得" in runs("TAB002", report)["applications"].evidence.explanation


@pytest.mark.parametrize(("now", "last", "found"), [
    ("100", "10", B), ("99", "9", C), ("109", "11", C), ("110", "11", B), ("10", "100", B), ("500", "0", C), ("0", "500", C),
])  # fmt: skip
def test_tenfold_from_a_hundred(now, last, found):
    report = built(figures={LICENCE: now})
    assert outcome("YOY006", report, "disclosure", [before(built(figures={LICENCE: last}))]) == found


def test_tenfold_names_five_cells():
    metrics = [metric for metric in built().figures if metric.startswith("applications.new.")][:6]
    for count, more in ((5, ""), (6, "等6格")):
        now, last = (dict.fromkeys(metrics[:count], value) for value in ("500", "50"))
        message = runs("YOY006", built(figures=now), [before(built(figures=last))])["applications"].evidence.message
        assert message.endswith(f"50→500{more}") and message.count("→") == 5


@pytest.mark.parametrize(("value", "found"), [("0", C), ("7", B)])
def test_tables_with_six_numbers_may_not_be_those_of_last_year(value, found):
    figures = {metric: "0" for metric in built().figures if metric.startswith(("rules.", "normative."))}
    figures |= {"normative.in_force": "9", "normative.made": "2", LICENCE: "3", PENALTY: "4", COERCION: "5"}
    figures["fee.amount"] = value
    report = built(figures=figures)
    assert outcome("YOY007", report, "disclosure", [before(report)]) == found
    other = built(figures={**figures, "normative.made": "1"})
    assert outcome("YOY007", report, "disclosure", [before(other)]) == C


def test_years_whose_table_is_the_same_follow_each_other():
    report = built()
    earlier = [before(report), before(report, 2), before(report, 4)]
    found = runs("YOY007", report, earlier)["applications"].evidence
    assert found.values[0] == ("相同年度", "2021、2022、2023")
    earlier[1] = before(built(figures={NEW: "36"}), 2)
    assert runs("YOY007", report, earlier)["applications"].evidence.values[0] == ("相同年度", "2022、2023")


@pytest.mark.parametrize(("values", "found"), [
    (("30", "30", "30"), B), (("29", "29", "29"), C), (("30", "30", "31"), C), (("30", "31", "30"), C), (("31", "30", "30"), C),
])  # fmt: skip
def test_the_same_number_three_years_from_thirty(values, found):
    figures = {PENALTY: "1", COERCION: "1", "fee.amount": "1", "normative.in_force": "80"}
    report, last, first = (built(figures={**figures, LICENCE: value, "normative.made": made})
                           for value, made in zip(values, "123", strict=True))  # fmt: skip
    assert outcome("YOY008", report, "disclosure", [before(last), before(first, 2)]) == found
    assert outcome("YOY008", report, "disclosure", [before(last), before(first, 3)]) == N


def test_a_table_that_is_the_same_is_not_reported_twice():
    report = built()
    assert outcome("YOY008", report, "disclosure", [before(report), before(report, 2)]) == C


@pytest.mark.parametrize(("suits", "reviews", "last", "found"), [
    ("1", "0", "0", B), ("0", "0", "0", C), ("1", "1", "0", C), ("1", "0", "1", C), ("1", "0", "", N), ("", "0", "0", N),
])  # fmt: skip
def test_suits_after_review_need_reviews(suits, reviews, last, found):
    report = built(figures={"suit_after_review.total": suits, "review.total": reviews})
    assert outcome("YOY009", report, earlier=[before(built(figures={"review.total": last}))]) == found


@pytest.mark.parametrize(("now", "found"), [("54", C), ("55", B), ("53", C)])
def test_stock_is_no_more_than_that_of_last_year_and_what_was_made(now, found):
    report = built(figures={"normative.in_force": now})
    assert outcome("YOY002", report, "stock-growth/normative", [before(built())]) == found


@pytest.mark.parametrize(("repealed", "found"), [("54", C), ("55", B)])
def test_no_more_is_repealed_than_there_was(repealed, found):
    report = built(figures={"normative.repealed": repealed})
    assert outcome("YOY002", report, "stock-repealed/normative", [before(built())]) == found


@pytest.mark.parametrize(("now", "found"), [("53", C), ("52", B), ("54", B), ("55", C)])
def test_stock_unaccounted_for_is_reported_once(now, found):
    """55 is more than there can be: YOY002."""
    report = built(figures={"normative.in_force": now})
    assert outcome("YOY003", report, "stock-accounted/normative", [before(built())]) == found


def test_without_last_year_nothing_can_be_told():
    for code in ("YOY001", "YOY002", "YOY003", "YOY006", "YOY007", "YOY008", "YOY009"):
        found = runs(code, built(), why_no_last="没有上年报告")
        assert {run.reason for run in found.values()} == {"没有上年报告"}, code


@pytest.mark.parametrize(("parts", "absent", "found", "words"), [
    (("20", "15"), (), C, ""), (("20", "16"), (), B, "超过"), (("20", "14"), (), B, "少于"), (("20", "14"), ("甲局",), N, "只有2个有数（缺甲局）"),
    (("20", "15"), ("甲局",), C, ""), (("20", "16"), ("甲局",), B, "共3个"), (("", ""), (), N, "名单内2个单位都没有"),
    (("20", ""), (), N, "只有1个有数（缺云溪县财政局）"), (("20", "14"), ("甲", "乙", "丙"), N, "（缺甲、乙、丙）"),
    (("20", "14"), ("甲", "乙", "丙", "丁"), N, "（缺甲、乙、丙等）"),
])  # fmt: skip
def test_children_make_up_the_whole(parts, absent, found, words):
    children = tuple(built(figures={NEW: value}) for value in parts)
    run = runs("UPW001", built(), children=children, absent=absent)[NEW]
    assert run.outcome.value == found
    assert words in (run.evidence.message if run.evidence else run.reason)


@pytest.mark.parametrize(("new", "carried", "found"), [("8", "2", B), ("9", "2", C)])
def test_fees_for_up_to_ten_applications(new, carried, found):
    charge = Charge(Decimal(380), Place(0, 0, 1))
    report = replace(built(figures={NEW: new, CARRIED: carried}), charges=(charge,))
    assert outcome("NAR012", report) == found
    assert outcome("NAR012", replace(report, charges=(replace(charge, amount=Decimal(0)),))) == C
    assert outcome("NAR012", replace(report, charges=(replace(charge, amount=Decimal(1)),))) == found
    by_volume = replace(charge, by_volume=True)
    assert outcome("NAR012", replace(report, charges=(by_volume,))) == C
    assert outcome("NAR012", replace(report, charges=(by_volume, charge))) == found


@pytest.mark.parametrize(("length", "found"), [(1200, C), (1201, B)])
def test_the_overview_is_no_longer_than(length, found):
    report = built()
    sections = tuple(
        replace(section, length=length) if section.key == "overview" else section for section in report.sections
    )
    report = replace(report, sections=sections)
    assert outcome("NAR006", report) == found
    assert runs("NAR006", replace(report, masthead=replace(report.masthead, year=2020))) == {}


@pytest.mark.parametrize(("count", "found"), [(4, B), (3, C)])
def test_eight_sentences_in_ten_repeated(count, found):
    """Of five sentences; and of one sentence eight characters in ten."""
    old = [f"第{number}个栏目更新得不够及时" for number in range(5)]
    new = [*old[:count], *(f"另有{number}处公开栏比较陈旧" for number in range(5 - count))]
    report = clauses(built(), *new)
    assert outcome("NAR011", report, earlier=[before(clauses(built(), *old))]) == found


@pytest.mark.parametrize(("added", "found"), [("二三", B), ("二三四", C)])
def test_eight_characters_in_ten_repeated(added, found):
    new = [f"{text}，{added}" for text in ("栏目甲更新很慢了", "栏目乙更新很慢了")]
    last = clauses(built(), "栏目甲更新很慢了，不及时", "栏目乙更新很慢了，不及时")
    assert outcome("NAR011", clauses(built(), *new), earlier=[before(last)]) == found


def test_a_little_less_than_eight_in_ten_is_not_the_same():
    """88 of 111, of sentences and of characters."""
    old = [f"第{number:03}个栏目更新得不够及时" for number in range(111)]
    new = [*old[:88], *(f"另有{number:03}处公开栏比较陈旧" for number in range(23))]
    assert outcome("NAR011", clauses(built(), *new), earlier=[before(clauses(built(), *old))]) == C
    same, last, now = "同" * 88, "旧" * 23, "新" * 23
    earlier = [before(clauses(built(), f"{same}，{last}", f"{same}，{last}"))]
    assert outcome("NAR011", clauses(built(), f"{same}，{now}", f"{same}，{now}"), earlier=earlier) == C


def test_a_sentence_alone_is_not_compared():
    last = clauses(built(), "第一个栏目更新得不够及时", "第二个栏目更新得不够及时")
    assert outcome("NAR011", clauses(built(), "第一个栏目更新得不够及时"), earlier=[before(last)]) == N
    short = clauses(built(), "栏目更新得不够及时", "公开栏也比较陈旧了")  # nine characters each
    assert outcome("NAR011", short, earlier=[before(last)]) == N
    longer = clauses(built(), "栏目更新得还不够及时", "公开栏也比较地陈旧了")
    assert outcome("NAR011", longer, earlier=[before(longer)]) == B


@pytest.mark.parametrize(("published", "found"), [
    (date(2024, 1, 31), C), (date(2024, 2, 1), B), (date(2025, 1, 1), B), (date(2026, 1, 31), B), (date(2026, 2, 1), N),
])  # fmt: skip
def test_a_department_publishes_by_the_end_of_january(published, found):
    assert outcome("PUB001", built(published=published)) == found


@pytest.mark.parametrize(("published", "found"), [(date(2023, 12, 30), B), (date(2023, 12, 31), C)])
def test_nothing_is_published_before_the_year_is_over(published, found):
    assert outcome("PUB004", built(published=published)) == found


def test_a_deadline_on_a_day_of_rest_is_named():
    """31 January 2026 is a Saturday, in 2025 a Friday, in 2021 a Sunday."""
    for year, named in ((2025, "星期六"), (2024, ""), (2020, "星期日")):
        report = built(year=year, published=date(year + 1, 2, 9))
        explanation = runs("PUB001", report)["report"].evidence.explanation
        assert (f"期限当日为{named}" in explanation) if named else ("期限当日" not in explanation)


def test_the_monday_after_such_a_day_may_be_in_time():
    assert outcome("PUB001", built(year=2025, published=date(2026, 2, 2))) == N
    assert outcome("PUB001", built(year=2025, published=date(2026, 2, 3))) == B
    assert outcome("PUB001", built(year=2024, published=date(2025, 2, 1))) == B


def test_codes_are_found_by_likeness():
    assert (nearest("TAB010"), nearest("TAB10"), nearest("零")) == ("TAB010", "TAB010", "")


def test_a_rule_is_as_grave_as_asked():
    assert rule_of("TAB010").severity is Severity.ERROR
    assert rule_of("TAB010", Severity.NOTICE).severity is Severity.NOTICE
    assert rule_of("TAB010", Severity.ERROR) is rule_of("TAB010")


def test_findings_on_doubted_readings_are_doubtful():
    report, last = built(figures={NEW: "36", CARRIED: "3"}), before(built())
    key, across = "applications-balance/total", "carry-over/total"

    def doubtful(code, subject, report, last=last):
        return runs(code, report, [last])[subject].doubtful

    def doubted(report, **of):
        return replace(report, doubts=(Doubt("甲", **of),))

    assert not doubtful("TAB010", key, report) and not doubtful("YOY001", across, report)
    assert doubtful("TAB010", key, doubted(report, table="applications"))
    assert not doubtful("TAB010", key, doubted(report, table="review"))
    assert not doubtful("TAB010", key, report, doubted(last, table="applications"))
    assert doubtful("YOY001", across, report, doubted(last, table="applications"))
    assert not doubtful("YOY001", across, report, doubted(last, table="review"))
    lacking = replace(report, sections=tuple(section for section in report.sections if section.key != "problems"))
    assert not doubtful("SEC001", "problems", lacking)
    assert doubtful("SEC001", "problems", doubted(lacking, sections=("problems",)))
    assert not doubtful("SEC001", "problems", doubted(lacking, sections=("other",)))


def marked(report, count, **of):
    """``report`` with the first ``count`` cells of the table of applications changed."""
    metrics = [metric for metric in report.figures if metric.startswith("applications.")][:count]
    return replace(
        report, figures=report.figures | {metric: replace(report.figures[metric], **of) for metric in metrics}
    )


def test_of_many_cells_the_first_are_named():
    blank = runs("TAB002", marked(built(), 4, value=None, raw="", blank=True))["applications"].evidence
    assert blank.message.count("、") == 2 and blank.values == (("未填格数", "4"),) and len(blank.places) == 4
    raw = "九" * 50
    wrong = runs("TAB003", marked(built(), 11, value=Decimal(-1), raw=raw))["applications"].evidence
    noted = runs("TAB009", marked(built(), 51, raw=raw, note="注"))["applications"].evidence
    for evidence, places in ((wrong, 11), (noted, 50)):
        assert evidence.message.count("填“" + "九" * 20 + "”") == 3
        assert [value for _, value in evidence.values] == ["九" * 40] * 10 and len(evidence.places) == places


def test_five_of_the_same_numbers_are_named():
    metrics = [metric for metric in built().figures if metric.startswith("applications.new.")][:6]
    report = built(figures=dict.fromkeys(metrics, "77"))
    last = before(built(figures=dict.fromkeys(metrics, "77") | {CARRIED: "3"}))
    evidence = runs("YOY008", report, [last, before(report, 2)])["applications"].evidence
    assert evidence.message.count("77") == 5 < len(evidence.values)


@pytest.mark.parametrize(
    ("unit", "last", "now", "told"),
    [("元", "253000", "5000", "25.3"), ("亿元", "1", "1", "10000"), ("万元", "2", "300", "2")],
)
def test_units_of_the_fees_of_last_year(unit, last, now, told):
    report = before(built(figures={"fee.amount": last}))
    figures = report.figures | {"fee.amount": replace(report.figures["fee.amount"], unit=unit)}
    run = runs("TAB007", built(figures={"fee.amount": now}), [replace(report, figures=figures)])["fee.amount"]
    assert f"上年为{told}万元" in run.evidence.message


def test_without_the_cell_nothing_is_asked():
    assert runs("YOY009", built(figures={"suit_after_review.total": None}), [before(built())]) == {}
