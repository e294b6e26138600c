"""One table of a TOML file, read key by key: what is missing, of the wrong kind or unknown becomes a fault."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar

_LARGEST = Decimal(1000)
_CENT = Decimal("0.01")
_MISSING: Any = object()
_KINDS = {str: "文字", bool: "true 或 false", list: "列表", dict: "表"}

Default = TypeVar("Default")


def shown(value: object) -> str:
    """A value of a file for a message: short, without control characters."""
    text = str(value)
    return "".join(character if character.isprintable() else "·" for character in text[:40]) + "…" * (len(text) > 40)


class Entry:
    """A table at ``where`` (words for the reader); faults are appended to ``faults``."""

    def __init__(self, data: dict[str, Any], where: str, faults: list[str]) -> None:
        """Nothing of ``data`` is looked at yet."""
        self._data = data
        self._where = where
        self._faults = faults
        self._asked: dict[str, None] = {}

    def fault(self, message: str) -> None:
        """Note what is wrong here."""
        self._faults.append(f"{self._where}：{message}")

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        self._asked[key] = None
        return key in self._data

    def drop(self, key: str) -> None:
        """Pass over a key that does not belong here and has been complained of."""
        self._data = {other: value for other, value in self._data.items() if other != key}

    def get(self, key: str, default: object = None) -> object:
        """The raw value."""
        return self._data.get(key, default)

    def is_zero(self, key: str) -> bool:
        """Whether the value is the number 0, as it stands in the file."""
        value = self._data.get(key)
        return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and value == 0

    def _value(self, key: str, kind: type, default: Any) -> Any:
        if not self.has(key):
            if default is _MISSING:
                self.fault(f"缺少 {key}，请补上")
                return kind()
            return default
        value = self._data[key]
        if not isinstance(value, kind):
            self.fault(f"{key} 应是{_KINDS[kind]}，现在是“{shown(value)}”，请改正")
            return kind() if default is _MISSING else default
        return value

    def text(self, key: str, default: str = _MISSING) -> str:
        """A line of text."""
        text: str = self._value(key, str, default)
        if key in self._data and isinstance(self._data[key], str):
            if not text.strip():
                self.fault(f"{key} 是空的，请填写")
            elif not text.isprintable():
                self.fault(f"{key}“{shown(text)}”含有换行或控制字符，请写在一行内")
                return shown(text)
        return text

    def flag(self, key: str) -> bool:
        """A yes or no, no where it is not given."""
        flag: bool = self._value(key, bool, False)
        return flag

    def number(self, key: str, default: Default = _MISSING) -> Decimal | Default:
        """A finite number from 0 to 1000 with two decimals at the most."""
        fallback = Decimal(0) if default is _MISSING else default
        if not self.has(key):
            if default is _MISSING:
                self.fault(f"缺少 {key}，请补上")
            return fallback
        value = self._data[key]
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            self.fault(f"{key} 应是数字，现在是“{shown(value)}”，请改正（数字不加引号）")
            return fallback
        number = Decimal(value)
        if not number.is_finite():
            self.fault(f"{key} 是 {shown(value)}，不是有限的数，请改正")
        elif number < 0:
            self.fault(f"{key} 是 {shown(value)}，不能小于 0，请改为正数（扣分写正数）")
        elif number > _LARGEST or (key in ("points", "total") and not number):
            self.fault(f"{key} 是 {shown(value)}，应大于 0，不超过 1000，请改正")
        elif number != number.quantize(_CENT):
            self.fault(f"{key} 是 {shown(value)}，最多两位小数，请改正")
        else:
            return number
        return fallback

    def texts(self, key: str) -> list[str]:
        """A list of texts that is not empty."""
        values: list[Any] = self._value(key, list, _MISSING)
        if key in self._data and not values and isinstance(self._data[key], list):
            self.fault(f"{key} 是空的，请填写")
        wrong = [value for value in values if not isinstance(value, str)]
        if wrong:
            self.fault(f"{key} 里的“{shown(wrong[0])}”应是文字，请加引号")
        return [shown(value) for value in values if isinstance(value, str)]

    def choice(self, key: str, words: list[str], default: str | None) -> str:
        """One of ``words``."""
        found = self.text(key, _MISSING if default is None else default)
        if found in words:
            return found
        if found:
            self.fault(f"{key} 是“{shown(found)}”，只能是 {'、'.join(words)}，请改正")
        return words[-1] if default is None else default

    def choices(self, key: str, words: list[str]) -> list[str]:
        """One or several of ``words``."""
        found = [self.text(key)] if isinstance(self.get(key), str) else self.texts(key)
        for word in found:
            if word and word not in words:
                self.fault(f"{key} 里有“{shown(word)}”，只能是 {'、'.join(words)}，请改正")
        return [word for word in dict.fromkeys(found) if word in words]

    def table(self, key: str) -> Entry:
        """The table at ``key``."""
        return Entry(self._value(key, dict, _MISSING), f"{self._where}，{key}", self._faults)

    def tables(self, key: str, name: Callable[[int, dict[str, Any]], str]) -> list[Entry]:
        """The tables of the list at ``key``; ``name`` says which one in words."""
        values: list[Any] = self._value(key, list, _MISSING)
        entries = []
        for number, value in enumerate(values, 1):
            if isinstance(value, dict):
                entries.append(Entry(value, f"{self._where}，{shown(name(number, value))}", self._faults))
            else:
                self.fault(f"{key} 的第{number}个应是表，请写成 [[{key}]]")
        return entries

    def close(self) -> None:
        """Complain of the keys that nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, 1, 0.6)
                self.fault(f"不认识的键 {shown(key)}，" + (f"是否指 {near[0]}？" if near else "请删去"))
