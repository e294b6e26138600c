"""The finders of this room as spaCy pipeline components, for other Chinese text.

``nlp.add_pipe("gknlp_figures")`` puts the quantities of a document into ``doc.spans["gknlp_figures"]``. Offsets are
characters of ``doc.text`` and equal those of ``gknlp.language.numerals.quantities``; where a token reaches over the end of
a number, the span covers the whole token and ``span._.gknlp_offsets`` keeps the exact ones.
"""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from gknlp.language.characters import fold
from gknlp.language.numerals import quantities

KEY = "gknlp_figures"
_ATTRIBUTES = ("gknlp_value", "gknlp_unit", "gknlp_bound", "gknlp_offsets")


@Language.component(KEY, assigns=["doc.spans"])
def figures(doc: Doc) -> Doc:
    """Find the quantities of ``doc``.

    Each span has the label FIGURE and the attributes ``_.gknlp_value`` (Decimal), ``_.gknlp_unit`` ("" for none, "%" for
    per cent), ``_.gknlp_bound`` (exact, about, at_least or below) and ``_.gknlp_offsets`` (start, end).
    """
    for name in _ATTRIBUTES:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
    spans = []
    for quantity in quantities(fold(doc.text)):
        span = doc.char_span(quantity.start, quantity.end, label="FIGURE", alignment_mode="expand")
        if span is None:
            continue
        span._.gknlp_value = quantity.value
        span._.gknlp_unit = quantity.unit
        span._.gknlp_bound = quantity.bound
        span._.gknlp_offsets = (quantity.start, quantity.end)
        spans.append(span)
    doc.spans[KEY] = spans
    return doc


def value_of(span: Span) -> Decimal:
    """The exact value of a span that ``figures`` found."""
    return cast(Decimal, span._.gknlp_value)
