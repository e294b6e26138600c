"""Reports that reuse text, with the truth of what was copied: ``corpus(seed, count)``.

Units report year after year. Half of all reports are written by themselves, with formulas that their city or the whole
province hands down; the others have a section from an earlier report, of their own unit or of another one, or are decoys
that are alike in nothing that says something. Formulas are of one seed: the reports of another one are a background that
knows the language of these, but not their formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import count as counting
from random import Random

from gknlp.types.document import Place
from gknlp.types.reuse import Stretch, Writing
from reports.reuse_copying import LEVEL_LEFT, NAME_LEFT, WAYS, YEAR_LEFT, Copied, is_left_by
from reports.reuse_plants import RANKS, Corpus, Plant, Slip, Span, Told, trace_of
from reports.reuse_sentences import FORMULAS, OWN, PROBLEMS, SET, SHORT, WORK, filled, invented
from reports.reuse_units import Unit, units_of
from reports.reuse_words import WORDS

TITLES = {
    "preamble": "", "overview": "总体情况", "problems": "存在的主要问题及改进情况", "other": "其他需要报告的事项",
}  # fmt: skip
SECTIONS = tuple(TITLES)
FIRST_YEAR, YEARS = 2019, 5
DECOYS = ("set phrases", "short answers", "same topic in other words")
_FRAMES = {"overview": WORK, "problems": PROBLEMS, "other": WORK}
_SIZES = {"overview": (16, 40), "problems": (8, 22), "other": (3, 12)}
"""Sentences of a section."""
_PLAIN, _DECOYS = 0.5, 0.08
_OWN, _SHORT = 0.12, 0.35
_OF_A_CITY, _OF_A_UNIT, _OF_THE_PROVINCE = 12, 3, 60
"""Formulas."""
_IN_PARAGRAPH = 4
_TRIED = 60
"""Reports that are looked at for a source."""

Sections = dict[str, list[str]]


@lru_cache(maxsize=256)
def _formulas(of: str, count: int) -> tuple[str, ...]:
    draw = Random(f"formulas of {of}").random
    return tuple(invented(FORMULAS, draw) for _ in range(count))


def _sentences(key: str, count: int, draw: Callable[[], float]) -> list[str]:
    """New sentences of a section."""
    return [invented(OWN if draw() < _OWN else _FRAMES[key], draw) for _ in range(count)]


def laid_out(key: str, texts: Sequence[str]) -> tuple[Stretch, list[Span]]:
    """A section of sentences, some to a paragraph, and where each of them stands."""
    number, spans, starts, parts, at = SECTIONS.index(key), [], [], [], 0
    for count, text in enumerate(texts):
        if count % _IN_PARAGRAPH == 0:
            at += bool(count)
            starts.append(at)
            parts.append("\n" if count else "")
        parts.append(text)
        spans.append((at, at + len(text)))
        at += len(text)
    ends = [start - 1 for start in starts[1:]] + [at]
    places = tuple(
        Place(1000 * number + n, 0, end - start) for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    return Stretch(key, TITLES[key], "".join(parts), tuple(starts), places), spans


def _written(
    key: str, copied: Copied, kind: str, source: Told, copy: Told
) -> tuple[Stretch, list[Span], tuple[Slip, ...]]:
    """A section with copied sentences, where each of them stands, and what was left in it."""
    is_left, known, left = is_left_by(kind), copy.known, source.known
    parts = [
        filled(sentence, known, left, is_left if number is not None else lambda _: False) for sentence, number in copied
    ]
    stretch, spans = laid_out(key, [text for text, _ in parts])
    slips = [
        Slip(trace, SECTIONS.index(key), (begin + start, begin + end), stretch.text[begin + start : begin + end])
        for (begin, _), (_, marks) in zip(spans, parts, strict=True)
        for gap, start, end in marks
        if (trace := trace_of(gap, source, copy))
    ]
    return stretch, spans, tuple(slips)


class _Maker:
    """Writes the reports of a corpus one after another."""

    def __init__(self, seed: int, count: int) -> None:
        self.seed = seed
        self.each_year = -(-count // YEARS)
        self.units: list[Unit] = []
        for city in counting():
            if len(self.units) >= self.each_year:
                break
            self.units += units_of(city)
        self.corpus = Corpus()
        self.plain: list[int] = []
        self.is_plain: set[int] = set()
        self.copies = self.decoys = self.waiting = 0

    def told(self, number: int) -> Told:
        return Told(number, self.units[number % self.each_year], FIRST_YEAR + number // self.each_year)

    def sections(self, told: Told) -> Sections:
        """A report that is written by itself: the same whenever it is asked for."""
        random = Random(f"{self.seed}/{told.number}")
        draw = random.random
        found = {key: _sentences(key, random.randint(*size), draw) for key, size in _SIZES.items()}
        found["overview"].insert(0, invented(OWN[:2], draw))
        of_city = _formulas(f"{self.seed}/{told.unit.city}", _OF_A_CITY)
        handed = Random(told.unit.agency).sample(of_city, _OF_A_UNIT)
        handed += random.sample(_formulas(f"{self.seed}", _OF_THE_PROVINCE), 2)
        for formula in handed:
            key = random.choice(("overview", "overview", "problems", "other"))
            found[key].insert(random.randint(1, len(found[key])), formula)
        if draw() < _SHORT:
            found["other"] = [random.choice(SHORT)]
        return {"preamble": [SET[0], SET[1 + int(draw() * 2)]], **found}

    def make(self, number: int) -> None:
        """Write the report ``number``."""
        told = self.told(number)
        random = Random(f"{self.seed}/{number}/role")
        role = random.random() if told.year > FIRST_YEAR else 0.0
        if role < _PLAIN:
            self.plain.append(number)
            self.is_plain.add(number)
            self.write(told, self.sections(told))
        elif role < 1 - _DECOYS:
            self.copy(told, random)
        else:
            self.decoy(told, random)

    def write(self, told: Told, sections: Sections, ready: Stretch | None = None) -> None:
        """Add a report; one of its sections may be ready."""
        known, unit = told.known, told.unit
        stretches = tuple(
            ready if ready and ready.section == key
            else laid_out(key, [text.format(**known) for text in sections[key]])[0]
            for key in SECTIONS
        )  # fmt: skip
        day = told.number % self.each_year * 28 // self.each_year
        published = date(told.year + 1, 1, 2) + timedelta(days=day)
        file = f"{told.number:06}_{unit.agency}_{told.year}.txt"
        self.corpus.writings.append(
            Writing(
                file,
                unit.agency,
                unit.agency,
                told.year,
                stretches,
                published,
                level=unit.level,
                government=unit.government,
            )
        )

    def source_of(self, told: Told, kind: str, random: Random) -> int | None:
        """An earlier report that was written by itself: of the same unit in one case of three. None where none fits."""
        own = [
            number
            for number in range(told.number % self.each_year, told.number, self.each_year)
            if number in self.is_plain
        ]
        if own and kind not in (NAME_LEFT, LEVEL_LEFT) and random.random() < 1 / 3:
            return random.choice(own)
        rank = RANKS[told.unit.government]
        for number in random.sample(self.plain, min(_TRIED, len(self.plain))):
            other = self.told(number)
            is_fit = {
                NAME_LEFT: RANKS[other.unit.government] >= rank,
                LEVEL_LEFT: RANKS[other.unit.government] > rank,
                YEAR_LEFT: other.year < told.year,
            }  # fmt: skip
            if other.unit != told.unit and is_fit.get(kind, True):
                return number
        return None

    def copy(self, told: Told, random: Random) -> None:
        """Write a report that has a section from another one."""
        kind = list(WAYS)[self.copies % len(WAYS)]
        self.copies += 1
        number = self.source_of(told, kind, random)
        if number is None:
            return self.write(told, self.sections(told))
        source = self.told(number)
        key = "overview" if kind in (NAME_LEFT, LEVEL_LEFT, YEAR_LEFT) or random.random() < 0.6 else "problems"
        given = self.sections(source)[key]
        taken: Copied = [(text, number) for number, text in enumerate(given)]
        copied = WAYS[kind](taken, _sentences(key, len(given) // 2 + 2, random.random), random)
        stretch, spans, slips = _written(key, copied, kind, source, told)
        _, before = laid_out(key, [text.format(**source.known) for text in given])
        both = zip(copied, spans, strict=True)
        self.corpus.plants.append(
            Plant(
                kind, source.number, told.number, SECTIONS.index(key), source.unit == told.unit,
                tuple((before[number], span) for (_, number), span in both if number is not None), slips,
            )
        )  # fmt: skip
        return self.write(told, self.sections(told), stretch)

    def decoy(self, told: Told, random: Random) -> None:
        """Write one of two reports that have been written by themselves, and look alike."""
        number, is_second = self.decoys // 2, self.decoys % 2
        self.decoys += 1
        kind, both = DECOYS[number % len(DECOYS)], Random(f"{self.seed}/decoy {number}")
        draw, topic = random.random, {slot: both.choice(WORDS[slot]) for slot in ("field", "doc", "people")}
        sections = {key: _sentences(key, random.randint(*size), draw) for key, size in _SIZES.items()}
        sections["preamble"], sections["other"] = list(SET[:3]), [SHORT[0]]
        if kind == "set phrases":
            sections["overview"] = random.sample(SET, len(SET) - 1)
        elif kind == "short answers":
            sections["other"] = [both.choice(SHORT)]
        else:
            sections["overview"] = [invented(WORK[is_second::2], draw, topic) for _ in sections["overview"]]
        if is_second:
            self.corpus.decoys.append((kind, self.waiting, told.number))
        self.waiting = told.number
        self.write(told, sections)


def corpus(seed: int, count: int) -> Corpus:
    """``count`` reports and the truth about them; the same for the same seed and count."""
    maker = _Maker(seed, count)
    for number in range(count):
        maker.make(number)
    return maker.corpus
