import pytest

from gknlp.parsing import parse
from gknlp.readers import read_bytes

REST = "\n一、总体情况\n收到政府信息公开申请3件。\n二、主动公开政府信息情况\n无。\n"


@pytest.mark.parametrize(
    ("head", "agency", "year"),
    [
        ("云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局", 2023),
        ("云溪县财政局\n2023年政府信息公开工作年度报告", "云溪县财政局", 2023),
        ("2023年云溪县财政局政府信息公开工作年度报告", "云溪县财政局", 2023),
        ("云溪县财政局2023年度政府信息公开年报", "云溪县财政局", 2023),
        ("云溪县2023年政府信息公开工作年度报告\n由云溪县人民政府办公室编制", "云溪县人民政府", 2023),
        ("标题: 云溪县财政局2023年度政府信息公开工作年度报告\n发布时间: 2024-01-20 10:00", "云溪县财政局", 2023),
    ],
)
def test_title(head, agency, year):
    masthead = parse(read_bytes((head + REST).encode(), "甲.txt")).masthead
    assert (masthead.agency, masthead.year) == (agency, year)


def test_date_of_publication():
    head = "云溪县财政局2023年政府信息公开工作年度报告\n发布日期：2024-01-20"
    assert str(parse(read_bytes((head + REST).encode(), "甲.txt")).masthead.published) == "2024-01-20"


@pytest.mark.parametrize(
    ("head", "agency", "year"),
    [
        ("云溪县财政局二〇二三年政府信息公开工作年度报告", "云溪县财政局", 2023),
        ("云溪县财政局二○二三年度政府信息公开工作年度报告", "云溪县财政局", 2023),
        ("云溪县财政局\n2023年\n政府信息公开工作年度报告", "云溪县财政局", 2023),
        ("云溪县财政局政府信息公开工作年度报告（2024年1月15日）\n统计期限自2023年1月1日起。", "云溪县财政局", 2023),
        ("云溪县财政局政府信息公开工作年度报告（2023年度）", "云溪县财政局", 2023),
    ],
)
def test_other_ways_to_write_a_title(head, agency, year):
    report = parse(read_bytes((head + REST).encode(), "甲.txt"))
    assert (report.masthead.agency, report.masthead.year) == (agency, year)
    assert not any("报告单位" in doubt.message for doubt in report.doubts)


def test_a_title_without_an_agency_is_a_doubt():
    report = parse(read_bytes(("2023年政府信息公开工作年度报告" + REST).encode(), "甲.txt"))
    assert report.masthead.agency == "" and any("看不出报告单位" in doubt.message for doubt in report.doubts)


@pytest.mark.parametrize(
    ("head", "lacks"),
    [
        ("云溪县财政局2023年政府信息公开工作年度报告", ()), ("云溪县财政局2023年度政府信息公开年报", ()), ("云溪县财政局\n2023年政府信息公开工作年度报告", ()),
        ("2023年政府信息公开工作年度报告", ("agency",)), ("云溪县财政局政府信息公开工作年度报告", ("year",)), ("政府信息公开工作年度报告", ("agency", "year")),
        ("云溪县财政局2023年政务公开年度报告", ("name",)), ("年度公开情况", None),
    ],
)  # fmt: skip
def test_what_a_title_lacks(head, lacks):
    report = parse(
        read_bytes(
            (head + "\n统计期限自2023年1月1日起至2023年12月31日止。依申请公开、行政复议见年度报告。" + REST).encode(),
            "甲.txt",
        )
    )
    assert report.masthead.title_lacks == lacks


@pytest.mark.parametrize(
    "name", ["云溪县财政局_2023.txt", "03_云溪县财政局-2023.txt", "云溪县财政局2023年政府信息公开工作年度报告.txt"]
)
def test_a_file_tells_what_the_text_does_not(name):
    report = parse(read_bytes(("公开工作年度报告" + REST + "行政复议0件。依申请公开如上。").encode(), name))
    assert (report.masthead.agency, report.masthead.year) == ("云溪县财政局", 2023)
    assert any("按文件名认定" in doubt.message for doubt in report.doubts)


def test_an_agency_that_signs_as_another_is_a_doubt():
    head = "云溪县财政局2023年政府信息公开工作年度报告"
    assert any(
        "不是同一单位" in doubt.message
        for doubt in parse(read_bytes((head + REST + "东屏县财政局\n2024年1月5日").encode(), "甲.txt")).doubts
    )
    for same in ("云溪县财政局", "县财政局", "云溪县人民政府办公室", "临江市云溪县财政局"):
        report = parse(read_bytes((head + REST + f"{same}\n2024年1月5日").encode(), "甲.txt"))
        assert not any("不是同一单位" in doubt.message for doubt in report.doubts), same


@pytest.mark.parametrize(
    "head",
    [
        "关于云溪县财政局2023年政府信息公开工作年度报告的公告", "关于公布云溪县财政局2023年度政府信息公开工作年度报告的通知", "关于发布2023年云溪县财政局政府信息公开工作年度报告的公告",
        "云财公开〔2024〕1号 云溪县财政局2023年政府信息公开工作年度报告", "〔2024〕12号\n云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局关于2023年度政府信息公开工作情况的报告",
        "云溪县财政局关于2023年政府信息公开工作的年度报告", "云溪县财政局政府信息公开2023年度报告", "云溪县财政局政府信息公开工作2023年度报告", "云溪县财政局2023年政府信息公开年度总结报告",
        "云溪县财政局二〇二三年度政府信息公开工作总结报告",
    ],
)  # fmt: skip
def test_the_agency_alone_is_taken_from_a_title(head):
    report = parse(read_bytes((head + REST + "依申请公开、行政复议见年度报告。").encode(), "甲.txt"))
    assert (report.masthead.agency, report.masthead.year) == ("云溪县财政局", 2023)
    assert report.masthead.title_lacks == ()


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("云溪县第8号地块管理局2023年政府信息公开工作年度报告", "云溪县第8号地块管理局"), ("关于2023年度政府信息公开工作情况的报告", ""),
        ("关于做好2023年政府信息公开工作年度报告编制工作的通知\n云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局"),
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_agency(head, agency):
    report = parse(read_bytes((head + REST + "依申请公开、行政复议见年度报告。").encode(), "甲.txt"))
    assert report.masthead.agency == agency


def test_the_region_of_an_agency_without_one():
    head = "白石镇人民政府2023年政府信息公开工作年度报告\n本报告由云溪县白石镇人民政府编制。"
    masthead = parse(read_bytes((head + REST).encode(), "甲.txt")).masthead
    assert (masthead.agency, masthead.region) == ("白石镇人民政府", "云溪县")


BODY = "\n一、总体情况\n{0}年，我局按要求公开。{0}年收到政府信息公开申请3件，{0}年办结3件。\n二、主动公开政府信息情况\n无。\n"


def year_doubts(head, body, name):
    report = parse(read_bytes((head + body).encode(), name))
    assert report.masthead.year == 2021
    return [doubt.message for doubt in report.doubts if "请核对报告年度" in doubt.message]


@pytest.mark.parametrize(
    ("more", "year", "name", "told"),
    [
        ("", 2022, "甲.txt", "标题的年度是2021年，而正文所述是2022年"), ("", 2021, "云溪县财政局_2022.txt", "标题的年度是2021年，而文件名是2022年"),
        ("本报告统计期限自2022年1月1日起至2022年12月31日止。", 2021, "甲.txt", "而统计期限是2022年"), ("", 2022, "云溪县财政局2022年政府信息公开工作年度报告.txt", "而文件名是2022年、正文所述是2022年"),
        ("本报告统计期限自2022年1月1日起至2022年12月31日止。", 2022, "云溪县财政局_2022.txt", "而文件名是2022年、统计期限是2022年、正文所述是2022年"),
    ],
)  # fmt: skip
def test_a_title_of_another_year_is_a_doubt(more, year, name, told):
    (message,) = year_doubts(f"云溪县财政局2021年政府信息公开工作年度报告\n{more}", BODY.format(year), name)
    assert told in message


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("", "云溪县财政局_2021.txt"), ("发布日期：2022-01-20", "2022-01-20.txt"), ("", "云溪县财政局2021年政府信息公开工作年度报告（2022年发布）.txt"),
        ("本报告统计期限自2021年1月1日起至2021年12月31日止。", "甲.txt"), ("2022年、2022年、2022年将继续做好。", "甲.txt"),
    ],
)  # fmt: skip
def test_a_title_of_the_same_year_is_none(more, name):
    assert year_doubts(f"云溪县财政局2021年政府信息公开工作年度报告\n{more}", BODY.format(2021), name) == []
