"""What the comparison of reports is held against: the brute force, and that scores fall with what is found."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from evaluation import reuse
from evaluation.reuse_truth import pairs_by_brute_force, shares_between, shingles_of
from reports.reuse_corpus import corpus

from gknlp.reuse import MINIMUM, find
from gknlp.reuse.background import common_of
from gknlp.types.reuse import Trace, TraceKind

COUNT = 110


@pytest.fixture(scope="module")
def made():
    return corpus(reuse.SEED, COUNT)


@pytest.fixture(scope="module")
def found(made):
    return find(made.writings, MINIMUM, reuse.background())


@pytest.fixture
def scores(made, monkeypatch):
    """The scores of an engine that finds what it is told."""
    reuse.background()  # it is made of a corpus of its own
    monkeypatch.setattr(reuse, "corpus", lambda seed, count: made)

    def measured(reused):
        monkeypatch.setattr(reuse, "find", lambda *_: reused)
        return reuse.measure(COUNT).scores

    return measured


def test_brute_force_leaves_nothing_out(made):
    shingles = shingles_of(made.writings[:60], common_of(reuse.background()))
    true = {}
    for first, here in enumerate(shingles):
        for second, there in enumerate(shingles):
            if first != second:
                held = set(there.held.tolist())
                for _, counted in here.sections:
                    share = len(set(counted.tolist()) & held) / len(counted)
                    key = (min(first, second), max(first, second))
                    true[key] = max(true.get(key, 0.0), share)
    for minimum in (0.02, 0.3):
        found = pairs_by_brute_force(shingles, minimum)
        assert found == {pair: share for pair, share in true.items() if share >= minimum}
        assert found


def test_decoys_share_less_than_is_asked(made):
    shingles = shingles_of(made.writings, common_of(reuse.background()))
    assert made.decoys
    for _, first, second in made.decoys:
        for shares in (
            shares_between(shingles[first], shingles[second]),
            shares_between(shingles[second], shingles[first]),
        ):
            assert all(share.masked < MINIMUM for share in shares)


def test_what_is_found_is_measured(found, scores):
    good = scores(found)
    assert good["precision"] == good["decoys left alone"] == good["true traces"] == 1
    assert good["recall"] == good["recall of halves"] == 1
    assert {f"covered/{kind}" for kind in ("whole section", "mixture")} <= set(good)


def test_pairs_that_are_missed_lower_the_recall(found, scores):
    less = scores(replace(found, pairs=found.pairs[::2]))
    assert less["recall of halves"] < 0.7 and less["recall"] < 0.7 and less["covered"] < 0.7
    assert scores(replace(found, pairs=()))["recall"] == 0


def test_a_wrong_share_lowers_the_precision(found, scores):
    pairs = list(found.pairs)
    share = replace(pairs[0].shares[0], masked=Decimal("0.3141"))
    pairs[0] = replace(pairs[0], shares=(share, *pairs[0].shares[1:]))
    assert scores(replace(found, pairs=tuple(pairs)))["precision"] == 1 - 1 / len(pairs)


def test_a_passage_alone_has_to_be_long_and_in_both_reports(found, made):
    pair = next(pair for pair in found.pairs if pair.most == 1 and not pair.is_of_one_unit)
    numbers = {writing.file: number for number, writing in enumerate(made.writings)}
    shingles = shingles_of(made.writings, common_of(reuse.background()))
    both = shingles[numbers[pair.earlier.file]], shingles[numbers[pair.later.file]]
    (passage,) = [entry for entry in pair.passages if entry.length == max(e.length for e in pair.passages)][:1]
    assert reuse._is_long(pair, passage)
    assert not reuse._is_long(pair, replace(passage, end=passage.start + 30))
    assert not reuse._is_long(pair, replace(passage, earlier_end=passage.earlier_start + 30))
    assert reuse.is_right(pair, *both) and not reuse.is_right(replace(pair, shares=()), *both)


def test_a_decoy_that_is_reported_is_held_against_it(found, scores, made):
    _, first, second = made.decoys[0]
    pair = replace(found.pairs[0], earlier=made.writings[first], later=made.writings[second], passages=(), traces=())
    bad = scores(replace(found, pairs=(*found.pairs, pair)))
    assert bad["decoys left alone"] < 1 and bad["precision"] < 1


def test_passages_that_are_cut_short_lower_what_is_covered(found, scores):
    good = scores(found)
    short = tuple(
        replace(pair, passages=tuple(replace(entry, end=(entry.start + entry.end) // 2) for entry in pair.passages))
        for pair in found.pairs
    )
    bad = scores(replace(found, pairs=short))
    assert bad["covered"] == 0 < good["covered"] and bad["recall"] == good["recall"]


def test_traces_are_looked_for_at_their_places(found, scores):
    good = scores(found)
    without = scores(replace(found, pairs=tuple(replace(pair, traces=()) for pair in found.pairs)))
    assert without["traces/level"] == 0 < good["traces/level"] and without["true traces"] == 1
    false = Trace(TraceKind.YEAR, "2019年", 1, 0, 5, 1, 0, 5)
    numbers = Trace(TraceKind.NUMBERS, "123456、7", 1, 0, 5, 1, 0, 5)
    clean = next(number for number, pair in enumerate(found.pairs) if not pair.traces)
    for trace in (false, numbers):
        pairs = list(found.pairs)
        pairs[clean] = replace(pairs[clean], traces=(trace,))
        assert scores(replace(found, pairs=tuple(pairs)))["true traces"] < 1


def test_the_digest_is_that_of_the_corpus_and_its_truth(made):
    assert reuse.digest(made) == reuse.digest(corpus(reuse.SEED, COUNT))
    assert reuse.digest(replace(made, plants=made.plants[1:])) != reuse.digest(made)


def test_shingles_are_in_order(made):
    (one,) = shingles_of(made.writings[:1], common_of())
    assert one.sections and all(bool((np.diff(counted) > 0).all()) for _, counted in one.sections)
