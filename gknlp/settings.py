"""Settings of an audit: a ``gknlp.toml`` and the command line, checked and put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gknlp import waiving
from gknlp.errors import FaultyData
from gknlp.language.characters import fold
from gknlp.pairing import registry_of
from gknlp.readers.aside import text_of, toml_in
from gknlp.rules import RULES, nearest
from gknlp.types.rule import Rule, Severity
from gknlp.types.settings import NEVER, Choices, Settings

NAME = "gknlp.toml"
SEVERITIES = {severity.value: severity for severity in Severity}
_OFF = "off"
_SEVERITY_WORDS = {"错误": "error", "警告": "warning", "提示": "notice", "不查": _OFF}
_FAIL_WORDS = {"错误": "error", "警告": "warning", "提示": "notice", "从不": NEVER}
_KEYS = ("select", "ignore", "severity", "rubric", "fail-on", "waivers", "aliases", "units")
_MEANT = {"选择": "select", "只查": "select", "忽略": "ignore", "不查": "ignore", "级别": "severity", "评分标准": "rubric",
          "豁免": "waivers", "更名": "aliases", "隶属": "units"}  # fmt: skip
_SEPARATORS = re.compile(r"[,，、;；\s]+")
_PATH_LIKE = re.compile(r"[/\\]|\.toml$", re.IGNORECASE)


def find(path: Path) -> Path | None:
    """The ``gknlp.toml`` that is nearest above ``path``, in the folder itself or that of the file first."""
    start = path.resolve()
    return next((folder / NAME for folder in (start, *start.parents) if _is_file(folder / NAME)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into has no settings for us
        return False


def codes(text: str | Iterable[str], where: str) -> tuple[str, ...]:
    """Codes of rules or their first letters in ``text``; ``where`` names the option or key. Raises FaultyData."""
    parts = _SEPARATORS.split(text) if isinstance(text, str) else list(text)
    found = tuple(dict.fromkeys(fold(part).strip().upper() for part in parts if part.strip()))
    for part in found:
        _known(part, where)
    return found


def _known(code: str, where: str) -> None:
    if not any(rule.code.startswith(code) for rule in RULES):
        families = sorted({rule.code[:3] for rule in RULES})
        near = nearest(code) or next(iter(get_close_matches(code, families, 1, 0.6)), "")
        hint = f"是否指 {near}？" if near else ""
        raise FaultyData(f"{where}：没有代码是“{_shown(code)}”或以它开头的规则，{hint}用 gknlp rules 查看全部规则")


def severity(code: str, word: object, where: str) -> tuple[str, Severity | None]:
    """A code (or its first letters) and its severity, None for ``off``. Raises FaultyData."""
    code = fold(code).strip().upper()
    if not code:
        raise FaultyData(f"{where}：缺少规则代码，请写成 TAB002=notice 的形式")
    _known(code, where)
    return code, SEVERITIES.get(_word(word, (*SEVERITIES, _OFF), _SEVERITY_WORDS, f"{where} {_shown(code)}"))


def _word(value: object, words: tuple[str, ...], chinese: dict[str, str], where: str) -> str:
    word = chinese.get(value.strip(), value.strip().lower()) if isinstance(value, str) else ""
    if word not in words:
        raise FaultyData(f"{where}：“{_shown(value)}”应是 {'、'.join(words)} 之一，请改正")
    return word


def _shown(value: object) -> str:
    text = str(value)
    return "".join(character if character.isprintable() else "·" for character in text[:40]) + "…" * (len(text) > 40)


def read(path: Path) -> Choices:
    """What the file at ``path`` says; its paths start from its folder. Raises FaultyData with one Chinese line."""
    data = _data(path)
    for key in data:
        if key not in _KEYS:
            near = _MEANT.get(key) or next(iter(get_close_matches(key.replace("_", "-"), _KEYS, 1, 0.5)), "")
            hint = f"是否指 {near}？" if near else f"可用的有 {'、'.join(_KEYS)}"
            raise FaultyData(f"{path}：不认识的键“{_shown(key)}”，{hint}")
    severities = data.get("severity", {})
    if not isinstance(severities, dict):
        raise FaultyData(f'{path}：severity 应是表，请写 [severity]，下面逐行写 TAB002 = "notice"')
    grades = [severity(code, word, f"{path}：[severity]") for code, word in severities.items()]
    if len(dict(grades)) != len(grades):
        raise FaultyData(f"{path}：[severity] 有代码写了两次（大小写不同也算），请只留一处")
    waivers = _texts(data["waivers"], f"{path}：waivers", "文件路径") if "waivers" in data else None
    aliases, units = (_text(data[key], f"{path}：{key}") if key in data else None for key in ("aliases", "units"))
    return Choices(
        source=str(path),
        select=_chosen(data, "select", path),
        ignore=_chosen(data, "ignore", path),
        severities=tuple(grades),
        rubric=_rubric(_text(data["rubric"], f"{path}：rubric"), path.parent) if "rubric" in data else None,
        fail_on=_fail_on(data["fail-on"], f"{path}：fail-on") if "fail-on" in data else None,
        waivers=None if waivers is None else tuple(path.parent / name for name in waivers),
        aliases=None if aliases is None else path.parent / aliases,
        units=None if units is None else path.parent / units,
    )


def _data(path: Path) -> dict[str, Any]:
    return toml_in(text_of(path, "配置文件"), str(path))


def _chosen(data: dict[str, Any], key: str, path: Path) -> tuple[str, ...] | None:
    return codes(_texts(data[key], f"{path}：{key}", "规则代码"), f"{path}：{key}") if key in data else None


def _texts(value: object, where: str, what: str) -> list[str]:
    """A list of texts; one text counts as a list, codes in it may be separated by commas."""
    if isinstance(value, str):
        value = _SEPARATORS.split(value) if what == "规则代码" else [value]
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
        raise FaultyData(f"{where} 应是{what}的列表，每个都加引号，请改正")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise FaultyData(f"{where} 应是加引号的文字，现在是“{_shown(value)}”，请改正")
    return value.strip()


def _fail_on(value: object, where: str) -> str:
    return _word(value, (*SEVERITIES, NEVER), _FAIL_WORDS, where)


def _rubric(which: str, folder: Path) -> str:
    """A name as it is, a path from ``folder``."""
    return str(folder / which) if _PATH_LIKE.search(which) else which


def settle(file: Choices, options: Choices) -> Settings:
    """Both put together, ``options`` before ``file``, and the files read that they name. Raises FaultyData."""
    asked = options.select or ()
    kept = [code for code in file.ignore or () if not _is_asked(code, asked)]
    severities = [
        (code, grade)
        for code, grade in file.severities
        if not any(code.startswith(other) for other, _ in options.severities)
        and not (grade is None and _is_asked(code, asked))
    ]
    waivers = options.waivers if options.waivers is not None else file.waivers
    aliases, units = options.aliases or file.aliases, options.units or file.units
    settings = Settings(
        select=options.select if options.select is not None else file.select or (),
        ignore=options.ignore if options.ignore is not None else tuple(kept),
        severities=tuple({**dict(severities), **dict(options.severities)}.items()),
        rubric=options.rubric or file.rubric or "",
        fail_on=options.fail_on or file.fail_on or Severity.ERROR.value,
        waivers=waiving.load(waivers or ()),
        registry=registry_of(aliases, units),
        source=file.source,
    )
    if not rules_of(settings):
        raise FaultyData("按 select、ignore、severity 的设置没有剩下任何规则，请改正")
    return settings


def _is_asked(code: str, asked: Iterable[str]) -> bool:
    """Whether ``asked`` names rules of ``code`` or all of them one by one."""
    return any(other.startswith(code) for other in asked)


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The rules to ask, as grave as ``settings`` make them."""
    found = []
    for rule in RULES:
        fitting = [entry for entry in settings.severities if rule.code.startswith(entry[0])]
        grade = max(fitting, key=lambda entry: len(entry[0]))[1] if fitting else rule.severity
        selected = not settings.select or rule.code.startswith(settings.select)
        if selected and not rule.code.startswith(settings.ignore) and grade is not None:
            found.append(rule if grade is rule.severity else replace(rule, severity=grade))
    return tuple(found)


def told(settings: Settings) -> tuple[str, ...]:
    """Chinese lines on what ``settings`` change in what is asked; none where they change nothing."""
    words = {value: word for word, value in _SEVERITY_WORDS.items()}
    parts = [f"只查 {'、'.join(settings.select)}"] if settings.select else []
    parts += [f"不查 {'、'.join(settings.ignore)}"] if settings.ignore else []
    parts += [f"{code} 作{words[grade.value]}" if grade else f"不查 {code}" for code, grade in settings.severities]
    parts += [f"评分标准 {settings.rubric}"] if settings.rubric else []
    parts += [f"豁免名单 {len(settings.waivers)} 条"] if settings.waivers else []
    source = f"（{settings.source}）" if settings.source else ""
    lines = [f"按设置{source}核查：{'；'.join(parts)}"] if parts else []
    asked = {rule.code for rule in rules_of(settings)}
    idle = [waiver for waiver in settings.waivers if waiver.code not in asked]
    if idle:
        lines.append(
            f"有{len(idle)}条豁免的规则本次不查（{'、'.join(sorted({waiver.code for waiver in idle}))}），未用到"
        )
    return tuple(lines)
