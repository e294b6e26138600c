"""Who reports on which year: title, agency, its level, own or 汇总 report, date of publication."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePath

from gknlp.language.characters import fold
from gknlp.language.dates import arabic_years
from gknlp.parsing.agencies import government_of, level_of, trade_of
from gknlp.parsing.dating import dating_of, period_of
from gknlp.parsing.flow import GRID, Flow
from gknlp.parsing.regions import region_of
from gknlp.types.document import Doubt, Place
from gknlp.types.report import Masthead, Period

_KIND = r"(?:政府|政务)?(?:信息)?公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:总结)?(?:的)?(?:报告|年报)|(?:政府|政务)信息(?:公开)?(?:工作)?年度(?:工作)?报告"
_NAME = r"[\u4e00-\u9fffA-Za-z0-9·()“”\"'+＋&-]"
_TITLE = re.compile(
    rf"(?:(?P<agency>{_NAME}{{2,40}}?)(?:关于)?(?P<year>(?:19|20)\d\d)年?(?:度)?(?:本级)?(?:法治)?(?:{_KIND})"
    rf"|(?P<year2>(?:19|20)\d\d)年?(?:度)?(?P<agency2>{_NAME}{{2,40}}?)(?:年度)?(?:{_KIND})"
    rf"|(?P<agency3>{_NAME}{{2,40}}?)(?:政府|政务)?信息公开(?:工作)?(?P<year3>(?:19|20)\d\d)年?(?:度)?(?:工作)?(?:情况)?(?:总结)?(?:的)?(?:报告|年报))"
)
_YEARLESS = re.compile(
    rf"(?P<agency>{_NAME}{{2,40}}?[局委厅办府会处院校部署室市县区镇乡道站队社行司心学])(?P<kind>(?:政府)?信息公开(?:工作)?(?:年度(?:工作)?报告|年报))"
    r"(?:\((?:(?P<year>(?:19|20)\d\d)年?度?|[\d年月日.\-/]+)\))?"
)
_STATED_KIND = re.compile(r"信息公开.{0,12}(?:报告|年报)")
_KIND_ONLY = re.compile(r"(?:政府)?信息公开(?:工作)?(?:年度(?:工作)?报告|年报)")
_FIRST_LINES = 8
_NAMED = re.compile(
    r"(?P<agency>[\u4e00-\u9fff“”+()]{2,30}(?:[局委厅办府会处院校部署室市县区镇乡站队社]|中心|街道))[ _-]{0,3}(?P<year>(?:19|20)\d\d)(?!\d)"
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?")
_PERIOD = re.compile(r"统计.{0,6}(?:期限|时限|周期|时间)?.{0,8}?((?:19|20)\d\d)年1月1日")
_AFTER_AGENCY = re.compile(r"^(?:标题:|当前位置:.*>|正文|索引号.*|目录|首页|>|:|,|，)+")
_BEFORE_AGENCY = re.compile(r"^(?:\d{1,4}号)?(?:关于(?:印发|公布|发布)?(?!做好))?")
"""The number of a document and the words that announce a report."""
_OF_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年")
_OFTEN = 3
_PLACE_ONLY = re.compile(r"(?:省|自治区|市|县|区|旗|镇|乡)$")
_BODY_OF_PLACE = ("人民政府", "管委会", "管理委员会")
_NAMELESS = re.compile(r"^(?:本)?([省市县区])([\u4e00-\u9fff]{2,})$")
_SHORTEST_NAME = 5
_IN_PLACE = re.compile(r"[\u4e00-\u9fff]{1,3}[省市县区旗州镇乡盟]")
_SENTENCE_WORDS = re.compile(
    r"(?:根据|按照|现将|编制|公布|以下|如下|本报告|我[市县区局镇委办]|印发|通知|要求|有关|关于做好|格式)"
)


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as found: ``place`` is None where it stands outside the text."""

    title: str = ""
    agency: str = ""
    year: int | None = None
    place: Place | None = None
    lacks: tuple[str, ...] | None = None


def masthead_of(flow: Flow, first_title: int, squeezed: str) -> tuple[Masthead, list[Doubt]]:
    """Read the masthead; ``first_title`` is where the first section begins, ``squeezed`` all text of the document
    without white space (cells included)."""
    head = flow.text[: max(first_title, 0) or min(len(flow.text), 3000)]
    found, doubts = _filed(flow, _title(flow, head))
    year = found.year
    if year is None:
        stated = _PERIOD.search("".join(flow.text.split()))
        year = int(stated[1]) if stated else None
    if year is None and (named := _NAMED.search(fold(PurePath(flow.document.name).stem))):
        year = int(named["year"])
        doubts.append(Doubt(f"正文看不出报告年度，按文件名认定为{year}年度"))
    agency = _complete(found.agency, squeezed)
    dating = dating_of(flow, first_title, year)
    doubts += _other_names(flow, agency, dating.signatory, found.place)
    period = period_of(flow, first_title, year)
    doubts += _other_year(flow, found, period)
    masthead = Masthead(
        found.title, agency, level_of(agency), _scope(squeezed), year, dating.published, found.place,
        dating.published_place, government_of(agency), dating.signed, dating.signed_place,
        period, found.lacks, dating.is_moved,
        region_of(agency, squeezed),
    )  # fmt: skip
    return masthead, doubts


def _title(flow: Flow, head: str) -> _Title:
    """The title in the text, else what the page says of itself; the agency from there too where the text has none."""
    metadata = [fold(value) for key, value in flow.document.metadata if key == "title"]
    lines = _lines(head)
    candidates: list[tuple[str, int, int]] = []
    for index, (text, start, end) in enumerate(lines):
        if index + 1 < len(lines) and end - start <= 40:
            following = lines[index + 1]
            candidates.append((text + following[0], start, end))
        candidates.append((text, start, end))
    for first, second, third in zip(lines, lines[1:], lines[2:], strict=False):
        if any(_BARE_YEAR.fullmatch(line[0]) for line in (first, second)):
            candidates.append((first[0] + second[0] + third[0], first[1], first[2]))
    without: _Title | None = None
    for text, start, end in candidates:
        result = _parse_title(text)
        if result is None:
            continue
        title, agency, year = result
        lacks = () if _STATED_KIND.search(title) else ("name",)
        if agency:
            return _Title(title, agency, year, flow.place(start, end), lacks)
        without = without or _Title(title, "", year, flow.place(start, end), ("agency", *lacks))
    without = without or _yearless(flow, lines)
    for value in metadata:
        result = _parse_title(value)
        if result is None or (without and without.agency):
            continue
        title, agency, year = result
        if without is None:
            return _Title(title, agency, year)
        if agency:
            return replace(without, agency=agency, year=without.year or year)
    return without or _bare(flow, lines) or _Title()


def _yearless(flow: Flow, lines: list[tuple[str, int, int]]) -> _Title | None:
    """The first line that is a title without its year, or with the year behind it."""
    for text, start, end in lines:
        found = _YEARLESS.fullmatch(text)
        if found and not _SENTENCE_WORDS.search(found["agency"]):
            year = int(found["year"]) if found["year"] else None
            lacks = () if year else ("year",)
            return _Title(found["agency"] + found["kind"], found["agency"], year, flow.place(start, end), lacks)
    return None


def _bare(flow: Flow, lines: list[tuple[str, int, int]]) -> _Title | None:
    """A first line that names the kind of report and nothing else."""
    for text, start, end in lines[:_FIRST_LINES]:
        if _KIND_ONLY.fullmatch(text):
            return _Title(text, "", None, flow.place(start, end), ("agency", "year"))
    return None


def _filed(flow: Flow, found: _Title) -> tuple[_Title, list[Doubt]]:
    """The title with the agency that the file's name gives, where neither the text nor the page names one."""
    if found.agency:
        return found, []
    stem = fold(PurePath(flow.document.name).stem)
    parsed = _parse_title(stem.replace("_", ""))
    named = _NAMED.search(stem)
    agency = parsed[1] if parsed and parsed[1] else named["agency"] if named and level_of(named["agency"]) else ""
    if not agency:
        return found, []
    year = found.year or (parsed[2] if parsed else None)
    title = found.title or (parsed[0] if parsed else "")
    doubt = Doubt(f"正文看不出报告单位，按文件名认定为“{agency}”", found.place)
    return replace(found, title=title, agency=agency, year=year), [doubt]


def _other_names(flow: Flow, agency: str, signatory: str, place: Place | None) -> list[Doubt]:
    """A doubt where the page or the signature names an agency of the same trade and of another place."""
    told = [fold(value) for key, value in flow.document.metadata if key == "publisher"]
    home, trade = trade_of(agency)
    for name in (signatory, *told):
        for other in name.split("-"):
            elsewhere, same = trade_of(other)
            if home and elsewhere and trade == same and home not in elsewhere and elsewhere not in home:
                return [Doubt(f"标题的单位“{agency}”与署名的“{other}”不是同一单位，请核对", place)]
    return []


def _other_year(flow: Flow, found: _Title, period: Period | None) -> list[Doubt]:
    """A doubt where the file's name, the period covered or the text speaks of another year than the title in the text."""
    year, place = found.year, found.place
    if year is None or place is None:
        return []
    told = []
    stem = fold(PurePath(flow.document.name).stem)
    named, parsed = _NAMED.search(stem), _parse_title(stem.replace("_", ""))
    of_file = parsed[2] if parsed else int(named["year"]) if named else None
    if of_file is not None and of_file != year:
        told.append(f"文件名是{of_file}年")
    if period is not None and period.start.year == period.end.year != year:
        told.append(f"统计期限是{period.start.year}年")
    begin = flow.starts[place.block] + place.end
    years = Counter(map(int, _OF_YEAR.findall(arabic_years(flow.text[begin:]))))
    if year not in years and years:
        most, count = max(years.items(), key=lambda entry: (entry[1], entry[0]))
        if count >= _OFTEN and 2 * count > years.total():
            told.append(f"正文所述是{most}年")
    return [Doubt(f"标题的年度是{year}年，而{'、'.join(told)}，请核对报告年度", place)] if told else []


def _lines(head: str) -> list[tuple[str, int, int]]:
    """(squeezed line, start, end) of the head's lines; a very long line gives its first piece up to a full stop."""
    result, offset = [], 0
    for line in head.split("\n"):
        piece = line[:160] if len(line) > 160 else line
        squeezed = arabic_years("".join(piece.split())).replace(GRID, "")
        if squeezed:
            result.append((squeezed, offset + len(line) - len(line.lstrip()), offset + len(piece.rstrip())))
        offset += len(line) + 1
    return result


def _parse_title(text: str) -> tuple[str, str, int | None] | None:
    squeezed = arabic_years("".join(text.split()))
    squeezed = squeezed.rsplit(">", 1)[-1] if ">" in squeezed[:60] else squeezed
    for found in _TITLE.finditer(squeezed):
        agency = found["agency"] or found["agency2"] or found["agency3"] or ""
        agency = _AFTER_AGENCY.sub("", agency)
        agency = _BEFORE_AGENCY.sub("", agency)
        agency = re.sub(r"^.*(?:信息公开年报|信息公开|年度报告|标题:)(?=[\u4e00-\u9fff])", "", agency)
        agency = re.sub(r"(?:年度)?(?:政府|政务)$", "", agency) if agency.endswith("政务") else agency
        before = _BEFORE_AGENCY.sub("", squeezed[: found.start()])
        if found["agency2"] and not found["agency"] and before and re.search(rf"{_NAME}$", before):
            continue
        if _SENTENCE_WORDS.search(agency) or _SENTENCE_WORDS.search(before[-12:]):
            continue
        year = int(found["year"] or found["year2"] or found["year3"])
        if agency in ("年度", "度", "政府", "本机关", "年度政府"):
            agency = ""
        agency = re.sub(r"^[^\u4e00-\u9fff“]+", "", agency.strip("-·'\""))
        if agency.count("(") != agency.count(")"):
            agency = agency.replace("(", "").replace(")", "")
        return _BEFORE_AGENCY.sub("", found[0]), agency, year
    return None


def _complete(agency: str, squeezed: str) -> str:
    """An agency named by its place alone, or by its trade alone, with the name that the text gives it."""
    if not agency:
        return agency
    if _PLACE_ONLY.search(agency) and not agency.endswith(("人民政府", "小区")):
        counts = {agency + body: squeezed.count(agency + body) for body in _BODY_OF_PLACE}
        best = max(counts, key=lambda name: (counts[name], len(name)))
        return best if counts[best] else agency
    nameless = _NAMELESS.match(agency)
    if nameless:
        places = re.findall(rf"(?=([\u4e00-\u9fff]{{2,3}}{nameless[1]})(?:人民政府|政务公开|政府))", squeezed)
        places = [place for place in places if place[0] not in "和在为由与及是受对向从按照据现于系"]
        if places:
            counts = {place: squeezed.count(place) for place in places}
            return max(counts, key=lambda place: (counts[place], len(place), place)) + nameless[2]
    return agency


def filed_under(agency: str, name: str) -> str:
    """What the file's ``name`` calls the agency, where it differs in one letter of the place; else ``agency``.

    Texts that were recognised or converted garble rare letters of place names (沐阳 for 沭阳); people name files.
    """
    stem, size = PurePath(name).stem, len(agency)
    if size < _SHORTEST_NAME:
        return agency
    for start in range(len(stem) - size + 1):
        window = fold(stem[start : start + size])
        apart = [n for n in range(size) if window[n] != agency[n]]
        if len(apart) == 1 and _IN_PLACE.match(agency, apart[0]) and _IN_PLACE.match(window, apart[0]):
            return window
    return agency


def _scope(squeezed: str) -> str:
    head = squeezed[:3000]
    if re.search(
        r"汇总.{0,40}(?:编制|形成)|(?:各(?:工作)?部门|各乡镇|各县|所属部门).{0,60}年度(?:工作)?报告.{0,6}(?:编制|汇总)",
        head,
    ):
        return "aggregate"
    return "own" if re.search(r"本(?:机关(?!不掌握)|局|委|厅|办|镇|乡|街道)|我(?:局|委|厅|镇|乡|街道)", head) else ""
