from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gknlp.language.characters import fold
from gknlp.language.numerals import han_value, quantities

HAN = "零一二三四五六七八九"


def written(number: int) -> str:
    """``number`` below 10,000 in Chinese."""
    text, gap = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + HAN[digit] + word
            gap = False
        elif text:
            gap = True
    return text or "零"


@given(st.integers(0, 9999))
def test_chinese_numerals_read_back(number):
    assert han_value(written(number)) == number


@given(st.integers(0, 10**9), st.sampled_from("件条宗份"))
def test_arabic_numbers_read_back(number, unit):
    for text in (f"共{number}{unit}", f"共{number:,}{unit}"):
        found = list(quantities(text))
        assert [(quantity.value, quantity.unit) for quantity in found] == [(Decimal(number), unit)]
        assert text[found[0].start : found[0].end] == text[1:]


@pytest.mark.parametrize(
    ("text", "value", "bound", "unit"),
    [
        ("１２３件", "123", "exact", "件"),
        ("1，234件", "1234", "exact", "件"),
        ("1.6万余条", "16000", "at_least", "条"),
        ("7700余条", "7700", "at_least", "条"),
        ("1000多条", "1000", "at_least", "条"),
        ("近1000条", "1000", "below", "条"),
        ("约200件", "200", "about", "件"),
        ("超过300条", "300", "at_least", "条"),
        ("两千零五十件", "2050", "exact", "件"),
        ("十二起", "12", "exact", "起"),
        ("2113.5万元", "21135000", "exact", "元"),
        ("12.1%", "12.1", "exact", "%"),
    ],
)
def test_quantities(text, value, bound, unit):
    [quantity] = quantities(fold(text))
    assert (quantity.value, quantity.bound, quantity.unit) == (Decimal(value), bound, unit)


@pytest.mark.parametrize(
    "text",
    [
        "2023年",
        "〔2021〕30号",
        "第三件",
        "20个工作日",
        "12345热线",
        "“三个统一”",
        "电话0571-8823456转",
        "一是",
        "五公开",
        "IPv6",
        "2023-2025年",
    ],
)
def test_numbers_that_count_nothing(text):
    assert [quantity for quantity in quantities(fold(text)) if quantity.unit] == []
