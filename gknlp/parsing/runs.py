"""Tables that a converter has flattened into one line of text, labels and digits run together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from gknlp.errors import NotAssessable
from gknlp.language.characters import label as normal
from gknlp.parsing.cells import CellValue, cell_value
from gknlp.parsing.flow import Flow
from gknlp.parsing.reading import Reading
from gknlp.parsing.splits import MOST_DIGITS, TooManyWays, Ways, agreed, amiss, ways
from gknlp.parsing.vocabulary import vocabulary
from gknlp.types.document import Doubt
from gknlp.types.edition import Edition, Layout, TableForm
from gknlp.types.report import Figure

_PREFIX = r"(?:其中:?)?(?:\(?[一二三四五六七八九十]\)?、?|\(?\d\)?[.、])?"
_NOTE = r"(?:\([^()]{0,40}\))?[)”’\"》]*"
_AMOUNT = re.compile(r"[+\-增减]?\d[\d.,+\-增减]*(?:万元|亿元|元)?")
_GAP = re.compile(r"^(?:第二十条第?\(?[一二三四五六七八九十]\)?项|信息内容|\W)*$")
_UNKNOWN_COLUMN = re.compile(r"信息内容\W*\w(?:(?!信息内容).)*$")
_FEWEST_ROWS = 5
_INDICATOR_HEADER = re.compile(
    r"(?:统计指标|指标名称|项目名称?|指标)(?:计量)?(?:单位)?(?:20\d\d年度?|本?年度数?|统计数|数量|数值)(?:历年累计数?)?"
)
_MORE_COLUMNS = re.compile(r"(?:20\d\d年度?|历年累计)")
_INDICATOR = re.compile(r"[\W_]{0,2}(?:条|件|次|个|人次|人|篇|份|万元|元)?(\d+(?:\.\d+)?)")


def _pattern(words: Sequence[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\W{0,2}".join(map(re.escape, word)) for word in ordered)


@cache
def _row_pattern(edition: Edition, key: str) -> re.Pattern[str]:
    return re.compile(f"{_PREFIX}({_pattern(list(vocabulary(edition, key).rows))}){_NOTE}")


@cache
def _listing_pattern(edition: Edition, key: str) -> re.Pattern[str]:
    words = vocabulary(edition, key)
    return re.compile(f"(?P<column>{_pattern(list(words.columns))}){_NOTE}|(?P<row>{_pattern(list(words.rows))})")


class _Run:
    """The digits behind a label. ``start``/``end`` are offsets into the flow."""

    def __init__(self, flow: Flow, squeezed: str, origin: list[int], start: int, end: int) -> None:
        self.raw = squeezed[start:end]
        self.start, self.end = origin[start], origin[end - 1] + 1
        self.forced = frozenset(
            index for index in range(1, end - start) if origin[start + index] - origin[start + index - 1] > 1
        )
        self.place = flow.place(self.start, self.end)


def _unsure(run: _Run, parts: int, count: int) -> CellValue:
    if len(run.raw) < parts:
        return CellValue(None, reason=f"是数字“{run.raw}”对应的{parts}格之一，不知属于哪一格，不予判定", unsure=True)
    why = f"有{count}种拆法" if count > 1 else ("拆法过多" if count < 0 else "没有合乎勾稽关系的拆法")
    return CellValue(None, reason=f"是连写数字“{run.raw[:24]}”的一部分，{why}，不予判定", unsure=True)


def _keep(reading: Reading, form: TableForm, metrics: Sequence[str], run: _Run, numbers: Sequence[int | None],
          count: int) -> None:  # fmt: skip
    padded = list(numbers) or [None] * len(metrics)
    for metric, number in zip(metrics, padded, strict=True):
        value = CellValue(Decimal(number)) if number is not None else _unsure(run, len(metrics), count)
        reading.add(form, metric, run.place, run.raw, value)


def _safe_ways(run: _Run, parts: int, total_last: bool) -> tuple[Ways, int]:
    """The ways and their number, -1 where the search was given up."""
    try:
        found = ways(run.raw, parts, run.forced, lambda way: not total_last or sum(way[:-1]) == way[-1])
    except TooManyWays:
        return [], -1
    return found, len(found)


def _matrix(flow: Flow, text: str, origin: list[int], edition: Edition, form: TableForm,
            reading: Reading) -> tuple[int, int] | None:  # fmt: skip
    words = vocabulary(edition, form.key)
    columns = [column.key for column in form.columns]
    labels = list(_row_pattern(edition, form.key).finditer(text))
    runs: dict[str, _Run] = {}
    for index, match in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        digits = re.compile(r"\d+").match(text, match.end(), stop)
        key = words.rows.get(normal(match[1]))
        if digits and key and key not in runs and len(digits[0]) >= len(columns):
            runs[key] = _Run(flow, text, origin, digits.start(), digits.end())
    if len(runs) < _FEWEST_ROWS:
        return None
    candidates = {key: _safe_ways(run, len(columns), True) for key, run in runs.items()}
    keys = list(runs)
    metrics = [[form.metric(key, column) for column in columns] for key in keys]

    def consistent(choice: Sequence[tuple[int, ...]]) -> bool:
        values: dict[str, Decimal] = {}
        for names, way in zip(metrics, choice, strict=True):
            values.update(zip(names, map(Decimal, way), strict=False))
        return _consistent(edition, form, values)

    rows = [candidates[key][0] for key in keys]
    numbers = agreed(rows, consistent)
    counts = [candidates[key][1] for key in keys]
    every = [_safe_ways(runs[key], len(columns), False)[0] for key in keys]
    for at, left in amiss(rows, every, consistent).items():
        numbers[at], counts[at] = left, len(every[at])
    for key, found, count in zip(keys, numbers, counts, strict=True):
        _keep(reading, form, [form.metric(key, column) for column in columns], runs[key], found, count)
    return min(run.start for run in runs.values()), max(run.end for run in runs.values())


def _consistent(edition: Edition, form: TableForm, values: dict[str, Decimal]) -> bool:
    """Whether no identity down the columns is broken by ``values``."""

    def lookup(metric: str) -> Decimal:
        if metric in values:
            return values[metric]
        if metric in edition.sums:
            return edition.sums[metric].value(lookup)
        raise NotAssessable(metric)

    for identity in edition.identities:
        if identity.table == form.key and identity.applies(values) and not identity.key.startswith(f"{form.key}-row"):
            try:
                if not identity.relation.holds(lookup):
                    return False
            except NotAssessable:
                continue
    return True


def _listing(flow: Flow, text: str, origin: list[int], edition: Edition, form: TableForm,
             reading: Reading) -> tuple[int, int] | None:  # fmt: skip
    words = vocabulary(edition, form.key)
    columns: list[str] = []
    last, fresh, whole, spans = -1, True, True, []
    for found in _listing_pattern(edition, form.key).finditer(text):
        adjacent = last >= 0 and len(text[last : found.start()]) < 40 and _GAP.match(text[last : found.start()])
        if found["column"]:
            if not adjacent or fresh:
                columns = []
                whole = not _UNKNOWN_COLUMN.search(text, max(0, found.start() - 40), found.start())
            columns.append(words.columns[normal(found["column"])])
            last, fresh = found.end(), False
            continue
        run = _AMOUNT.match(text, found.end())
        if not columns or not adjacent or not run or not whole:
            continue
        row = words.rows[normal(found["row"])]
        allowed = [column for column in columns if form.metric(row, column) in form.metrics]
        if allowed:
            digits = _Run(flow, text, origin, run.start(), run.end())
            _listing_row(reading, form, row, allowed, digits)
            spans += [digits.start, digits.end]
        last, fresh = run.end(), True
    return (min(spans), max(spans)) if spans else None


def _listing_row(reading: Reading, form: TableForm, row: str, columns: list[str], run: _Run) -> None:
    if len(columns) == 1:
        reading.add(form, form.metric(row, columns[0]), run.place, run.raw, cell_value(run.raw))
        return
    if len(run.forced) == len(columns) - 1:
        cuts = [0, *sorted(run.forced), len(run.raw)]
        for column, start, end in zip(columns, cuts[:-1], cuts[1:], strict=True):
            reading.add(form, form.metric(row, column), run.place, run.raw[start:end], cell_value(run.raw[start:end]))
        return
    for part, start, end in _at_sign(form, columns, run.raw):
        metrics = [form.metric(row, column) for column in part]
        piece = run.raw[start:end]
        if len(part) == 1:
            reading.add(form, metrics[0], run.place, piece, cell_value(piece))
            continue
        signed = not piece[0].isdigit()
        if not piece[signed:].isdigit():
            _keep(reading, form, metrics, run, [], -1)
            continue
        forced = frozenset(cut - start - signed for cut in run.forced if start + signed < cut < end)
        found = _cut(piece[signed:], len(part), forced)
        numbers = agreed([found], lambda _: True)[0]
        if signed and numbers and numbers[0] is not None and piece[0] in "-减":
            numbers[0] = -numbers[0]
        _keep(reading, form, metrics, run, numbers, len(found))


def _at_sign(form: TableForm, columns: list[str], raw: str) -> list[tuple[list[str], int, int]]:
    """(columns, from, to) of the pieces of ``raw``: a sign begins the cell of the only column that bears one."""
    signed = [n for n, column in enumerate(columns) if column in form.signed]
    signs = [n for n, character in enumerate(raw) if character in "+-增减"]
    if len(signed) == len(signs) == 1 and (signed[0] == 0) == (signs[0] == 0):
        pieces = [(columns[: signed[0]], 0, signs[0]), (columns[signed[0] :], signs[0], len(raw))]
        return [piece for piece in pieces if piece[0]]
    return [(columns, 0, len(raw))]


def _cut(digits: str, parts: int, forced: frozenset[int]) -> Ways:
    try:
        return ways(digits, parts, forced, lambda _: True)
    except TooManyWays:
        return []


def _indicators(flow: Flow, text: str, origin: list[int], edition: Edition, form: TableForm,
                reading: Reading) -> tuple[int, int] | None:  # fmt: skip
    words = vocabulary(edition, form.key)
    headers = list(_INDICATOR_HEADER.finditer(text))
    if not headers:
        return None
    header = headers[-1]  # prose may speak of the table before it
    if _MORE_COLUMNS.match(text, header.end()):  # of other years: no telling whose digits are whose
        return None
    columns = [column.key for column in form.columns[: 1 + ("累计" in header[0])]]
    labels = list(_row_pattern(edition, form.key).finditer(text, header.end()))
    runs: dict[str, _Run] = {}
    group = ""
    for index, found in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        heading = words.group(found[1])
        key = words.row_within(found[1], heading or group)
        group = heading or (next((row.group for row in form.rows if row.key == key), "") if key else group)
        digits = _INDICATOR.match(text, found.end(), stop)
        if digits and key and key not in runs:
            runs[key] = _Run(flow, text, origin, digits.start(1), digits.end(1))
    if len(runs) < _FEWEST_ROWS:
        return None
    for cluster in _clusters(edition, form, list(runs)):
        _decide(edition, form, reading, columns, {key: runs[key] for key in cluster})
    return min(run.start for run in runs.values()), max(run.end for run in runs.values())


def _clusters(edition: Edition, form: TableForm, keys: list[str]) -> list[list[str]]:
    """The rows that identities tie together, in order: what decides one may decide the others."""
    leader = {key: key for key in keys}

    def find(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    for identity in edition.identities:
        if identity.table == form.key:
            tied = [key for key in keys if key in identity.relation.metrics]
            for key in tied[1:]:
                leader[find(key)] = find(tied[0])
    clusters: dict[str, list[str]] = {}
    for key in keys:
        clusters.setdefault(find(key), []).append(key)
    return list(clusters.values())


def _decide(edition: Edition, form: TableForm, reading: Reading, columns: list[str], runs: dict[str, _Run]) -> None:
    """Cut the digits behind the labels of rows that are tied together."""
    if len(columns) == 1:
        for key, run in runs.items():
            reading.add(form, form.metric(key, columns[0]), run.place, run.raw, cell_value(run.raw))
        return
    rows = {key: _safe_ways(run, len(columns), False) for key, run in runs.items()}
    # What all years have given is never less than what one has.
    candidates = [[way for way in found if list(way) == sorted(way)] or found for found, _ in rows.values()]

    def consistent(choice: Sequence[tuple[int, ...]]) -> bool:
        values = {
            form.metric(key, column): Decimal(number)
            for key, way in zip(runs, choice, strict=True)
            for column, number in zip(columns, way, strict=False)
        }
        return _consistent(edition, form, values)

    every = [found for found, _ in rows.values()]
    numbers = agreed(candidates, consistent, every)
    blank = [
        [*found, (int(run.raw),)]
        for found, run in zip(every, runs.values(), strict=True)
        if len(run.raw) <= MOST_DIGITS
    ]
    if len(blank) == len(every):  # perhaps one of the two cells is blank
        for at, left in amiss(candidates, blank, consistent).items():
            numbers[at] = left
    for (key, run), found, ways_left in zip(runs.items(), numbers, candidates, strict=True):
        _keep(reading, form, [form.metric(key, column) for column in columns], run, found, len(ways_left) or 2)


def _record(flow: Flow, text: str, origin: list[int], edition: Edition, form: TableForm,
            reading: Reading) -> tuple[int, int] | None:  # fmt: skip
    parents = {group.group for group in form.groups}
    groups = [group.key for group in form.groups if group.key not in parents]
    columns = [column.key for column in form.columns]
    header = r"\W{0,2}".join(_pattern(column.labels) if len(column.labels) == 1 else f"(?:{_pattern(column.labels)})"
                             for column in form.columns)  # fmt: skip
    between = r"\W{0,2}(?:未经复议直接起诉\W{0,2}复议后起诉\W{0,2})?"
    found = re.search(rf"(?:{header}{between}){{{len(groups)}}}(\d*)", text)
    if not found:
        return None
    if len(found[1]) < len(groups) * len(columns):  # the table is there, its cells are not all numbers
        return origin[found.start()], origin[found.end() - 1] + 1
    run = _Run(flow, text, origin, found.start(1), found.end(1))
    size = len(columns)

    try:
        good = _group_ways(run, len(groups), size)
    except TooManyWays:
        good = []
    numbers = agreed([good], lambda _: True)[0]
    metrics = [f"{group}.{column}" for group in groups for column in columns]
    _keep(reading, form, metrics, run, numbers, len(good))
    return run.start, run.end


def _group_ways(run: _Run, groups: int, size: int) -> Ways:
    """The ways to cut a record into groups whose last number is the sum of the others. Raises TooManyWays."""
    if len(run.raw) == groups * size:
        return [tuple(map(int, run.raw))]
    if len(run.raw) > groups * size * MOST_DIGITS:
        raise TooManyWays
    result: Ways = []

    def search(start: int, left: int, done: tuple[int, ...]) -> None:
        if not left:
            if start == len(run.raw):
                result.append(done)
            return
        for end in range(start + size, len(run.raw) - (left - 1) * size + 1):
            forced = frozenset(cut - start for cut in run.forced if start < cut < end)
            if left > 1 and run.forced and end not in run.forced and len(run.forced) >= groups * size - 1:
                continue
            for way in ways(run.raw[start:end], size, forced, lambda way: sum(way[:-1]) == way[-1]):
                if sum(way[:-1]) == way[-1]:
                    search(end, left - 1, done + way)
            if len(result) > 1000:
                raise TooManyWays

    search(0, groups, ())
    return sorted(set(result))


_READERS = {
    Layout.MATRIX: _matrix,
    Layout.LISTING: _listing,
    Layout.RECORD: _record,
    Layout.INDICATORS: _indicators,
}


def read_runs(flow: Flow, edition: Edition, reading: Reading) -> list[tuple[int, int]]:
    """Add to ``reading`` the tables of ``edition`` that no grid holds but the text does, and the rows of listings that
    the grids lack; gives their spans in the flow."""
    pending = [form for form in edition.tables if form.layout in _READERS and _is_pending(form, reading)]
    if not pending:
        return []
    text, origin = flow.squeezed()
    spans = []
    for form in pending:
        reader = _READERS[form.layout]
        if not any(word in text for word in form.words):
            continue
        before = set(reading.figures)
        span = reader(flow, text, origin, edition, form, reading)
        if span is not None:
            spans.append(span)
            reading.places.setdefault(form.key, []).extend(flow.places(*span))
            fresh = [figure for metric, figure in reading.figures.items() if metric not in before]
            if _is_joined(flow, fresh):
                message = f"{form.name}的数字连写在一起，按勾稽关系拆分，拆不定的不予判定，请与原件核对"
            else:
                message = f"{form.name}的单元格已打散在文字里，按行标题读取，请与原件核对"
            reading.doubts.append(Doubt(message, flow.place(*span)))
    return spans


def _is_pending(form: TableForm, reading: Reading) -> bool:
    if form.layout is Layout.LISTING:
        return any(metric not in reading.figures for metric in form.metrics)
    return form.key not in reading.places


def _is_joined(flow: Flow, figures: Sequence[Figure]) -> bool:
    """Whether several figures stand in one and the same run of digits without a gap."""
    shared = Counter(figure.place for figure in figures)
    texts = [(count, flow.document.text(place)) for place, count in shared.items()]
    return any(1 < count <= len(text) and " " not in text for count, text in texts)
