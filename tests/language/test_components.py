"""The components in spaCy pipelines of others."""

from decimal import Decimal

import pytest
import spacy

from gknlp.language.characters import fold
from gknlp.language.numerals import quantities

TEXT = "全年收到申请1,024件，办结率98.5%，较上年增加八十六件；投入约1.6万元。"


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
def test_offsets_equal_those_of_the_core(segmenter):
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    nlp.add_pipe("gknlp_figures")
    doc = nlp(TEXT)
    spans = doc.spans["gknlp_figures"]
    expected = [(q.start, q.end, q.value, q.unit, q.bound) for q in quantities(fold(TEXT))]
    found = [(*span._.gknlp_offsets, span._.gknlp_value, span._.gknlp_unit, span._.gknlp_bound) for span in spans]
    assert found == expected and len(found) == 4
    assert all(
        span.start_char <= span._.gknlp_offsets[0] and span.end_char >= span._.gknlp_offsets[1] for span in spans
    )


def test_over_characters_a_span_is_the_number_itself():
    nlp = spacy.blank("zh")
    nlp.add_pipe("gknlp_figures")
    doc = nlp(TEXT)
    first = doc.spans["gknlp_figures"][0]
    assert (first.text, first.label_, first._.gknlp_value) == ("1,024件", "FIGURE", Decimal(1024))


def test_a_text_without_numbers():
    nlp = spacy.blank("zh")
    nlp.add_pipe("gknlp_figures")
    doc = nlp("持续推进各项工作。")
    assert len(doc.spans["gknlp_figures"]) == 0
