"""gknlp.toml and the options: what they come to, and a line for every mistake."""

import pickle
import tomllib
from pathlib import Path

import pytest

from gknlp.errors import FaultyData
from gknlp.rules import RULES, nearest, rule_of
from gknlp.settings import codes, find, read, rules_of, settle, severity, told
from gknlp.types.rule import Severity
from gknlp.types.settings import DEFAULTS, Choices, Settings

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def config(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "gknlp.toml"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def fault(call, *arguments):
    with pytest.raises(FaultyData) as found:
        call(*arguments)
    assert "\n" not in str(found.value)
    return str(found.value)


def test_nothing_said_changes_nothing():
    assert settle(Choices(), Choices()) == DEFAULTS
    assert rules_of(DEFAULTS) == RULES and told(DEFAULTS) == ()


def test_the_file_nearest_above(tmp_path):
    (tmp_path / "gknlp.toml").write_text("", encoding="utf-8")
    folder = tmp_path / "2023" / "区直"
    folder.mkdir(parents=True)
    report = folder / "报告.md"
    report.write_text("", encoding="utf-8")
    assert find(report) == find(folder) == find(folder / "没有.md") == tmp_path / "gknlp.toml"
    (folder.parent / "gknlp.toml").write_text("", encoding="utf-8")
    assert find(report) == folder.parent / "gknlp.toml"
    (folder / "gknlp.toml").mkdir()
    assert find(report) == folder.parent / "gknlp.toml"


def test_every_key(config, tmp_path):
    path = config(
        'select = ["tab", "ＣＬＭ", "YOY"]\nignore = "CLM008，TAB001"\nrubric = "national"\nfail-on = "notice"\n'
        'waivers = "豁免.csv"\naliases = "更名.toml"\nunits = "名单/隶属.toml"\n[severity]\ntab002 = "提示"\nYOY = "off"\n'
    )
    assert read(path) == Choices(
        str(path), ("TAB", "CLM", "YOY"), ("CLM008", "TAB001"), (("TAB002", Severity.NOTICE), ("YOY", None)), "national",
        "notice", (tmp_path / "豁免.csv",), tmp_path / "更名.toml", tmp_path / "名单" / "隶属.toml",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_windows_line_ends(config, encoding):
    path = config('# 设置\r\nignore = ["TAB001"]\r\nwaivers = ["甲.csv", "乙.toml"]\r\n', encoding)
    found = read(path)
    assert found.ignore == ("TAB001",)
    assert [waivers.name for waivers in found.waivers] == ["甲.csv", "乙.toml"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("selct = []", ["不认识的键“selct”", "是否指 select"]),
        ("fail_on = 'error'", ["不认识的键“fail_on”", "是否指 fail-on"]),
        ('"忽略" = []', ["是否指 ignore"]),
        ("colour = 1", ["可用的有 select"]),
        ('ignore = ["TAV010"]', ["ignore", "“TAV010”", "是否指 TAB010", "gknlp rules"]),
        ('ignore = ["TBA"]', ["是否指 TAB"]),
        ("ignore = 3", ["ignore 应是规则代码的列表"]),
        ("select = [1]", ["select 应是规则代码的列表"]),
        ('select = [""]', ["select 应是规则代码的列表"]),
        ("severity = 1", ["[severity]"]),
        ('[severity]\nTAB002 = "low"', ["TAB002", "“low”", "error、warning、notice、off"]),
        ("[severity]\nTAB002 = 1", ["TAB002", "“1”"]),
        ('[severity]\nTAB999X = "off"', ["没有代码是“TAB999X”"]),
        ('[severity]\ntab002 = "off"\nTAB002 = "error"', ["写了两次"]),
        ('fail-on = "off"', ["fail-on", "never"]),
        ("rubric = 3", ["rubric 应是加引号的文字"]),
        ("waivers = [3]", ["waivers 应是文件路径的列表"]),
        ('aliases = ["a"]', ["aliases 应是加引号的文字"]),
        ('units = ""', ["units 应是加引号的文字"]),
        ("ignore = [", ["不是正确的 TOML", "请检查引号"]),
        ('waivers = "C:\\data\\x.csv"', ["不是正确的 TOML", "请改为 /"]),
        ("a" * 1_000_001, ["超过1MB"]),
        ("[" * 5000, ["不是正确的 TOML"]),
        ("\x00\x01\x02\x03" * 9, ["不是文本"]),
    ],
)
def test_every_mistake_has_a_line(config, text, words):
    found = fault(read, config(text))
    assert found.startswith(str(config(text)))
    assert all(word in found for word in words), found
    assert found.isprintable()


def test_a_file_that_is_not_there(tmp_path):
    assert "不存在" in fault(read, tmp_path / "没有.toml")
    assert "读不了" in fault(read, tmp_path)


@pytest.mark.parametrize("key", ["waivers", "aliases", "units"])
def test_files_named_that_are_not_there(config, key):
    assert "没有.toml" in fault(settle, read(config(f'{key} = "没有.toml"')), Choices())


@pytest.mark.parametrize("text", ["TAB010,CLM", "tab010，clm", " ＴＡＢ010 、CLM;CLM ", "TAB010\nCLM", "TAB010 CLM"])
def test_codes_in_one_text(text):
    assert codes(text, "--select") == ("TAB010", "CLM")


def test_a_hostile_code_is_shown_short():
    found = fault(codes, "\x1b[31m" + "甲" * 999, "--ignore")
    assert found.isprintable() and len(found) < 120


def test_the_longest_code_counts():
    settings = Settings(severities=(("TAB", None), ("TAB010", Severity.NOTICE), ("TAB01", Severity.WARNING)))
    found = {rule.code: rule.severity for rule in rules_of(settings)}
    assert found["TAB010"] is Severity.NOTICE and found["TAB011"] is Severity.WARNING and "TAB001" not in found


def test_ignore_goes_before_select():
    found = {rule.code for rule in rules_of(Settings(select=("TAB01",), ignore=("TAB011",)))}
    assert "TAB010" in found and "TAB011" not in found and all(code.startswith("TAB01") for code in found)


def test_options_win_over_the_file():
    file = Choices(
        "甲.toml", ("TAB",), ("TAB010", "CLM008"), (("TAB002", Severity.NOTICE), ("SEC", None)), fail_on="never"
    )
    assert settle(file, Choices(ignore=())).ignore == ()
    assert settle(file, Choices(fail_on="notice")).fail_on == "notice" and settle(file, Choices()).fail_on == "never"
    chosen = settle(file, Choices(select=("TAB010", "SEC001")))
    assert {rule.code for rule in rules_of(chosen)} == {"TAB010", "SEC001"}
    assert "TAB010" not in {rule.code for rule in rules_of(settle(file, Choices(select=("TAB",), ignore=("TAB010",))))}
    found = settle(file, Choices(severities=(("TAB", Severity.ERROR),)))
    assert {rule.severity for rule in rules_of(found)} == {Severity.ERROR}


def test_no_rule_left():
    assert "没有剩下任何规则" in fault(settle, Choices(select=("TAB",)), Choices(ignore=("TAB",)))


def test_what_is_told():
    settings = Settings(("TAB",), ("TAB001",), (("TAB002", Severity.NOTICE), ("TAB003", None)), source="gknlp.toml")
    assert told(settings) == ("按设置（gknlp.toml）核查：只查 TAB；不查 TAB001；TAB002 作提示；不查 TAB003",)


def test_severity_of_an_option():
    assert severity("tab", " Notice ", "--severity") == ("TAB", Severity.NOTICE)
    assert "缺少规则代码" in fault(severity, " ", "error", "--severity")


def test_a_changed_severity_goes_to_workers():
    (rule,) = rules_of(Settings(select=("TAB002",), severities=(("TAB002", Severity.ERROR),)))
    assert pickle.loads(pickle.dumps(rule)) == rule
    assert pickle.loads(pickle.dumps(rule_of("TAB002"))) is rule_of("TAB002")


def test_nearest():
    assert nearest("TAB010") == "TAB010" and nearest("TABO10") == "TAB010" and nearest("甲") == ""


def test_the_documented_example_loads(tmp_path):
    """Every ``# name`` block of the page is written to that name; the settings then load whole."""
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    blocks = [block.partition("\n")[2] for block in page.split("```")[1::2] if block.startswith(("toml", "csv"))]
    names = {}
    for block in blocks:
        head, _, rest = block.partition("\n")
        names[head.removeprefix("# ").strip()] = rest
    assert {"gknlp.toml", "豁免.csv", "豁免.toml", "更名.toml", "隶属.toml"} <= set(names)
    for name, text in names.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert set(tomllib.loads(names["gknlp.toml"])) == {
        "select", "ignore", "severity", "rubric", "fail-on", "waivers", "aliases", "units"
    }  # fmt: skip
    settings = settle(read(tmp_path / "gknlp.toml"), Choices())
    assert len(settings.waivers) == 4 and settings.registry.renamings and settings.registry.belongings
    assert rules_of(settings) and settings.rubric == "national"
