"""What is wrong with a corpus: texts that stand twice, labels that contradict each other, texts and agencies on both sides of
a split, classes without balance, annotators who do not agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gknlp.learning.agreement import cohen_kappa, krippendorff_alpha
from gknlp.types.learning import Corpus, Example

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d[\d,，.]*")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two annotators agree on ``texts`` that both labelled: the share ``same`` (0 to 1) and what is left of it beyond
    chance, None where that is not defined."""

    texts: int
    same: float
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A text that stands in both files: the lines ``here`` and ``there``, and whether their labels are the same."""

    here: tuple[int, ...]
    there: tuple[int, ...]
    is_same: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check came to. Texts are the same when white space and numbers apart they are; ``repeated`` and
    ``contradicting`` are groups of lines of the same text, with the same labels and with others. ``shared_texts`` and
    ``shared_agencies`` stand in the other file too. ``counts`` are the examples of each label, ``unnamed`` those of no agency.
    ``agreement`` is over whole sets of labels, ``by_label`` over each label alone; None and empty without second labels."""

    corpus: Corpus
    other: Corpus | None
    repeated: tuple[tuple[int, ...], ...]
    contradicting: tuple[tuple[int, ...], ...]
    shared_texts: tuple[Shared, ...]
    shared_agencies: tuple[str, ...]
    counts: Mapping[str, int]
    unnamed: int
    agreement: Agreement | None
    by_label: Mapping[str, Agreement]

    @property
    def is_clean(self) -> bool:
        """Whether nothing has to be mended: no text twice, no contradiction, nothing on both sides, no label without texts."""
        found = (self.repeated, self.contradicting, self.shared_texts, self.shared_agencies)
        return not any(found) and all(self.counts.values())

    @property
    def balance(self) -> float:
        """The smallest class as a share (0 to 1) of the largest."""
        return min(self.counts.values()) / max(max(self.counts.values()), 1)


def check(corpus: Corpus, other: Corpus | None = None) -> Findings:
    """Check a corpus, and what it shares with ``other``, the other side of a split."""
    groups = _groups(corpus.examples)
    several = [group for group in groups.values() if len(group) > 1]
    agrees = [len({example.labels for example in group}) == 1 for group in several]
    agreement, by_label = agreement_of(corpus)
    return Findings(
        corpus,
        other,
        tuple(_lines(group) for group, is_same in zip(several, agrees, strict=True) if is_same),
        tuple(_lines(group) for group, is_same in zip(several, agrees, strict=True) if not is_same),
        _shared(groups, _groups(other.examples)) if other else (),
        tuple(sorted(corpus.agencies & other.agencies)) if other else (),
        corpus.counts,
        sum(not example.agency for example in corpus.examples),
        agreement,
        by_label,
    )


def masked(text: str) -> str:
    """``text`` without white space, with every number the same."""
    return _NUMBER.sub("#", _SPACE.sub("", text))


def agreement_of(corpus: Corpus) -> tuple[Agreement | None, dict[str, Agreement]]:
    """How far the two annotators agree: on all labels of a text, and on each label."""
    pairs = [(example.labels, example.second) for example in corpus.examples if example.second is not None]
    if not pairs:
        return None, {}
    by_label = {
        key: _agreement([key in first for first, _ in pairs], [key in second for _, second in pairs])
        for key in corpus.task.keys
    }
    return _agreement([first for first, _ in pairs], [second for _, second in pairs]), by_label


def _agreement(first: Sequence[bool | tuple[str, ...]], second: Sequence[bool | tuple[str, ...]]) -> Agreement:
    same = sum(one == two for one, two in zip(first, second, strict=True)) / len(first)
    alpha = krippendorff_alpha(zip(first, second, strict=True))
    return Agreement(len(first), same, cohen_kappa(first, second), alpha)


def _groups(examples: Sequence[Example]) -> dict[str, list[Example]]:
    groups: dict[str, list[Example]] = {}
    for example in examples:
        groups.setdefault(masked(example.text), []).append(example)
    return groups


def _lines(group: Sequence[Example]) -> tuple[int, ...]:
    return tuple(example.line for example in group)


def _shared(here: Mapping[str, list[Example]], there: Mapping[str, list[Example]]) -> tuple[Shared, ...]:
    return tuple(
        Shared(_lines(group), _lines(there[text]), {one.labels for one in group} == {one.labels for one in there[text]})
        for text, group in here.items()
        if text in there
    )
