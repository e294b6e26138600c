"""What a phrase may mean in an edition of the form, and the claim that comes of it."""

from __future__ import annotations

from functools import cache

from gknlp.language.lexicon import Phrase, phrases
from gknlp.language.numerals import Quantity
from gknlp.parsing.claim_context import Context, scope_of
from gknlp.parsing.claim_words import CLAUSE
from gknlp.types.edition import Edition, Force
from gknlp.types.expression import Expression
from gknlp.types.report import Bound, Claim, Reading


@cache
def usable(edition: Edition) -> frozenset[str]:
    """The keys of the phrases that ``edition`` has cells for."""
    return frozenset(phrase.key for phrase in phrases() if readings_of(edition, phrase))


def readings_of(edition: Edition, phrase: Phrase, is_cumulative: bool = False) -> tuple[Reading, ...]:
    """The readings that the edition has cells for; of a ``free`` phrase the first one stays without any."""
    result = []
    for text, force, note in phrase.readings:
        expression = Expression.parse(text)
        if is_cumulative:
            expression = Expression(
                tuple((sign, f"{_cell(edition, metric)}.cumulative") for sign, metric in expression.terms)
            )
        if edition.knows(expression) or (phrase.free and not is_cumulative):
            result.append(Reading(expression, Force(force), note))
    return tuple(result)


def _cell(edition: Edition, metric: str) -> str:
    """The cell that a metric by the name of a later form stands for."""
    terms = edition.sums[metric].terms if metric in edition.sums else ()
    return terms[0][1] if len(terms) == 1 else metric


def in_column(edition: Edition, applicant: Phrase, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """A result of one kind of applicant: the row of the result in the applicant's column."""
    column = applicant.readings[0][0].split(" ")[0].rpartition(".")[2]
    result = []
    for reading in readings:
        terms = tuple((sign, metric.removesuffix("total") + column) for sign, metric in reading.expression.terms)
        expression = Expression(terms)
        if edition.knows(expression):
            result.append(Reading(expression, reading.force, reading.note))
    return tuple(result)


def written(context: Context, phrase: Phrase, readings: tuple[Reading, ...], quantity: Quantity,
             span: tuple[int, int], period: str) -> Claim:  # fmt: skip
    """The claim of a number that stands (or whose word of absence stands) at ``span``, an offset pair into the text."""
    text, (start, end) = context.text, span
    left = context.start_of(start)
    for found in CLAUSE.finditer(text, left, start):
        left = found.end()
    after = CLAUSE.search(text, end)
    right = after.start() if after else len(text)
    return Claim(
        text=text[max(left, start - 60) : min(right, end + 30)].strip(),
        value=quantity.value,
        bound=Bound(quantity.bound),
        unit=quantity.unit,
        readings=readings,
        place=context.flow.place(start, end),
        phrase=phrase.key,
        section=context.section(start),
        scope=scope_of(context, start),
        period=period,
        low=quantity.low,
        high=quantity.high,
        is_closed=quantity.is_closed,
    )
