"""Waivers: read from what spreadsheets and people write, and applied to a batch."""

import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from gknlp.auditing import audit_bytes, finish
from gknlp.errors import FaultyData
from gknlp.scoring import score
from gknlp.types.audit import Batch
from gknlp.types.rubric import Item, Line, Origin, Rubric
from gknlp.types.rule import Severity
from gknlp.types.settings import Settings
from gknlp.types.units import Registry, Renaming
from gknlp.types.waiver import Waiver
from gknlp.waiving import apply, load
from gknlp.waiving.applying import subject_key

BASE = (Path(__file__).parent / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
HEAD = "单位,年度,代码,对象,理由,截止\n"
ROW = "云溪县财政局,2023,TAB010,甲/总计,已说明,2025-12-31\n"
TODAY = date(2025, 6, 1)


@pytest.fixture
def loaded(tmp_path):
    def read(content, name="豁免.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return load([path])

    return read


@pytest.fixture
def fault(loaded):
    def read(content, name="豁免.csv"):
        with pytest.raises(FaultyData) as found:
            loaded(content, name)
        assert all(line.isprintable() and line for line in str(found.value).split("\n"))
        return str(found.value)

    return read


WAIVER = Waiver("云溪县财政局", 2023, "TAB010", "甲/总计", "已说明", date(2025, 12, 31), "豁免.csv", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(loaded, encoding, ends):
    assert loaded((HEAD + ROW).replace("\n", ends), encoding=encoding) == (WAIVER,)


@pytest.mark.parametrize(
    "text",
    [
        "agency,year,code,subject,reason,until\n" + ROW,
        " 单位 ,年 度,规则代码,对象,豁免理由,有效期至\n" + ROW,
        "Agency;Year;Code;Subject;Reason;Until\n" + ROW.replace(",", ";"),
        (HEAD + ROW).replace(",", "\t"),
        "﻿" + HEAD + ROW,
        HEAD + ROW + "\n\n,,,,,\n",
        HEAD + '"云溪县财政局",2023年度,tab010,"甲/总计"," 已说明 ",2025年12月31日\n',
        "文件,单位,年度,级别,代码,名称,对象,问题,理由,截止,指纹\na.md,云溪县财政局,2023,错误,TAB010,x,甲/总计,y,已说明,2025-12-31,0\n",
        HEAD + ROW.rstrip() + ",,,\n",
    ],
)
def test_ways_to_write_one(loaded, text):
    (found,) = loaded(text)
    assert replace(found, row=2) == WAIVER


@pytest.mark.parametrize(
    "text",
    "2025-12-31|2025/12/31|2025.12.31|2025年12月31日|２０２５－１２－３１|20251231|2025-12-31T00:00:00|2025-12-31 00:00:00|2025/12/31 0:00|2025 年 12 月 31 日".split(
        "|"
    ),
)
def test_dates(loaded, text):
    assert loaded(HEAD + ROW.replace("2025-12-31", text))[0].until == date(2025, 12, 31)


@pytest.mark.parametrize("text", ["", "长期", "长期有效"])
def test_for_good(loaded, text):
    assert loaded(HEAD + ROW.replace("2025-12-31", text))[0].until is None
    assert loaded(HEAD + "云溪县财政局,2023,TAB010,,已说明\n")[0].until is None


@pytest.mark.parametrize(
    "text", ["2025-13-01", "2025-02-30", "31/12/2025", "12月31日", "2025", "明年", "0000-01-01", "45992"]
)
def test_what_is_no_date(fault, text):
    assert f"截止“{text}”不是日期" in fault(HEAD + ROW.replace("2025-12-31", text))


@pytest.mark.parametrize("text", ["1999", "2101", "23", "2023-2024", "*", "二〇二三", "20230", "-2023"])
def test_years_out_of_range(fault, text):
    assert f"豁免.csv第2行：年度“{text}”应是2000至2100的年份" in fault(HEAD + ROW.replace("2023", text))


@pytest.mark.parametrize(
    ("text", "subject"), [("", ""), ("*", ""), ("＊", ""), ("'-1/2", "-1/2"), ("'=甲", "=甲"), ("'甲'", "'甲'")]
)
def test_subjects(loaded, text, subject):
    assert loaded(HEAD + ROW.replace("甲/总计", text))[0].subject == subject


MISTAKES = [
    ("", ["文件是空的", "单位,年度"]),
    ("\n\n", ["文件是空的"]),
    (ROW, ["不认识的列“云溪县财政局”"]),
    ("单位,年度,代码,对象,截止\n" + ROW, ["表头缺少“理由”"]),
    ("单位，年度，代码，理由\n", ["不认识的列"]),
    ("单位,年度,代码,对象,理由,截至日\n" + ROW, ["不认识的列“截至日”", "是否指“截至”"]),
    ("单位,agency,代码,对象,理由,截止\n" + ROW, ["“agency”与另一列都是单位"]),
    (HEAD + "云溪县财政局,2023,TAB010,甲,已说明，见函,2025-12-31,附件\n", ["第2行：比表头多出一格", "加引号"]),
    (HEAD + ",2023,TAB010,甲,已说明,\n", ["第2行：缺少单位（agency）"]),
    (HEAD + "云溪县财政局,,TAB010,甲,已说明,\n", ["缺少年度（year）"]),
    (HEAD + "云溪县财政局,2023,,甲,已说明,\n", ["缺少代码（code）"]),
    (HEAD + "云溪县财政局,2023,TAB010,甲,,\n", ["缺少理由（reason）", "须写明理由"]),
    (HEAD + "云溪县财政局,2023,TAB010,甲, 　 ,\n", ["缺少理由（reason）"]),
    (HEAD + "*,2023,TAB010,甲,已说明,\n", ["单位不能写“*”", "ignore"]),
    (HEAD + "云溪县财政局,2023,TAB,甲,已说明,\n", ["没有规则“TAB”"]),
    (HEAD + "云溪县财政局,2023,TABO10,甲,已说明,\n", ["没有规则“TABO10”", "是否指 TAB010"]),
    (HEAD + '云溪县财政局,2023,="TAB010",甲,已说明,\n', ['没有规则“="TAB010"”', "是否指 TAB010"]),
    (HEAD + f"云溪县财政局,2023,TAB010,甲,{'长' * 501},\n", ["理由（reason）超过500字"]),
    (HEAD + '云溪县财政局,2023,TAB010,甲,"已说明,\n' + ROW, ["第2行：引号不配对"]),
    (HEAD + '云溪县财政局,2023,TAB010,甲,"已"说明,\n', ["第2行：引号不配对"]),
    (HEAD + f'云溪县财政局,2023,TAB010,甲,"{"长" * 140_000}",\n', ["第2行：引号不配对或一格过长"]),
    ((HEAD + ROW * 30).encode()[:-12] + b"\xff,\n", ["第31行：理由", "无法解码的字符", "UTF-8"]),
    (b"PK\x03\x04" + b"\x14\x00\x06\x00" * 40, ["不是文本", "另存为 CSV"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), MISTAKES, ids=range(len(MISTAKES)))
def test_every_mistake_has_a_line(fault, text, words):
    found = fault(text)
    assert all(word in found for word in words), found


def test_bytes_that_are_zero(loaded, fault):
    assert "另存为 CSV" in fault((HEAD + ROW).encode().replace("说明".encode(), b"\x00\x00"))


def test_many_mistakes_are_told_up_to_ten(fault):
    found = fault(HEAD + "云溪县财政局,2023,TAB999,甲,已说明,\n" * 1000)
    assert len(found.split("\n")) == 10


def test_a_hundred_thousand_rows(loaded, audited):
    began = time.perf_counter()
    waivers = loaded(HEAD + "".join(f"某县第{n}局,2023,TAB010,甲/{n},已说明,2030-12-31\n" for n in range(100_000)))
    runs, remarks = apply(waivers, [audited], TODAY)
    assert len(waivers) == 100_000 and runs == (audited.runs,)
    assert len(remarks) == 1 and "有100000条豁免未用到" in remarks[0]
    same = [replace(waivers[0], agency="云溪县财政局", row=n) for n in range(100_000)]
    runs, remarks = apply(same, [audited], TODAY)
    assert len(remarks) == 21 and "另有99980条" in remarks[-1]
    assert time.perf_counter() - began < 30


def test_toml(loaded, fault):
    text = '[[waivers]]\nagency = "云溪县财政局"\nyear = 2023\ncode = "TAB010"\nsubject = "甲/总计"\nreason = "已说明"\nuntil = {}\n'
    for until in ("2025-12-31", '"2025/12/31"', "2025-12-31T10:00:00"):
        assert loaded(text.format(until), "豁免.toml") == (replace(WAIVER, file="豁免.toml", row=1),)
    chinese = '[["豁免"]]\n"单位" = "云溪县财政局"\n"年度" = "2023年"\n"代码" = "TAB010"\n"对象" = "甲/总计"\n"理由" = "已说明"\n"截止" = 2025-12-31\n'
    assert loaded(chinese, "豁免.toml", "gb18030") == (replace(WAIVER, file="豁免.toml", row=1),)
    assert loaded("", "豁免.toml") == ()
    assert "第1条：截止（until）应是文字" in fault(text.format("10:00:00"), "豁免.toml")
    assert "第1条：不认识的列“untill”，是否指“until”" in fault(text.format(1).replace("until", "untill"), "豁免.toml")
    assert "第1条：截止（until）应是文字" in fault(text.format("[1]"), "豁免.toml")
    assert "第1条：年度（year）应是文字" in fault(text.replace("2023", "true").format("2025-12-31"), "豁免.toml")
    assert "[[waivers]]" in fault("waivers = 3\n", "豁免.toml")
    assert "[[waivers]]" in fault("other = 3\n", "豁免.toml")
    assert "不是正确的 TOML" in fault("[[waivers]\n", "豁免.toml")


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(FaultyData, match="不存在"):
        load([tmp_path / "无.csv"])
    with pytest.raises(FaultyData, match="读不了"):
        load([tmp_path])


@pytest.fixture(scope="module")
def audited():
    """A report with an identity broken in two columns (TAB010) and no statement on fees (NAR003)."""
    text = BASE.replace("无法提供7件", "无法提供9件").replace("2023年未收取信息处理费。", "无。")
    text = text.replace("| （七）总计 | 30", "| （七）总计 | 31")
    found = audit_bytes(text.encode(), "甲.md", file="甲.md")
    assert len({run.rule.code for run in found.findings}) > 1
    return found


@pytest.fixture
def finding(audited):
    return audited.findings[0]


def waiver(finding, **changes):
    made = Waiver("云溪县财政局", 2023, finding.rule.code, finding.subject.key, "已说明", None, "豁免.csv", 2)
    return replace(made, **changes)


def waived(waivers, audits, today=TODAY, registry=None):
    settings = Settings(waivers=tuple(waivers), registry=registry or Registry())
    batch = finish(Batch(tuple(audits), (), ("先有的",)), settings, today)
    assert batch.remarks[:2] == (f"按设置核查：豁免名单 {len(waivers)} 条", "先有的")
    return batch, batch.remarks[2:]


def test_a_waived_finding_stays_but_does_not_count(audited, finding):
    batch, remarks = waived([waiver(finding)], [audited])
    (found,) = batch.audits
    assert remarks == () and found.findings[0].waived == "已说明"
    assert found.unwaived == audited.findings[1:] and found.fingerprints == audited.fingerprints
    lost = {
        (deduction.code, deduction.subject)
        for item in found.scorecard.items
        for deduction in item.deductions
        if deduction.points
    }
    assert (finding.rule.code, finding.subject.key) not in lost
    assert found.scorecard.points > audited.scorecard.points
    assert found.scorecard.assessed == audited.scorecard.assessed


def test_any_subject(audited, finding):
    batch, _ = waived([waiver(finding, subject="")], [audited])
    assert all(bool(run.waived) == (run.rule.code == finding.rule.code) for run in batch.audits[0].findings)


@pytest.mark.parametrize(
    "changes", [{"agency": "云溪县民政局"}, {"year": 2022}, {"code": "SEC001"}, {"subject": "别的"}]
)
def test_what_is_not_named_counts(audited, finding, changes):
    batch, remarks = waived([waiver(finding, **changes)], [audited])
    assert batch.audits == (audited,) and len(remarks) == 1
    assert remarks[0].startswith("豁免未用到（豁免.csv第2行）：")


def test_until_is_inclusive(audited, finding):
    made = waiver(finding, until=TODAY)
    assert waived([made], [audited])[0].audits[0].findings[0].waived
    batch, remarks = waived([made], [audited], TODAY + timedelta(days=1))
    assert batch.audits == (audited,)
    assert remarks == (f"豁免已过期（豁免.csv第2行）：{made.label}，2025-06-01截止，所指问题仍在，照常计入",)
    gone = waived([replace(made, subject="别的")], [audited], TODAY + timedelta(days=1))[1]
    assert "不再起作用" in gone[0]


def test_why_a_waiver_is_not_used(audited, finding):
    clean = next(run for run in audited.runs if run.outcome.value == "clean")
    still_open = next(run for run in audited.runs if run.outcome.value == "not_assessable")
    changed = "x" + finding.subject.key

    def why(**changes):
        return waived([waiver(finding, **changes)], [audited])[1][0]

    assert "本批没有该单位的报告，是否指“云溪县财政局”？" in why(agency="云溪县财证局")
    assert why(agency="别处").endswith("本批没有该单位的报告")
    assert "本批没有该单位2022年度的，只有2023年度的报告" in why(year=2022)
    assert "没有这个对象，是否指" in why(subject=changed)
    assert "可能已改正" in why(code=clean.rule.code, subject=clean.subject.key)
    assert f"不予判定：{still_open.reason}" in why(code=still_open.rule.code, subject=still_open.subject.key)


def test_two_waivers_of_one_finding(audited, finding):
    first, second = waiver(finding), waiver(finding, row=3, reason="另一理由")
    batch, remarks = waived([first, second], [audited])
    assert batch.audits[0].findings[0].waived == "已说明"
    assert "豁免.csv第3行" in remarks[0] and "已由豁免.csv第2行豁免" in remarks[0]
    expired = replace(first, until=date(2020, 1, 1))
    for listed in ([expired, second], [second, expired]):
        batch, remarks = waived(listed, [audited])
        assert batch.audits[0].findings[0].waived == "另一理由"
        assert len(remarks) == 1 and "2020-01-01截止，所指问题已由豁免.csv第3行豁免，请删去这一条" in remarks[0]
    wide = replace(expired, subject="")
    assert "照常计入" not in waived([wide, second], [audited])[1][0]
    wide = waiver(finding, subject="", row=1, reason="都行")
    assert waived([wide, first], [audited])[0].audits[0].findings[0].waived == "已说明"


def test_rules_that_are_not_asked(audited, finding):
    settings = Settings(ignore=(finding.rule.code,), waivers=(waiver(finding),))
    remarks = finish(Batch((audited,), ()), settings, TODAY).remarks
    assert remarks[1] == f"有1条豁免的规则本次不查（{finding.rule.code}），未用到"


@pytest.mark.parametrize("agency", ["云溪县 财政局", "“云溪县”财政局", "云溪县财政局 "])
def test_spellings_of_a_unit(audited, finding, agency):
    assert waived([waiver(finding, agency=agency)], [audited])[0].audits[0].findings[0].waived


def test_a_unit_by_its_other_name(audited, finding):
    registry = Registry((Renaming("云溪县财政局", also=("云溪县财局",)),))
    batch, remarks = waived([waiver(finding, agency="云溪县财局")], [audited], registry=registry)
    assert batch.audits[0].findings[0].waived and remarks == ()


def test_an_unknown_unit_or_year_is_never_waived(audited, finding):
    report = audited.dossier.report
    for masthead in (replace(report.masthead, agency=""), replace(report.masthead, year=None)):
        nameless = replace(audited, dossier=replace(audited.dossier, report=replace(report, masthead=masthead)))
        assert waived([waiver(finding)], [nameless])[0].audits == (nameless,)


def test_no_waivers_change_nothing(audited):
    batch = Batch((audited,), ())
    assert finish(batch, Settings(), TODAY) == batch


@pytest.mark.parametrize(
    ("first", "second"), [("甲 /乙", "甲/乙"), ("甲％", "甲%"), ("甲\x1b乙", "甲·乙"), ("ＴＡＢ", "TAB")]
)
def test_subject_keys_as_spreadsheets_give_them_back(first, second):
    assert subject_key(first) == subject_key(second)


def test_a_subject_by_its_name(audited, finding):
    assert finding.subject.name != finding.subject.key
    batch, remarks = waived([waiver(finding, subject=finding.subject.name)], [audited])
    assert batch.audits[0].findings[0].waived and remarks == ()


def test_a_name_of_several_subjects_is_not_enough(audited, finding):
    others = [run for run in audited.runs if run.rule.code == finding.rule.code and run is not finding]
    twin = replace(others[0], subject=replace(others[0].subject, name=finding.subject.name))
    changed = replace(audited, runs=tuple(twin if run is others[0] else run for run in audited.runs))
    batch, remarks = waived([waiver(finding, subject=finding.subject.name)], [changed])
    assert batch.audits == (changed,) and "这个名称有2个对象" in remarks[0]
    assert waived([waiver(finding)], [changed])[0].audits[0].findings[0].waived


def test_the_key_goes_before_the_name(loaded):
    head, row = "单位,年度,代码,对象,键,理由\n", "云溪县财政局,2023,TAB010,{},{},已说明\n"
    assert [loaded(head + row.format(*pair))[0].subject for pair in (("名", "k/1"), ("名", ""), ("*", "k/1"), ("", "k/1"))] == [
        "k/1", "名", "", "k/1"
    ]  # fmt: skip


def test_the_score_says_why_nothing_was_taken(audited, finding):
    batch, _ = waived([waiver(finding)], [audited])
    limits = {
        deduction.limit
        for item in batch.audits[0].scorecard.items
        for deduction in item.deductions
        if (deduction.code, deduction.subject) == (finding.rule.code, finding.subject.key)
    }
    assert limits == {"已豁免（已说明），不扣分"}


def test_a_waived_finding_forfeits_no_bonus_and_leaves_its_group(audited, finding):
    every = tuple((severity, Decimal(2)) for severity in Severity)
    group = Line("", (finding.rule.code,), every, None, None, "组", Origin.OURS, False)
    bonus = Line(
        "",
        (finding.rule.code,),
        tuple((severity, Decimal(0)) for severity in Severity),
        None,
        None,
        "",
        Origin.OURS,
        False,
    )
    scheme = Rubric(
        "x", "x", Decimal(10), Origin.OURS, "", "", False,
        (Item("a", "a", Decimal(10), (group,), Origin.OURS, False), Item("b", "b", Decimal(5), (bonus,), Origin.OURS, True)),
    )  # fmt: skip
    before, after = score([finding], scheme), score([replace(finding, waived="已核")], scheme)
    assert [item.points for item in before.items] == [Decimal(8), Decimal(0)]
    assert [item.points for item in after.items] == [Decimal(10), Decimal(5)]
