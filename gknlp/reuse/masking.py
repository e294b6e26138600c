"""Text as numbers that can be compared: white space and punctuation left out, once as it stands and once with numbers,
years and the names of the unit and its place masked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from gknlp.language.characters import fold
from gknlp.parsing.agencies import places_of, trade_of
from gknlp.types.reuse import Writing

NUMBER, NAME, CITED = ord("#"), ord("@"), ord("§")
"""What stands for a number, for a name or a word of the unit for itself, and for a title of a document."""
LEVELS = "省市县区旗州盟镇乡局委办厅会院"
SELF = rf"(?:我|全|本|各)(?:[{LEVELS}]|街道|中心|单位|机关|部门|系统)"
"""Words of a unit for itself."""
_GOVERNMENT = r"(?:[省市县区旗州盟镇乡]|街道)(?=委|政府|人民政府|直|级|政务|办公)"
_TITLE = r"《[^《》\n]{1,80}》"
_SERIAL = r"[〔\[(]20\d\d[〕\])]\d{1,4}号"
_NUMERALS = "0123456789〇零○一二三四五六七八九十百千万亿两"
_ENDS = "。；;！!？?\n"
_OPENING, _CLOSING = "“‘（(《〈【", "”’）)》〉】%％‰"
_FEWEST = 2
"""Letters of a name that is masked."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A writing as arrays. ``codes`` are the masked characters of all stretches one after another and ``starts`` where
    each begins in the joined text, ``raw`` and ``raw_starts`` the same without masks; ``sentences`` is the number of the
    sentence of each of ``codes``, ``is_lent`` which of them are not its maker's words (``Stretch.lent``), ``bounds`` the offset of each stretch in the joined text (one more at the end), ``texts`` their texts."""

    codes: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sentences: NDArray[np.int32]
    is_lent: NDArray[np.bool_]
    raw: NDArray[np.uint32]
    raw_starts: NDArray[np.int32]
    bounds: tuple[int, ...]
    texts: tuple[str, ...]

    def stretch(self, offset: int) -> int:
        """The number of the stretch that ``offset`` of the joined text lies in."""
        return bisect_right(self.bounds, offset) - 1

    def span(self, first: int, last: int) -> tuple[int, int, int]:
        """(stretch, start, end) of the masked characters ``first:last``: offsets into the text of the stretch."""
        start = int(self.starts[first])
        stretch = self.stretch(start)
        shift = self.bounds[stretch]
        return stretch, start - shift, int(self.ends[last - 1]) - shift

    def unmasked(self, first: int, last: int) -> NDArray[np.uint32]:
        """What the masked characters ``first:last`` stand for."""
        low, high = np.searchsorted(self.raw_starts, (self.starts[first], self.ends[last - 1]))
        return self.raw[low:high]


@cache
def _kinds() -> NDArray[np.uint8]:
    """By code below 65,536: 0 for what is left out, 1 for letters, 2 for numerals."""
    kinds = np.array([chr(code).isalnum() for code in range(0x10000)], dtype=np.uint8)
    kinds[[ord(numeral) for numeral in _NUMERALS]] = 2
    return kinds


@cache
def _is_end() -> NDArray[np.bool_]:
    """By code below 65,536: what ends a sentence."""
    ends = np.zeros(0x10000, dtype=bool)
    ends[[ord(mark) for mark in _ENDS]] = True
    return ends


def names_of(agency: str, region: str = "") -> tuple[str, ...]:
    """The names of a unit and of its places, the longest first: 云溪县财政局, 云溪县, 财政局."""
    names = {agency, region + agency}
    places = [name for _, name in (*places_of(region), *places_of(agency))]
    for start in range(len(places)):
        names.add("".join(places[start:]))
    names.update(places)
    trade = trade_of(agency)[1]
    names.update({trade, f"{places[-1][-1]}{trade}"} if places and trade else {trade})
    return tuple(sorted((name for name in names if len(name) >= _FEWEST), key=lambda name: (-len(name), name)))


_SET = re.compile(f"(?P<cited>{_TITLE}|[\\u4e00-\\u9fff]{{0,8}}{_SERIAL})|{SELF}|{_GOVERNMENT}")
_PLAIN_SET = re.compile(f"(?P<cited>{_TITLE})|{SELF}|{_GOVERNMENT}")
"""The same for lines without a serial number, which is looked for behind every character and takes most of the time."""
_SERIALS = re.compile(_SERIAL)


@lru_cache(maxsize=4096)
def own_names(agency: str, region: str) -> re.Pattern[str]:
    """What finds the names of a unit and of its places; apart from ``_SET``, which takes long to compile."""
    return re.compile("|".join(map(re.escape, names_of(agency, region))) or "(?!)")


def masked(writing: Writing) -> Masked:
    """``writing`` as arrays."""
    codes = _folded("\n".join(stretch.text for stretch in writing.stretches))
    bounds = [0]
    for stretch in writing.stretches:
        bounds.append(bounds[-1] + len(stretch.text) + 1)
    texts = tuple(stretch.text for stretch in writing.stretches)
    lent = [
        (bound + start, bound + end)
        for bound, stretch in zip(bounds, writing.stretches, strict=False)
        for start, end in stretch.lent
    ]
    return _masked(codes, own_names(writing.agency, writing.region), tuple(bounds), texts, lent)


def masked_text(text: str) -> Masked:
    """A text of no unit as arrays."""
    return _masked(_folded(text), own_names("", ""), (0, len(text) + 1), (text,), ())


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)


@cache
def _folds() -> NDArray[np.uint32]:
    """By code below 65,536: the code of the folded character."""
    return _codes(fold("".join(map(chr, range(0x10000)))))


def _folded(text: str) -> NDArray[np.uint32]:
    """The codes of ``text``, folded: many times faster than a table of characters."""
    codes = _codes(text)
    low = codes < 0x10000
    codes[low] = _folds()[codes[low]]
    return codes


def _masked(
    codes: NDArray[np.uint32],
    pattern: re.Pattern[str],
    bounds: tuple[int, ...],
    texts: tuple[str, ...],
    lent: Sequence[tuple[int, int]],
) -> Masked:
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    kinds = np.ones(len(codes), dtype=np.uint8)
    low = codes < 0x10000
    kinds[low] = _kinds()[codes[low]]
    breaks = np.zeros(len(codes), dtype=np.int32)
    breaks[low] = _is_end()[codes[low]]
    sentences = np.cumsum(breaks, dtype=np.int32)
    raw_starts = np.flatnonzero(kinds).astype(np.int32)
    raw = codes[raw_starts]
    ends = np.arange(1, len(codes) + 1, dtype=np.int32)
    for start, end, code in _marks(text, pattern):
        kinds[start:end] = 0
        kinds[start] = 1
        codes[start] = code
        ends[start] = end
    starts = np.flatnonzero(kinds).astype(np.int32)
    is_number = kinds[starts] == 2
    codes[starts[is_number]] = NUMBER
    follows = np.zeros(len(starts), dtype=bool)
    follows[1:] = is_number[1:] & is_number[:-1]
    for bound in bounds[1:-1]:
        at = np.searchsorted(starts, bound)
        follows[at : at + 1] = False
    kept = starts[~follows]
    last = np.flatnonzero(~follows)
    stops = np.append(last[1:], len(starts)) - 1
    is_lent = np.zeros(len(codes), dtype=bool)
    for start, end in lent:
        is_lent[start:end] = True
    return Masked(
        codes[kept],
        kept,
        ends[starts[stops]] if len(starts) else kept,
        sentences[kept],
        is_lent[kept],
        raw,
        raw_starts,
        bounds,
        texts,
    )


def _marks(text: str, names: re.Pattern[str]) -> Iterator[tuple[int, int, int]]:
    """(start, end, what stands for it) of what is masked but numbers, never overlapping: titles of documents before the
    names of the unit, these before its words for itself."""
    named = [found.span() for found in names.finditer(text)]
    begins = [start for start, _ in named]
    cited: list[tuple[int, int]] = []
    for found in _set_words(text):
        start, end = found.span()
        at = bisect_left(begins, end) - 1
        if found["cited"]:
            cited.append((start, end))
            yield start, end, CITED
        elif at < 0 or named[at][1] <= start:
            yield start, end, NAME
    starts = [start for start, _ in cited]
    for start, end in named:
        at = bisect_left(starts, end) - 1
        if at < 0 or cited[at][1] <= start:
            yield start, end, NAME


def _set_words(text: str) -> Iterator[re.Match[str]]:
    """The titles, and the words of a unit for itself; none goes on over the end of a line."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        pattern = _SET if _SERIALS.search(text, begin, end) else _PLAIN_SET
        yield from pattern.finditer(text, begin, end)
        begin = end + 1


def rounded(text: str, start: int, end: int) -> tuple[int, int]:
    """``start:end`` of ``text`` with the marks that open before it and those that close behind it."""
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end
