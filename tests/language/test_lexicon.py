"""Every entry of the lexicons is run on its own examples."""

import pytest

from gknlp.editions import edition
from gknlp.language.lexicon import phrases, topics, with_years
from gknlp.language.sentences import topic_sentences
from gknlp.parsing.claims import claims_of
from gknlp.parsing.flow import flow_of
from gknlp.parsing.titles import find_titles
from gknlp.types.document import Block, BlockKind, Document
from gknlp.types.report import Masthead


def claims_in(sentence: str, year: int):
    blocks = (Block(BlockKind.PARAGRAPH, "一、总体情况"), Block(BlockKind.PARAGRAPH, sentence))
    flow = flow_of(Document("甲", "plain", blocks))
    masthead = Masthead("", "临江市青山区人民政府", "county", "", year, None)
    return claims_of(flow, find_titles(flow), [], edition("2021" if year > 2020 else "2019"), masthead)


def year_for(phrase) -> int:
    """A year whose edition has the phrase's cells."""
    form = edition("2021")
    metrics = phrase.readings[0][0].replace("+", "-").split("-")
    return 2023 if all(metric.strip() in form.metrics or metric.strip() in form.sums for metric in metrics) else 2019


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
