import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gknlp.language.characters import fold
from gknlp.language.numeral_general import numbers
from gknlp.language.numerals import COUNTERS, han_value, number_value, quantities

HAN = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
TRADITIONAL = str.maketrans("万亿", "萬億")


def section(number: int, inside: bool) -> str:
    """``number`` below 10,000 in Chinese; ``inside`` a larger numeral 10 is 一十."""
    text, gap = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + HAN[digit] + word
            gap = False
        elif text:
            gap = True
    return text[1:] if text.startswith("一十") and not inside else text


def written(number: int) -> str:
    """``number`` below 10^12 in Chinese."""
    text, rest = "", number
    for power, word in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, rest = divmod(rest, power)
        if part:
            gap = text and part < 1000
            text += ("零" if gap else "") + section(part, bool(text)) + word
    return text or "零"


def only(text: str, **how):
    """The one quantity of ``text``."""
    [found] = quantities(fold(text), **how)
    return found


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_read_back(number):
    text = written(number)
    assert han_value(text) == number_value(text) == number
    found = only(f"共{text}件。")
    assert (found.value, found.unit, found.bound) == (number, "件", "exact")
    assert (found.start, found.end, found.digits) == (1, len(text) + 2, 1)


@given(st.integers(11, 10**12 - 1))
def test_formal_and_traditional_numerals_read_back(number):
    formal = written(number).translate(FORMAL)
    assert han_value(formal) == han_value(formal.translate(TRADITIONAL)) == number
    [found] = numbers(formal)
    assert (found.value, found.start, found.end) == (number, 0, len(formal))


@given(st.integers(1000, 9999))
def test_years_digit_by_digit_read_back(number):
    assert han_value("".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))) == number


@given(st.integers(0, 10**12 - 1), st.sampled_from(COUNTERS), st.sampled_from(["{}", "{:,}"]))
def test_arabic_numbers_read_back(number, unit, form):
    text = f"共{form.format(number)}{unit}。"
    found = only(text)
    assert (found.value, found.unit) == (Decimal(number), unit)
    assert text[found.start : found.end] == text[1:-1]


@given(st.decimals(0, 99999, places=4), st.sampled_from([("万", 10**4), ("亿", 10**8), ("千", 1000), ("百万", 10**6)]))
def test_decimals_of_large_powers_read_back(number, power):
    word, worth = power
    assert only(f"共{number}{word}元").value == number * worth


@given(st.integers(1, 10**6))
def test_fullwidth_digits_without_folding(number):
    text = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    [found] = quantities(f"共{text}件")
    assert found.value == number


@given(
    st.integers(1, 10**9),
    st.sampled_from(
        [
            ("约{}件", "about"),
            ("近{}件", "below"),
            ("超{}件", "at_least"),
            ("{}余件", "at_least"),
            ("{}件以上", "at_least"),
        ]
    ),
)
def test_hedged_numbers_read_back(number, form):
    pattern, bound = form
    text = pattern.format(number)
    found = only(f"共{text}。")
    assert (found.value, found.bound) == (Decimal(number), bound)
    assert f"共{text}。"[found.start : found.end] == text
    assert found.admits(Decimal(number)) == (bound != "below")


PIECES = st.lists(
    st.sampled_from(
        "0 1 23 1,024 ２ . ， - 至 十 百 千 万 亿 零 五 两 壹 拾 半 打 成 折 分之 点 又 余 几 数 上 近 约 超 不足 负 翻 番 倍 % 百分点 件 条 元 "
        "角 千米 第 前 年 月 〔 〕 号 ( ) 。 \n 电话 以上 左右 k ^ / $ 统一 进一步 一些 三审三校 http://a.cn/1".split(
            " "
        )
    ),
    max_size=14,
).map("".join)


@given(PIECES)
def test_spans_are_exact_ordered_and_apart(text):
    for found in (list(quantities(text)), list(quantities(text, everything=True)), list(numbers(text))):
        end = 0
        for quantity in found:
            assert end <= quantity.start <= quantity.digits < quantity.end <= len(text)
            assert quantity.low is None or quantity.low <= quantity.value
            assert quantity.high is None or quantity.high >= quantity.value
            end = quantity.end


@given(PIECES, PIECES)
def test_a_part_of_the_text_is_read_alone(before, after):
    text = before + "\n。共1,024件。\n" + after
    begin = len(before) + 2
    [found] = quantities(text, begin, begin + 8)
    assert (found.value, found.start) == (1024, begin + 1)


@pytest.mark.parametrize(
    ("text", "value", "bound", "unit"),
    [
        ("１２３件", "123", "exact", "件"),
        ("1，234件", "1234", "exact", "件"),
        ("14 107条", "14107", "exact", "条"),
        ("14\u2009107条", "14107", "exact", "条"),
        ("收到1 024件", "1024", "exact", "件"),
        ("收到12\n34件", "1234", "exact", "件"),
        ("八十六件", "86", "exact", "件"),
        ("一百零五件", "105", "exact", "件"),
        ("两千零五十万元", "20500000", "exact", "元"),
        ("1.6万余条", "16000", "at_least", "条"),
        ("7700余条", "7700", "at_least", "条"),
        ("1000多条", "1000", "at_least", "条"),
        ("三十几万次", "300000", "at_least", "次"),
        ("十几件", "10", "at_least", "件"),
        ("二百余万人次", "2000000", "at_least", "人次"),
        ("百余件", "100", "at_least", "件"),
        ("万余条", "10000", "at_least", "条"),
        ("数十件", "20", "at_least", "件"),
        ("几百条", "200", "at_least", "条"),
        ("上百件", "100", "at_least", "件"),
        ("近千件", "1000", "below", "件"),
        ("近1000条", "1000", "below", "条"),
        ("约200件", "200", "about", "件"),
        ("200件左右", "200", "about", "件"),
        ("超过300条", "300", "at_least", "条"),
        ("不足10件", "10", "below", "件"),
        ("不超过10件", "10", "below", "件"),
        ("两千零五十件", "2050", "exact", "件"),
        ("十二起", "12", "exact", "起"),
        ("廿三件", "23", "exact", "件"),
        ("一个半", "1.5", "exact", "个"),
        ("2113.5万元", "21135000", "exact", "元"),
        ("1.2亿元", "120000000", "exact", "元"),
        ("3千元", "3000", "exact", "元"),
        ("3百万元", "3000000", "exact", "元"),
        ("38万4千条", "384000", "exact", "条"),
        ("壹仟贰佰元", "1200", "exact", "元"),
        ("20万美元", "200000", "exact", "美元"),
        ("二点五万件", "25000", "exact", "件"),
        ("12.1%", "12.1", "exact", "%"),
        ("１２．１％", "12.1", "exact", "%"),
        ("5‰", "0.5", "exact", "%"),
        ("1个百分点", "1", "exact", "%"),
        ("九成", "90", "exact", "%"),
        ("九成五", "95", "exact", "%"),
        ("近九成", "90", "below", "%"),
        ("百分之十二点一", "12.1", "exact", "%"),
        ("百分之12.1", "12.1", "exact", "%"),
        ("千分之三", "0.3", "exact", "%"),
        ("四分之三", "75", "exact", "%"),
        ("四分之三以上", "75", "at_least", "%"),
        ("过半", "50", "at_least", "%"),
        ("半数", "50", "exact", "%"),
        ("提高2倍", "2", "exact", "倍"),
        ("翻一番", "2", "exact", "倍"),
        ("翻两番", "4", "exact", "倍"),
        ("增长-5%", "-5", "exact", "%"),
        ("增长负五个百分点", "-5", "exact", "%"),
        ("较上年减4件", "-4", "exact", "件"),
        ("0件", "0", "exact", "件"),
        ("零件次", "0", "exact", "件次"),
        ("共收到12。", "12", "exact", ""),
    ],
)
def test_quantities(text, value, bound, unit):
    quantity = only(text)
    assert (quantity.value, quantity.bound, quantity.unit) == (Decimal(value), bound, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "inside", "outside"),
    [
        ("近1000条", "900", "1000", "999", "1000"),
        ("1000余条", "1000", "2000", "1000", "2000"),
        ("7700余条", "7700", "7800", "7799", "7800"),
        ("1.6万余条", "16000", "17000", "16999", "17000"),
        ("三十几万次", "300000", "400000", "399999", "400000"),
        ("约200件", "180", "220", "220", "221"),
        ("不足10件", None, "10", "9", "10"),
        ("10件以内", None, "10", "10", "11"),
        ("30件以上", "30", None, "3000", "29"),
        ("数十件", "20", "100", "60", "100"),
        ("3-5件", "3", "5", "5", "6"),
        ("3—5件", "3", "5", "3", "2"),
        ("三至五件", "3", "5", "4", "6"),
        ("100到200条", "100", "200", "150", "201"),
        ("1至3万元", "10000", "30000", "20000", "3"),
        ("三五件", "3", "5", "4", "6"),
        ("二三十件", "20", "30", "25", "31"),
        ("十七八件", "17", "18", "17", "19"),
        ("12件", "12", "12", "12", "13"),
        ("近九成五", "85.5", "95", "90", "95"),
        ("近半数", "45", "50", "49", "50"),
        ("10万+次", "100000", None, "500000", "99999"),
        ("50%-60%", "50", "60", "55", "61"),
        ("3~5千米", "3", "5", "4", "3000"),
    ],
)
def test_bands(text, low, high, inside, outside):
    quantity = only(text)
    assert (quantity.low, quantity.high) == tuple(None if end is None else Decimal(end) for end in (low, high))
    assert quantity.admits(Decimal(inside)) and not quantity.admits(Decimal(outside))


TRAPS = """2023年 |2023年度|二〇二三年|2023年1月31日|2023-01-31|2023-2025年|1~3月|1月至3月|3月份|上午9点30分|九点三十分|10:30|2021-2035
〔2021〕30号|〔2019〕59号|国办发〔2014〕32号|国务院令第711号|闽政办〔2020〕8号|岚综管办[2020]80号|第二十条第(一)项|第五十条|第三件|第一名|第3名
前十名|前100名|第一、二条|0591-23165385|电话:0591-23165385。|电话0571-8823456转|邮编350400。|14层|3号楼|88号|环翠路88号14层
五公开|三公经费|六稳|六保|两微一端|三安全一稳定|三审三校|三同步|双随机、一公开|放管服|一网通办|四议两公开|十四五|二十大|三农
“三个一”|“三个统一”|“五个一”|“两个维护”|做到三个到位|拨打12345热线|拨打12345。|12369环保热线|110报警|https://www.a.gov.cn/2020/12/t3_456.html|12345@qq.com
IPv6|5G|H5|4K|(一)总体情况|1. 公开|1、公开|(1)公开|①公开|一是加强|二是完善|一些|一定|一律|一体化|一方面|统一部署|进一步|万一|千方百计|一件一档
一次性告知|高效办成一件事|公开一批案例|逐一部署|表一|附件2。|见表3项目|V2.0|第2.0版|20个工作日|二十个工作日|3个月|24小时|5分钟|两年半|半年
三个方面|六中全会|“第一解读人”|最后一公里|四川|三亚|登陆次数|队伍人|收拾件|成百上千件|单位:万元|每年|一带一路|八项规定|1.2.3|2020.12""".replace(
    "\n", "|"
).split("|")


@pytest.mark.parametrize("text", TRAPS)
def test_numbers_that_count_nothing(text):
    assert list(quantities(fold(text))) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("上年结转3件，全年新收14,107件，同比增长12.1%。", ["3", "14107", "12.1"]),
        ("2023年共受理105件，其中网上86件、信函19件。", ["105", "86", "19"]),
        ("国办发〔2014〕32号文件印发后公开12条，20个工作日内答复3件。", ["12", "3"]),
        ("微博、微信分别公开信息2421条和1239条", ["2421", "1239"]),
        ("3. 公开信息20条；4、印发文件5份", ["20", "5"]),
        ("行政许可97\n第二十条第(六)项", ["97"]),
        ("2019 123件", ["123"]),
        ("表3 224件", ["224"]),
    ],
)
def test_sentences(text, values):
    assert [str(quantity.value) for quantity in quantities(fold(text))] == values


def test_a_unit_given_by_the_head_of_a_column():
    found = only("收费 12.5", unit="万元")
    assert (found.value, found.unit, found.kind) == (Decimal(125000), "元", "money")
    assert only("收费3元", unit="万元").value == 3
    with pytest.raises(KeyError):
        list(quantities("12", unit="甲"))


def test_to_the_base_unit():
    base = only("约5公里").base()
    assert (base.value, base.unit, base.low, base.high) == (5000, "米", 4500, 5500)
    assert only("3角").base().value == Decimal("0.3")
    assert only("3件").base() == only("3件")


@pytest.mark.parametrize("text", ["", "十" * 60, "一二十", "百万亿万", "一千二千", "三十千", "点五", "3万12345", "甲"])
def test_no_numeral(text):
    assert number_value(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("二〇二三年", "2023", ""),
        ("第7名", "7", "名"),
        ("2^10", "1024", ""),
        ("1.5e3", "1500", ""),
        ("3k", "3000", ""),
        ("1/4", "0.25", ""),
        ("二又四分之一", "2.25", ""),
        ("七折", "70", "%"),
        ("两成 五", "25", "%"),
        ("8元5角", "8.5", "元"),
        ("$99", "99", "美元"),
        ("人民币 70元", "70", "元"),
        ("六打", "72", ""),
        ("四米半", "4.5", "米"),
        ("-7.5km", "-7.5", "千米"),
        ("九千 八百 万", "98000000", ""),
        ("七两", "7", "两"),
    ],
)
def test_every_number(text, value, unit):
    quantity = only(text, everything=True)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)
    assert (quantity.start, quantity.end) == (text.startswith("第"), len(text) - text.endswith("年"))


@pytest.mark.parametrize("text", ["一切", "统一", "四川", "队伍", "登陆", "https://a.cn/12%3A", "万", "半天"])
def test_words_are_no_numbers_in_any_mode(text):
    assert list(quantities(text, everything=True)) == [] == list(numbers(text))


def elapsed(text: str, everything: bool) -> float:
    """Seconds to read ``text``, the best of three."""
    best = 1e9
    for _ in range(3):
        start = time.perf_counter()
        for _ in quantities(text, everything=everything):
            pass
        best = min(best, time.perf_counter() - start)
    return best


UNENDING = {
    "digits": "7",
    "han": "一二三四五",
    "tens": "十",
    "parentheses": "(1",
    "ones": "1,",
    "groups": "111,",
    "spaced": "111 ",
    "dotted": "1.",
    "ranges": "1-",
    "over": "一分之",
    "tens of thousands": "万分之",
    "large": "万亿",
    "mixed": "1千",
    "words": "统一进一步",
    "counts": "共收到申请12件，",
    "formal": "壹",
    "hedges": "约近超",
    "spaces": "1  ",
    "and": "3又",
    "urls": "http://a.cn/1 ",
}


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("unit", UNENDING.values(), ids=UNENDING.keys())
def test_time_grows_with_the_length(unit, everything):
    """Four times the text takes about four times as long, however it is made; a quadratic reader would take sixteen."""
    short = unit * (12_000 // len(unit))
    assert elapsed(short * 4, everything) < 10 * elapsed(short, everything) + 0.01
