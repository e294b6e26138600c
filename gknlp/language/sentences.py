"""Sentences and set phrases, by the one spaCy pipeline of the project.

Phrases are matched over characters: over jieba's words a PhraseMatcher misses those that a word boundary cuts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from gknlp.language.lexicon import topics

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher

_LONGEST_PIECE = 5_000
_TURN = "turn"
_ENDS = ["。", "！", "？", "；", "!", "?", ";", "\n"]


@cache
def pipeline() -> tuple[Language, PhraseMatcher]:
    """A blank Chinese pipeline over characters that ends sentences at 。！？； only (the default cuts inside 12.5%), and
    a matcher of the topics' words."""
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    language.add_pipe("sentencizer", config={"punct_chars": _ENDS})
    matcher = PhraseMatcher(language.vocab)
    for topic in topics():
        matcher.add(topic.key, [language.make_doc(word) for word in topic.words])
        if topic.turns:
            matcher.add(_TURN, [language.make_doc(word) for word in topic.turns])
    return language, matcher


def topic_sentences(text: str) -> Iterator[tuple[str, int, int]]:
    """(topic, start, end) of the sentences of ``text`` that speak of a topic of the lexicon.

    A sentence that names a problem is no remedy, whatever it calls for, but where it turns: 存在不足，下一步将改进.
    """
    for begin, piece in _pieces(text):
        for key, start, end in _topics_in(piece):
            yield key, begin + start, begin + end


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """``text`` cut at ends of sentences, with offsets: spaCy's time grows with the square of the length."""
    begin = 0
    while begin < len(text):
        end = begin + _LONGEST_PIECE
        if end < len(text):
            end = max(text.rfind(mark, begin, end) for mark in _ENDS) + 1 or end
        yield begin, text[begin:end]
        begin = end


def _topics_in(text: str) -> Iterator[tuple[str, int, int]]:
    language, matcher = pipeline()
    document = language(text)
    sentences = list(document.sents)
    starts = [sentence.start for sentence in sentences]
    found: dict[int, dict[str, list[int]]] = {}
    for span in matcher(document, as_spans=True):
        keys = found.setdefault(bisect_right(starts, span.start) - 1, {})
        keys.setdefault(span.label_, []).append(span.start)
    unless = {topic.key: topic.unless for topic in topics()}
    for number, sentence in enumerate(sentences):
        keys = found.get(number, {})
        words = sentence.text
        kept = {key for key in keys if key in unless and not any(word in words for word in unless[key])}
        if "problem" in kept and not (_TURN in keys and max(keys[_TURN]) > min(keys["problem"])):
            kept.discard("remedy")
        for key in sorted(kept):
            yield key, sentence.start_char, sentence.end_char
