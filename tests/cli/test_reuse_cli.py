"""gknlp reuse and gknlp background: from files to what an auditor reads."""

import json
from importlib import resources

import jsonschema
import pytest
from lxml import html
from typer.testing import CliRunner

from gknlp.cli import app
from gknlp.readers.results import is_result

PROBLEMS = (
    "图解类解读占比仍然偏低，专业术语多而案例少，群众不易看懂。部分股室报送材料拖延，栏目更新时快时慢，底数也不够清楚。"
    "明年拟与融媒体中心共建短视频专栏，请一线干部出镜讲政策，并为各股室配备信息员，连续两季滞后的予以约谈。"
)
REPORT = """{agency}{year}年政府信息公开工作年度报告

一、总体情况
{overview}
二、主动公开政府信息情况
见附表。
三、收到和处理政府信息公开申请情况
{year}年未收到政府信息公开申请。
四、政府信息公开行政复议、行政诉讼情况
未发生行政复议、行政诉讼。
五、存在的主要问题及改进情况
{problems}
六、其他需要报告的事项
无其他需要报告的事项。
"""
OVERVIEWS = {
    "云溪县民政局": "养老服务补贴名单按季张榜，护理员培训花名册同步挂网，儿童之家开放时段逐村告知。",
    "云溪县财政局": "预算执行进度按月挂到门户首页，采购合同扫描件随签随传，非税票据样式集中展示。",
    "云溪县水利局": "水库汛限水位每日更新，河长巡查记录分段公示，农村饮水检测报告附在缴费单背面。",
}


def run(*arguments):
    return CliRunner().invoke(app, ["reuse", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path):
    """Three units, two of which have the same 问题及改进."""
    for agency, year, problems in (
        ("云溪县民政局", 2021, PROBLEMS),
        ("云溪县财政局", 2022, PROBLEMS),
        ("云溪县水利局", 2022, "雨季抢险占用人手，公示板常有缺页，明年改为双人值守并逐日点验。"),
    ):
        text = REPORT.format(agency=agency, year=year, problems=problems, overview=OVERVIEWS[agency])
        (tmp_path / f"{agency}_{year}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_text_names_both_reports_the_section_and_the_words(folder):
    result = run(folder)
    assert result.exit_code == 0
    assert "云溪县财政局2022年" in result.stdout and "云溪县民政局2021年" in result.stdout
    assert "图解类解读占比仍然偏低" in result.stdout and "100%" in result.stdout
    assert "云溪县水利局2022年" not in result.stdout


def test_json_holds_the_pair_with_its_passage_at_its_place(folder):
    tree = json.loads(run(folder, "-f", "json").stdout)
    schema = json.loads((resources.files("gknlp.writers") / "schemas/reuse.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(tree)
    assert tree["schema"] == "gknlp/reuse/1"
    assert len(tree["pairs"]) == 1 and len(tree["pairs"][0]["passages"]) == 1


def test_csv_opens_in_excel_and_html_is_one_page(folder):
    table = run(folder, "-f", "csv").stdout_bytes
    assert table.startswith("\ufeff".encode()) and "云溪县民政局".encode() in table
    page = run(folder, "-f", "html").stdout
    assert html.fromstring(page).xpath("//mark") and "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize("format", ["text", "json", "html"])
def test_what_it_writes_is_no_report(folder, format):
    content = run(folder, "-f", format).stdout_bytes
    (folder / "结果.out").write_bytes(content)
    assert is_result(content) or format == "json"


def test_a_section_can_be_asked_for_alone(folder):
    assert "未发现跨单位雷同" in run(folder, "--section", "总体情况").stdout
    assert "100%" in run(folder, "--section", "问题").stdout
    wrong = run(folder, "--section", "财务报表")
    assert wrong.exit_code == 2 and "总体情况" in wrong.stderr


@pytest.mark.parametrize("value", ["0", "2", "abc", "-1", "NaN", "5%"])
def test_a_share_that_is_none_is_refused(folder, value):
    result = run(folder, "--minimum", value)
    assert result.exit_code == 2 and "--minimum" in result.stderr


def test_against_a_folder_compares_only_with_it(folder, tmp_path_factory):
    new = tmp_path_factory.mktemp("new")
    text = REPORT.format(agency="云溪县审计局", year=2023, problems=PROBLEMS, overview="审计结果公告逐条附整改期限。")
    (new / "云溪县审计局_2023.txt").write_text(text, encoding="utf-8")
    tree = json.loads(run(new, "--against", folder, "-f", "json").stdout)
    assert len(tree["pairs"]) == 2


def test_new_reports_are_compared_with_an_index_and_added_to_it(folder, tmp_path_factory):
    new, index = tmp_path_factory.mktemp("new"), tmp_path_factory.mktemp("index") / "索引"
    assert "索引现有3份" in run(folder, "--index", index).stdout
    text = REPORT.format(agency="云溪县审计局", year=2023, problems=PROBLEMS, overview="审计结果公告逐条附整改期限。")
    (new / "云溪县审计局_2023.txt").write_text(text, encoding="utf-8")
    tree = json.loads(run(new, "--index", index, "-f", "json").stdout)
    assert len(tree["pairs"]) == 2 and "索引现有4份" in tree["remarks"][-1]
    assert run(new, "--index", folder).exit_code == 2
    assert run(new, "--index", index, "--section", "问题").exit_code == 2


def test_a_file_that_cannot_be_read_is_told_and_stops_nothing(folder):
    (folder / "坏.docx").write_bytes(b"PK\x03\x04broken")
    result = run(folder)
    assert result.exit_code == 3 and "坏.docx" in result.stdout + result.stderr and "100%" in result.stdout


def test_hostile_words_are_escaped(folder):
    evil = PROBLEMS + "<script>alert(1)</script>\u202e=cmd|' /C calc'!A0，请与审计股核对清单逐一销号。"
    for agency, year in (("云溪县民政局", 2021), ("云溪县财政局", 2022)):
        text = REPORT.format(agency=agency, year=year, problems=evil, overview=OVERVIEWS[agency])
        (folder / f"{agency}_{year}.txt").write_text(text, encoding="utf-8")
    page = run(folder, "-f", "html").stdout
    assert "<script>alert" not in page and "\u202e" not in page
    assert "\u202e" not in run(folder).stdout


def test_the_number_of_workers_changes_nothing(folder):
    assert run(folder, "-j", "1", "-f", "json").stdout == run(folder, "-j", "2", "-f", "json").stdout


def test_a_background_set_is_built_and_used(folder):
    out = folder / "背景.npz"
    result = CliRunner().invoke(app, ["background", str(folder), "--out", str(out)])
    assert result.exit_code == 0 and "1 个地方" in result.stderr
    assert run(folder, "--background", out).exit_code == 0
    out.write_bytes(b"")
    assert run(folder, "--background", out).exit_code == 2


@pytest.mark.real
def test_real_reports_show_what_is_known_of_them(reports):
    tree = json.loads(run(reports, "-f", "json").stdout)
    schema = json.loads((resources.files("gknlp.writers") / "schemas/reuse.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(tree)
    names = [report["agency"] for report in tree["reports"]]
    pairs = {(names[pair["later"]], names[pair["earlier"]]) for pair in tree["pairs"]}
    assert ("吉林市林业局", "吉林市林业局") in pairs
    assert any(later.startswith("柘城县") and earlier.startswith("柘城县") for later, earlier in pairs)
    remedies = [chain for chain in tree["chains"] if chain["topic"] == "remedy" and "平潭" in chain["unit"]]
    assert len(remedies) >= 5
    traces = [trace for pair in tree["pairs"] for trace in pair["traces"]]
    assert any("安图县林业局" in trace["text"] for trace in traces)
