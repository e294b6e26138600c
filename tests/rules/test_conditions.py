"""When a rule is asked and when it cannot tell, on reports whose sections, mentions and doubts are set by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from built import before, built, outcome, runs

from gknlp.editions import edition
from gknlp.rules import RULES
from gknlp.types.document import Doubt, Place
from gknlp.types.dossier import Candidate, Check, Dossier, Status
from gknlp.types.report import Announcement, Mention, Period, Section, Slip

B, C, N = "breached", "clean", "not_assessable"
HERE, THERE = Place(0, 0, 1), Place(1, 0, 1)


def section(key, number=None, length=100, body=(), **more):
    return Section(key, f"题{key}", number, HERE, body, length, **more)


def having(*sections, base="base-2021", **more):
    return replace(built(base), sections=sections, **more)


def without(key, **more):
    report = built(**more)
    return replace(report, sections=tuple(part for part in report.sections if part.key != key))


def changed(report, key, **more):
    """``report`` with one of its sections changed."""
    return replace(
        report, sections=tuple(replace(part, **more) if part.key == key else part for part in report.sections)
    )


def mentioning(report, *mentions):
    return replace(report, mentions=tuple(Mention(topic, where, HERE) for topic, where in mentions))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_title_is_the_first_line_of_the_page(rule):
    assert rule.title and rule.page.startswith(f"{rule.title}。\n")


@pytest.mark.parametrize(("sections", "found"), [
    ((section("preamble", length=150), section("disclosure", length=50, tables=("disclosure",))), N),
    ((section("preamble", length=151), section("disclosure", length=50, tables=("disclosure",))), B),
    ((section("preamble", length=150), section("disclosure", length=50, unread=1)), N),
    ((section("preamble", length=0), section("disclosure", length=50)), B),
    ((section("preamble", length=0), section("disclosure", length=0, tables=("disclosure",)), section("other", length=10)), B),
])  # fmt: skip
def test_a_file_of_tables_has_no_text_to_judge(sections, found):
    assert outcome("SEC001", having(*sections), "problems") == found


def test_a_file_without_tables_has_text():
    assert outcome("SEC001", having(section("preamble", length=10), tables=()), "problems") == B


@pytest.mark.parametrize(("of", "found"), [
    ({"length": 0}, B), ({"length": 1}, C), ({"length": 0, "tables": ("review",)}, C), ({"length": 0, "body": (Place(1, 0, 0),)}, C),
    ({"length": 0, "body": (Place(1, 0, 1),)}, B),
])  # fmt: skip
def test_a_section_is_empty_without_text_table_or_picture(of, found):
    assert outcome("SEC002", having(section("overview"), section("litigation", **of)), "litigation/1") == found


FOUR = (("overview", 1), ("disclosure", 2), ("applications", 3), ("problems", 4))
ANNEX = (("annex", None),)


@pytest.mark.parametrize(("titles", "of", "counts"), [
    (FOUR, {}, {4}), (FOUR, {"tables": ()}, {4}), (FOUR + ANNEX, {}, {4, 5}), (FOUR[1:], {}, {3, 4}), (FOUR[1:] + ANNEX, {}, {3, 4, 5}),
    ((("overview", None), *FOUR[1:]), {}, {3, 4}), ((*FOUR[:2], ("disclosure", 3), ("problems", 4)), {}, {3, 4}),
    ((*FOUR[:2], ("additional", 3), ("additional", 4), ("problems", 5)), {}, {3, 4, 5}), ((*FOUR[:2], ("problems", 5)), {}, {3, 5}),
    ([(key, None) for key, _ in FOUR], {}, {4}), (FOUR[:3], {}, {3}), (FOUR[:2], {}, set(range(1, 10))),
    (FOUR, {"doubts": (Doubt("甲", sections=("other",)),)}, set(range(1, 10))), (FOUR, {"doubts": (Doubt("甲"),)}, {4}),
    ((("preamble", None), *FOUR), {}, {4}), ((("overview", None), ("disclosure", None), ("problems", 1)), {}, {1, 3}),
])  # fmt: skip
def test_parts_may_be_counted_in_several_ways(titles, of, counts):
    report = having(*(section(key, number) for key, number in titles), **{"tables": (), **of})
    for count in range(1, 10):
        announced = replace(report, announcements=(Announcement("甲", count, None, HERE),))
        assert outcome("SEC008", announced) == (C if count in counts else B), count


def test_tables_behind_the_text_may_be_a_part_more():
    report = having(*(section(key, number) for key, number in FOUR))
    for of in ({"tables": report.tables}, {"tables": (), "names_annex": True}):
        for count, found in ((3, B), (4, C), (5, C), (6, B)):
            announced = Announcement("甲", count, None, HERE, names_annex="names_annex" in of)
            assert outcome("SEC008", replace(report, tables=of["tables"], announcements=(announced,))) == found


@pytest.mark.parametrize(("listed", "is_open", "found"), [
    ((4, 4), False, ""), ((3, 4), False, ""), ((4, 5), False, ""), ((3, 5), False, ""), ((2, 3), False, "只列举了3个"),
    ((2, 3), True, ""), ((5, 6), False, "却列举了5个"), ((5, 6), True, "却列举了5个"),
])  # fmt: skip
def test_parts_announced_are_those_listed(listed, is_open, found):
    report = having(*(section(key, number) for key, number in FOUR))
    report = replace(report, announcements=(Announcement("甲", 4, listed, HERE, is_open=is_open),))
    run = runs("SEC008", report)["report"]
    assert found in run.evidence.message if found else run.evidence is None


def test_the_first_three_computations_are_shown():
    candidates = tuple(Candidate(f"{number}÷5", Decimal(number)) for number in range(4))
    check = Check("share", "占9%", "9%", candidates, Status.DIFFERS, "", (HERE,))
    rule = next(rule for rule in RULES if rule.code == "CLM005")
    evidence = rule.check(Dossier(built()), check)
    assert evidence.values == (("文中", "9%"), ("核算1", "0÷5"), ("核算2", "1÷5"), ("核算3", "2÷5"))


@pytest.mark.parametrize(("code", "first"), [("NAR003", 2021), ("NAR005", 2019), ("NAR006", 2021), ("NAR008", 2019),
                                             ("NAR010", 2019), ("NAR012", 2021), ("NAR013", 2021)])  # fmt: skip
def test_years_from_which_a_rule_is_asked(code, first):
    assert runs(code, built(year=first)) and not runs(code, built(year=first - 1))


@pytest.mark.parametrize("code", ["NAR005", "NAR006", "NAR008", "NAR009", "NAR010", "NAR011"])
def test_of_reports_without_a_year_it_is_asked(code):
    assert runs(code, built(year=None))


@pytest.mark.parametrize(("old", "new", "first"), [
    ("form_2019", "form_2021", 2021), ("form_2014", "form_2021", 2021), ("regulation_2008", "regulation_2019", 2019),
])  # fmt: skip
def test_years_from_which_a_basis_no_longer_applies(old, new, first):
    for year, found in ((first - 1, C), (first, B), (first + 1, B)):
        report = built(year=year)
        assert outcome("NAR004", mentioning(report, (old, "preamble"))) == found
        assert outcome("NAR004", mentioning(report, (old, "preamble"), (new, "other"))) == C


def test_fees_are_reported_in_the_last_section():
    report = built()
    assert outcome("NAR003", mentioning(report, ("processing_fee", "other"))) == C
    elsewhere = runs("NAR003", mentioning(report, ("processing_fee", "overview"), ("platform", "other")))["report"]
    assert elsewhere.outcome.value == B and "其他部分提到" in elsewhere.evidence.explanation
    nowhere = runs("NAR003", mentioning(report, ("platform", "other")))["report"]
    assert nowhere.outcome.value == B and not nowhere.evidence.explanation
    assert outcome("NAR003", without("other")) == N


@pytest.mark.parametrize(("doubt", "found"), [
    (None, B), (Doubt("甲", sections=("overview",)), N), (Doubt("甲", sections=("other",)), B), (Doubt("甲", HERE), N), (Doubt("甲", THERE), B),
])  # fmt: skip
def test_elements_are_not_missed_where_the_overview_is_doubted(doubt, found):
    report = mentioning(changed(built(), "overview", place=HERE), ("platform", "overview"))
    report = replace(report, doubts=(doubt,) if doubt else ())
    assert outcome("NAR005", report, "management") == found
    assert outcome("NAR006", changed(report, "overview", length=2000)) == found


@pytest.mark.parametrize("code", ["NAR001", "NAR002", "NAR008", "NAR009", "NAR010", "NAR011"])
def test_of_a_section_that_is_not_there_nothing_is_said(code):
    last = [before(built())]
    assert outcome(code, without("problems"), earlier=last) == N
    assert "没有“问题及改进”部分" in runs(code, changed(built(), "problems", length=0), last)["report"].reason


def saying(*statements, report=None):
    """The base report whose section on problems has statements of these topics and traits."""
    report = report or built()
    model = next(statement for statement in report.statements if statement.topic)
    return replace(report, mentions=(), statements=tuple(replace(model, **of) for of in statements))


def test_a_mention_in_the_section_is_enough():
    for topic, code in (("problem", "NAR001"), ("remedy", "NAR002")):
        assert outcome(code, saying()) == B
        assert outcome(code, mentioning(saying(), (topic, "problems"))) == C
        assert outcome(code, mentioning(saying(), (topic, "overview"))) == B
        assert outcome(code, saying({"topic": "", "is_sure": False, "is_concrete": True})) == N
        assert outcome(code, saying({"topic": "", "is_sure": False, "is_concrete": False})) == B


def test_problems_and_remedies_are_compared_where_both_are_listed():
    problems = [{"topic": "problem", "number": number, "in_list": 1} for number in (1, 2, 3)]
    remedies = [{"topic": "remedy", "number": number, "in_list": 2} for number in (1, 2, 3)]
    assert outcome("NAR008", saying(*problems)) == N
    assert outcome("NAR008", saying(*remedies)) == N
    assert outcome("NAR008", saying(*problems, remedies[0])) == N
    assert outcome("NAR008", saying(*problems, *remedies[:2])) == B
    assert outcome("NAR008", saying(*problems, *remedies)) == C


def test_a_plan_with_a_text_of_its_own_has_a_time():
    remedy = {"topic": "remedy", "is_dated": False}
    report = saying(remedy)
    assert outcome("NAR010", report) == B
    assert outcome("NAR010", replace(report, sections=(*report.sections, section("plan")))) == C
    assert outcome("NAR010", replace(report, sections=(*report.sections, section("plan", length=0)))) == B
    assert outcome("NAR010", saying(remedy, {"topic": "", "is_dated": True})) == C
    assert outcome("NAR010", saying(remedy, {"topic": "problem", "is_dated": True})) == B


@pytest.mark.parametrize(("length", "quoted"), [(40, "句" * 40), (41, "…" + "句" * 39)])
def test_long_sentences_are_quoted_in_part(length, quoted):
    vague = {"topic": "problem", "is_concrete": False, "text": "句" * length}
    assert runs("NAR009", saying(vague))["report"].evidence.values == (("问题", quoted),)
    assert runs("NAR009", saying(*[vague] * 4))["report"].evidence.values == (("问题", "；".join([quoted] * 3)),)
    undated = {"topic": "remedy", "is_dated": False, "text": "句" * length}
    head = quoted if length == 40 else "句" * 39 + "…"
    assert f"如“{head}”" in runs("NAR010", saying(undated))["report"].evidence.message


def test_nothing_is_late_without_a_year():
    report = replace(built(year=None, published=date(2024, 3, 1)), due=None)
    assert outcome("PUB001", report) == N
    assert outcome("PUB004", report) == N
    assert outcome("PUB003", report) == N
    period = Period(date(2023, 1, 1), date(2023, 12, 31), HERE)
    assert outcome("PUB003", replace(report, masthead=replace(report.masthead, period=period))) == N
    assert outcome("PUB003", built(period=period)) == C
    assert outcome("PUB003", built(period=replace(period, start=date(2023, 1, 2)))) == B
    assert outcome("PUB003", built(period=replace(period, end=date(2023, 12, 30)))) == B
    assert outcome("PUB001", built(published=None, signed=None)) == N


@pytest.mark.parametrize(
    ("day", "found"), [(date(2024, 2, 20), C), (date(2024, 2, 21), N), (date(2024, 3, 11), N), (date(2024, 3, 12), B)]
)
def test_a_city_may_be_of_two_kinds(day, found):
    """10 March 2024 is a Sunday, in 2025 a Monday."""
    assert outcome("PUB001", built(level="city", published=day)) == found
    assert outcome("PUB001", built(level="city", year=2024, published=date(2025, 3, 10))) == N
    assert outcome("PUB001", built(level="city", year=2024, published=date(2025, 3, 11))) == B


def test_a_date_two_years_later_is_that_of_a_move():
    assert "晚了2年以上" in runs("PUB001", built(published=date(2026, 2, 1)))["report"].reason


def test_the_explanation_names_where_the_dates_stand():
    late = date(2024, 3, 1)
    beside = runs("PUB001", built(published=late))["report"].evidence
    assert beside.explanation.startswith("发布日期载于网页正文之外；") and beside.places == ()
    within = runs("PUB001", built(published=late, published_place=HERE))["report"].evidence
    assert within.explanation.startswith("以页面所载日期为准") and within.places == (HERE,)
    signed = runs("PUB001", built(signed=late, signed_place=THERE))["report"].evidence
    assert signed.explanation == "未见页面发布日期，公布不会早于落款（成文）日期" and signed.places == (THERE,)
    both = runs("PUB001", built(published=late, signed=date(2024, 2, 20)))["report"].evidence
    assert both.explanation.endswith("落款（成文）日期为2024-02-20") and both.values[:2] == (
        ("发布日期", "2024-03-01"), ("落款日期", "2024-02-20"),
    )  # fmt: skip
    same = runs("PUB001", built(published=late, signed=late))["report"].evidence
    assert "落款" not in same.explanation


def headers(report, *keys, due="2021"):
    return replace(report, headers=tuple((key, ("甲", "乙")) for key in keys), due=edition(due) if due else None)


def test_tables_that_show_no_one_form_are_not_judged_by_it():
    report = built()
    for code in ("TAB004", "TAB005"):
        assert outcome(code, headers(report, "2021")) == C
        assert outcome(code, headers(report, "2021", due="")) == N
        assert "混用" in runs(code, headers(report, "2019", "2021"))["report"].reason
        assert "没有读到规定的表格" in runs(code, headers(replace(report, tables=())))["report"].reason
        assert "未见2019年、2021年格式" in runs(code, headers(report))["report"].reason
    assert outcome("TAB004", headers(built("base-2019"), "2019")) == B
    assert outcome("TAB004", headers(built("base-2016"), "2014")) == B
    assert outcome("TAB005", headers(report, "2021", due="2019")) == B
    assert outcome("TAB006", headers(report, "2019", "2021")) == B
    assert outcome("TAB006", headers(replace(report, tables=()), "2019", "2021")) == N
    for code in ("TAB004", "TAB005"):
        assert outcome(code, replace(headers(report), headers=(("2021", ("甲",)),))) == N


def test_a_table_that_may_be_there_is_not_called_missing():
    report = built()
    report = replace(report, tables=tuple(table for table in report.tables if table.key != "review"))
    assert outcome("TAB001", report, "review") == B
    assert outcome("TAB001", replace(report, hinted=("review",)), "review") == N
    assert outcome("TAB001", replace(report, hinted=("disclosure",)), "review") == B
    assert outcome("TAB001", changed(report, "litigation", unread=1), "review") == N
    assert outcome("TAB001", changed(report, "disclosure", unread=1), "review") == B
    assert (
        outcome("TAB001", replace(report, sections=(*report.sections, section("additional", unread=1))), "review") == N
    )


def test_of_the_three_rows_of_other_results_one_was_read():
    old = {f"applications.{row}.total": None for row in ("other_no_correction", "other_no_fee", "other_other")}
    rows = [metric for metric in built().figures if ".other_" in metric]
    assert old.keys() <= set(rows)
    assert outcome("TAB016", built()) == C
    assert outcome("TAB016", built(figures=dict.fromkeys(rows))) == N
    assert outcome("TAB016", headers(built("base-2019"), "2021")) == B
    assert runs("TAB016", replace(built(), due=None)) == {}


@pytest.mark.parametrize(("code", "kind"), [("TXT001", "stale_year"), ("TXT002", "past_plan"), ("TXT003", "foreign_name"),
                                            ("TXT004", "doubled"), ("TXT005", "number_missing")])  # fmt: skip
def test_places_of_the_same_words_are_counted(code, kind):
    one, other = Slip(kind, "甲", HERE, "乙"), Slip(kind, "甲", THERE)
    evidence = runs(code, replace(built(), slips=(one,)))[f"{kind}/甲"].evidence
    assert (
        "共" not in evidence.message
        and evidence.values == (("文中", "甲"), ("应为", "乙"))
        and evidence.places == (HERE,)
    )
    evidence = runs(code, replace(built(), slips=(other, one)))[f"{kind}/甲"].evidence
    assert evidence.message.endswith("（共2处）") and evidence.values == (("文中", "甲"),)
    assert evidence.places == (THERE, HERE) and "扫描" not in evidence.explanation
    scanned = runs(code, replace(built(), slips=(other,), is_scanned=True))[f"{kind}/甲"]
    assert "扫描" in scanned.evidence.explanation and scanned.doubtful


def test_both_places_of_a_sentence_said_twice_are_shown():
    slip = Slip("repeated", "甲句", HERE, other=THERE)
    evidence = runs("TXT004", replace(built(), slips=(slip,)))["repeated/甲句"].evidence
    assert evidence.message == "同一部分里重复了一句话：“甲句”" and evidence.places == (HERE, THERE)


def test_names_cannot_be_foreign_where_the_unit_is_not_known():
    assert outcome("TXT003", built(agency="")) == N
    assert outcome("TXT001", built(year=None)) == N


def test_a_page_that_was_moved_tells_no_lateness():
    assert "迁移" in runs("PUB001", built(published=date(2024, 9, 1), is_moved=True))["report"].reason
    assert outcome("PUB001", built(published=date(2024, 1, 20), is_moved=True)) == C
