"""The engine against a corpus of which all that was copied is known: pairs, passages and traces that it finds and misses.

Pairs are held against brute force: the same shares asked of all pairs of reports.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from reports.reuse_corpus import corpus
from reports.reuse_plants import Corpus, Plant

from evaluation.measures import Failure, Measure
from evaluation.reuse_truth import Hashes, Shingles, pairs_by_brute_force, shares_between, shingles_of
from gknlp.reuse import MINIMUM, find
from gknlp.reuse.background import Background, built, common_of
from gknlp.reuse.comparing import LONG_PASSAGE, prepare
from gknlp.types.reuse import Pair, Passage, Reuse, Trace, TraceKind, Writing

SEED = 29
SAMPLE, WHOLE = 200, (1000, 10_000)
"""Reports of a corpus."""
HALF = 0.5
BARS = {"recall of halves": 0.99, "recall": 0.95, "precision": 1.0, "decoys left alone": 1.0, "covered": 1.0}
COVERED = 0.95
"""Of the letters of a planted passage: what its pair's passages have to cover, in both reports."""
OWN, OTHERS = "all from the same unit", "all from other units"
_HEAD = [
    "| kind | planted | asked | found | covered: least | mean | 0.95 and more |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
]
_LONG_SHARE = 0.75
"""Of the letters of a passage that is long: those alike."""
_OF_BACKGROUND = 150
"""Reports of another seed: so few that about as much of the corpus counts as of real reports."""

Numbers = tuple[int, int]


@dataclass(slots=True)
class Kind:
    """What became of the plants of one kind: ``asked`` are those of which brute force says that they are to be found."""

    planted: int = 0
    asked: int = 0
    found: int = 0
    covered: list[float] = field(default_factory=list)

    def line(self, name: str) -> str:
        """A line of the table."""
        least = f"{min(self.covered):.3f}" if self.covered else ""
        mean = f"{sum(self.covered) / len(self.covered):.3f}" if self.covered else ""
        return (
            f"| {name} | {self.planted} | {self.asked} | {self.found} | {least} | {mean} | {_share(self.covered):.3f} |"
        )


def _share(covered: Sequence[float]) -> float:
    return sum(share >= COVERED for share in covered) / len(covered) if covered else 1.0


@cache
def background() -> Background:
    """What reports in the language of the corpus have in common."""
    return built(corpus(SEED + 1, _OF_BACKGROUND).writings)


@dataclass(slots=True)
class Outcome:
    """What the engine made of a corpus."""

    corpus: Corpus
    found: dict[Numbers, Pair]
    truth: dict[Numbers, float]
    seconds: float
    kinds: dict[str, Kind] = field(default_factory=lambda: defaultdict(Kind))
    slips: dict[TraceKind, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    """How many there are, and how many were found."""
    wrong: list[Numbers] = field(default_factory=list)
    false_traces: list[Failure] = field(default_factory=list)
    traces: int = 0
    failures: list[Failure] = field(default_factory=list)

    def asked(self, minimum: float) -> list[Numbers]:
        """The pairs that brute force finds at ``minimum``."""
        return [pair for pair, share in self.truth.items() if share >= minimum]

    def recall(self, asked: Iterable[Numbers]) -> float:
        """How many of the pairs were found."""
        hits = [pair in self.found for pair in asked]
        return sum(hits) / len(hits) if hits else 1.0


def numbered(found: Reuse, writings: Sequence[Writing]) -> dict[Numbers, Pair]:
    """The pairs by the numbers of their reports, the earlier first."""
    numbers = {writing.file: number for number, writing in enumerate(writings)}
    return {(numbers[pair.earlier.file], numbers[pair.later.file]): pair for pair in found.pairs}


def is_right(pair: Pair, earlier: Shingles, later: Shingles) -> bool:
    """Whether the shares of a pair are those of brute force, and enough to show it, or else a passage is that is long."""
    for shares, here, there in ((pair.shares, later, earlier), (pair.earlier_shares, earlier, later)):
        true = {share.stretch: (share.counted, share.masked) for share in shares_between(here, there)}
        if true != {share.stretch: (share.counted, share.masked) for share in shares}:
            return False
    return pair.most >= MINIMUM or any(_is_long(pair, passage) for passage in pair.passages)


def _is_long(pair: Pair, passage: Passage) -> bool:
    """Whether so many counted shingles of a passage stand in the same passage of the other report."""
    here = _shingles(pair.later, passage.stretch, passage.start, passage.end, is_counted=True)
    there = _shingles(pair.earlier, passage.earlier_stretch, passage.earlier_start, passage.earlier_end)
    return int(np.isin(here, there).sum()) >= LONG_PASSAGE and passage.same >= _LONG_SHARE * passage.length


def _shingles(writing: Writing, stretch: int, start: int, end: int, is_counted: bool = False) -> Hashes:
    """The shingles within ``start:end`` of a stretch, all or those that count."""
    found = prepare(writing, common_of(background())).shingled
    shift, count = found.masked.bounds[stretch], len(found.hashes)
    within = (found.masked.starts[:count] >= shift + start) & (found.masked.ends[-count:] <= shift + end)
    return found.hashes[within & found.is_counted if is_counted else within]


def coverage(plant: Plant, pair: Pair) -> float:
    """How much of a planted passage the passages of its pair cover: of its letters in the report where it is less."""
    here, there = pair.later.stretches[plant.stretch].text, pair.earlier.stretches[plant.stretch].text
    passages = pair.passages
    later = [(entry.start, entry.end) for entry in passages if entry.stretch == plant.stretch]
    earlier = [(e.earlier_start, e.earlier_end) for e in passages if e.earlier_stretch == plant.stretch]
    return min(
        _covered(here, [span for _, span in plant.spans], later),
        _covered(there, [span for span, _ in plant.spans], earlier),
    )


def _covered(text: str, wanted: Iterable[Numbers], found: Iterable[Numbers]) -> float:
    letters = {at for start, end in wanted for at in range(start, end) if text[at].isalnum()}
    return len(letters & {at for start, end in found for at in range(start, end)}) / len(letters)


def judged(made: Corpus, found: Reuse, seconds: float = 0.0) -> Outcome:
    """What was found in a corpus, held against the truth."""
    shingles = shingles_of(made.writings, common_of(background()))
    result = Outcome(made, numbered(found, made.writings), pairs_by_brute_force(shingles, float(MINIMUM)), seconds)
    for (first, second), pair in result.found.items():
        if not is_right(pair, shingles[first], shingles[second]):
            result.wrong.append((first, second))
    _judge_plants(result)
    _judge_traces(result)
    planted = {(plant.source, plant.copy): plant.kind for plant in made.plants}
    for missed in sorted(result.truth.keys() - result.found.keys()):
        expected = f"a share of {result.truth[missed]:.3f}"
        result.failures.append(_failure(made, missed, planted.get(missed, "not planted"), expected, ""))
    result.failures += [_failure(made, numbers, "wrong", "", "a share") for numbers in result.wrong]
    result.failures += [
        _failure(made, (a, b), kind, "", "a pair") for kind, a, b in made.decoys if (a, b) in result.found
    ]
    return result


def _failure(made: Corpus, pair: Numbers, family: str, expected: str, found: str) -> Failure:
    files = " / ".join(made.writings[number].file for number in pair)
    return Failure(files, family, "", expected, found)


def _judge_plants(result: Outcome) -> None:
    for plant in result.corpus.plants:
        pair = result.found.get((plant.source, plant.copy))
        share = coverage(plant, pair) if pair else 0.0
        told = {(t.kind, t.stretch, at) for t in (pair.traces if pair else ()) for at in range(t.start, t.end)}
        missed = [slip for slip in plant.slips if (slip.kind, slip.stretch, slip.span[0]) not in told]
        is_asked = (plant.source, plant.copy) in result.truth
        for entry in (result.kinds[plant.kind], result.kinds[OWN if plant.is_own else OTHERS]):
            entry.planted += 1
            entry.asked += is_asked
            entry.found += pair is not None
            entry.covered += [share] * (is_asked or pair is not None)
        for slip in plant.slips:
            result.slips[slip.kind][0] += 1
            result.slips[slip.kind][1] += slip not in missed
        words = [f"{slip.kind.value} {slip.text}" for slip in missed] if pair else []
        words += [f"covered, not {share:.3f}"] if pair and share < COVERED else []
        numbers = (plant.source, plant.copy)
        result.failures += [_failure(result.corpus, numbers, plant.kind, word, "") for word in words]


def _has_numbers(pair: Pair, trace: Trace) -> bool:
    """Whether all numbers of a trace stand in the passages of both reports."""
    both = [
        "".join(pair.later.stretches[entry.stretch].text[entry.start : entry.end] for entry in pair.passages),
        "".join(
            pair.earlier.stretches[entry.earlier_stretch].text[entry.earlier_start : entry.earlier_end]
            for entry in pair.passages
        ),
    ]
    return all(number in text for text in both for number in trace.text.split("、"))


def _judge_traces(result: Outcome) -> None:
    """A trace is true where its words were left in its report, that of equal numbers where both reports have them all."""
    slips = {
        (plant.copy, slip.kind, slip.stretch, at)
        for plant in result.corpus.plants for slip in plant.slips for at in range(*slip.span)
    }  # fmt: skip
    for numbers, pair in result.found.items():
        for trace in pair.traces:
            result.traces += 1
            places = {(numbers[1], trace.kind, trace.stretch, at) for at in range(trace.start, trace.end)}
            is_true = _has_numbers(pair, trace) if trace.kind is TraceKind.NUMBERS else bool(places & slips)
            if not is_true:
                told = f"{trace.kind.value} {trace.text}"
                result.false_traces.append(_failure(result.corpus, numbers, "trace", "", told))


def _scores(result: Outcome) -> dict[str, float]:
    planted = {(plant.source, plant.copy) for plant in result.corpus.plants}
    decoys = [(first, second) for _, first, second in result.corpus.decoys]
    asked = result.asked(float(MINIMUM))
    every = [share for plant in result.kinds if plant in (OWN, OTHERS) for share in result.kinds[plant].covered]
    scores = {
        "recall of halves": result.recall(result.asked(HALF)),
        "recall": result.recall(asked),
        "recall/planted": result.recall(pair for pair in asked if pair in planted),
        "precision": 1 - len(result.wrong) / max(len(result.found), 1),
        "decoys left alone": 1 - result.recall(decoys) if decoys else 1.0,
        "covered": _share(every),
        "true traces": 1 - len(result.false_traces) / max(result.traces, 1),
    }
    scores |= {f"covered/{name}": _share(entry.covered) for name, entry in result.kinds.items()}
    return scores | {f"traces/{kind.value}": found / there for kind, (there, found) in result.slips.items()}


def _lines(result: Outcome, scores: dict[str, float]) -> list[str]:
    lines = [*_HEAD, *(entry.line(name) for name, entry in sorted(result.kinds.items())), ""]
    for minimum in (HALF, float(MINIMUM)):
        asked = result.asked(minimum)
        lines.append(
            f"{len(asked)} pairs of {minimum} and more by brute force, {result.recall(asked):.4f} of them found"
        )
    lines.append(f"of those that were planted {scores['recall/planted']:.4f}; {len(result.found)} pairs reported")
    traces = (f"{kind.value} {found} of {there}" for kind, (there, found) in result.slips.items())
    lines.append(f"traces: {', '.join(traces)}; {len(result.false_traces)} false of {result.traces}")
    return [*lines, f"{result.seconds:.1f} s to find"]


def measure(count: int) -> Measure:
    """The scores of a corpus of ``count`` reports."""
    made = corpus(SEED, count)
    start = time.perf_counter()
    found = find(made.writings, MINIMUM, background())
    result = judged(made, found, time.perf_counter() - start)
    scores = _scores(result)
    name = f"reuse of {count}"
    low = [f"{key} {scores[key]:.4f}" for key, bar in BARS.items() if scores[key] < bar]
    summary = (
        f"{name}: {len(result.found)} pairs, recall {scores['recall of halves']:.3f} of halves and {scores['recall']:.3f} of "
        f"{MINIMUM}, precision {scores['precision']:.3f}, {scores['covered']:.3f} of passages covered; bars "
        + (f"NOT met: {', '.join(low)}" if low else "met")
    )
    failures = [*result.failures, *result.false_traces]
    return Measure(name, digest(made), scores, _lines(result, scores), failures, summary)


def digest(made: Corpus) -> str:
    """The hash of a corpus and its truth."""
    return hashlib.sha256(repr((made.writings, made.plants, made.decoys)).encode()).hexdigest()[:16]


def sample() -> Measure:
    """A corpus that is small enough for every run."""
    return measure(SAMPLE)


def whole() -> list[Measure]:
    """Corpora of the size of a county's, and of a province's, reports."""
    return [measure(count) for count in WHOLE]
