"""Ruling lines of a page -> the cells of its tables. Lengths are in points (1/72 inch), y grows downwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MAX_LINES = 2000
"""Pages with more lines in one direction are drawings; their lines are left out."""
_NEAR = 2.5
"""Lines that lie closer than this are one: double borders, borders drawn cell by cell."""
_TOUCH = 4.0
_THIN = 3.5
"""A filled shape that is thinner is a line."""
_GAP = 6.0
_LONG_ENOUGH = 0.5
_SHORTEST = 6.0
_LONGEST_STROKE, _STROKE_GAP, _SURE = 24.0, 2.5, 72.0
_NARROWEST, _LOWEST, _FEW = 90.0, 12.0, 4


@dataclass(frozen=True, slots=True)
class Line:
    """A level (horizontal) or upright (vertical) line: ``at`` its y (its x), from ``start`` to ``end``."""

    is_level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: the numbers of the rows and columns that it covers (ends exclusive). ``is_torn`` where the lines around
    it leave open what it covers."""

    row: int
    column: int
    row_end: int
    column_end: int
    is_torn: bool = False


@dataclass(slots=True)
class Frame:
    """A ruled table: the edges of its elementary rows and columns, and its cells."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box] = field(default_factory=list)
    owner: list[list[int]] = field(default_factory=list)
    """Rows × columns: the number of the cell that covers an elementary one."""

    def at(self, x: float, y: float) -> int | None:
        """The number of the cell that the point lies in, None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.owner[row][column]
        return None


def strokes(points: list[tuple[float, float]]) -> Iterator[Line]:
    """The level and upright edges of a figure drawn with a pen."""
    for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
        if abs(ay - by) <= 1 < abs(ax - bx):
            yield Line(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
        elif abs(ax - bx) <= 1 < abs(ay - by):
            yield Line(False, (ax + bx) / 2, min(ay, by), max(ay, by))


def bar(points: list[tuple[float, float]]) -> Iterator[Line]:
    """The line that a thin filled figure is."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if bottom - top <= _THIN < right - left:
        yield Line(True, (top + bottom) / 2, left, right)
    elif right - left <= _THIN < bottom - top:
        yield Line(False, (left + right) / 2, top, bottom)


def merged(lines: Sequence[Line], shortest: float = _SHORTEST, gap: float = _GAP) -> list[Line]:
    """Lines of one direction, sorted: those that lie on one another joined over gaps, short ones left out."""
    result: list[Line] = []
    ordered = sorted(lines, key=lambda line: (line.at, line.start, line.end))
    first = 0
    while first < len(ordered):
        last = first
        while last + 1 < len(ordered) and ordered[last + 1].at - ordered[first].at <= _NEAR:
            last += 1
        group = sorted(ordered[first : last + 1], key=lambda line: (line.start, line.end))
        at = sum(line.at for line in group) / len(group)
        start, end = group[0].start, group[0].end
        for line in group[1:]:
            if line.start <= end + gap:
                end = max(end, line.end)
            else:
                result.append(Line(line.is_level, at, start, end))
                start, end = line.start, line.end
        result.append(Line(group[0].is_level, at, start, end))
        first = last + 1
    return [line for line in result if line.end - line.start >= shortest]


def frames(lines: Sequence[Line], is_scan: bool = False) -> list[Frame]:
    """The ruled tables of a page, from top to bottom; frames of a single cell are none, nor are small figures.

    Of a scan (``is_scan``) some of the lines are strokes of large characters.
    """
    levels = [line for line in lines if line.is_level]
    uprights = [line for line in lines if not line.is_level]
    if max(len(levels), len(uprights)) > 8 * MAX_LINES:
        return []
    if is_scan:
        levels = merged(levels, _LONGEST_STROKE)
        uprights = [
            line for line in merged(uprights, gap=_STROKE_GAP) if line.end - line.start > _SURE or _holds(line, levels)
        ]
        uprights = merged(uprights)
    else:
        levels, uprights = merged(levels), merged(uprights)
    if not levels or not uprights or max(len(levels), len(uprights)) > MAX_LINES:
        return []
    result = [_frame(*group) for group in _groups(levels, uprights)]
    return sorted((frame for frame in result if _is_table(frame)), key=lambda frame: (frame.ys[0], frame.xs[0]))


def _is_table(frame: Frame) -> bool:
    wide, high = frame.xs[-1] - frame.xs[0], frame.ys[-1] - frame.ys[0]
    lowest = _LOWEST if len(frame.boxes) < _FEW else _LOWEST / 2  # a row that a page's end has left alone
    return len(frame.boxes) > 1 and wide >= _NARROWEST and high >= lowest


def _touch(level: Line, upright: Line, near: float = _TOUCH) -> bool:
    return (
        level.start - near <= upright.at <= level.end + near and upright.start - near <= level.at <= upright.end + near
    )


def _holds(upright: Line, levels: list[Line]) -> bool:
    """Whether a short upright stands between two levels, as the side of a cell does."""
    return sum(_touch(level, upright, _NEAR) for level in levels) > 1


def _groups(levels: list[Line], uprights: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """The lines that touch one another, directly or through others."""
    leader = list(range(len(levels) + len(uprights)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for i, level in enumerate(levels):
        for j, upright in enumerate(uprights):
            if _touch(level, upright):
                leader[find(len(levels) + j)] = find(i)
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for number in range(len(leader)):
        both = groups.setdefault(find(number), ([], []))
        if number < len(levels):
            both[0].append(levels[number])
        else:
            both[1].append(uprights[number - len(levels)])
    return [group for group in groups.values() if all(group)]


def _closed(lines: list[Line], across: list[Line]) -> list[Line]:
    """``lines`` with the two outer ones added that a page's end, or a table without sides, leaves out: where several
    of the lines ``across`` run on beyond the outermost line."""
    result = list(lines)
    first, last = min(line.at for line in lines), max(line.at for line in lines)
    before = [line for line in across if line.start < first - _TOUCH]
    after = [line for line in across if line.end > last + _TOUCH]
    if len(before) > 1:
        at = min(line.start for line in before)
        result.append(Line(lines[0].is_level, at, *_extent(before)))
    if len(after) > 1:
        at = max(line.end for line in after)
        result.append(Line(lines[0].is_level, at, *_extent(after)))
    return result


def _extent(lines: list[Line]) -> tuple[float, float]:
    return min(line.at for line in lines), max(line.at for line in lines)


def _edges(lines: list[Line]) -> list[float]:
    edges: list[float] = []
    for line in sorted(lines, key=lambda line: line.at):
        if not edges or line.at - edges[-1] > _NEAR:
            edges.append(line.at)
    return edges


def _walls(lines: list[Line], edges: list[float], cuts: list[float]) -> list[list[bool]]:
    """For each edge and each piece between two ``cuts``: whether a line runs along it."""
    walls = []
    for edge in edges:
        here = [line for line in lines if abs(line.at - edge) <= _NEAR]
        walls.append(
            [
                sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in here)
                >= _LONG_ENOUGH * (end - start)
                for start, end in zip(cuts, cuts[1:], strict=False)
            ]
        )
    return walls


def _frame(levels: list[Line], uprights: list[Line]) -> Frame:
    levels = _closed(levels, uprights)
    uprights = _closed(uprights, levels)
    xs, ys = _edges(uprights), _edges(levels)
    frame = Frame(xs, ys)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1:
        return frame
    below = _walls(levels, ys, xs)  # below[r][c]: a line along the upper edge of row r
    beside = _walls(uprights, xs, ys)
    frame.owner = [[-1] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if frame.owner[row][column] < 0:
                _flood(frame, row, column, below, beside)
    return frame


def _flood(frame: Frame, row: int, column: int, below: list[list[bool]], beside: list[list[bool]]) -> None:
    """Find the cell that begins at an elementary one: all that no line parts from it."""
    rows, columns = len(frame.ys) - 1, len(frame.xs) - 1
    region, waiting = {(row, column)}, [(row, column)]
    while waiting:
        r, c = waiting.pop()
        for nr, nc, wall in (
            (r - 1, c, below[r][c]),
            (r + 1, c, below[r + 1][c]),
            (r, c - 1, beside[c][r]),
            (r, c + 1, beside[c + 1][r]),
        ):
            if not wall and 0 <= nr < rows and 0 <= nc < columns and (nr, nc) not in region:
                region.add((nr, nc))
                waiting.append((nr, nc))
    top, bottom = min(r for r, _ in region), max(r for r, _ in region) + 1
    left, right = min(c for _, c in region), max(c for _, c in region) + 1
    if len(region) == (bottom - top) * (right - left):
        _own(frame, Box(top, left, bottom, right))
        return
    for r in range(top, bottom):  # no rectangle: a line is missing; each run of a row stands for itself
        run = [c for c in range(left, right + 1) if (r, c) in region]
        while run:
            end = next((n for n in range(1, len(run)) if run[n] != run[n - 1] + 1), len(run))
            _own(frame, Box(r, run[0], r + 1, run[end - 1] + 1, is_torn=True))
            run = run[end:]


def _own(frame: Frame, box: Box) -> None:
    for r in range(box.row, box.row_end):
        frame.owner[r][box.column : box.column_end] = [len(frame.boxes)] * (box.column_end - box.column)
    frame.boxes.append(box)
