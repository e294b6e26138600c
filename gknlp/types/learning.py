"""Labelled sentences, the tasks that they are labelled for, and what a model says."""

from __future__ import annotations

from dataclasses import dataclass, field

from gknlp.types.document import Place


@dataclass(frozen=True, slots=True)
class Task:
    """What a model decides. ``labels`` are (key, Chinese name) in the order in which they are told; ``is_multiple`` that a
    text may have several of them or none; ``unit`` is what a text is: a sentence or a paragraph."""

    key: str
    name: str
    unit: str
    labels: tuple[tuple[str, str], ...]
    is_multiple: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the labels."""
        return tuple(key for key, _ in self.labels)

    def name_of(self, label: str) -> str:
        """The Chinese name of a label."""
        return dict(self.labels)[label]


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its ``labels``. ``agency`` and ``year`` say of whose report it is: those of one agency are never on both
    sides of a split. ``source`` says where it is from, ``second`` are the labels of a second annotator, None where there was
    none. ``line`` is where it stands in its file, counted from 1."""

    text: str
    labels: tuple[str, ...]
    agency: str = ""
    year: int | None = None
    source: str = ""
    second: tuple[str, ...] | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Corpus:
    """The examples of a task; ``digest`` is the hash of what they say, by which a version is known."""

    task: Task
    examples: tuple[Example, ...]
    digest: str

    @property
    def counts(self) -> dict[str, int]:
        """How many examples have each label."""
        return {key: sum(key in example.labels for example in self.examples) for key in self.task.keys}

    @property
    def agencies(self) -> frozenset[str]:
        """Whose reports they are of."""
        return frozenset(example.agency for example in self.examples) - {""}


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model says of a text: ``labels`` with their ``probabilities`` (0 to 1), the likeliest first. ``is_sure`` is
    False where the model abstains."""

    text: str
    labels: tuple[str, ...]
    probabilities: tuple[tuple[str, float], ...]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Span:
    """``start:end`` of a text (characters, end exclusive) with its ``label``."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one annotator says of a text: ``labels`` of all of it, ``spans`` of pieces of it."""

    labels: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text as annotation tools hold it, with an opinion for each annotator; the rest as in ``Example``."""

    text: str
    opinions: tuple[Opinion, ...]
    agency: str = ""
    year: int | None = None
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a paragraph of a report: where it stands, in which section, and its words."""

    file: str
    section: str
    place: Place
    text: str


Interval = tuple[float, float, float]
"""A score, and the bounds within which it lies with 95 %."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of a label, which ``support`` examples have."""

    label: str
    precision: float
    recall: float
    f1: Interval
    support: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured. Macro F1 is of ``model``, ``majority`` and ``keyword`` on agencies that were not seen, ``mixed`` of
    the model on parts drawn at random: what it is higher by comes from knowing the agency. ``confusion`` counts (true,
    told), ``calibration`` are (probability told, share right, how many), ``abstention`` (threshold, share decided, share
    right of these), ``curve`` (examples, macro F1), ``errors`` (position, told, probability) the surest mistakes first."""

    corpus: Corpus
    model: Interval
    majority: Interval
    keyword: Interval
    mixed: float
    scores: tuple[Score, ...]
    confusion: tuple[tuple[str, str, int], ...]
    calibration: tuple[tuple[float, float, int], ...]
    abstention: tuple[tuple[float, float, float], ...]
    curve: tuple[tuple[int, float], ...]
    errors: tuple[tuple[int, tuple[str, ...], float], ...] = field(repr=False)

    @property
    def is_better(self) -> bool:
        """Whether the model is above either baseline with intervals apart."""
        return self.model[1] > max(self.majority[2], self.keyword[2])
