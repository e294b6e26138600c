"""问题及改进, statement by statement: what is a problem, what a remedy, what says something and what gives a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from gknlp.language.dates import arabic_years
from gknlp.language.lexicon import Topic, generic_words, signs, topics
from gknlp.language.numerals import han_value
from gknlp.parsing.flow import GRID, Flow
from gknlp.types.report import Section
from gknlp.types.statement import Statement

_HAN = "一二三四五六七八九十"
_ITEM = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[题足有为施作步节距面进]))(?:(?P<first>[{_HAN}]{{1,2}})(?:是|要(?=[\u4e00-\u9fff])|来(?=[，,]))|第(?P<nth>[{_HAN}]{{1,2}})[，,、是]|其(?P<its>[{_HAN}])[，,、是])"
    rf"|\((?P<second>[{_HAN}]{{1,3}})\)[、.]?"
    r"|(?:(?<=[\n。;:!)，, ])|^)(?:(?P<third>\d{1,2}) ?[、.](?!\d)|\((?P<fourth>\d{1,2})\)|(?P<fifth>[①-⑳]))"
    rf"|(?:(?<=\n)|^) *(?P<zeroth>[{_HAN}]{{1,2}})、"
)
"""What numbers the items of a list, by style."""
_ENDS = re.compile(rf"[。;!?\n{GRID}]")
_TURN = re.compile(
    r"，(?=(?:并且?|同时)?在?(?:下一?步|今后|以后|接下来|对此|为此|针对|\d{4}年[^，。;]{0,8}将|[我本][\u4e00-\u9fff]{1,3}将))"
)
_BEHIND_HEAD = re.compile(r"(?:问题|不足|困难|措施|情况|打算|计划|安排):")
_SHORTEST_BEFORE_TURN = 10
"""Characters: 下一步，我局将 is one piece."""
_PRAISE = re.compile(r"^.*?(?:但是|但(?!与)|然而|不过(?!顺|关)|(?:成绩|成效|进展|进步)(?:和成绩)?，)")
_BUT = re.compile(r"但|不过|然而|只是|主要是|仅")
_SUBJECT = re.compile(r"^[\u4e00-\u9fff]{1,12}?[局委办院厅处县市区镇乡道心站所校](?=政府信息公开|政务公开|信息公开)")
_OURS = re.compile(r"[我本全](?:[省市县区州旗镇乡局委办院厅处]|街道|单位|机关|系统)")
_NUMBER = re.compile(r"[\d.,%]*\d%?")
_JOINS = re.compile(
    r"^(?:主要(?:是|有|为|表现[在为]|体现[在为])|表现[在为]|(?:另)?一方面|同时|此外|另外|并且|但是?|例如|比如|如|即|还有)"
)
"""What joins a clause to the one before it."""
_MARKS = re.compile(r"[^\w#]+|_")
_DATE = re.compile(
    r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年\d{0,2}[一二三四五六七八九十]{0,2}月?\d{0,2}[一二三四五六七八九十]{0,3}日?$"
)
_SIGNED = re.compile(r"[局委办院厅处府会站所校心司行部)]$")
_LONGEST_SIGNATURE = 32
_BEGINS = 10
"""Characters at the beginning of a sentence in which the verb of a remedy stands."""
_SAYS_SOMETHING = 2
"""Characters, those that say nothing left out, that a statement has to have."""


@dataclass(slots=True)
class _State:
    """What the statements are about so far; of each style of numbers the last one with what its list is about."""

    mode: str = ""
    is_headed: bool = False
    lists: int = 0
    open: dict[str, tuple[int, int, str]] = field(default_factory=dict)


def statements_of(flow: Flow, sections: tuple[Section, ...]) -> tuple[Statement, ...]:
    """The statements of the sections on problems and remedies, in order."""
    state, result = _State(), []
    for section in sections:
        if section.key != "problems" or not section.body:
            continue
        result.append(_heading(section, state))
        first, last = section.body[0], section.body[-1]
        begin = flow.starts[first.block] + first.start
        text = flow.text[begin : flow.starts[last.block] + last.end]
        pieces = list(_pieces(text))
        while pieces and _is_signature(text[pieces[-1][0] : pieces[-1][1]], text[pieces[-1][1] : pieces[-1][1] + 1]):
            pieces.pop()
        for start, end in pieces:
            statement = _statement(flow, text, begin, start, end, state)
            if statement is not None:
                result.append(statement)
    return tuple(result)


def _heading(section: Section, state: _State) -> Statement:
    """The title of a section, which may give a time or speak of remedies alone."""
    state.mode = "remedy" if "问题" not in section.title and signs()["remedy-head"].pattern.match(section.title) else ""
    is_dated = bool(signs()["dated"].pattern.search(section.title))
    return Statement("", section.title, (), section.place, is_concrete=False, is_dated=is_dated)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """``text`` cut at ends of sentences, before items of lists and where a sentence turns to the remedy."""
    cuts = {found.end() for found in (*_ENDS.finditer(text), *_BEHIND_HEAD.finditer(text))}
    cuts |= {found.start() for found in _ITEM.finditer(text)}
    turns = {found.end() for found in _TURN.finditer(text)} - cuts
    begin = 0
    for end in [*sorted((cuts | turns) - {0}), len(text)]:
        piece = text[begin:end]
        if end in turns and len(piece) < _SHORTEST_BEFORE_TURN:
            continue
        start = begin + len(piece) - len(piece.lstrip(f" \n，,{GRID}"))
        stop = begin + len(piece.rstrip(f" \n，,。;!?{GRID}"))
        if start < stop:
            yield start, stop
        begin = end


def _is_signature(piece: str, mark: str) -> bool:
    """Whether a piece at the end is the name or the date under a report, not a statement."""
    words = "".join(piece.split())
    if len(words) <= _LONGEST_SIGNATURE and _DATE.search(words):
        return True
    return mark in ("", "\n", " ") and len(words) <= _LONGEST_SIGNATURE and bool(_SIGNED.search(words))


def _statement(flow: Flow, text: str, begin: int, start: int, end: int, state: _State) -> Statement | None:
    item = _ITEM.match(text, start)
    low = item.end() if item and item.end() <= end else start
    words = "".join(text[low:end].split()).rstrip(":")
    if not words:
        return None
    style, number = _number(item) if item and low > start else ("", 0)
    own = _own_topic(words)
    in_list = _enter(state, style, number, own) if style else 0
    is_head = _lead(words, state)
    is_denial = not is_head and state.mode != "remedy" and _denies(words)
    topic = "" if is_head else "problem" if is_denial else _within(state.mode, own, is_item=bool(style))
    if state.is_headed and topic in ("", "remedy") and state.mode == "problem" and not _begins_as_measure(words):
        topic = "problem"  # what stands right below the heading of problems
    state.is_headed = is_head
    if style:
        state.open[style] = (number, in_list, topic or state.mode)
    return Statement(
        topic=topic,
        text=words,
        clauses=_clauses(words),
        place=flow.place(begin + start, begin + end),
        in_list=0 if is_head else in_list,
        number=0 if is_head else number,
        is_sure=_is_sure(topic, own, words, is_item=bool(style) and bool(state.mode)),
        is_concrete=not is_head and not is_denial and _is_concrete(words),
        is_dated=bool(signs()["dated"].pattern.search(words)),
        is_denial=is_denial,
    )


def _denies(words: str) -> bool:
    """Whether ``words`` say that there is no problem, and nothing of one that there is."""
    found = signs()["denial"].pattern.search(words)
    if found is None or _BUT.search(words, found.end()):
        return False
    return _own_topic(words[: found.start()] + words[found.end() :]) != "problem"


def _goes_over(words: str) -> bool:
    """Whether a clause behind the first is a measure: 力量薄弱，2024年配强人员."""
    clauses = re.split(r"[，,]", words)[1:]
    return any(
        _own_topic(clause) == "remedy" and not signs()["doubtful-measure"].pattern.search(clause) for clause in clauses
    )


def _begins_as_measure(words: str) -> bool:
    return bool(signs()["measure"].pattern.match(words))


def _number(item: re.Match[str]) -> tuple[str, int]:
    style, digits = next((name, value) for name, value in item.groupdict().items() if value)
    if style == "fifth":
        return style, ord(digits) - ord("①") + 1
    value = int(digits) if digits.isdigit() else int(han_value(digits) or 0)
    return ("first" if style in ("nth", "its") else style), value


def _enter(state: _State, style: str, number: int, own: str) -> int:
    """Take an item into its list, or begin a new one; gives the number of the list."""
    last = state.open.get(style)
    if last and number == last[0] + 1:
        state.mode = last[2]
        in_list = last[1]
    else:
        state.lists += 1
        in_list = state.lists
        if own == "remedy":
            state.mode = own
    state.open[style] = (number, in_list, state.mode)
    return in_list


def _lead(words: str, state: _State) -> bool:
    """Turn to problems or remedies where ``words`` say so; whether they are nothing but a heading."""
    for mode in ("problem", "remedy"):
        if signs()[f"{mode}-head"].pattern.match(words):
            state.mode = mode
            return True
    words += ":"
    last = {mode: max((found.start() for found in signs()[f"{mode}-lead"].pattern.finditer(words)), default=-1)
            for mode in ("problem", "remedy")}  # fmt: skip
    if max(last.values()) >= 0:
        state.mode = "remedy" if last["remedy"] >= last["problem"] else "problem"
    return False


@cache
def _topic(key: str) -> Topic:
    return next(topic for topic in topics() if topic.key == key)


def _own_topic(words: str) -> str:
    """What a sentence is about by its own words, "" where they do not tell."""
    problem, remedy = _topic("problem"), _topic("remedy")
    is_lacking = any(word in words for word in problem.words) or signs()["problem-said"].pattern.search(words)
    if is_lacking and not any(word in words for word in problem.unless):
        return "problem"
    found = signs()["measure"].pattern.match(words)
    if found is None:
        return ""
    is_plain = not found["broad"] and not signs()["doubtful-measure"].pattern.search(words)
    return "remedy" if is_plain or any(word in words[:_BEGINS] for word in remedy.words) else ""


def _within(mode: str, own: str, *, is_item: bool) -> str:
    """What a sentence is about among others that are about ``mode``: a measure right behind a problem is a remedy."""
    return own if not mode or (mode == "problem" and own == "remedy" and not is_item) else mode


def _is_sure(topic: str, own: str, words: str, *, is_item: bool) -> bool:
    """Whether a statement is about its topic beyond doubt: by its own words, as an item of a list under words that say so,
    or behind 下一步; what follows a problem may be anything, a remedy may name the problem that it is for, and a problem
    what was done about it."""
    if topic == "remedy":
        doubts = ("problem-named", "doubtful-measure")
        return not any(signs()[key].pattern.search(words) for key in doubts)
    if topic == "problem" and (signs()["done-about"].pattern.search(words) or _goes_over(words)):
        return False
    return bool(topic) and (own == topic or is_item)


def _is_concrete(words: str) -> bool:
    """Whether anything is left of ``words`` without those that would fit any report."""
    rest = _SUBJECT.sub("", _PRAISE.sub("", words))
    rest = _OURS.sub("", rest)
    for word in generic_words():
        if word in rest:
            rest = rest.replace(word, "#")
    return len(_MARKS.sub("", _NUMBER.sub("", rest)).replace("#", "")) >= _SAYS_SOMETHING


def _clauses(words: str) -> tuple[str, ...]:
    """The clauses of ``words`` with numbers, years and the names that a unit has for itself masked: what is the same in
    them next year is the same."""
    masked = _OURS.sub("我们", _NUMBER.sub("#", arabic_years(words)))
    pieces = (_MARKS.sub("", _JOINS.sub("", piece)) for piece in re.split(r"[，,:]", masked))
    return tuple(piece for piece in pieces if piece)
