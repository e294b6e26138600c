"""Reports of a batch -> what belongs to each: the same unit's earlier years, and the units below it.

Units are known by their names, years by the mastheads; names that differ are paired only where a ``Registry`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gknlp.errors import FaultyData
from gknlp.readers.aside import text_of, toml_in
from gknlp.types.dossier import Kin
from gknlp.types.report import Report
from gknlp.types.units import NOTHING_TOLD, Belonging, Registry, Renaming

_LITTLE = re.compile(r"[\s()（）“”\"'·]")
_SECOND_NAME = re.compile(r"[(（][^()（）]{3,}(?:局|办|委|委员会|会|中心|队|室|厅)[)）]$")
_SHORTER = (
    (re.compile(r"(?<=[省市县区旗州盟镇乡])(?:人民)?政府$"), ""),
    (re.compile(r"(?<=街道)(?:办事处|办)$"), ""),
    (re.compile(r"(?<=[区园城])管理委员会$"), "管委会"),
)
"""Names of one body that are written in two ways."""
_PLACED = re.compile(r"[\u4e00-\u9fff](?:省|市|县|区|旗|州|盟|兵团)")
_FEWEST_LETTERS = 4
_ALIKE = 0.75
_GOVERNMENTS = frozenset({"province", "prefecture", "city", "county", "township"})


def plain_name(agency: str) -> str:
    """``agency`` without white space, parentheses, quotation marks and a second name behind it; a place without its
    人民政府, a street without its 办事处."""
    name = _LITTLE.sub("", _SECOND_NAME.sub("", agency))
    for pattern, short in _SHORTER:
        name = pattern.sub(short, name)
    return name


def spellings(registry: Registry) -> dict[str, str]:
    """Each plain name that ``registry`` tells of -> the plain name under which the unit is known."""
    return {
        plain_name(other): plain_name(renaming.name)
        for renaming in registry.renamings
        for other in (renaming.name, *renaming.also)
    }


def lineage(registry: Registry) -> dict[str, str]:
    """As ``spellings``, with the one earlier name of a unit: for what its reports say, its earlier ones are its own."""
    former = {
        plain_name(renaming.former[0]): plain_name(renaming.name)
        for renaming in registry.renamings
        if len(renaming.former) == 1
    }
    return former | spellings(registry)


def unit_of(report: Report, names: Mapping[str, str]) -> str:
    """The one name under which the reports of a unit are put together: of a name that tells no place with the place that
    the text tells (白石镇人民政府 there may be in many counties); ``names`` are ``spellings`` or the ``lineage``."""
    masthead = report.masthead
    plain = plain_name(masthead.agency)
    unit = names.get(plain, plain)
    return unit if _PLACED.search(unit) or not masthead.region else masthead.region + unit


def registry_of(renamings: Path | None = None, belongings: Path | None = None) -> Registry:
    """Read the files of earlier names and of who belongs to whom. Raises FaultyData with one Chinese line."""
    renamed = _entries(renamings, "units", {"name", "also", "former", "since", "reason"}) if renamings else []
    belonging = _entries(belongings, "units", {"name", "children"}) if belongings else []
    names = tuple(
        Renaming(entry["name"], _words(entry, "also", renamings), _words(entry, "former", renamings),
                 _year(entry, renamings), entry.get("reason", ""))
        for entry in renamed
    )  # fmt: skip
    known: dict[str, str] = {}
    for renaming in names:
        for other in (renaming.name, *renaming.also):
            if known.setdefault(plain_name(other), renaming.name) != renaming.name:
                raise FaultyData(
                    f"{renamings}：“{other}”既属于“{known[plain_name(other)]}”又属于“{renaming.name}”，请只留一处"
                )
    return Registry(
        names, tuple(Belonging(entry["name"], _words(entry, "children", belongings)) for entry in belonging)
    )


def _entries(path: Path, key: str, fields: set[str]) -> list[dict[str, Any]]:
    data = toml_in(text_of(path, "单位名单"), str(path))
    entries = data.get(key)
    if set(data) != {key} or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FaultyData(f"{path}：应当只有若干个 [[{key}]]，请对照说明改正")
    for number, entry in enumerate(entries, 1):
        unknown = sorted(set(entry) - fields)
        if unknown:
            raise FaultyData(
                f"{path}：第{number}个 [[{key}]] 有不认识的键“{unknown[0]}”，可用的有{'、'.join(sorted(fields))}"
            )
        if not isinstance(entry.get("name"), str) or not entry["name"].strip():
            raise FaultyData(f"{path}：第{number}个 [[{key}]] 缺少 name（单位名称）")
    return entries


def _words(entry: dict[str, Any], key: str, path: Path | None) -> tuple[str, ...]:
    words = entry.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise FaultyData(f"{path}：“{entry['name']}”的 {key} 应当是单位名称的列表")
    return tuple(words)


def _year(entry: dict[str, Any], path: Path | None) -> int | None:
    year = entry.get("since")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not 2000 <= year <= 2100):
        raise FaultyData(f"{path}：“{entry['name']}”的 since 应当是年份，如 2019")
    return year


def pair(reports: Sequence[Report], registry: Registry = NOTHING_TOLD) -> tuple[tuple[Kin, ...], tuple[str, ...]]:
    """What belongs to each of ``reports`` among them, in their order, and Chinese lines on what could not be paired."""
    pairing = _Pairing(reports, registry)
    kins = tuple(pairing.kin(report) for report in reports)
    return kins, (*pairing.remarks(), *_unpaired(kins))


def _unpaired(kins: Sequence[Kin]) -> Iterator[str]:
    """How many reports have none to be compared with, in a batch of several years."""
    without = sum(bool(kin.why_no_last) for kin in kins)
    if without and any(kin.earlier for kin in kins):
        yield f"{len(kins)}份报告中有{without}份没有可比的上年报告，这些报告的跨年数字不予判定，原因逐份列在“不予判定”中"


def _doubt(report: Report, last: Report | None) -> str:
    """Why the figures of the two years may not be of the same whole, "" where nothing says so."""
    if last is None or report.masthead.level not in _GOVERNMENTS:
        return ""
    scopes = {report.masthead.scope, last.masthead.scope}
    return "两年的报告只有一份写明汇总的范围，请先核对口径" if len(scopes) > 1 else ""


class _Pairing:
    def __init__(self, reports: Sequence[Report], registry: Registry) -> None:
        self.registry = registry
        self.names = spellings(registry)
        self.by_unit: dict[str, dict[int, list[Report]]] = {}
        for report in reports:
            masthead = report.masthead
            if masthead.agency and masthead.year is not None:
                years = self.by_unit.setdefault(self.key(report), {})
                years.setdefault(masthead.year, []).append(report)

    def unit(self, agency: str) -> str:
        """The one name under which a unit's reports are put together."""
        plain = plain_name(agency)
        return self.names.get(plain, plain)

    def key(self, report: Report) -> str:
        """Under which the reports of one unit are put together."""
        return unit_of(report, self.names)

    def _renaming(self, unit: str) -> Renaming | None:
        return next((entry for entry in self.registry.renamings if plain_name(entry.name) == unit), None)

    def _one(self, unit: str, year: int) -> tuple[Report | None, str]:
        """The report of a unit on a year, or why it cannot be told."""
        found = self.by_unit.get(unit, {}).get(year, [])
        if not found:
            return None, f"本批没有该单位{year}年度的报告"
        stated = [{metric: figure.value for metric, figure in report.figures.items()} for report in found]
        if any(figures != stated[0] for figures in stated):
            return None, f"本批有{len(found)}份该单位{year}年度的报告，表中数字不一，不知以哪份为准"
        return found[0], ""

    def _years(self, unit: str, year: int) -> Iterator[tuple[str, int]]:
        """(unit, year) of what may be an earlier report, newest first."""
        found = {earlier: unit for earlier in self.by_unit.get(unit, {}) if earlier < year}
        renaming = self._renaming(unit)
        if renaming is not None and len(renaming.former) == 1 and (renaming.since is None or year >= renaming.since):
            former = self.unit(renaming.former[0])
            for earlier in self.by_unit.get(former, {}):
                if earlier < min(year, renaming.since or year):
                    found.setdefault(earlier, former)
        yield from sorted(((name, earlier) for earlier, name in found.items()), key=lambda entry: -entry[1])

    def kin(self, report: Report) -> Kin:
        """What belongs to ``report``."""
        masthead = report.masthead
        if not masthead.agency or masthead.year is None:
            return Kin(why_no_last="看不出单位或年度，找不到上年的报告")
        unit, year = self.key(report), masthead.year
        children, absent = self._children(unit, year)
        earlier, why = [], f"本批没有该单位{year - 1}年度的报告"
        for name, before in self._years(unit, year):
            one, reason = self._one(name, before)
            if one is not None:
                earlier.append(one)
            if before == year - 1:
                why = reason
        last = next((one for one in earlier if one.masthead.year == year - 1), None)
        hindrance = self._hindrance(unit, report, last)
        return Kin(tuple(earlier), hindrance or why, children, absent, _doubt(report, last))

    def _hindrance(self, unit: str, report: Report, last: Report | None) -> str:
        """Why the year before may not be compared with though a report of it may be there."""
        year = report.masthead.year
        renaming = self._renaming(unit)
        if renaming is not None and len(renaming.former) > 1 and renaming.since == year:
            formers = "、".join(renaming.former)
            return f"{year}年由{formers}合并组成（{renaming.reason or '机构改革'}），上年的数不能逐项比较"
        if last is not None and {report.masthead.scope, last.masthead.scope} == {"aggregate", "own"}:
            return "两年的报告一份是汇总的，一份是本机关的，数字不能逐项比较"
        return ""

    def _children(self, unit: str, year: int) -> tuple[tuple[Report, ...], tuple[str, ...]]:
        named = [
            child
            for entry in self.registry.belongings
            if self.unit(entry.parent) == unit
            for child in entry.children
            if self.unit(child) != unit
        ]
        children, absent = [], []
        for child, name in {self.unit(child): child for child in reversed(named)}.items():
            one, _ = self._one(child, year)
            if one is None:
                absent.append(name)
            else:
                children.append(one)
        return tuple(reversed(children)), tuple(reversed(absent))

    def remarks(self) -> Iterator[str]:
        """Lines on what could not be paired: gaps in the years, several reports on one, names nearly the same."""
        for unit, years in sorted(self.by_unit.items()):
            name = next(iter(years.values()))[0].masthead.agency
            for year, found in sorted(years.items()):
                if len(found) > 1:
                    same = self._one(unit, year)[0] is not None
                    told = "数字相同，按一份配对" if same else "数字不一，不用来核对下一年"
                    yield f"{name}{year}年度有{len(found)}份报告，{told}"
            renaming = self._renaming(unit)
            former = self.unit(renaming.former[0]) if renaming is not None and len(renaming.former) == 1 else ""
            there = set(years) | set(self.by_unit.get(former, {}))
            gaps = sorted(set(range(min(years), max(years))) - there)
            if gaps:
                yield f"{name}缺{'、'.join(map(str, gaps))}年度的报告，跨年数字只在相邻年度之间核对"
        yield from self._alike()
        yield from self._former()
        for belonging in self.registry.belongings:
            for name in (belonging.parent, *belonging.children):
                if self.unit(name) not in self.by_unit:
                    near = get_close_matches(self.unit(name), self.by_unit, 1, _ALIKE)
                    hint = f"，是否指“{near[0]}”？" if near else ""
                    yield f"隶属名单中的“{name}”在本批没有报告{hint}"

    def _alike(self) -> Iterator[str]:
        for long in sorted(self.by_unit):
            for start in range(1, len(long) - _FEWEST_LETTERS + 1):
                short = long[start:]
                if short in self.by_unit and not set(self.by_unit[short]) & set(self.by_unit[long]):
                    yield f"“{short}”与“{long}”可能是同一单位；如是，请写入更名文件后再核对"

    def _former(self) -> Iterator[str]:
        for renaming in self.registry.renamings:
            unit = plain_name(renaming.name)
            if not renaming.former or unit not in self.by_unit:
                continue
            since = f"{renaming.since}年" if renaming.since else ""
            how = "合并为" if len(renaming.former) > 1 else "改为"
            yield f"{since}{'、'.join(renaming.former)}{how}{renaming.name}（{renaming.reason or '机构改革'}）"
            late = [
                f"{former}{year}年度"
                for former in renaming.former
                for year in sorted(self.by_unit.get(self.unit(former), {}))
                if renaming.since is not None and year >= renaming.since
            ]
            if late:
                yield f"{'、'.join(late)}的报告在更名以后，没有与{renaming.name}的报告配对，请核对更名文件的年份"
