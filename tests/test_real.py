"""Verdicts on real reports: values and codes only. What is read of them, and all that is found, stands in ``tests/real``."""

from decimal import Decimal

import pytest

from gknlp.auditing import audit
from gknlp.types.dossier import Status
from gknlp.types.rule import Severity

pytestmark = pytest.mark.real


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
    assert errors(found) == []
    assert found.dossier.report.figures["applications.new.total"].value == 713


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("平潭综合实验区_2016.txt", [("TXT002", "2016年"), ("TXT008", "全市")]),
        (
            "平潭综合实验区_2019.txt",
            [
                ("TXT005", "全年公开核准企业资质条"),
                ("TXT004", "聚焦新中国成立 70 周年平潭专场新闻发布会聚焦新中国成立 70 周年平潭专场新闻发布会"),
                ("TXT009", "不过顺畅"),
                ("TXT009", "残差不齐"),
            ],
        ),
        ("平潭综合实验区_2021.txt", [("TXT004", "审核审核")]),
        ("平潭综合实验区_2022.txt", [("SEC007", "四、政府信息公开行政法复议、行政诉讼情况"), ("TXT004", "的的")]),
        ("吉林市林业局_2016.html", [("TXT003", "吉林省安图县林业局")]),
        ("柘城县畜牧局_2017.html", [("SEC008", "8个部分")]),
    ],
)
def test_slips_of_the_text(reports, name, expected):
    found = audit(reports / name, select=("SEC006", "SEC007", "SEC008", "TXT"))
    assert [(run.rule.code, found.document.text(run.evidence.places[0])) for run in found.findings] == expected
