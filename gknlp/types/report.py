"""What an agency states in its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from gknlp.errors import NotAssessable
from gknlp.types.document import Doubt, Place
from gknlp.types.edition import Edition, Force
from gknlp.types.expression import Expression
from gknlp.types.statement import Charge, Statement


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a report says its figures cover, both days included; ``is_explained`` where it says that the unit
    was founded or dissolved then."""

    start: date
    end: date
    place: Place
    is_explained: bool = False


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who reports on which year. ``level`` is the kind of agency (see ``LEVELS``), ``scope`` is ``aggregate`` for a
    government's 汇总 report, ``own`` for that of one agency, "" where the text does not say.

    ``government`` is the level of the government that the agency is or belongs to. ``published`` is the date of
    publication that the page states, ``signed`` that of the document itself (成文日期, 落款). ``title_lacks`` names the
    parts (``agency``, ``year``, ``name``) that the title lacks, None where the text itself has no title. ``is_moved``: the
    page says that ``published`` is the day of a move (网站迁移), not of the first publication. ``region`` is the place of
    county level or above that the text puts before the name of an agency whose own name has none, "" where it does not.
    """

    title: str
    agency: str
    level: str
    scope: str
    year: int | None
    published: date | None
    title_place: Place | None = None
    published_place: Place | None = None
    government: str = ""
    signed: date | None = None
    signed_place: Place | None = None
    period: Period | None = None
    title_lacks: tuple[str, ...] | None = None
    is_moved: bool = False
    region: str = ""

    @property
    def may_make_rules(self) -> bool | None:
        """Whether the law lets the agency make 规章: ministries, provinces, prefectures and the offices that speak for
        them. None where its name does not tell."""
        if self.government in ("county", "district", "township", "zone") or self.level == "other":
            return False
        if self.level == "department":
            return False if self.government in ("city", "prefecture") else None
        if self.level in ("state", "province", "prefecture", "office"):
            return True if self.government in ("state", "province", "prefecture") else None
        return None


LEVELS: Mapping[str, str] = {
    "state": "国务院部门",
    "province": "省级政府",
    "prefecture": "地市级政府",
    "city": "市级政府（地级或县级）",
    "county": "县级政府",
    "district": "直辖市的区、县政府",
    "zone": "开发区、新区等管理机构",
    "township": "乡镇政府、街道办事处",
    "office": "政府办公厅（室）",
    "department": "政府部门",
    "vertical": "垂直管理部门",
    "other": "其他单位",
    "": "未能判明",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under a title. ``body`` are the blocks (or pieces of them) below the title, in order;
    ``length`` counts the characters of its prose without white space; ``tables`` are the keys of the prescribed
    tables found in it, ``unread`` the number of its grids that no prescribed table was read from."""

    key: str
    title: str
    number: int | None
    place: Place
    body: tuple[Place, ...]
    length: int
    tables: tuple[str, ...] = ()
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Numbering:
    """A numbered heading: ``level`` 1 for 一、, 2 for （一）, 3 for 1. and 4 for (1). ``section`` is the key of the section it stands in;
    ``expected`` what the number ought to be in its sequence, as text, "" where it is in order."""

    level: int
    number: int
    text: str
    section: str
    place: Place
    expected: str = ""
    is_title: bool = False
    kind: str = ""
    """Of a heading below a title, the key of the kind of section that it names, "" where it names none."""


@dataclass(frozen=True, slots=True)
class Table:
    """A prescribed table as found; ``places`` are its grids or the piece of text it is flattened into."""

    key: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell under the metric that it reports.

    ``value`` is None where the cell is blank, is not a number or cannot be read for sure; ``reason`` then says why
    (Chinese). ``blank`` tells an empty cell (also "/" and "—") from the others, ``unsure`` one that says something
    which could not be read for certain. ``unit`` is the unit printed in the cell, if any, else that of its column;
    ``note`` what the cell says beside its number (件, 其中修订16件).
    """

    metric: str
    value: Decimal | None
    raw: str
    place: Place
    reason: str = ""
    blank: bool = False
    unit: str = ""
    unsure: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that the table does not print but that its identities prove, e.g. a blank total."""

    metric: str
    value: Decimal
    identity: str


TOLD = "prose"
"""In place of the identity of a ``Derived``: the prose says where digits that run together are to be cut."""


class Bound(Enum):
    """How exactly a claim states its value."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a claim may mean. ``note`` is a word on the 口径 for readings after the first."""

    expression: Expression
    force: Force = Force.MUST
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number stated in prose (or an absence, which states 0).

    ``text`` is the clause; ``place`` the number itself (or the word of absence); ``readings`` what it may mean,
    likeliest first, never empty; ``phrase`` the lexicon entry; ``scope`` and ``period`` are "" for the report's own.
    """

    text: str
    value: Decimal
    bound: Bound
    unit: str
    readings: tuple[Reading, ...]
    place: Place
    phrase: str
    section: str = ""
    scope: str = ""
    period: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    is_closed: bool = True
    """Of a hedged number: the ends of what its words allow, None where they leave one open; whether ``high`` belongs."""
    is_literal: bool = False
    """Whether the words leave only the first reading, though practice knows others: 收到 with those carried over."""

    @property
    def metric(self) -> str:
        """The likeliest reading, as text."""
        return str(self.readings[0].expression)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total named in prose."""

    name: str
    value: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts. ``exhaustive`` only where the words say that nothing is left out, ``disjoint`` where they
    say that the parts are kinds of which none holds another: together they cannot be more than the total; ``unhedged``
    where kinds are listed one by one and no word says that some are left out."""

    total: Decimal
    unit: str
    place: Place
    parts: tuple[Part, ...]
    exhaustive: bool
    disjoint: bool = False
    unhedged: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A share (占3.5%) or a rate (办结率98.9%), in per cent with the ``decimals`` printed (-1: whole tens, as 八成).

    ``part`` is the number of the prose that it speaks of, None where it speaks of a metric by name; ``readings`` what the
    part may mean. ``wholes`` are the wholes that the words name, likeliest first (of a rate: one for each of ``readings``);
    where they are empty the metric tells. ``total`` is the total of the list that the part stands in. ``is_settled`` says
    that the words leave no other whole open.
    """

    text: str
    kind: str
    value: Decimal
    decimals: int
    bound: Bound
    place: Place
    part: Decimal | None = None
    unit: str = ""
    part_place: Place | None = None
    readings: tuple[Reading, ...] = ()
    wholes: tuple[Expression, ...] = ()
    total: Decimal | None = None
    is_settled: bool = True
    scope: str = ""
    period: str = ""
    listed: Decimal | None = None
    """The sum of the list that ``part`` ends, where the words may speak of all of it: A局38件、B局25件，占52.5%."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change against an earlier year: 较上年增长12.3%, 比2022年减少6件, 与上年持平.

    ``direction`` is ``up``, ``down`` or ``flat``, ``word`` the word that says so and ``word_place`` where it stands;
    ``amount`` its size without a sign (None where the prose gives none) in ``unit`` ("%", 倍 or a counter), at ``place``.
    ``now`` and ``before`` are the numbers of both years as far as the prose states them, ``readings`` what they may mean;
    ``year`` is the year compared with, None for the one before.
    """

    text: str
    direction: str
    word: str
    word_place: Place
    amount: Decimal | None
    unit: str
    decimals: int
    bound: Bound
    place: Place
    readings: tuple[Reading, ...]
    now: Decimal | None
    now_place: Place | None = None
    before: Decimal | None = None
    year: int | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of a topic (``problem``, ``remedy``, ``processing_fee`` …) found in a section."""

    topic: str
    section: str
    place: Place


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault of the text itself. ``kind`` is one of ``SLIPS``; ``text`` the words at ``place``; ``expected`` what ought to
    stand there, "" where that cannot be said; ``other`` where the same words stand already, of a repetition."""

    kind: str
    text: str
    place: Place
    expected: str = ""
    other: Place | None = None


SLIPS: Mapping[str, str] = {
    "template": "格式文本的提示语",
    "placeholder": "待填的空缺",
    "title": "标题措辞",
    "stale_year": "所述年度",
    "past_plan": "计划的年度",
    "foreign_name": "他处、他单位的名称",
    "doubled": "重复的词语",
    "repeated": "重复的语句",
    "number_missing": "缺漏的数字",
    "impossible_date": "不存在的日期",
    "misspelt": "写错的固定说法",
    "odd_scope": "所称的范围",
    "vague": "总体情况的泛泛之谈",
}


@dataclass(frozen=True, slots=True)
class Announcement:
    """How many parts the report says it has. ``count`` is the number printed, None where it only lists them; ``listed``
    the least and the most parts that the list can be read as, None where there is no list; ``text`` is the statement;
    ``names_annex`` says that a table or another annex counts as one of them, ``is_open`` that 等 ends the list."""

    text: str
    count: int | None
    listed: tuple[int, int] | None
    place: Place
    names_annex: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What the agency states. ``figures`` and ``derived`` are by metric, in the order of the form."""

    masthead: Masthead
    edition: Edition
    sections: tuple[Section, ...]
    numberings: tuple[Numbering, ...]
    tables: tuple[Table, ...]
    figures: Mapping[str, Figure]
    derived: Mapping[str, Derived]
    claims: tuple[Claim, ...]
    breakdowns: tuple[Breakdown, ...]
    mentions: tuple[Mention, ...]
    doubts: tuple[Doubt, ...]
    headers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(key of an edition, header words of its tables that the report has)."""
    header_places: Mapping[str, Place] = field(default_factory=dict)
    """By header word: where it stands first."""
    shares: tuple[Share, ...] = ()
    changes: tuple[Change, ...] = ()
    due: Edition | None = None
    """The edition that the report year calls for, None where the year is not known."""
    hinted: tuple[str, ...] = ()
    """Keys of tables that were not read though the document seems to hold them."""
    slips: tuple[Slip, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    is_scanned: bool = False
    """Whether text of it was recognised from images, and single letters of it may be wrong."""
    statements: tuple[Statement, ...] = ()
    charges: tuple[Charge, ...] = ()

    def figure(self, metric: str) -> Figure:
        """The cell under ``metric``. Raises NotAssessable where there is none or it holds no certain number."""
        figure = self.figures.get(metric)
        if figure is None:
            raise NotAssessable(f"表中没有“{self.edition.name_of(metric)}”")
        if figure.value is None:
            raise NotAssessable(f"“{self.edition.name_of(metric)}”{figure.reason or '未填'}")
        return figure

    def stated(self, metric: str) -> Decimal:
        """The value printed in the table for ``metric``, sums of cells included. Raises NotAssessable."""
        expression = self.edition.sums.get(metric)
        if expression is not None and metric not in self.figures:
            return expression.value(self.stated)
        value = self.figure(metric).value
        assert value is not None
        return value

    def known(self, metric: str) -> Decimal:
        """As ``stated``, but blank cells that the identities prove count too. Raises NotAssessable."""
        derived = self.derived.get(metric)
        if derived is not None:
            return derived.value
        expression = self.edition.sums.get(metric)
        if expression is not None and metric not in self.figures:
            return expression.value(self.known)
        return self.stated(metric)

    def section(self, key: str) -> Section | None:
        """The first section of kind ``key``, or None."""
        return next((section for section in self.sections if section.key == key), None)
