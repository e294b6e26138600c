"""When a report was published and signed, and which time its figures cover."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gknlp.language.characters import fold
from gknlp.language.dates import arabic_years, dates
from gknlp.language.numerals import han_value
from gknlp.parsing.flow import GRID, Flow
from gknlp.types.document import BlockKind, Cell, Place
from gknlp.types.report import Period

_MARK = r"[ :>|\])】/-]{0,4}"
_DAY = r"(?:日 ?期|时 ?间)"
_PUBLISHED = re.compile(
    rf"(?:(?:发 ?布|公 ?开|发 ?表|发 ?稿|上 ?传|上 ?网|录 ?入|公 ?布|挂 ?网) ?{_DAY}|发布于|(?<![\u4e00-\u9fff]){_DAY}){_MARK}\s?"
)
_SIGNED = re.compile(rf"(?:成 ?文|生 ?成|形 ?成|发 ?文|印 ?发|签 ?发|制 ?发|制 ?作|落 ?款) ?{_DAY}{_MARK}\s?")
_ORIGINAL = re.compile(
    r"(?:(?<![\u4e00-\u9fff])原|文原|原文|原稿|最初|首次|首|初次|最早)(?: ?(?:于|在|发布|公布|公开|发表|上网|刊发|刊登|登载|发|日期|时间)){1,3}[ :>|\])】/-]{0,4}"
)
"""What stands before the date of the first publication, where a page states a later one too."""
_MOVING = re.compile(r"迁移|改版|补录|补发|重新发布|重发|搬迁")
_NUMERIC = re.compile(r"\s?[\[(【]?(?:19|20)\d\d[-./]\d")
_ABOUT = re.compile(r"来源|浏览|点击|阅读|字体|字号|打印|分享|作者|访问|编辑|发布")
_CLOCK = re.compile(r"\s?T?\d{1,2}:\d\d")
_HEAD = 3000
_TAIL = 4000
_REACH = 3
"""Characters that may stand between a label and its date."""
_LATEST = 10
"""Years behind the report year within which a page may state its date: pages are moved and dated anew."""
_MOST_CELLS = 60
_LONGEST_LINE = 120
_FOOT = 400
"""Characters at the end of a page that may tell of the page."""
_NOT_OF_PAGE = re.compile(r"相关|推荐|上一[篇条]|下一[篇条]|图解|解读|附件|公示|更新|有效|施行")
_SIGNS_NOTHING = re.compile(r"附件|图解|解读|更新|公示|来源|版权|主办|承办|编辑|下载|浏览|链接|报告$|年报$")
"""Words of a line that is no signature, though a date follows it."""
_ENDS_PROSE = re.compile(r"[。！!;)]$|^(?:暂?无|没有)$")
_SIGNATORY = re.compile(
    r"[\u4e00-\u9fff“”\"+()·-]{2,40}(?:局|委|厅|办|府|会|处|院|校|部|署|室|市|县|区|镇|乡|站|队|社|中心|所|道|行|司)(?:\(盖章\)|\(公章\))?"
)
_CLOSING = re.compile(r"[\s)\]。]*(?:附件下载|附件|相关附件|打印|关闭|分享.{0,10}|扫一扫.{0,20})?[\s:]*")


@dataclass(frozen=True, slots=True)
class Dating:
    """The day that the page states, and that of the document itself, each with where it stands. ``is_moved``: the page
    says that its date is that of a move, and states no other."""

    published: date | None = None
    published_place: Place | None = None
    signed: date | None = None
    signed_place: Place | None = None
    signatory: str = ""
    is_moved: bool = False


def dating_of(flow: Flow, first_title: int, year: int | None) -> Dating:
    """The dates of a report on ``year``; ``first_title`` is where its first section begins (0: not known).

    Dates of documents that the text cites are left alone: a date counts behind a label, on a line of its own, on a line
    that tells of the page, or as the last word of all.
    """
    end = first_title or min(len(flow.text), _HEAD)
    head = flow.text[:end]
    published = _labelled(flow, head, _PUBLISHED, year) or _in_grids(flow, end, _PUBLISHED, year)
    published = published or _of_page(flow, "published", year)
    signed = _labelled(flow, head, _SIGNED, year) or _in_grids(flow, end, _SIGNED, year)
    signed = signed or _of_page(flow, "signed", year)
    signatory = ""
    for is_page, day, place in _alone(flow, head, year):
        if is_page:
            published = published or (day, place)
        else:
            signed = signed or (day, place)
    foot = _foot(flow, end if first_title else 0, year)
    published, signed = published or foot[0], signed or foot[1]
    if signed is None or signed[1] is None:
        at_end = _signature(flow, end if first_title else 0, year)
        if at_end is not None:
            signed, signatory = at_end[:2], at_end[2]
    original = _first_published(flow, end, published, year)
    is_moved = original is None and published is not None and _tells_of_a_move(flow, published)
    nothing: tuple[None, None] = (None, None)
    page, own = original or published or nothing, signed or nothing
    return Dating(page[0], page[1], own[0], own[1], signatory, is_moved)


Found = tuple[date, Place | None]


def _fits(day: date, year: int | None, latest: int = 2) -> bool:
    return year is None or year <= day.year <= year + latest


def _labelled(flow: Flow, head: str, label: re.Pattern[str], year: int | None, at: int = 0) -> Found | None:
    """The first date behind a ``label`` in ``head``, which stands ``at`` an offset of the text."""
    for found in label.finditer(head):
        for day, start, end in dates(head[found.end() : found.end() + 24]):
            if start <= _REACH and _fits(day, year, _LATEST):
                return day, flow.place(at + found.end() + start, at + found.end() + end)
            break
    return None


def _first_published(flow: Flow, end: int, published: Found | None, year: int | None) -> Found | None:
    """The date of the first publication, where the page states it beside a later one."""
    if published is None:
        return None
    found = _labelled(flow, flow.text[:end], _ORIGINAL, year) or _in_grids(flow, end, _ORIGINAL, year)
    return found if found is not None and found[0] <= published[0] else None


def _tells_of_a_move(flow: Flow, published: Found) -> bool:
    """Whether the line (or the cell) of the page's date says that the page was moved."""
    place = published[1]
    if place is None:
        return False
    text = flow.document.whole(place)
    begin, stop = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end)
    line = text[begin : stop if stop >= 0 else len(text)]
    return len(line) <= _LONGEST_LINE and _MOVING.search(line) is not None


def _foot(flow: Flow, least: int, year: int | None) -> tuple[Found | None, Found | None]:
    """The page's and the document's date in the last lines of a page, where one date alone is of the kind."""
    begin = max(least, len(flow.text) - _FOOT)
    begin = flow.text.find("\n", begin) + 1 or len(flow.text)
    published: set[Found] = set()
    signed: set[Found] = set()
    for line in flow.text[begin:].split("\n"):
        if len(line) <= _LONGEST_LINE and "。" not in line and GRID not in line and not _NOT_OF_PAGE.search(line):
            for label, found in ((_PUBLISHED, published), (_SIGNED, signed)):
                if (labelled := _labelled(flow, line, label, year, begin)) is not None:
                    found.add(labelled)
            found_days = list(dates(line))
            if len(found_days) == 1 and line.lstrip().startswith("来源") and not published and not signed:
                day, start, end = found_days[0]
                if _fits(day, year, _LATEST) and _NUMERIC.match(line, start):
                    published.add((day, flow.place(begin + start, begin + end)))
        elif "。" not in line and len(line) <= _LONGEST_LINE and _NOT_OF_PAGE.search(line):
            break
        begin += len(line) + 1
    one, own = (found.pop() if len(found) == 1 else None for found in (published, signed))
    return one, own


def _in_grids(flow: Flow, end: int, label: re.Pattern[str], year: int | None) -> Found | None:
    """The date in the table above a page (索引号, 发布日期 …): in the cell of its label or in the one behind."""
    for number, block in enumerate(flow.document.blocks):
        if flow.starts[number] >= end:
            return None
        if block.kind is not BlockKind.GRID or block.grid is None or len(block.grid.cells) > _MOST_CELLS:
            continue
        before: Cell | None = None
        for cell in block.grid.cells:
            text = fold(cell.text)
            named = label.match(text.lstrip())
            is_value = before is not None and before.row == cell.row and label.fullmatch(fold(before.text).strip())
            for day, start, stop in dates(text) if named or is_value else ():
                if _fits(day, year, _LATEST):
                    return day, Place(number, start, stop, (cell.row, cell.column))
            before = cell
    return None


def _of_page(flow: Flow, name: str, year: int | None) -> Found | None:
    """What the page says outside the report's text."""
    for key, value in flow.document.metadata:
        if key == name:
            for day, _, _ in dates(fold(value)):
                if _fits(day, year, _LATEST):
                    return day, None
    return None


def _alone(flow: Flow, head: str, year: int | None) -> Iterator[tuple[bool, date, Place]]:
    """(whether it is the page's, date, place) of dates of the head that stand alone or beside what tells of the page.

    2024-01-30 is how pages write it, 2024年1月30日 how documents are signed.
    """
    for day, start, end in dates(head):
        if not _fits(day, year, _LATEST):
            continue
        begin, stop = head.rfind("\n", 0, start) + 1, head.find("\n", end)
        line = head[begin : stop if stop >= 0 else len(head)]
        if len(line) > _LONGEST_LINE or any(sign in line for sign in (*"。，;", GRID, "更新", "有效", "施行")):
            continue
        place = flow.place(start, end)
        before, behind = line[: start - begin].strip(" [(【"), line[end - begin :]
        clock = _CLOCK.match(behind)
        rest = behind[clock.end() if clock else 0 :].strip(" ])】:0123456789")
        is_page = bool(clock) or bool(_NUMERIC.match(head, start))
        if not before and not rest:
            yield is_page, day, place
        elif is_page and _ABOUT.search(before + rest):
            yield True, day, place
        elif not rest and head[start - 1 : start] == "(" and ("报告" in before or "年报" in before):
            yield False, day, place


def _signature(flow: Flow, least: int, year: int | None) -> tuple[date, Place, str] | None:
    """The last date that signs the report, with who signs: on a line of its own (perhaps behind the signatory), or the
    last words of all."""
    text = flow.text
    tail = max(least, len(text) - _TAIL)
    result: tuple[date, Place, str] | None = None
    for day, start, end in dates(text[tail:]):
        start, end = tail + start, tail + end
        begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        stop = stop if stop >= 0 else len(text)
        if not _fits(day, year) or stop - end > 40 or not _CLOSING.fullmatch(text, end, stop):
            continue
        before = "".join(text[begin:start].split()).rstrip("(").removeprefix(GRID)
        is_last = not text[end:].strip(" \n)。") and (before[-1:] in "。!" or _SIGNATORY.search(before[-12:]))
        if not before:
            who = _line_before(text, begin)
            if who or _follows_prose(text, begin):
                result = day, flow.place(start, end), who
        elif before[-1:] not in "。!" and _SIGNS_NOTHING.search(before[-40:]):
            continue
        elif _SIGNATORY.fullmatch(before):
            result = day, flow.place(start, end), before
        elif is_last:
            result = day, flow.place(start, end), ""
    return result


def _line_before(text: str, begin: int) -> str:
    """The line above ``begin``, where it names who signs."""
    lines = text[max(0, begin - 60) : begin].rstrip().rsplit("\n", 1)
    line = "".join(lines[-1].split())
    is_name = _SIGNATORY.fullmatch(line) and not _SIGNS_NOTHING.search(line)
    return line.partition("(盖章)")[0] if is_name else ""


def _follows_prose(text: str, begin: int) -> bool:
    """Whether a sentence or a table ends above ``begin``."""
    line = text[max(0, begin - 60) : begin].rstrip().rsplit("\n", 1)[-1].strip()
    return line.endswith(GRID) or (_ENDS_PROSE.search(line) is not None and not _SIGNS_NOTHING.search(line))


_NUMBER = r"(\d{1,2}(?!\d)|[一二三十]{1,3})"
_YEAR = r"((?:19|20)\d\d)"
_PERIOD = re.compile(
    r"(?:统 ?计 ?(?:数据)?的?(?:起止)?(?:期 ?限|时 ?限|周 ?期|时 ?间|日 ?期|期 ?间|区 ?间|范 ?围|时 ?段|口径)|(?:数据|报告)(?:期限|时限|时段|期间|时间)|所列数据)"
    r"[^\d\n。]{0,16}?"
    rf"(?:{_YEAR} ?[年./-] ?|(?:本年度?|当年|报告年度))?{_NUMBER} ?[月./-] ?(?:{_NUMBER} ?日?)?"
    r"[^\d\n。]{0,10}?(?:至|到|-|—|–|~)[^\d\n。]{0,8}?"
    rf"(?:{_YEAR} ?[年./-] ?|(?:同年|当年|本年度?))?{_NUMBER} ?[月./-] ?(?:{_NUMBER} ?日?)?"
)
_OF_ANOTHER = re.compile(
    r"(?:问卷|调查|测评|评议|评估|监测|检查|抽查|普查|巡查|活动|征集|征求|考核|考评|浏览|访问|点击|采集|培训|报名|办件|公示|投票|采购|项目|热线|信访|满意[度率]|监察|监督|舆情|信件|邮件|流量|阅读)"
    r"(?:数据|情况|量|数|结果|评价|平台)?的?$"
)
"""Before words of a period: that of something else than the report."""
_BEGUN_OR_ENDED = re.compile(
    r"(\d{1,2})月[^。;\n]{0,16}?(?:组建|成立|挂牌|设立|新设|撤销|划转|合并|重组|转隶)(?!了?[^，。;\n]{0,12}(?:小组|专班|机构|队伍?|中心|委员会|专栏|专区|办公室))"
)
"""That a unit was founded or dissolved in a month."""
_NEAR = 200
_PERIOD_WORDS = ("统计", "期限", "数据", "时限")


def period_of(flow: Flow, first_title: int, year: int | None) -> Period | None:
    """The time that the figures cover, where the report says it in so many words: in its head, or elsewhere of itself."""
    if year is None or not any(word in flow.text for word in _PERIOD_WORDS):
        return None
    text = arabic_years(flow.text)
    head = first_title or _HEAD
    for found in _PERIOD.finditer(text):
        if found.start() > head and "报告" not in text[max(0, found.start() - 15) : found.start()]:
            continue
        if _OF_ANOTHER.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        begin, start, end = found[1], (found[2], found[3] or "1"), (found[5], found[6] or "")
        first = _day(int(begin or year), *start)
        last = _day(int(found[4] or begin or year), *end)
        if first is not None and last is not None:
            at = next(number for number in (1, 2) if found[number])
            around = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            return Period(first, last, flow.place(found.start(at), found.end()), _is_told(around, first, last, year))
    return None


def _is_told(text: str, first: date, last: date, year: int) -> bool:
    """Whether ``text`` says that the unit began or ended in the month in which its figures do."""
    for found in _BEGUN_OR_ENDED.finditer(text):
        named = re.search(r"((?:19|20)\d\d)年 ?$", text[max(0, found.start() - 6) : found.start()])
        if int(found[1]) in (first.month, last.month) and first.year == last.year == year == int(
            named[1] if named else year
        ):
            return True
    return False


def _day(year: int, month: str, day: str) -> date | None:
    """A day by its numbers; without ``day`` the last of the month."""
    numbers = [int(part) if part.isdigit() else han_value(part) for part in (month, day) if part]
    if any(number is None for number in numbers):
        return None
    try:
        first = int(numbers[0] or 0)
        return date(year, first, int(numbers[1] or 0) if day else monthrange(year, first)[1])
    except ValueError:
        return None
