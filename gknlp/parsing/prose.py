"""The prose of a report with its numbers and claims, for the finders that look at what stands around a number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gknlp.language.numerals import Quantity
from gknlp.parsing.claims import claims_of
from gknlp.parsing.flow import Flow, flow_of
from gknlp.parsing.narrative import Narrative, narrative_of, sentence_end, sentence_start
from gknlp.parsing.titles import Title
from gknlp.types.document import Block, BlockKind, Document, Place
from gknlp.types.edition import Edition
from gknlp.types.report import Claim, Masthead, Reading

PAIR = re.compile(r"[、，,和及与 ]{1,2}")
"""What stands between two numbers of a series: 3件、2件和1件."""
_LONGEST_NAME = 30
_GENERIC = re.compile(r"(?:数量|总数|总量|件数|数|一项|两项|即|则|也|的|量|比重|比例|占比|共|其中|来自|\s|[:“”\"()])+$")


@dataclass(frozen=True, slots=True)
class Prose:
    """``text`` is the folded text with tables and titles blanked, ``numbers`` its quantities in order and ``starts``
    where each begins; ``claims`` are by place."""

    flow: Flow
    text: str
    numbers: tuple[Quantity, ...]
    starts: tuple[int, ...]
    claims: Mapping[Place, Claim]
    edition: Edition
    masthead: Masthead
    titles: list[Title]

    def claim_at(self, quantity: Quantity) -> Claim | None:
        """What the number ``quantity`` is known to state."""
        return self.claims.get(self.flow.place(quantity.start, quantity.end))

    def sentence_start(self, offset: int) -> int:
        """Where the sentence of ``offset`` begins."""
        return sentence_start(self.text, offset)

    def sentence_end(self, offset: int) -> int:
        """Where the sentence of ``offset`` ends."""
        return sentence_end(self.text, offset)

    def clause(self, start: int, end: int) -> str:
        """The text to show for ``start:end``: whole clauses."""
        low = self.sentence_start(start)
        marks = [found.end() for found in re.finditer(r"[，;,。]", self.text[max(low, start - 60) : start])]
        begin = max(low, start - 60) + (marks[-1] if marks else 0)
        after = re.compile(r"[，;。!?\n]").search(self.text, end, end + 30)
        return self.text[begin : after.start() if after else end].strip(" ，,;")

    def before(self, offset: int, low: int) -> Iterator[Quantity]:
        """The numbers between ``low`` and ``offset``, the nearest first."""
        for index in range(bisect_left(self.starts, offset) - 1, -1, -1):
            if self.starts[index] < low:
                return
            if self.numbers[index].end <= offset:
                yield self.numbers[index]

    def after(self, offset: int, high: int) -> Iterator[Quantity]:
        """The numbers from ``offset`` to ``high``, in order."""
        for index in range(bisect_left(self.starts, offset), len(self.numbers)):
            if self.starts[index] >= high:
                return
            yield self.numbers[index]

    def named(self, words: str, offset: int) -> tuple[Reading, ...]:
        """What ``words``, which stand at ``offset``, would say of a number right behind them."""
        words = _GENERIC.sub("", words[-_LONGEST_NAME:])
        title = next((title for title in reversed(self.titles) if title.start <= offset), None)
        if not words or title is None:
            return ()
        for counter in ("件", "条"):
            blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in (title.text, f"{words}1{counter}。"))
            flow = flow_of(Document("", "plain", blocks))
            alone = replace(title, start=0, end=len(title.text))
            claims = claims_of(narrative_of(flow, [alone]), self.edition, self.masthead)
            claim = next((claim for claim in claims if claim.value == 1 and not claim.period), None)
            if claim is not None:
                return claim.readings
        return ()


_DECIMALS = re.compile(r"(?:\.|点)([\d〇零一二三四五六七八九]+)")


def decimals_of(text: str, quantity: Quantity) -> int:
    """The decimals that a number is printed with; -1 of 三成, which is a whole ten."""
    written = text[quantity.digits : quantity.end]
    if "成" in written and "%" not in written:
        return 0 if re.search(r"成[一二三四五六七八九\d]", written) else -1
    found = _DECIMALS.search(written)
    return len(found[1]) if found else 0


def prose_of(narrative: Narrative, edition: Edition, masthead: Masthead, claims: tuple[Claim, ...]) -> Prose:
    """``narrative`` with its ``claims``."""
    by_place: dict[Place, Claim] = {}
    for claim in claims:
        by_place.setdefault(claim.place, claim)
    starts = tuple(quantity.start for quantity in narrative.numbers)
    return Prose(
        narrative.flow, narrative.text, narrative.numbers, starts, by_place, edition, masthead, narrative.titles
    )
