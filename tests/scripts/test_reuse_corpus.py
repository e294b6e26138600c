"""The corpus of reports that reuse text: what is said of it is so."""

import re
from difflib import SequenceMatcher
from random import Random

import pytest
from reports.reuse_copying import LEVEL_LEFT, NAME_LEFT, WAYS, WHOLE, YEAR_LEFT, renumbered, swapped
from reports.reuse_corpus import DECOYS, corpus
from reports.reuse_plants import RANKS
from reports.reuse_sentences import WORK, invented
from reports.reuse_units import units_of

from gknlp.types.reuse import TraceKind

ALIKE = {
    WHOLE, "names and years changed", "numbers changed", "sentences shuffled", "sentences dropped", "sentences inserted",
    "part of a section", NAME_LEFT, LEVEL_LEFT, YEAR_LEFT,
}  # fmt: skip


@pytest.fixture(scope="module")
def made():
    return corpus(3, 400)


def both(made, plant):
    """The texts of each copied sentence: in the source, in the copy."""
    source, copy = (made.writings[number].stretches[plant.stretch].text for number in (plant.source, plant.copy))
    return [(source[slice(*before)], copy[slice(*after)]) for before, after in plant.spans]


def bare(text, *writings):
    """A text without numbers and without what it calls units and their places."""
    for writing in writings:
        text = text.replace(writing.agency, "")
    for writing in writings:
        text = text.replace(re.match(r".+?[市县区镇]", writing.agency)[0], "")
    return re.sub(r"\d+|[我全][市县区镇局]", "", text)


def test_a_corpus_is_the_same_for_the_same_seed(made):
    assert corpus(3, 400) == made
    assert corpus(4, 400).writings != made.writings


@pytest.mark.parametrize("count", [1, 5, 37, 90])
def test_a_corpus_may_be_small(count):
    made = corpus(3, count)
    assert len(made.writings) == len({writing.file for writing in made.writings}) == count


def test_every_kind_is_planted(made):
    assert {plant.kind for plant in made.plants} == set(WAYS)
    assert {kind for kind, _, _ in made.decoys} == set(DECOYS)
    assert 0.15 < sum(plant.is_own for plant in made.plants) / len(made.plants) < 0.5


def test_reports_are_of_the_usual_length_and_each_its_own(made):
    sizes = sorted(sum(len(stretch.text) for stretch in writing.stretches) for writing in made.writings)
    assert 1500 <= sizes[len(sizes) // 2] <= 2500
    for writing in made.writings:
        for stretch in writing.stretches:
            assert len(stretch.starts) == len(stretch.places) and "{" not in stretch.text
            pieces = [
                stretch.text[start : start + place.end]
                for start, place in zip(stretch.starts, stretch.places, strict=True)
            ]
            assert "\n".join(pieces) == stretch.text


def test_spans_are_sentences_that_were_copied(made):
    for plant in made.plants:
        texts = both(made, plant)
        assert texts and all(text.endswith("。") and text.count("。") == 1 for pair in texts for text in pair)
        source, copy = made.writings[plant.source], made.writings[plant.copy]
        assert plant.source < plant.copy and (source.unit == copy.unit) == plant.is_own
        for before, after in texts:
            if plant.kind == WHOLE:
                assert before == after
            elif plant.kind in ALIKE:
                assert bare(before, source, copy) == bare(after, source, copy)


def test_numbers_stay_unless_they_are_changed(made):
    for plant in made.plants:
        found = [[re.findall(r"\d+(?![\d年月])", text) for text in pair] for pair in both(made, plant)]
        if plant.kind in ("numbers changed", "mixture"):
            assert all(old != new for pair in found for old, new in zip(*pair, strict=True))
        elif plant.kind in ALIKE:
            assert all(before == after for before, after in found)


def test_what_was_left_stands_where_it_is_said_to(made):
    kinds = set()
    for plant in made.plants:
        source, copy = made.writings[plant.source], made.writings[plant.copy]
        for slip in plant.slips:
            kinds.add(slip.kind)
            assert copy.stretches[slip.stretch].text[slice(*slip.span)] == slip.text
            if slip.kind is TraceKind.NAME:
                assert slip.text in source.agency and slip.text not in copy.agency
            elif slip.kind is TraceKind.YEAR:
                assert int(slip.text) - source.year in (0, 1) and source.year != copy.year  # a plan has the next year
        if plant.kind == NAME_LEFT:
            assert len(plant.slips) <= 1
    assert kinds == {TraceKind.NAME, TraceKind.LEVEL, TraceKind.YEAR}


def test_more_letters_change_the_more_words_are_swapped():
    texts = [invented(WORK, Random(number).random) for number in range(200)]
    alike = []
    for rate in (0.05, 0.1, 0.2, 0.3):
        changed = [swapped(text, rate, Random(2)) for text in texts]
        alike.append(
            sum(SequenceMatcher(None, *pair, False).ratio() for pair in zip(texts, changed, strict=True)) / 200
        )
        assert abs(1 - rate - alike[-1]) < 0.05
    assert alike == sorted(alike, reverse=True)
    assert swapped("{year}年12{we}", 1.0, Random(1)) == "{year}年12{we}"


def test_every_number_changes_but_years_and_months():
    assert renumbered("3月，{year}年办结12件", Random(1)).startswith("3月，{year}年办结")
    assert "12件" not in renumbered("3月，{year}年办结12件", Random(1))


def test_units_are_of_all_levels_and_have_names_of_their_own():
    units = [unit for city in range(40) for unit in units_of(city)]
    assert {unit.government for unit in units} <= set(RANKS) and len({unit.government for unit in units}) >= 3
    assert len({unit.agency for unit in units}) == len(units)
    with pytest.raises(ValueError, match="no names"):
        units_of(100_000)
