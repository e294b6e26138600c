"""Real reports: values, keys and verdicts only."""

from decimal import Decimal

import pytest

from gknlp.auditing import audit
from gknlp.types.dossier import Status
from gknlp.types.rule import Severity

pytestmark = pytest.mark.real

SIX = "overview disclosure applications litigation problems other"
EXPECTED = {
    "余姚市人民政府_2019.txt": ("余姚市人民政府", 2019, "2019", "overview disclosure platform applications litigation problems other"),
    "上海市人民政府办公厅_2019.html": ("上海市人民政府办公厅", 2019, "2019", SIX),
    "上海市科委_2024.md": ("上海市科委", 2024, "2021", "overview supervision disclosure applications management platform "
                       "disclosure applications litigation problems other"),
    "沭阳县人民政府_2025.txt": ("沐阳县人民政府", 2025, "2021", SIX),
    "平潭综合实验区_2011.txt": ("平潭综合实验区管委会", 2011, "2008", "overview disclosure applications problems"),
    "平潭县人民政府_2012.txt": ("平潭县人民政府", 2012, "2008", "overview disclosure applications problems"),
    "平潭综合实验区_2013.txt": ("平潭综合实验区管委会", 2013, "2008", "overview disclosure applications problems"),
    "平潭综合实验区_2016.txt": ("平潭综合实验区管委会", 2016, "2014", "overview disclosure applications fees litigation problems annex"),
    "平潭综合实验区_2018.txt": ("平潭综合实验区管委会", 2018, "2014", "overview disclosure applications litigation problems annex"),
    "平潭综合实验区_2019.txt": ("平潭综合实验区管委会", 2019, "2019", SIX),
    "平潭综合实验区_2020.txt": ("平潭综合实验区管委会", 2020, "2019", SIX),
    "平潭综合实验区_2021.txt": ("平潭综合实验区管委会", 2021, "2021", SIX),
    "平潭综合实验区_2022.txt": ("平潭综合实验区管委会", 2022, "2021", SIX),
    "吉林市林业局_2016.html": ("吉林市林业局", 2016, "2014", "overview disclosure applications litigation fees problems annex"),
    "吉林市林业局_2018a.html": ("吉林市林业局", 2018, "2014", "overview disclosure applications litigation fees problems"),
    "柘城县互联网+经济发展促进中心_2017.html": ("柘城县“互联网+”经济发展促进中心", 2017, "2014",
                                  "disclosure response applications litigation fees institution training"),
    "柘城县人民医院_2017.html": ("柘城县人民医院", 2017, "2014", "disclosure response applications litigation institution training problems"),
    "柘城县人民法院_2017.html": ("柘城县人民法院", 2017, "2014",
                          "disclosure response applications litigation fees institution training problems"),
    "柘城县发改委_2017.html": ("柘城县发改委", 2017, "2014", "disclosure response applications litigation institution training problems"),
    "柘城县工商质监局_2017.html": ("柘城县工商质监局", 2017, "2014", "disclosure applications litigation fees institution training problems"),
    "柘城县扶贫办_2017.html": ("柘城县扶贫办", 2017, "2014", "overview disclosure applications problems plan"),
    "柘城县畜牧局_2017.html": ("柘城县畜牧局", 2017, "2014",
                         "overview disclosure response applications litigation complaints platform problems"),
    "柘城县财政局_2017.html": ("柘城县财政局", 2017, "2014", "overview overview problems"),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_masthead_and_sections(reports, name):
    agency, year, edition, sections = EXPECTED[name]
    report = audit(reports / name).dossier.report
    assert (report.masthead.agency, report.masthead.year, report.edition.key) == (agency, year, edition)
    assert [section.key for section in report.sections if section.key != "preamble"] == sections.split()


def errors(found):
    return [(run.rule.code, run.subject.key) for run in found.findings if run.rule.severity is Severity.ERROR]


def values(found, run):
    return dict(run.evidence.values)


def test_yuyao(reports):
    found = audit(reports / "余姚市人民政府_2019.txt")
    report = found.dossier.report
    assert {table.key for table in report.tables} == {"disclosure", "indicators", "applications", "review"}
    cells = [metric for metric in report.figures if metric.startswith("applications.")]
    assert len(cells) == 23 * 7
    assert errors(found) == []
    broken = [run for run in found.findings if run.rule.code in ("TAB010", "TAB011")]
    assert broken == []
    agreed = [
        (str(match.claim.value), match.claim.metric) for match in found.dossier.matches if match.status is Status.AGREES
    ]
    for value, metric in (
        ("224", "applications.new.total"), ("208", "applications.new.natural_person"), ("1", "applications.new.business"),
        ("10", "applications.new.research"), ("1", "applications.new.public_interest"), ("3", "applications.new.legal_service"),
        ("1", "applications.new.other"), ("224", "applications.result_total.total"), ("187", "applications.granted.total"),
        ("6", "applications.partial.total"), ("23", "applications.denied.total"), ("7", "applications.unable.total"),
        ("1", "applications.refused.total"), ("14107", "disclosed.total"), ("2421", "channel.weibo"), ("1239", "channel.wechat"),
        ("3", "press.conferences"), ("6", "press.interviews"), ("14", "normative.published"), ("2", "review.total"), ("0", "suit.total"),
    ):  # fmt: skip
        assert (value, metric) in agreed
    assert {run.rule.code for run in found.findings} == {"CLM002", "SEC004"}
    texts = [values(found, run) for run in found.findings if run.rule.code == "CLM002"]
    assert [(value["文中"], value["表中"]) for value in texts] == [("48857条", "48792条"), ("至少16000条", "14107条")]


def test_shanghai_blank_totals(reports):
    found = audit(reports / "上海市人民政府办公厅_2019.html")
    assert [code for code, _ in errors(found)] == ["CLM001", "CLM001"]
    first, second = (run for run in found.findings if run.rule.code == "CLM001")
    assert (values(found, first)["文中"], values(found, first)["表中"]) == ("258件", "275件")
    assert "自然人" in first.evidence.explanation
    assert (values(found, second)["文中"], values(found, second)["表中"]) == ("265件", "337件")
    assert "本机关不掌握相关政府信息" in second.evidence.explanation
    blanks = [run.subject.key for run in found.findings if run.rule.code == "TAB002"]
    assert blanks.count("applications") == 1


def test_pingtan_2020_natural_persons(reports):
    found = audit(reports / "平潭综合实验区_2020.txt")
    run = next(run for run in found.findings if run.subject.key == "applications-results/natural_person")
    assert (values(found, run)["左边"], values(found, run)["右边"]) == ("26", "20")


@pytest.mark.parametrize("year", [2021, 2022])
def test_pingtan_identities_hold(reports, year):
    found = audit(reports / f"平潭综合实验区_{year}.txt")
    checked = [run.outcome.value for run in found.runs if run.rule.code == "TAB010"]
    assert set(checked) == {"clean"} and len(checked) >= 42


def test_pingtan_2022_received_counts_those_carried_over(reports):
    found = audit(reports / "平潭综合实验区_2022.txt")
    [match] = [match for match in found.dossier.matches if match.claim.value == Decimal(75)]
    assert match.status is Status.AGREES_OTHERWISE and "上年结转" in match.explanation
    assert errors(found) == []


def test_shuyang_agrees(reports):
    found = audit(reports / "沭阳县人民政府_2025.txt")
    assert found.findings == ()
    assert found.dossier.report.figures["applications.new.total"].value == 713
