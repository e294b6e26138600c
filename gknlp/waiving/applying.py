"""Waivers on the findings of a batch: what each lets pass, and why one is of no use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

from gknlp.language.characters import fold
from gknlp.pairing import plain_name, spellings
from gknlp.types.audit import Audit
from gknlp.types.rule import Outcome, Run
from gknlp.types.units import NOTHING_TOLD, Registry
from gknlp.types.waiver import Waiver

_MOST_LINES = 20
_MOST_ROWS = 5

Key = tuple[str, int, str, str]
Runs = tuple[Run, ...]


@dataclass(slots=True)
class _Fate:
    """What became of a waiver: how many findings it let pass, how many it would have if it had not expired, and the
    waiver that came before it."""

    waiver: Waiver
    used: int = 0
    late: int = 0
    first: Waiver | None = None


@dataclass(slots=True)
class _Reports:
    """The reports of a batch by unit and year."""

    unit: Callable[[str], str]
    audits: dict[tuple[str, int], list[Audit]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)
    years: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, audit: Audit) -> None:
        masthead = audit.dossier.report.masthead
        if masthead.agency and masthead.year is not None:
            unit = self.unit(masthead.agency)
            self.audits[unit, masthead.year].append(audit)
            self.names.setdefault(unit, masthead.agency)
            self.years[unit].add(masthead.year)


def subject_key(text: str) -> str:
    """A subject's key as it may come back from a spreadsheet: no white space, widths and control characters apart."""
    return "".join(character for character in fold(text) if character.isprintable() and character not in " ·\ufffd")


def apply(
    waivers: Sequence[Waiver], audits: Sequence[Audit], today: date, registry: Registry = NOTHING_TOLD
) -> tuple[tuple[Runs, ...], tuple[str, ...]]:
    """The runs of each of ``audits`` with the reason in those that are waived on the day ``today``, and Chinese lines on
    waivers that let nothing pass. Units are known by any spelling that ``registry`` tells of."""
    names = spellings(registry)

    def unit(agency: str) -> str:
        plain = plain_name(fold(agency))
        return names.get(plain, plain)

    listed = [
        ((unit(waiver.agency), waiver.year, waiver.code, subject_key(waiver.subject)), _Fate(waiver))
        for waiver in waivers
    ]
    fates: dict[Key, list[_Fate]] = defaultdict(list)
    for key, fate in listed:
        fates[key].append(fate)
    reports = _Reports(unit)
    runs = []
    for audit in audits:
        reports.add(audit)
        masthead = audit.dossier.report.masthead
        of = (unit(masthead.agency), masthead.year or 0)
        single = _single(audit.runs) if fates else set()
        runs.append(tuple(_waived(run, of, single, fates, today) for run in audit.runs))
    return tuple(runs), tuple(_remarks(listed, reports, today))


def _single(runs: Runs) -> set[tuple[str, str]]:
    """(code, name of a subject) of the names that only one subject of the rule has."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for run in runs:
        found[run.rule.code, subject_key(run.subject.name)].add(run.subject.key)
    return {named for named, keys in found.items() if len(keys) == 1}


def _waived(
    run: Run, of: tuple[str, int], single: set[tuple[str, str]], fates: dict[Key, list[_Fate]], today: date
) -> Run:
    if run.outcome is not Outcome.BREACHED or not fates:
        return run
    code, name = run.rule.code, subject_key(run.subject.name)
    subjects = [subject_key(run.subject.key), *([name] if (code, name) in single else ()), ""]
    fitting = [fate for subject in dict.fromkeys(subjects) for fate in fates.get((*of, code, subject), ())]
    chosen = None
    for fate in fitting:
        if chosen is None and fate.waiver.holds_on(today):
            chosen = fate.waiver
            fate.used += 1
    for fate in fitting:
        if chosen is None:
            fate.late += 1
        elif fate.waiver is not chosen:
            fate.first = chosen
    return run if chosen is None else replace(run, waived=chosen.reason)


def _remarks(listed: list[tuple[Key, _Fate]], reports: _Reports, today: date) -> Iterator[str]:
    """Lines on the waivers that let nothing pass: one each for those of reports in the batch, one for all others."""
    idle = [(key, fate) for key, fate in listed if not fate.used]
    expired = [entry for entry in idle if not entry[1].waiver.holds_on(today)]
    holding = [entry for entry in idle if entry[1].waiver.holds_on(today)]
    told = [entry for entry in expired if entry[1].late]
    told += [entry for entry in holding if entry[0][:2] in reports.audits]
    told += [entry for entry in expired if not entry[1].late]
    absent = [entry for entry in holding if entry[0][:2] not in reports.audits]
    for key, fate in told[:_MOST_LINES]:
        yield _idle(key, fate, reports) if fate.waiver.holds_on(today) else _expired(fate)
    if len(told) > _MOST_LINES:
        yield f"另有{len(told) - _MOST_LINES}条豁免过期或未用到，请清理豁免文件"
    if len(absent) <= _MOST_ROWS:
        yield from (_absent(key, fate.waiver, reports) for key, fate in absent)
    else:
        rows = "、".join(fate.waiver.origin for _, fate in absent[:_MOST_ROWS])
        yield f"有{len(absent)}条豁免未用到：所写单位和年度的报告不在本批（{rows}等）"


def _expired(fate: _Fate) -> str:
    waiver = fate.waiver
    told = "，不再起作用，请删去或写新的截止日期"
    if fate.late:
        told = "，所指问题仍在，照常计入"
    elif fate.first is not None:
        told = f"，所指问题已由{fate.first.origin}豁免，请删去这一条"
    return f"豁免已过期（{waiver.origin}）：{waiver.label}，{waiver.until}截止{told}"


def _absent(key: Key, waiver: Waiver, reports: _Reports) -> str:
    unit, years = key[0], reports.years.get(key[0])
    if years:
        why = f"本批没有该单位{waiver.year}年度的，只有{'、'.join(map(str, sorted(years)))}年度的报告"
    else:
        near = get_close_matches(unit, reports.names, 1, 0.6)
        why = "本批没有该单位的报告" + (f"，是否指“{reports.names[near[0]]}”？" if near else "")
    return f"豁免未用到（{waiver.origin}）：{waiver.label}，{why}"


def _idle(key: Key, fate: _Fate, reports: _Reports) -> str:
    waiver = fate.waiver
    runs = [run for audit in reports.audits[key[:2]] for run in audit.runs if run.rule.code == waiver.code]
    named = [run for run in runs if not key[3] or subject_key(run.subject.key) == key[3]]
    alike = [run for run in runs if subject_key(run.subject.name) == key[3]]
    several = not named and len({run.subject.key for run in alike}) > 1
    named = named or alike
    outcomes = {run.outcome for run in named}
    if fate.first is not None:
        why = f"所指问题已由{fate.first.origin}豁免，请只留一条"
    elif not runs:
        why = "该报告没有这条规则检查的内容"
    elif several:
        why = f"这个名称有{len({run.subject.key for run in alike})}个对象，请改写问题表“键”一列的值"
    elif not named:
        broken = [run.subject for run in runs if run.outcome is Outcome.BREACHED]
        words = {subject_key(word): word for subject in broken for word in (subject.name, subject.key)}
        near = get_close_matches(key[3], words, 1, 0.0)
        why = "没有这个对象" + (f"，是否指“{words[near[0]]}”？" if near else "，问题可能已改正")
    elif outcomes == {Outcome.NOT_ASSESSABLE}:
        why = f"该项本次不予判定：{next(run.reason for run in named if run.reason)}"
    else:
        why = "本次未发现所指的问题，可能已改正"
    return f"豁免未用到（{waiver.origin}）：{waiver.label}，{why}"
