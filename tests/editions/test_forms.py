"""What each form prescribes, said once more: relations between figures, sections, deadlines, sums, tables.

Leave out or alter an entry of an edition, and a line here differs.
"""

import pytest

from gknlp.editions import KEYS, edition, section_kinds
from gknlp.types.edition import Force

ANSWERS = "answers.granted{} + answers.partial{} + answers.denied{}"
ASKED = "requests.in_person{} + requests.fax{} + requests.email{} + requests.online{} + requests.letter{}"
ORGANISATIONS = " + ".join(f"applications.new.{key}" for key in ("business", "research", "public_interest", "legal_service", "other"))  # fmt: skip

# family, instances, force, the relation of the instance named
PROVINCIAL = [
    ("provincial-requests-six/year", 2, "must", f"{ASKED.format(*[''] * 5)} + requests.other = requests.total"),
    ("provincial-requests-five/cumulative", 2, "must", f"{ASKED.format(*['.cumulative'] * 5)} = requests.total.cumulative"),
    ("provincial-requests-three/year", 2, "must", "requests.in_person + requests.online + requests.letter_or_fax = requests.total"),
    ("provincial-answers-three/year", 2, "must", f"{ANSWERS.format(*[''] * 3)} = answers.total"),
    ("provincial-answers-four/cumulative", 2, "must", f"{ANSWERS.format(*['.cumulative'] * 3)} + answers.other.cumulative = answers.total.cumulative"),
    ("cumulative/suits.total", 21, "must", "suits.total.cumulative >= suits.total"),
]  # fmt: skip
NATIONAL_2014 = [
    ("chief-within-conferences", 1, "must", "press.conferences_chief <= press.conferences"),
    ("chief-within-interviews", 1, "must", "press.interviews_chief <= press.interviews"),
    ("normative-within-disclosed", 1, "must", "disclosed.normative <= disclosed.total"),
    ("channels-cover-total", 1, "should", "channel.gazette + channel.website + channel.weibo + channel.wechat >= disclosed.total"),
    ("channels-with-other-cover-total", 1, "should", "channel.gazette + channel.website + channel.weibo + channel.wechat + channel.other >= disclosed.total"),
    ("requests-channels", 1, "must", "requests.in_person + requests.fax + requests.online + requests.letter = requests.total"),
    ("requests-processed", 1, "must", "processed.on_time + processed.delayed = processed.total"),
    ("requests-answers", 1, "must", "answers.already_public + answers.granted + answers.partial + answers.denied + answers.not_ours"
     " + answers.not_existing + answers.correction + answers.other_ways = answers.total"),
    ("denied-reasons", 1, "must", "denied.secret + denied.commercial + denied.privacy + denied.safety + denied.not_information + denied.law = answers.denied"),
    ("reviews-results", 1, "must", "reviews.upheld + reviews.corrected + reviews.other = reviews.total"),
    ("suits-results", 1, "must", "suits.upheld + suits.corrected + suits.other = suits.total"),
    ("staff-sum", 1, "must", "staff.full_time + staff.part_time = staff.total"),
]  # fmt: skip
COMMON = [
    ("applications-balance/total", 7, "must", "applications.new.total + applications.carry_in.total = applications.result_total.total + applications.carry_out.total"),
    ("applications-results/business", 7, "must", "applications.granted.business + applications.partial.business + applications.denied.business"
     " + applications.unable.business + applications.refused.business + applications.other.business = applications.result_total.business"),
    ("applications-row/granted", 26, "must", "applications.granted.natural_person + applications.granted.organisations = applications.granted.total"),
    ("review-total/suit_direct", 3, "must", "suit_direct.upheld + suit_direct.corrected + suit_direct.other + suit_direct.pending = suit_direct.total"),
    ("review-requests", 1, "may", "review.total <= applications.new.total + applications.carry_in.total"),
]  # fmt: skip
IDENTITIES = {
    "2008": PROVINCIAL,
    "2014": NATIONAL_2014 + PROVINCIAL,
    "2019": [
        ("public-stock/rules", 2, "should", "rules.total >= rules.published"),
        ("published-made/normative", 2, "may", "normative.published <= normative.made"),
        *COMMON,
        *NATIONAL_2014,
    ],
    "2021": [("normative-stock/normative", 2, "should", "normative.in_force >= normative.made - normative.repealed"), *COMMON],
}  # fmt: skip
GROWTH = [
    (
        "cumulative-growth/requests.fax",
        21,
        "should",
        "requests.fax.cumulative = last.requests.fax.cumulative + requests.fax",
    )
]
CARRIED = [("carry-over/research", 7, "must", "applications.carry_in.research = last.applications.carry_out.research")]
CHAINS = {
    "2008": GROWTH,
    "2014": GROWTH,
    "2019": [
        ("projects/penalty", 5, "should", "penalty.last_year = last.penalty.last_year + last.penalty.change"),
        ("public-stock-growth/rules", 2, "may", "rules.total <= last.rules.total + rules.published"),
        *CARRIED,
    ],
    "2021": [
        ("stock-growth/rules", 2, "should", "rules.in_force <= last.rules.in_force + rules.made"),
        ("stock-repealed/rules", 2, "should", "rules.repealed <= last.rules.in_force + rules.made"),
        ("stock-accounted/rules", 2, "may", "rules.in_force = last.rules.in_force + rules.made - rules.repealed"),
        *CARRIED,
    ],
}  # fmt: skip
UNLESS = {
    "channels-cover-total": ("channel.other",),
    "provincial-requests-five": ("requests.other", "requests.letter_or_fax"),
    "provincial-requests-three": ("requests.other", "requests.letter", "requests.fax", "requests.email"),
    "provincial-answers-three": ("answers.other",),
}
ARTICLE_32 = ["disclosure", "applications", "fees", "litigation", "problems"]
NATIONAL = ["overview", "disclosure", "applications", "litigation", "problems", "other"]
SECTIONS = {"2008": ARTICLE_32, "2014": ARTICLE_32, "2019": NATIONAL, "2021": NATIONAL}
ALL = {
    "state",
    "province",
    "prefecture",
    "city",
    "county",
    "district",
    "zone",
    "township",
    "office",
    "department",
    "vertical",
}
DEADLINES_2008 = {"any": (3, 31, ALL)}
DEADLINES_2019 = {
    "department": (1, 31, {"state", "department", "vertical", "office", "township", "zone"}),
    "county": (2, 20, {"county", "district", "city", "zone"}),
    "prefecture": (3, 10, {"prefecture", "district", "city", "zone"}),
    "province": (3, 31, {"province"}),
    "system": (3, 31, {"state", "vertical"}),
}
DEADLINES = {"2008": DEADLINES_2008, "2014": DEADLINES_2008, "2019": DEADLINES_2019, "2021": DEADLINES_2019}
TABLES = {
    "2008": {"provincial": (False, 42)},
    "2014": {"indicators": (False, 58), "provincial": (False, 42)},
    "2019": {"disclosure": (True, 22), "applications": (True, 182), "review": (True, 15), "indicators": (False, 58)},
    "2021": {"disclosure": (True, 10), "applications": (True, 182), "review": (True, 15)},
}
SUMS = [
    ("2008", "review.total", "reviews.total", "行政复议数"),
    ("2014", "applications.denied.total", "answers.denied", "不同意公开答复数"),
    ("2014", "channel.total", "channel.gazette + channel.website + channel.weibo + channel.wechat", "通过不同渠道和方式公开政府信息的情况合计"),
    ("2021", "applications.new.organisations", ORGANISATIONS, "本年新收（法人或其他组织）"),
    ("2021", "applications.unable.total", "applications.unable_not_held.total + applications.unable_creation.total"
     " + applications.unable_unclear.total", "无法提供（总计）"),
    ("2021", "applications.refused.organisations", " + ".join(f"applications.refused_{key}.organisations" for key in (
        "petition", "repeat", "publication", "massive", "confirm")), "不予处理（法人或其他组织）"),
    ("2021", "applications.other.business", "applications.other_no_correction.business + applications.other_no_fee.business"
     " + applications.other_other.business", "其他处理（商业企业）"),
    ("2021", "suit.pending", "suit_direct.pending + suit_after_review.pending", "行政诉讼（尚未审结）"),
]  # fmt: skip
NAMES = [
    ("2019", "applications.new.total", "本年新收（总计）"), ("2019", "suit_direct.upheld", "行政诉讼·未经复议直接起诉（结果维持）"),
    ("2019", "rules.published", "规章（本年新公开数量）"), ("2014", "reviews.upheld", "维持具体行政行为数"),
    ("2014", "requests.letter.cumulative", "信函申请数（历年累计）"), ("2021", "disclosed.total", "主动公开政府信息数"),
    ("2021", "last.applications.carry_out.total", "上年结转下年度（总计）"),
]  # fmt: skip


KINDS = (
    "fees", "litigation", "problems", "annex", "applications", "response", "disclosure", "other", "complaints", "institution",
    "training", "platform", "supervision", "management", "overview", "plan",
)  # fmt: skip


def prescribed(relations):
    """family -> its instances."""
    families = {}
    for identity in relations:
        families.setdefault(identity.key.partition("/")[0], []).append(identity)
    return families


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("kind", "expected"), [("identities", IDENTITIES), ("chains", CHAINS)])
def test_relations(key, kind, expected):
    families = prescribed(getattr(edition(key), kind))
    assert set(families) == {named.partition("/")[0] for named, *_ in expected[key]}
    for named, instances, force, relation in expected[key]:
        family = named.partition("/")[0]
        assert len(families[family]) == instances, family
        assert {identity.force.value for identity in families[family]} == {force}, family
        assert {identity.unless for identity in families[family]} == {UNLESS.get(family, ())}, family
        assert str(next(identity for identity in families[family] if identity.key == named).relation) == relation


@pytest.mark.parametrize("key", KEYS)
def test_sections(key):
    sections = edition(key).sections
    assert [(section.key, section.number) for section in sections] == [*zip(SECTIONS[key], range(1, 7), strict=False)]
    assert {section.force for section in sections} == {Force.SHOULD if key in ("2008", "2014") else Force.MUST}
    topics = {section.key: section.topics for section in sections if section.topics}
    fees = {"other": ("processing_fee",)} if key == "2021" else {}
    assert topics == {"problems": ("problem", "remedy"), **fees}


def test_kinds_of_sections_in_the_order_in_which_they_are_tried():
    assert tuple(kind.key for kind in section_kinds()) == KINDS


@pytest.mark.parametrize("key", KEYS)
def test_deadlines(key):
    deadlines = edition(key).deadlines
    assert {deadline.key: (deadline.month, deadline.day, {*deadline.levels}) for deadline in deadlines} == DEADLINES[
        key
    ]


def test_first_years():
    assert [edition(key).first_year for key in KEYS] == [2008, 2014, 2019, 2021]


@pytest.mark.parametrize("key", KEYS)
def test_tables(key):
    assert {table.key: (table.required, len(table.metrics)) for table in edition(key).tables} == TABLES[key]


@pytest.mark.parametrize(("key", "metric", "expression", "name"), SUMS)
def test_sums_of_cells(key, metric, expression, name):
    form = edition(key)
    assert str(form.sums[metric]) == expression
    assert form.name_of(metric) == name


@pytest.mark.parametrize(("key", "metric", "name"), NAMES)
def test_names_of_cells(key, metric, name):
    assert edition(key).name_of(metric) == name
