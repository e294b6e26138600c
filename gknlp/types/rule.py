"""A rule, and what came of asking it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from gknlp.types.document import Place
from gknlp.types.dossier import Dossier


class Severity(Enum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class Outcome(Enum):
    """What came of asking a rule about one subject."""

    CLEAN = "clean"
    BREACHED = "breached"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule is asked about: a section, a table, an identity, a match. ``key`` stays the same from run to run
    (a waiver names it), ``name`` is Chinese, ``content`` is the thing itself, ``table`` and ``section`` the keys of the
    table and the section whose reading the verdict rests on ("" for none), ``is_across`` that it rests on the same table
    of last year's report too, ``is_unsure`` that the very words may have been misread."""

    key: str
    name: str
    content: Any
    table: str = ""
    section: str = ""
    is_across: bool = False
    is_unsure: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a rule is breached: one Chinese sentence, the values compared (name, value as text), the places in the
    source (the first is the chief one) and an explanation where there is one."""

    message: str
    values: tuple[tuple[str, str], ...] = ()
    places: tuple[Place, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check as a value. ``basis`` cites law or form; ``over`` gives the subjects it is asked about; ``check`` gives
    Evidence or None, or raises NotAssessable; ``page`` is the docstring of the check, the rule's page for users."""

    code: str
    name: str
    title: str
    severity: Severity
    basis: str
    over: Callable[[Dossier], Iterable[Subject]]
    check: Callable[[Dossier, Any], Evidence | None]
    page: str


@dataclass(frozen=True, slots=True)
class Run:
    """One rule on one subject. A breached run is a finding; ``doubtful`` says that it rests on a doubted reading.
    ``cause`` names the finding that it follows from, "" for a finding of its own; ``waived`` is the reason why people let
    it pass, "" where they do not."""

    rule: Rule
    subject: Subject
    outcome: Outcome
    evidence: Evidence | None = None
    reason: str = ""
    doubtful: bool = False
    cause: str = ""
    waived: str = ""

    @property
    def label(self) -> str:
        """The code and the key of the subject, as a waiver names a finding."""
        return f"{self.rule.code} {self.subject.key}"
