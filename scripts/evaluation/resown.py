"""Errors seeded in the labelled sentences: a number that agrees with its table, written otherwise, must differ from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from evaluation.changes import Change, changes_of, with_text, written_at
from evaluation.seeded import AGREEING, Seeded, Sowing, family_of
from evaluation.sentences import Unit, matches_of, sentences, units
from gknlp.types.document import Block, BlockKind, Document, Place
from gknlp.types.dossier import Match, Status


def _document(text: str, block: int) -> Document:
    return Document("", "plain", tuple(Block(BlockKind.PARAGRAPH, text) for _ in range(block + 1)))


def _verdicts(matches: tuple[Match, ...], place: Place) -> Counter[tuple[str, str, str]]:
    return Counter(
        (match.claim.metric, str(match.claim.value), match.status.value)
        for match in matches
        if not match.claim.place.start <= place.start < match.claim.place.end
    )


def _links(sentence: dict[str, Any], matches: tuple[Match, ...]) -> Iterator[tuple[Match, dict[str, Any]]]:
    """The claims that agree with the tables, found and labelled."""
    for match in matches:
        start, end = match.claim.place.start, match.claim.place.end
        for claim in sentence["claims"]:
            own = not claim["period"] and not claim["scope"] and claim["verdict"].startswith("agrees")
            if own and match.status in AGREEING and start < claim["end"] and claim["start"] < end:
                yield match, claim
                break


def _result(
    unit: Unit, sentence: dict[str, Any], before: tuple[Match, ...], match: Match, claim: dict[str, Any], change: Change
) -> Seeded | None:
    """What became of a change, None where the sentence now states another legitimate reading."""
    text = with_text(_document(sentence["text"], change.place.block), change.place, change.text).blocks[-1].text
    after, _ = matches_of(unit, {**sentence, "text": text})
    place = change.place
    there = [found for found in after if found.claim.place.start <= place.start < found.claim.place.end]
    if any(found.status in AGREEING and str(found.reading.expression) in claim["readings"] for found in there):
        return None
    cause = "" if any(found.status is Status.DIFFERS for found in there) else "no claim found there any more"
    if cause and there:
        cause = f"{there[0].status.value} as {there[0].reading.expression}: {there[0].explanation}"
    was, now = _verdicts(before, place), _verdicts(after, place)
    moved = [f"gone: {' '.join(key)}" for key in was - now] + [f"new: {' '.join(key)}" for key in now - was]
    return Seeded(
        sentence["id"], "prose", change.kind, family_of(match.claim.metric), match.claim.metric,
        sentence["text"][place.start : place.end], change.text, sentence["text"], cause, tuple(moved),
    )  # fmt: skip


def resow() -> Sowing:
    """Every error in every labelled sentence."""
    known, sowing = units(), Sowing()
    for sentence in sentences():
        unit = known[sentence["unit"]]
        try:
            before, block = matches_of(unit, sentence)
        except Exception:  # counted where the sentences are judged
            continue
        document = _document(sentence["text"], block)
        sowing.reports += 1
        for match, claim in _links(sentence, before):
            sowing.links += 1
            written = written_at(document, match.claim.place, match.claim.value)
            for change in changes_of(written, match.claim.bound, {}) if written else ():
                found = _result(unit, sentence, before, match, claim, change)
                sowing.harmless += found is None
                sowing.seeded += [found] if found else []
    return sowing
