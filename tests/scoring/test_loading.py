from pathlib import Path

import pytest
import write_docs
from scored import CODES, HEAD, item, rubric

from gknlp.auditing import scheme_of
from gknlp.errors import FaultyData
from gknlp.scoring import built_in, load
from gknlp.types.rubric import Origin
from gknlp.types.rule import Severity

GOOD = item("a", 10, 'codes = ["SEC001"]\neach = 5')
LINE = '[[items.deductions]]\nname = "条{0}"\n{1}\n'


def faults(items, total=10):
    with pytest.raises(FaultyData) as raised:
        rubric(items, total)
    return str(raised.value).split("\n")


def one(items, *words, total=10):
    (fault,) = faults(items, total)
    assert fault.startswith("甲.toml") and all(word in fault for word in words), fault


def rest(text):
    return item("a", 10, text)


@pytest.mark.parametrize("name", built_in())
def test_what_comes_with_the_tool_is_sound(name):
    scheme = scheme_of(name)
    assert sum(entry.points for entry in scheme.items if not entry.is_bonus) == scheme.total
    assert scheme.origin is Origin.OURS or scheme.citation


def test_only_what_is_on_record_is_called_documented():
    found = {
        (name, line.name or entry.name)
        for name in built_in()
        for entry in scheme_of(name).items
        for line in entry.lines
        if line.origin is Origin.DOCUMENTED
    }
    assert {name for name, _ in found} == {"licheng-2020", "county-table"} and len(found) == 7


def test_licheng_has_its_five_deductions_of_five():
    (report,) = scheme_of("licheng-2020").items
    assert (report.points, [line.costs[0][1] for line in report.lines]) == (10, [5] * 5)
    assert [line.is_by_hand for line in report.lines] == [True, False, False, False, True]


def test_the_page_shows_what_the_rubrics_say():
    page = Path(write_docs.ROOT / "gknlp" / "scoring" / "README.md")
    assert page.read_text(encoding="utf-8") == write_docs.scoring_pages()


def test_the_example_of_the_page_is_a_rubric():
    scheme = load(str(write_docs.EXAMPLE), CODES)
    assert (scheme.key, scheme.total, len(scheme.items)) == ("rubric_example", 10, 5)


def test_points_must_sum_to_the_total():
    one(item("a", 9, 'codes = ["SEC001"]\neach = 5'), "之和是 9，不等于 total 10")
    assert rubric(GOOD + item("b", 4, 'bonus = true\ncodes = ["TAB"]')).items[1].is_bonus


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('codes = ["SEC001"]\neach = 1e-99999999', ["最多两位小数"]),
        ('codes = ["SEC001"]\neach = 1.00000000000000000000000000000000001', ["最多两位小数"]),
        ('codes = ["SEC001"]\neach = 1e99999999', ["不超过 1000"]),
        ('codes = ["SEC999"]\neach = 5', ["第1项“a”", "没有代码是“SEC999”", "是否指 SEC"]),
        ('codes = ["sec001"]\neach = 5', ["“sec001”", "是否指 SEC001？"]),
        ('codes = ["XYZ"]\neach = 5', ["“XYZ”", "gknlp rules"]),
        ('codes = [""]\neach = 5', ["没有代码是“”"]),
        ('codes = ["TAB", "TAB"]\neach = 5', ["TAB 写了 2 次"]),
        ("codes = []\neach = 5", ["codes 是空的"]),
        ('codes = "TAB"\neach = 5', ["codes 应是列表"]),
        ("codes = [1]\neach = 5", ["里的“1”应是文字"]),
        ("each = 5", ["缺少 codes"]),
        ('codes = ["SEC001"]', ["没有写扣多少分"]),
        ('codes = ["SEC001"]\neach = -1', ["each 是 -1，不能小于 0"]),
        ('codes = ["SEC001"]\neach = "5"', ["each 应是数字，现在是“5”", "不加引号"]),
        ('codes = ["SEC001"]\neach = true', ["each 应是数字"]),
        ('codes = ["SEC001"]\neach = inf', ["不是有限的数"]),
        ('codes = ["SEC001"]\neach = nan', ["不是有限的数"]),
        ('codes = ["SEC001"]\neach = 1.005', ["最多两位小数"]),
        ('codes = ["SEC001"]\neach = 1e400', ["不超过 1000"]),
        ('codes = ["SEC001"]\neach = 0', ["each 是 0"]),
        ('codes = ["SEC001"]\nerror = 0', ["各级别都扣 0 分"]),
        ('codes = ["SEC001"]\neach = 11', ["each 是 11，大于本项分值 10", "overflow"]),
        ('codes = ["SEC001"]\nwarning = 11\nerror = 11', ["error 是 11，大于本项分值 10"]),
        ('codes = ["SEC001"]\neach = 5\ncap = 11', ["cap 是 11，大于本项分值 10"]),
        ('codes = ["SEC001"]\neach = 5\ncap = 0', ["cap 是 0"]),
        ('codes = ["SEC001"]\neach = 5\ncap = 5\ncode_cap = 6', ["code_cap 6 大于 cap 5"]),
        ('codes = ["SEC001"]\neach = 5\nerror = 5', ["each 与 error 只能写一种"]),
        ('codes = ["SEC001"]\nerror = 5\nseverity = "error"', ["severity 只与 each 连用"]),
        ('codes = ["SEC001"]\neach = 5\nseverity = "grave"', ["“grave”，只能是 error、warning、notice"]),
        ('codes = ["SEC001"]\nerror = 5\nwarning = 2\nnotice = 2', ["提示不能与警告同样扣分"]),
        ('codes = ["SEC001"]\nerror = 1\nwarning = 2', ["warning 扣 2，大于 error 的 1"]),
        ('codes = ["SEC001"]\neach = 5\npionts = 3', ["不认识的键 pionts，是否指 points？"]),
        ('codes = ["SEC001"]\neach = 5\nxyz = 3', ["不认识的键 xyz，请删去"]),
        ('codes = ["SEC001"]\neach = 5\nassessed = "maybe"', ["assessed 是“maybe”，只能是 by hand"]),
        ('assessed = "by hand"\ncodes = ["SEC001"]', ["由人工评定", "不写 codes"]),
        ('codes = ["SEC001"]\neach = 5\nsource = "documented"', ["整体标为 ours", "改为 mixed"]),
        ('codes = ["SEC001"]\neach = 5\nbonus = "ja"', ["bonus 应是true 或 false"]),
        ('codes = ["SEC001"]\neach = 5\ngroup = ""', ["group 是空的"]),
        ('codes = ["SEC001"]\neach = 5\ngroup = "a\\u001b"', ["控制字符"]),
        ("deductions = []", ["deductions 是空的"]),
        ("deductions = [1]", ["deductions 的第1个应是表"]),
        (LINE.format(1, 'codes = ["SEC001"]\neach = 5\nnam = "x"'), ["第1条扣分", "不认识的键 nam"]),
        ('each = 5\n' + LINE.format(1, 'codes = ["SEC001"]\neach = 5'), ["已有 deductions，each 应写在各条扣分里"]),
        (LINE.format(1, 'codes = ["SEC"]\neach = 1') + LINE.format(2, 'codes = ["SEC"]\neach = 2'), ["都含 SEC", "group"]),
    ],
)  # fmt: skip
def test_each_fault_is_one_line_with_its_place(text, words):
    found = faults(rest(text))
    assert all(word in found[0] for word in words), found
    assert found[0].startswith("甲.toml") and len(found) == 1


@pytest.mark.parametrize("value", ["-1", "0", "inf", "nan", '"10"', "1001", "true", "[]"])
def test_points_are_a_positive_number(value):
    found = faults(GOOD.replace("points = 10", f"points = {value}"))
    assert len(found) == 1 and "points" in found[0] and "第1项“a”" in found[0]


@pytest.mark.parametrize("key", ["key", "name", "points"])
def test_what_is_missing_is_named(key):
    lines = [line for line in GOOD.split("\n") if not line.startswith(f"{key} ")]
    assert any(f"缺少 {key}" in fault for fault in faults("\n".join(lines)))


def test_all_faults_are_told_at_once():
    found = faults(rest('codes = ["SEC999"]\neach = -5\nfoo = 1') + item("a", 3, 'codes = ["TAB"]\neach = 1'))
    assert len(found) == 5 and any("key 都是“a”" in fault for fault in found)


def test_a_rule_stands_in_one_item_only():
    one(item("a", 5, 'codes = ["SEC"]\neach = 5') + item("b", 5, 'codes = ["SEC"]\neach = 5'), "SEC 列入了“a”、“b”")
    assert rubric(item("a", 5, 'codes = ["SEC"]\neach = 5') + item("b", 5, 'codes = ["SEC001"]\neach = 5'))


def test_lines_with_the_same_rules_are_told_apart_by_severity_or_share_a_group():
    for apart in ('severity = "error"', 'group = "g"'):
        other = 'severity = "warning"' if "sev" in apart else apart
        text = rest(
            LINE.format(1, f'codes = ["SEC"]\neach = 2\n{apart}')
            + LINE.format(2, f'codes = ["SEC"]\neach = 1\n{other}')
        )
        assert len(rubric(text).items[0].lines) == 2


def test_overflow_lets_a_deduction_exceed_its_item():
    assert rubric("overflow = true\n" + rest('codes = ["SEC"]\neach = 20\ncap = 30')).overflow


def test_each_is_for_errors_and_warnings():
    (line,) = rubric(GOOD).items[0].lines
    assert [line.cost(severity) for severity in Severity] == [5, 5, 0]


def test_a_bonus_takes_no_deductions():
    one(GOOD + item("b", 2, 'codes = ["TAB"]\nbonus = true\neach = 1'), "第2项“b”", "加分项不扣分，请去掉 each")
    found = faults(GOOD + item("b", 2, "bonus = true\n" + LINE.format(1, 'codes = ["TAB"]\neach = 1')))
    assert any("加分项不扣分，请去掉 deductions" in fault for fault in found)


def test_families_without_a_rule_promise_nothing():
    one(rest('codes = ["ABC001"]\neach = 5'), "没有代码是“ABC001”")


def test_a_rubric_needs_items_and_a_source():
    assert any("没有任何评分项目" in fault for fault in faults("items = []"))
    head = HEAD.format(total=10)
    for text, word in [
        (head.replace('source = { kind = "ours" }', ""), "缺少 source"),
        (head.replace('"ours"', '"mixed"'), "缺少 citation"),
        (head.replace('"ours"', '"official"'), "只能是 documented、ours、mixed"),
        (head.replace('name = "甲"', "name = 3"), "name 应是文字"),
        (head.replace('"ours" }', '"ours", city = "x" }'), "source：不认识的键 city"),
    ]:
        with pytest.raises(FaultyData, match=word):
            load_text(text + GOOD)


def load_text(text):
    import tomllib
    from decimal import Decimal

    from gknlp.scoring.validating import rubric_in

    return rubric_in(tomllib.loads(text, parse_float=Decimal), "甲.toml", "own", CODES)


def test_mixed_needs_the_source_of_every_item():
    text = (HEAD.format(total=10) + GOOD).replace('"ours" }', '"mixed", citation = "某文件" }')
    with pytest.raises(FaultyData, match="第1项“a”：缺少 source"):
        load_text(text)


def test_a_name_that_is_none():
    with pytest.raises(FaultyData, match="是否指 national"):
        scheme_of("natoinal")
    with pytest.raises(FaultyData, match="licheng-2020"):
        scheme_of("没有")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name = ", "不是正确的 TOML"),
        (b"\x00\x01\x02\x03" * 9, "不是文本"),
        (b"a = " + b"[" * 20000, "不是正确的 TOML"),
        (b"a = " + b"9" * 5000, "不是正确的 TOML"),
        (b"a = 1e99999999999999999999", "不是正确的 TOML"),
        (b"#" * 1_100_000, "评分标准超过1MB"),
        (b"", "缺少 name"),
    ],
)
def test_a_file_that_is_no_rubric(tmp_path, content, words):
    path = tmp_path / "乙.toml"
    path.write_bytes(content)
    with pytest.raises(FaultyData, match=f"乙.toml：.*{words}"):
        load(str(path), CODES)


def test_a_file_of_the_users_own(tmp_path):
    path = tmp_path / "我的标准.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD.format(total=10) + GOOD).replace("\n", "\r\n").encode())
    scheme = load(str(path), CODES)
    assert (scheme.key, scheme.name) == ("我的标准", "甲")
