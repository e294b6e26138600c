"""Who reports on which year: title, agency, its level, own or 汇总 report, date of publication."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

from gknlp.language.characters import fold
from gknlp.language.dates import arabic_years, dates
from gknlp.parsing.flow import GRID, Flow
from gknlp.types.document import Place
from gknlp.types.report import Masthead

_KIND = r"(?:政府|政务)?(?:信息)?公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报)|(?:政府|政务)信息(?:公开)?(?:工作)?年度(?:工作)?报告"
_NAME = r"[\u4e00-\u9fffA-Za-z0-9·()“”\"'+＋&-]"
_TITLE = re.compile(
    rf"(?:(?P<agency>{_NAME}{{2,40}}?)(?:关于)?(?P<year>(?:19|20)\d\d)年?(?:度)?(?:本级)?(?:法治)?(?:{_KIND})"
    rf"|(?P<year2>(?:19|20)\d\d)年?(?:度)?(?P<agency2>{_NAME}{{2,40}}?)(?:年度)?(?:{_KIND}))"
)
_YEARLESS = re.compile(
    rf"(?P<agency>{_NAME}{{2,40}}?[局委厅办府会处院校部署室市县区镇乡道站队社行司心学])(?P<kind>(?:政府)?信息公开(?:工作)?(?:年度(?:工作)?报告|年报))"
    r"(?:\((?:(?P<year>(?:19|20)\d\d)年?度?|[\d年月日.\-/]+)\))?"
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?")
_PERIOD = re.compile(r"统计.{0,6}(?:期限|时限|周期|时间)?.{0,8}?((?:19|20)\d\d)年1月1日")
_AFTER_AGENCY = re.compile(r"^(?:标题:|当前位置:.*>|正文|索引号.*|目录|首页|>|:|,|，)+")
_PLACE_ONLY = re.compile(r"(?:省|自治区|市|县|区|旗|镇|乡)$")
_BODY_OF_PLACE = ("人民政府", "管委会", "管理委员会")
_NAMELESS = re.compile(r"^(?:本)?([省市县区])([\u4e00-\u9fff]{2,})$")
_SHORTEST_NAME = 5
_IN_PLACE = re.compile(r"[\u4e00-\u9fff]{1,3}[省市县区旗州镇乡盟]")
_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 "
    "陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆"
).split()
_SENTENCE_WORDS = re.compile(
    r"(?:根据|按照|现将|编制|公布|以下|如下|本报告|我[市县区局镇委办]|印发|通知|要求|有关|关于做好|格式)"
)


def masthead_of(flow: Flow, first_title: int, squeezed: str) -> Masthead:
    """Read the masthead; ``first_title`` is where the first section begins, ``squeezed`` all text of the document
    without white space (cells included)."""
    head = flow.text[: max(first_title, 0) or min(len(flow.text), 3000)]
    title, agency, year, place = _title(flow, head)
    if year is None:
        found = _PERIOD.search("".join(flow.text.split()))
        year = int(found[1]) if found else None
    agency = _complete(agency, squeezed)
    published, published_place = _published(flow, head, year)
    scope = _scope(squeezed)
    return Masthead(title, agency, level_of(agency), scope, year, published, place, published_place)


def _title(flow: Flow, head: str) -> tuple[str, str, int | None, Place | None]:
    """(title, agency, year, place) from the text, else from what the page says of itself, else from the file's name."""
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
    fallback: tuple[str, str, int | None, Place | None] = ("", "", None, None)
    for text, start, end in [*candidates, *((value, -1, -1) for value in metadata)]:
        result = _parse_title(text)
        if result is None:
            continue
        title, agency, year = result
        place = flow.place(start, end) if start >= 0 else None
        if agency:
            return title, agency, year, place
        if not fallback[0]:
            fallback = (title, "", year, place)
    name = _parse_title(fold(PurePath(flow.document.name).stem).replace("_", ""))
    yearless = _yearless(flow, lines) if not fallback[0] else None
    if yearless is not None and not (name and name[1]):
        return yearless
    if name and (not fallback[0] or name[1]):
        return name[0], name[1], name[2] or fallback[2], None
    return fallback


def _yearless(flow: Flow, lines: list[tuple[str, int, int]]) -> tuple[str, str, int | None, Place | None] | None:
    """The first line that is a title without its year, or with the year behind it."""
    for text, start, end in lines:
        found = _YEARLESS.fullmatch(text)
        if found and not _SENTENCE_WORDS.search(found["agency"]):
            year = int(found["year"]) if found["year"] else None
            return found["agency"] + found["kind"], found["agency"], year, flow.place(start, end)
    return None


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
        agency = found["agency"] or found["agency2"] or ""
        agency = _AFTER_AGENCY.sub("", agency)
        agency = re.sub(r"^.*(?:信息公开年报|信息公开|年度报告|标题:)(?=[\u4e00-\u9fff])", "", agency)
        agency = re.sub(r"(?:年度)?(?:政府|政务)$", "", agency) if agency.endswith("政务") else agency
        before = squeezed[: found.start()]
        if found["agency2"] and not found["agency"] and before and re.search(rf"{_NAME}$", before):
            continue
        if _SENTENCE_WORDS.search(agency) or _SENTENCE_WORDS.search(before[-12:]):
            continue
        year = int(found["year"] or found["year2"])
        if agency in ("年度", "度", "政府", "本机关", "年度政府"):
            agency = ""
        agency = re.sub(r"^[^\u4e00-\u9fff“]+", "", agency.strip("-·'\""))
        if agency.count("(") != agency.count(")"):
            agency = agency.replace("(", "").replace(")", "")
        return found[0], agency, year
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


def level_of(agency: str) -> str:
    """The kind of agency by its name (see ``LEVELS``). A 市 may be of either level: "city"."""
    if re.search(r"(?:办公厅|政府办公室|人民政府办)$", agency):
        return "office"
    if re.search(r"(?:镇|乡|街道)(?:人民政府|办事处|政府)?$|街道办$", agency):
        return "township"
    if re.search(r"(?:医院|法院|学校|大学|学院|公司|集团|银行)$", agency):
        return "other"
    body = re.sub(r"(?:人民政府|管委会|管理委员会)$", "", agency)
    if body != agency or _PLACE_ONLY.search(agency):
        if any(body in (name, name + "省", name + "市") or (body.startswith(name) and body.endswith("自治区"))
               for name in _PROVINCES):  # fmt: skip
            return "province"
        if body.endswith(("县", "旗", "区")):
            return "county"
        return "prefecture" if body.endswith(("州", "盟", "地区")) else "city"
    if re.match(r"^(?:国家|中国|中华|教育部|财政部|.{2,8}部$)", agency) and agency.endswith(
        ("部", "局", "委", "署", "会")
    ):
        return "state"
    return "department" if agency else ""


def _scope(squeezed: str) -> str:
    head = squeezed[:3000]
    if re.search(
        r"汇总.{0,40}(?:编制|形成)|(?:各(?:工作)?部门|各乡镇|各县|所属部门).{0,60}年度(?:工作)?报告.{0,6}(?:编制|汇总)",
        head,
    ):
        return "aggregate"
    return "own" if re.search(r"本(?:机关|局|委|厅|办|镇|乡|街道)|我(?:局|委|厅|镇|乡|街道)", head) else ""


def _published(flow: Flow, head: str, year: int | None) -> tuple[date | None, Place | None]:
    """The date of publication: where the page states one, else the last date that signs the report."""

    def fits(day: date) -> bool:
        return year is None or year <= day.year <= year + 2

    labelled = re.compile(r"(?:(?:发布|发文|公开|成文)(?:日期|时间)[:\]】 ]*|(?:日期|时间) ?[:\]】] ?)")
    for found in labelled.finditer(head):
        for day, start, end in dates(head[found.end() : found.end() + 24]):
            if start <= 3 and fits(day):
                return day, flow.place(found.end() + start, found.end() + end)
    for key, value in flow.document.metadata:
        if key == "published":
            for day, _, _ in dates(fold(value)):
                if fits(day):
                    return day, None
    for day, start, end in dates(head):
        around = head[max(0, start - 2) : end + 1]
        if fits(day) and (year is None or day.year > year) and re.fullmatch(r"[\n(]?\s?.*[)\n]?", around):
            if head[:start].rstrip(" (")[-1:] in ("\n", "") or head[start - 1 : start] in "(":
                return day, flow.place(start, end)
    tail = max(0, len(flow.text) - 600)
    for day, start, end in dates(flow.text[tail:]):
        if fits(day) and (year is None or day.year > year):
            return day, flow.place(tail + start, tail + end)
    return None, None
