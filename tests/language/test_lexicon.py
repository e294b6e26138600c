"""Every entry of the lexicons is run on its own examples."""

import pytest

from gknlp.editions import due
from gknlp.language.lexicon import elements, listing_words, phrases, signs, topics, with_years
from gknlp.language.sentences import topic_sentences
from gknlp.parsing.claims import claims_of
from gknlp.parsing.flow import flow_of
from gknlp.parsing.narrative import narrative_of
from gknlp.parsing.titles import find_titles
from gknlp.types.document import Block, BlockKind, Document
from gknlp.types.expression import Expression
from gknlp.types.report import Masthead

YEARS = (2023, 2019, 2016)
"""A year for each edition that differs in its cells."""


def claims_in(sentence: str, year: int):
    blocks = (Block(BlockKind.PARAGRAPH, "一、总体情况"), Block(BlockKind.PARAGRAPH, sentence))
    flow = flow_of(Document("甲", "plain", blocks))
    masthead = Masthead("", "临江市青山区人民政府", "county", "", year, None)
    return claims_of(narrative_of(flow, find_titles(flow)), due(year), masthead)


def year_for(phrase) -> int:
    """A year whose edition has the phrase, and the cells of its likeliest reading."""
    metrics = Expression.parse(phrase.readings[0][0]).metrics
    allowed = [year for year in (*YEARS, 2012) if not phrase.editions or due(year).key in phrase.editions]
    known = [
        year
        for year in allowed
        if phrase.free or all(metric in due(year).metrics or metric in due(year).sums for metric in metrics)
    ]
    return known[0]


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.key)
def test_phrase_knows_its_examples(phrase):
    year = year_for(phrase)
    assert phrase.hits and phrase.misses
    for hit in phrase.hits:
        sentence, value, metric = hit.split("|")
        found = [(str(claim.value.normalize() + 0), claim.metric) for claim in claims_in(with_years(sentence, year), year)
                 if claim.phrase == phrase.key]  # fmt: skip
        assert (value, metric) in [(f"{float(v):g}" if "E" in v else v, m) for v, m in found], (sentence, found)
    for miss in phrase.misses:
        assert all(claim.phrase != phrase.key for claim in claims_in(with_years(miss, year), year)), miss


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.key)
def test_topic_knows_its_examples(topic):
    for sentence in topic.hits:
        assert topic.key in [key for key, _, _ in topic_sentences(sentence)], sentence
    for sentence in topic.misses:
        assert topic.key not in [key for key, _, _ in topic_sentences(sentence)], sentence


def test_a_sentence_does_not_end_inside_a_number():
    assert [end for _, _, end in topic_sentences("公开率提高12.5%。还有不足")] == [11, 15]


@pytest.mark.parametrize("element", elements(), ids=lambda element: element.key)
def test_element_knows_its_examples(element):
    assert element.hits and element.misses
    for sentence in element.hits:
        assert element.words.search(sentence), sentence
    for sentence in element.misses:
        assert not element.words.search(sentence) or all(word in sentence for word in listing_words()), sentence


@pytest.mark.parametrize("sign", signs().values(), ids=lambda sign: sign.key)
def test_sign_knows_its_examples(sign):
    assert sign.hits and sign.misses
    for sentence in sign.hits:
        assert sign.pattern.search(sentence), sentence
    for sentence in sign.misses:
        assert not sign.pattern.search(sentence), sentence
