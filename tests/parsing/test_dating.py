import pytest

from gknlp.parsing import parse
from gknlp.readers import read_bytes

TITLE = "云溪县财政局2023年政府信息公开工作年度报告\n"
REST = "\n一、总体情况\n收到政府信息公开申请3件。\n二、主动公开政府信息情况\n无。\n"


def masthead(text, name="甲.txt"):
    return parse(read_bytes(text.encode(), name)).masthead


@pytest.mark.parametrize(
    "head",
    [
        "发布时间：2024-02-05 10:23", "发布日期：2024年2月5日", "发布日期:2024.02.05", "【发布时间】2024-02-05", "发布时间 2024/2/5", "公开日期：2024-02-05",
        "来源：云溪县财政局  时间：2024-02-05 09:30  浏览次数：12", "来源：云溪县财政局 2024-02-05 09:30 字体：大 中 小", "[2024-02-05]", "2024-02-05 10:23:11",
        "时间：2024-02-05", "日期:2024-02-05 点击：35次", "2024-02-05  浏览量：120", "发布时间：2024-02-05 成文日期：2024-01-20", "成文日期：2024-01-20\n发布日期：2024-02-05",
        "上传时间：2024-02-05", "发 布 时 间：2024-02-05", "发布于2024-02-05", "索引号：0142/2024-01 发布机构：云溪县财政局 发布日期：2024-02-05",
    ],
)  # fmt: skip
def test_the_page_states_when_it_was_published(head):
    found = masthead(TITLE + head + REST)
    assert str(found.published) == "2024-02-05" and found.published_place is not None


def test_the_place_is_that_of_the_date():
    document = read_bytes((TITLE + "来源：云溪县财政局  发布时间：2024年2月5日 09:30" + REST).encode(), "甲.txt")
    assert document.text(parse(document).masthead.published_place) == "2024年2月5日"


@pytest.mark.parametrize(
    "head",
    [
        "按照《关于做好年度报告的通知》（云政办函〔2024〕3号，2024年2月8日印发）编制。", "数据截至2024年1月5日。", "更新时间：2024-05-05", "来源：财政局 更新时间：2024-05-05",
        "有效期至：2024-12-31", "联系时间：2024-01-02", "统计时间：2023-01-01至2023-12-31", "自2024年5月1日起施行",
    ],
)  # fmt: skip
def test_dates_of_other_things_are_left_alone(head):
    found = masthead(TITLE + head + REST)
    assert found.published is None and found.signed is None


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("云溪县财政局\n（2024年2月5日）", ""), ("2024年2月5日", ""), ("成文日期：2024-02-05", ""), ("印发日期：2024年2月5日", ""), ("", "云溪县财政局\n2024年2月5日\n"),
        ("", "2024年2月5日\n"), ("", "云溪县财政局2024年2月5日"), ("", "云溪县财政局（盖章）\n二〇二四年二月五日\n附件下载\n"), ("", "继续做好公开工作。2024年2月5日"),
        ("", "云溪县财政局\n2024年2月5"),
    ],
)  # fmt: skip
def test_the_document_is_signed(before, behind):
    found = masthead(TITLE + before + REST + behind)
    assert (found.published, str(found.signed)) == (None, "2024-02-05")


@pytest.mark.parametrize(
    "behind", ["我局将于2024年3月1日\n", "整改时限为2024年6月30日", "以上措施落实到2024年12月31日\n"]
)
def test_dates_in_the_last_sentences_sign_nothing(behind):
    assert masthead(TITLE + REST + behind).signed is None


def test_the_table_above_a_page():
    head = "| 索引号 | 0142-2024 | 成文日期 | 2024年1月20日 |\n|---|---|---|---|\n| 发布机构 | 云溪县财政局 | 发布日期 | 2024年2月5日 |\n\n"
    found = masthead("# " + TITLE + "\n" + head + REST.replace("\n", "\n\n"), "甲.md")
    assert (str(found.published), str(found.signed)) == ("2024-02-05", "2024-01-20")
    assert found.published_place.cell == (1, 3)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("统计期限自2023年1月1日起至2023年12月31日止", "2023-01-01/2023-12-31"), ("统计时限为2022年1月1日至12月31日", "2022-01-01/2022-12-31"),
        ("统计 周期 为 2023 年 1 月 1 日 至 12 月 31 日", "2023-01-01/2023-12-31"), ("统计周期：2023.1.1-2023.12.31", "2023-01-01/2023-12-31"),
        ("统计时间为2023年1月—12月", "2023-01-01/2023-12-31"), ("统计期限：2023-01-01至2023-12-31", "2023-01-01/2023-12-31"),
        ("统计期限为2023年3月1日起至2023年12月底", "2023-03-01/2023-12-31"), ("统计期限为2022年12月1日至2023年11月30日", "2022-12-01/2023-11-30"),
        ("统计期限为2023年度", ""), ("统计截至2023年12月31日", ""), ("统计期限为2023年13月1日至2023年12月31日", ""),
    ],
)  # fmt: skip
def test_statistical_period(text, period):
    found = masthead(f"{TITLE}本报告所列数据的{text}。{REST}").period
    assert (f"{found.start}/{found.end}" if found else "") == period


@pytest.mark.parametrize(
    "behind",
    [
        "附件：云溪县财政局2023年年报.pdf\n2024-03-01\n", "图解：2023年政府信息公开工作年度报告\n2024-03-01", "页面更新\n2024-03-01\n", "公示期至\n2024年3月1日\n",
        "下载：云溪县财政局2023年年报.docx\n2024/3/1", "相关解读：一图读懂\n2024-03-01\n打印\n关闭", "整改工作将于\n2024年3月1日\n前完成。", "附件：云溪县财政局 2024-03-01",
    ],
)  # fmt: skip
def test_a_date_that_nobody_signs_is_no_signature(behind):
    found = masthead(TITLE + REST + behind)
    assert (found.published, found.signed) == (None, None)


@pytest.mark.parametrize(
    "behind",
    [
        "云溪县财政局办公室\n\n2024-03-01\n",
        "云溪县财政局（公章）\n2024年3月1日",
        "以上报告。\n2024-03-01\n",
        "暂无\n2024年3月1日",
    ],
)
def test_a_date_below_who_signs_or_below_the_prose_is_one(behind):
    assert str(masthead(TITLE + REST + behind).signed) == "2024-03-01"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("发布时间：2024-09-30（网站迁移）原发布时间：2024-01-20", "2024-01-20"), ("发布日期：2024-06-30 首发日期：2024-01-18", "2024-01-18"),
        ("发布时间：2024-08-15（本栏目改版，原文于2024年1月18日发布）", "2024-01-18"), ("发布日期：2024-06-30\n首次公开时间：2024年1月18日", "2024-01-18"),
        ("发布时间：2024-08-15 10:00 原发布于2024-01-20", "2024-01-20"), ("原发布日期：2024-01-20\n发布日期：2024-06-30", "2024-01-20"),
        ("发布日期：2024-01-20 更新日期：2024-06-30", "2024-01-20"),
    ],
)  # fmt: skip
def test_the_date_of_the_first_publication_counts(head, day):
    found = masthead(TITLE + head + REST)
    assert (str(found.published), found.is_moved) == (day, False)


@pytest.mark.parametrize(
    ("head", "is_moved"),
    [
        ("发布时间：2024-09-30（网站迁移）", True), ("发布日期：2024-09-30 网站改版，重新发布", True), ("发布日期：2024-09-30（补录）", True),
        ("发布日期：2024-09-30 来源：数据整合中心", False), ("发布日期：2024-09-30", False), ("发布日期：2024-09-30\n本网站于2020年改版", False),
    ],
)  # fmt: skip
def test_the_page_says_that_it_was_moved(head, is_moved):
    assert masthead(TITLE + head + REST).is_moved is is_moved


def test_the_table_above_a_page_states_the_first_date():
    head = "| 发布日期 | 2024年6月30日 | 原发布日期 | 2024年1月20日 |\n|---|---|---|---|\n| 发布机构 | 云溪县财政局 | 文号 | 无 |\n\n"
    assert str(masthead("# " + TITLE + "\n" + head + REST.replace("\n", "\n\n"), "甲.md").published) == "2024-01-20"


@pytest.mark.parametrize(
    ("behind", "published", "signed"),
    [
        ("成文日期：2024-01-30 公布日期：2024-02-01", "2024-02-01", "2024-01-30"), ("来源：云溪县财政局 2024-01-25 打印 关闭", "2024-01-25", "None"),
        ("发布时间：2024-01-25 10:00", "2024-01-25", "None"), ("来源：云溪县财政局\n发布日期：2024年1月25日\n打印 关闭", "2024-01-25", "None"),
        ("推进相关工作，及时更新栏目。\n发布日期：2024-01-25", "2024-01-25", "None"),
        ("云溪县财政局\n2024年1月20日\n发布日期：2024-01-25", "2024-01-25", "2024-01-20"), ("相关文章\n来源：云溪县财政局 2024-03-25", "None", "None"),
        ("上一篇：通知 发布时间：2024-03-25", "None", "None"), ("发布时间：2024-03-25\n发布时间：2024-03-28", "None", "None"),
    ],
)  # fmt: skip
def test_the_foot_of_a_page_tells_its_dates(behind, published, signed):
    found = masthead(TITLE + REST + behind)
    assert (str(found.published), str(found.signed)) == (published, signed)
