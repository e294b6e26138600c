"""Which reports of a batch belong together."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gknlp.errors import FaultyData
from gknlp.pairing import pair, plain_name, registry_of
from gknlp.parsing import parse
from gknlp.readers import read_bytes
from gknlp.types.units import Belonging, Registry, Renaming

BASE = parse(read_bytes((Path(__file__).parent / "rules" / "cases" / "base-2021.md").read_bytes(), "甲.md"))


def report(agency, year, new=35, scope="own"):
    figure = replace(BASE.figures["applications.new.total"], value=Decimal(new))
    level = "county" if agency.endswith("县") else BASE.masthead.level
    masthead = replace(BASE.masthead, agency=agency, year=year, scope=scope, level=level)
    return replace(BASE, masthead=masthead, figures={**BASE.figures, figure.metric: figure})


def years(kin):
    return [earlier.masthead.year for earlier in kin.earlier]


def test_the_years_of_one_unit_newest_first():
    kins, remarks = pair([report("云溪县财政局", year) for year in (2022, 2020, 2023, 2021)])
    assert [years(kin) for kin in kins] == [[2021, 2020], [], [2022, 2021, 2020], [2020]]
    assert [kin.why_no_last for kin in kins] == ["", "本批没有该单位2019年度的报告", "", ""]
    assert remarks == ("4份报告中有1份没有可比的上年报告，这些报告的跨年数字不予判定，原因逐份列在“不予判定”中",)


def test_other_units_do_not_count():
    kins, _ = pair([report("云溪县财政局", 2022), report("云溪县民政局", 2023)])
    assert [years(kin) for kin in kins] == [[], []]


def test_a_gap_is_told_and_not_bridged():
    kins, remarks = pair([report("云溪县财政局", 2020), report("云溪县财政局", 2022)])
    assert years(kins[1]) == [2020] and kins[1].why_no_last == "本批没有该单位2021年度的报告"
    assert remarks[0] == "云溪县财政局缺2021年度的报告，跨年数字只在相邻年度之间核对" and "有2份没有" in remarks[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("云溪县人民政府", "云溪县"), ("云溪县政府", "云溪县人民政府"), ("临江市文广（旅游）局", "临江市文广(旅游)局"),
        ("云溪县 财政局", "云溪县财政局"), ("白石镇政府", "白石镇人民政府"), ("长河街道", "长河街道办事处"),
        ("临江经济开发区管理委员会", "临江经济开发区管委会"), ("云溪县财政局（云溪县国资局）", "云溪县财政局"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(first, second):
    assert plain_name(first) == plain_name(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("云溪县财政局", "云溪县财政局党组"), ("云溪县住房公积金管理委员会", "云溪县住房公积金管委会"), ("云溪县人民政府办公室", "云溪县")],
)  # fmt: skip
def test_other_bodies_keep_their_names(first, second):
    assert plain_name(first) != plain_name(second)


def test_a_new_name_counts_from_its_year_on():
    registry = Registry((Renaming("云溪县文旅局", (), ("云溪县旅游局",), 2023),))
    old, new = report("云溪县旅游局", 2021), report("云溪县文旅局", 2022)
    assert years(pair([old, new], registry)[0][1]) == []
    kins, remarks = pair([report("云溪县旅游局", 2023), report("云溪县文旅局", 2024)], registry)
    assert years(kins[1]) == [] and any("在更名以后" in remark for remark in remarks)


def test_a_government_that_names_its_scope_in_one_year_only_is_doubted():
    kins, _ = pair([report("云溪县", 2022, scope="aggregate"), report("云溪县", 2023, scope="")])
    assert years(kins[1]) == [2022] and kins[1].why_no_last == "" and "核对口径" in kins[1].doubt
    kins, _ = pair([report("云溪县", 2022, scope=""), report("云溪县", 2023, scope="")])
    assert kins[1].doubt == ""


def test_children_are_counted_once_and_never_the_parent():
    registry = Registry(
        (Renaming("云溪县财政局", ("云溪县财局",)),),
        (Belonging("云溪县", ("云溪县财政局", "云溪县财局", "云溪县人民政府")), Belonging("云溪县人民政府", ("云溪县民政局",))),
    )  # fmt: skip
    kins, _ = pair([report("云溪县", 2023), report("云溪县财政局", 2023)], registry)
    assert [child.masthead.agency for child in kins[0].children] == ["云溪县财政局"]
    assert kins[0].absent == ("云溪县民政局",)


def test_two_reports_on_one_year():
    same, other = report("甲县财政局", 2022), report("甲县财政局", 2022, new=36)
    now = report("甲县财政局", 2023)
    kins, remarks = pair([same, same, now])
    assert years(kins[2]) == [2022] and kins[2].why_no_last == "" and "按一份配对" in remarks[0]
    kins, remarks = pair([same, other, now])
    assert years(kins[2]) == [] and "数字不一" in kins[2].why_no_last and "数字不一" in remarks[0]


def test_a_renamed_unit():
    old, new = report("云溪县文化局", 2022), report("云溪县文化和旅游局", 2023)
    kins, remarks = pair([old, new])
    assert years(kins[1]) == [] and remarks == ()
    registry = Registry((Renaming("云溪县文化和旅游局", (), ("云溪县文化局",), 2023, "机构改革"),))
    kins, remarks = pair([old, new], registry)
    assert years(kins[1]) == [2022] and kins[1].why_no_last == ""
    assert remarks[0] == "2023年云溪县文化局改为云溪县文化和旅游局（机构改革）"


def test_a_unit_made_of_several_is_not_compared():
    registry = Registry((Renaming("云溪县文旅局", (), ("云溪县文化局", "云溪县旅游局"), 2023),))
    kins, remarks = pair([report("云溪县文化局", 2022), report("云溪县文旅局", 2023), report("云溪县文旅局", 2024)], registry)  # fmt: skip
    assert "合并组成（机构改革）" in kins[1].why_no_last and kins[2].why_no_last == ""
    assert remarks[0] == "2023年云溪县文化局、云溪县旅游局合并为云溪县文旅局（机构改革）"


def test_another_spelling_told_by_the_file():
    registry = Registry((Renaming("上江市科学技术委员会", ("上江市科委",)),))
    kins, _ = pair([report("上江市科委", 2022), report("上江市科学技术委员会", 2023)], registry)
    assert years(kins[1]) == [2022]


def test_a_name_without_a_place_is_that_of_the_place_told():
    def of(region, year):
        one = report("白石镇人民政府", year)
        return replace(one, masthead=replace(one.masthead, region=region))

    kins, _ = pair([of("云溪县", 2022), of("南浦县", 2023), of("云溪县", 2023)])
    assert [years(kin) for kin in kins] == [[], [], [2022]]
    assert years(pair([of("", 2022), of("", 2023)])[0][1]) == [2022]


def test_names_nearly_the_same_are_only_told():
    kins, remarks = pair([report("青山区民政局", 2022), report("临江市青山区民政局", 2023)])
    assert years(kins[1]) == []
    assert remarks == ("“青山区民政局”与“临江市青山区民政局”可能是同一单位；如是，请写入更名文件后再核对",)


def test_other_scope_is_not_compared():
    kins, _ = pair([report("云溪县", 2022, scope="own"), report("云溪县", 2023, scope="aggregate")])
    assert "汇总" in kins[1].why_no_last and years(kins[1]) == [2022]


def test_children():
    registry = Registry(
        (), (Belonging("云溪县人民政府", ("云溪县财政局", "云溪县民政局")), Belonging("丙县", ("丁局",)))
    )
    kins, remarks = pair([report("云溪县", 2023), report("云溪县财政局", 2023), report("云溪县民政局", 2022)], registry)
    assert [child.masthead.agency for child in kins[0].children] == ["云溪县财政局"]
    assert kins[0].absent == ("云溪县民政局",) and kins[1].children == ()
    assert "隶属名单中的“丙县”在本批没有报告" in remarks


def test_without_unit_or_year():
    kins, remarks = pair([report("", 2023), report("甲县财政局", None)])
    assert all("看不出单位或年度" in kin.why_no_last for kin in kins) and remarks == ()


def test_files(tmp_path):
    names = tmp_path / "更名.toml"
    names.write_text(
        '[[units]]\nname = "云溪县文旅局"\nformer = ["云溪县文化局"]\nalso = ["云溪文旅局"]\nsince = 2019\n',
        encoding="utf-8-sig",
    )
    below = tmp_path / "隶属.toml"
    below.write_text('[[units]]\nname = "云溪县"\nchildren = ["云溪县财政局"]\n', encoding="utf-8")
    registry = registry_of(names, below)
    assert registry.renamings == (Renaming("云溪县文旅局", ("云溪文旅局",), ("云溪县文化局",), 2019, ""),)
    assert registry.belongings == (Belonging("云溪县", ("云溪县财政局",)),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[units]]\n", "缺少 name"),
        ("[[units]]\nname = ' '\n", "缺少 name"),
        ("[[units]]\nname = '甲'\nfromer = ['乙']\n", "不认识的键“fromer”"),
        ("[[units]]\nname = '甲'\nformer = '乙'\n", "单位名称的列表"),
        ("[[units]]\nname = '甲'\nsince = '2019'\n", "年份"),
        ("[[units]]\nname = '甲'\nsince = 19\n", "年份"),
        ("[[units]]\nname = '甲'\nalso = ['丙']\n[[units]]\nname = '乙'\nalso = ['丙']\n", "只留一处"),
        ("units = 3\n", "[[units]]"),
        ("[[unit]]\nname = '甲'\n", "[[units]]"),
        ("[[units]", "TOML"),
    ],
)
def test_faulty_files(tmp_path, text, words):
    path = tmp_path / "更名.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyData, match=words.replace("[", r"\[").replace("]", r"\]")) as error:
        registry_of(path)
    assert str(path) in str(error.value) and "\n" not in str(error.value)


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(FaultyData, match="不存在"):
        registry_of(tmp_path / "无.toml")
    (tmp_path / "乱.toml").write_bytes(b"\x00\x01\x02\x03" * 9)
    with pytest.raises(FaultyData, match="UTF-8"):
        registry_of(tmp_path / "乱.toml")
    (tmp_path / "深.toml").write_text("units = " + "[" * 3000 + "]" * 3000, encoding="utf-8")
    with pytest.raises(FaultyData, match="层次太多"):
        registry_of(tmp_path / "深.toml")
    with pytest.raises(FaultyData, match="不是文件"):
        registry_of(Path("/dev/zero") if Path("/dev/zero").exists() else tmp_path)
