"""The defects of DOMAIN.md, part 4.3, by their numbers: each in a small report of ours, and where its report is in the
folder of real reports, there. Code and place must be right: the words (or the cell, by row and column) are one of the
places of the finding; "" where it is about a whole table."""

from pathlib import Path

import pytest

from gknlp.auditing import judge_all, parsed, parsed_bytes
from gknlp.errors import UnreadableDocument
from gknlp.readers import read

BASES = Path(__file__).parent / "rules" / "cases"
YEARS = {"base-2021": 2023, "base-2019": 2020, "base-2016": 2016}
LIST = "包括政策类30条，规划类25条，其他35条"
FAULTS = "少数栏目的更新不够及时。\n\n下一步将建立更新台账，逐月核对。"
OFTEN = (
    "工作中还有不足：部分栏目更新不及时，解读材料以文字为主；经办人员多为兼职，流动性较大。我局将建立栏目更新台账并按月通报。"
    "组织业务骨干统一编写答复样式。把惠民政策制成图解发到村组。"
)
FIVE = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、其他需要报告的事项六等部分组成。"
INTRODUCTION = (
    "本报告由总体情况、主动公开政府信息情况、其他需要报告的事项等组成，所列数据的统计期限为2023年1月1日至12月31日。"
)
ANYBODY = (
    "各级政府高度重视信息公开工作，不断完善制度，积极回应群众的期待。部分地区还开发了移动应用，方便群众查询办事。多数部门能够及时"
    "更新公开栏目，公开的质量明显提高，群众的满意度稳步上升。今后仍需持续用力，久久为功。"
)
TITLE = "# 云溪县财政局2023年政府信息公开工作年度报告"
TOTALS = "| （七）总计 | 30 | 4 | 0 | 0 | 1 | 0 | 35 |"


def overview(base: str) -> str:
    """All that part one of a base report says."""
    text = (BASES / f"{base}.md").read_text(encoding="utf-8")
    return text[text.index("本年发布前") : text.index("\n\n## 二、")]


TWINS = [
    (1, "TAB010", "20", {"replace": [(TOTALS, TOTALS.replace("30", "20"))]}),
    (2, "CLM001", "18件", {"replace": [("予以公开21件，部分公开3件", "予以公开及部分公开18件")]}),
    (2, "CLM001", "6件", {"replace": [("无法提供7件", "因本机关不掌握等原因无法提供6件")]}),
    (3, "CLM004", "90条", {"replace": [(LIST, "（其中政策类信息30条，规划类信息25条，其他信息29条）")]}),
    (4, "CLM004", "90条", {"replace": [(LIST, "（其中政策类信息30条，规划类信息25条，其他信息36条）")]}),
    (5, "CLM010", "90条", {"replace": [(LIST, "这90条中，机构职能信息20条；政策类信息30条；规划类信息25条；安全生产类信息14条")]}),
    (6, "YOY005", "5000", {"base": "base-2016", "replace": [], "earlier": (2, [("| 900 | 5000 |", "| 900 | 84000 |")])}),
    (9, "CLM009", "37件", {"replace": [("收到政府信息公开申请35件，其中自然人30件，法人或其他组织5件", "收到政府信息公开申请37件")]}),
    (10, "CLM002", "957条", {"base": "channels"}),
    (11, "SEC004", "三、", {"replace": [("（三）监督保障", "三、监督保障")]}),
    (12, "CLM001", "34件", {"replace": [("收到政府信息公开申请35件，其中自然人30件，法人或其他组织5件", "共受理政府信息公开申请34件")]}),
    (13, "TAB004", "", {"base": "base-2019", "replace": [("2020年", "2022年"), ("| 行政许可 | 120 | -3 | 1200 |", "| 行政许可 | | | |")]}),
    (13, "TAB002", (1, 1), {"base": "base-2019", "replace": [("2020年", "2022年"), ("| 行政许可 | 120 | -3 | 1200 |", "| 行政许可 | | | |")]}),
    (14, "TAB004", "", {"base": "base-2019", "replace": [("2020年", "2023年"), ("## 一、", "按照国办公开办函〔2021〕30号编制。\n\n## 一、")]}),
    (15, "NAR004", "〔2019〕60号", {"replace": [("## 一、", "按照国办公开办函〔2019〕60号编制。\n\n## 一、")]}),
    (16, "TXT001", "2022年底", {"replace": [("## 四、", "截至2022年底，我局未收到异议。\n\n## 四、")]}),
    (17, "TXT002", "2023年", {"replace": [("下一步将建立", "2023年，我们将采取以下措施：建立")]}),
    (17, "TXT008", "全市", {"replace": [("云溪县财政局", "云溪县人民政府"), ("（三）监督保障。", "（三）监督保障。全县各乡镇均设专栏，全县培训两次。"),
                                      ("下一步将", "下一步将加强对全市信息公开工作的督导，")]}),
    (18, "NAR011", "我局将建立栏目更新台账并按月通报", {"replace": [(FAULTS, OFTEN)], "earlier": (2, [(FAULTS, OFTEN)])}),
    (20, "TXT005", "公开企业资质条", {"replace": [("把公开工作", "公开企业资质条、施工许可证76条。把公开工作")]}),
    (20, "TXT004", "设县70周年新闻发布会设县70周年新闻发布会", {"replace": [("把公开工作", "举办设县70周年新闻发布会设县70周年新闻发布会。把公开工作")]}),
    (20, "TXT009", "残差不齐", {"replace": [("少数栏目的更新不够及时", "移交不过顺畅，公开的程度残差不齐")]}),
    (20, "TXT009", "不过顺畅", {"replace": [("少数栏目的更新不够及时", "移交不过顺畅，公开的程度残差不齐")]}),
    (21, "SEC008", "六等部分", {"replace": [("## 一、", f"{FIVE}\n\n## 一、")]}),
    (21, "TAB002", (1, 1), {"replace": [("| 规章 | 0 | 0 | 0 |", "| 规章 | / | / | / |"), ("| 行政许可 | 1200 |", "| 行政许可 | |")]}),
    (22, "NAR014", "各级政府", {"replace": [("*overview*", ANYBODY)]}),
    (23, "NAR005", "一、总体情况", {"replace": [("*overview*", INTRODUCTION)]}),
    (24, "TAB008", "6", {"replace": [("云溪县财政局", "云溪县白石镇人民政府"), ("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 | 0 | 6 |")]}),
    (25, "PUB001", "2024-02-11", {"replace": [(TITLE, f"{TITLE}\n\n发布时间：2024-02-11")]}),
]  # fmt: skip

REAL = [
    (1, "平潭综合实验区_2020", "TAB010", "20"),
    (2, "上海市人民政府办公厅_2019", "CLM001", "258件"),
    (2, "上海市人民政府办公厅_2019", "CLM001", "265件"),
    (3, "平潭综合实验区_2019", "CLM004", "2599条"),
    (4, "平潭综合实验区_2020", "CLM004", "2602条"),
    (5, "平潭综合实验区_2011", "CLM010", "425条"),
    (6, "平潭综合实验区_2018", "YOY005", "12106"),
    (9, "平潭综合实验区_2022", "CLM009", "75件"),
    (10, "余姚市人民政府_2019", "CLM002", "48857条"),
    (11, "余姚市人民政府_2019", "SEC004", "四、"),
    (17, "平潭综合实验区_2016", "TXT002", "2016年"),
    (17, "平潭综合实验区_2016", "TXT008", "全市"),
    (18, "平潭综合实验区_2019", "NAR011", "个别部门对政府信息公开工作主动性和自觉性仍待提高"),
    (20, "平潭综合实验区_2019", "TXT005", "核准企业资质条"),
    (20, "平潭综合实验区_2019", "TXT004", "平潭专场新闻发布会聚焦新中国成立 70 周年平潭专场新闻发布会"),
    (20, "平潭综合实验区_2019", "TXT009", "残差不齐"),
    (20, "平潭综合实验区_2019", "TXT009", "不过顺畅"),
    (25, "平潭综合实验区_2011", "PUB001", "2012-04-11"),
]


def changed(base, replace, years=0):
    """A base report with its changes, of so many years before."""
    text = (BASES / f"{base}.md").read_text(encoding="utf-8")
    for old, new in replace:
        old = overview(base) if old == "*overview*" else old
        assert old in text, old
        text = text.replace(old, new)
    year = YEARS[base]
    text = text.replace(f"{year}年", f"{year - years}年")
    return parsed_bytes(text.encode(), "甲.md", file=f"甲{years}")


def channels():
    """A report of 2019 with figures for its channels, as the old form had them, and a total that they do not make."""
    table = (
        "| 指标名称 | 单位 | 统计数 |\n|---|---|---|\n| 通过不同渠道和方式公开政府信息的情况 | | |\n"
        "| 1.政府公报公开政府信息数 | 条 | 20 |\n| 2.政府网站公开政府信息数 | 条 | 880 |\n"
        "| 3.政务微博公开政府信息数 | 条 | 30 |\n| 4.政务微信公开政府信息数 | 条 | 22 |\n| 5.其他方式公开政府信息数 | 条 | 0 |\n"
    )
    replace = [
        ("2020年", "2019年"),
        ("（一）主动公开。", "（一）主动公开。通过不同渠道和方式共公开政府信息957条。"),
        ("## 三、", f"{table}\n## 三、"),
    ]
    return changed("base-2019", replace)


def assert_found(audit, code, words):
    found = [run for run in audit.findings if run.rule.code == code]
    assert found, [run.rule.code for run in audit.findings]
    places = [place for run in found for place in run.evidence.places]
    if isinstance(words, tuple):
        assert words in [place.cell for place in places]
    elif words:
        texts = [audit.document.text(place) for place in places]
        assert any(words in text for text in texts), texts


@pytest.mark.parametrize(("number", "code", "words", "made"), TWINS)
def test_in_a_report_of_ours(number, code, words, made):
    base = made.get("base", "base-2021")
    entries = [channels() if base == "channels" else changed(base, made["replace"])]
    if "earlier" in made:
        years, replace = made["earlier"]
        entries.append(changed(base, replace, years))
    audits, _ = judge_all(entries)
    assert_found(audits[0], code, words)


@pytest.fixture(scope="module")
def batch(reports):
    entries = []
    for path in sorted(reports.iterdir()):
        if path.suffix in (".txt", ".html", ".md"):
            try:
                entries.append(parsed(read(path), path.stem))
            except UnreadableDocument:
                continue  # the folder's own README
    return {audit.file: audit for audit in judge_all(entries)[0]}


@pytest.mark.real
@pytest.mark.parametrize(("number", "name", "code", "words"), REAL)
def test_in_the_real_report(batch, number, name, code, words):
    assert_found(batch[name], code, words)
