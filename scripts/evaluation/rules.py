"""Every rule against planted defects, and all of them against clean reports of all editions.

A defect is found where its rule is breached at the place, or about the subject, that was planted. What else is found in
such a report, and does not follow from the defect, is listed. Clean reports stand beside those of the other years.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from random import Random

import make_reports
from make_reports import Case
from reports.agencies import AGENCIES
from reports.layouts import EXACT, LAYOUTS, flattened
from reports.plants import add_decoys
from reports.series import drafted, unwritten

from evaluation.measures import Failure, Measure
from gknlp.auditing import judge, judge_all, parsed_bytes, shared
from gknlp.pairing import pair
from gknlp.rules import RULES
from gknlp.types.audit import Audit, Parsed
from gknlp.types.document import Place
from gknlp.types.rule import Outcome, Rule, Run, Severity
from gknlp.types.units import NOTHING_TOLD, Belonging, Registry

SEED = 23
SAMPLE, WHOLE = 6, 30
"""Reports with the defect of one rule."""
SAMPLE_AGENCIES = 6
BAR = 0.98
FOLLOWS = {
    "NAR005": {"NAR007"}, "TAB012": {"YOY006"}, "YOY002": {"YOY006"},
    "CLM001": {"CLM003", "CLM004", "CLM005", "CLM006", "CLM007"}, "CLM003": {"CLM001"}, "CLM006": {"CLM007"},
    "SEC001": {"SEC008"}, "TAB001": {"SEC002"}, "SEC002": {"NAR003"}, "NAR003": {"NAR013"}, "NAR013": {"NAR003"},
    "TAB003": {"TAB010", "TAB011", "CLM001", "CLM002"}, "TAB004": {"NAR003", "NAR004", "NAR005", "NAR007"}, "TAB005": {"NAR004"},
    "TAB007": {"YOY006"}, "TAB011": {"CLM001"}, "YOY007": {"YOY002", "YOY003"}, "REU002": {"NAR006"},
    "REU005": {"REU001"}, "REU006": {"REU002"}, "REU007": {"REU001"}, "NAR011": {"REU003", "REU004"},
    "TAB010": {"TAB011", "TAB012", "CLM001", "CLM003", "CLM006", "CLM007", "YOY001"},
}  # fmt: skip
"""What a defect brings with it: a wrong number contradicts other statements, a part too few those announced,
an old form asks for less, a table copied does not follow from itself, what holds a trace was copied."""
_TEXT_CODES = ("TXT", "SEC006", "SEC008", "PUB003", "CLM005", "CLM006", "CLM007", "CLM008", "CLM002")


@dataclass(slots=True)
class Tried:
    """What became of the reports with the defect of one rule."""

    planted: int = 0
    found: int = 0
    agencies: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    others: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the defects that were found."""
        return self.found / self.planted if self.planted else 0.0


def _parsed(case: Case, layout: str) -> list[Parsed]:
    suffix, write = LAYOUTS[layout]
    return [
        parsed_bytes(write(draft), name, file=name)
        for draft in case.drafts
        for name in [f"{draft.agency}_{draft.year}.{suffix}"]
    ]


def judged(case: Case, layout: str) -> Audit:
    """The last report of a case beside the others."""
    entries = _parsed(case, layout)
    belonging = (Belonging(case.last.agency, case.children),) if case.children else ()
    registry = Registry(belongings=belonging) if belonging else NOTHING_TOLD
    kins, _ = pair([entry.report for entry in entries], registry)
    return judge(entries[-1], kins[-1], shared(entries, registry)[-1])


def _at(audit: Audit, place: Place, subject: str, after: str) -> bool:
    report = audit.dossier.report
    figure = report.figures.get(subject)
    if figure is not None and figure.place == place:
        return True
    section = report.section(subject)
    if section is not None and section.place.block <= place.block:
        later = [other.place.block for other in report.sections if other.place.block > section.place.block]
        if place.block < min(later, default=place.block + 1):
            return True
    text = "".join(audit.document.text(place).split())
    return bool(after) and bool(text) and ("".join(after.split()) in text or text in "".join(after.split()))


def fits(audit: Audit, run: Run, defect: dict[str, str]) -> bool:
    """Whether a finding speaks of the defect: of its subject, or at its place, where it has one."""
    subject, after = defect["subject"], defect["after"]
    if subject in run.subject.key or subject == run.subject.section:
        return subject != "report" or not defect["code"].startswith(_TEXT_CODES) or _near(audit, run, after)
    places = run.evidence.places if run.evidence else ()
    return any(_at(audit, place, subject, after) for place in places) or (
        subject == "report" and (not after or not defect["code"].startswith(_TEXT_CODES) or _near(audit, run, after))
    )


def _near(audit: Audit, run: Run, after: str) -> bool:
    """Whether what was planted shares some letters with what a finding shows."""
    places = run.evidence.places if run.evidence else ()
    shown = "".join("".join(audit.document.text(place).split()) for place in places)
    return not shown or any(piece in shown for piece in _pieces(after)) or shown in after


def _pieces(text: str) -> Iterator[str]:
    plain = "".join(text.split())
    size = min(3, len(plain))
    yield from (plain[start : start + size] for start in range(len(plain) - size + 1))


def _try(code: str, number: int, case: Case, layout: str, tried: Tried) -> None:
    audit, draft = judged(case, layout), case.last
    defect = draft.defects[-1]
    runs = [run for run in audit.runs if run.outcome is Outcome.BREACHED and run.rule.code == code]
    is_found = any(fits(audit, run, defect) for run in runs)
    tried.planted += 1
    tried.found += is_found
    tried.agencies.add(draft.agency)
    tried.years.add(draft.year)
    name = f"{code} {number:03} {draft.agency} {draft.year} {layout}"
    change = f"{defect['subject']}: {defect['before']} -> {defect['after']}"
    if not is_found:
        reasons = {run.reason for run in audit.runs if run.rule.code == code and run.reason}
        elsewhere = [run.evidence.message for run in runs if run.evidence]
        tried.failures.append(Failure(name, code, change, code, "; ".join([*elsewhere, *sorted(reasons)])))
    for run in audit.findings:
        other = run.rule.code
        if other != code and other not in FOLLOWS.get(code, set()) and run.evidence:
            tried.others[other] += 1
            tried.failures.append(Failure(name, code, change, "nothing else", f"{other} {run.evidence.message}"))


def tried(rule: Rule, count: int) -> Tried:
    """``count`` reports with the defect of a rule, the layouts in turn."""
    result = Tried()
    for turn, (number, case) in enumerate(islice(make_reports.cases(SEED, rule.code), count)):
        _try(rule.code, number, case, EXACT[turn % len(EXACT)], result)
    return result


@dataclass(slots=True)
class Cleanness:
    """What was found in clean reports."""

    reports: int = 0
    found: Counter[Severity] = field(default_factory=Counter)
    spoilt: Counter[Severity] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


def _clean_cases(agencies: int) -> Iterator[Case]:
    """All reports of an agency, each with decoys."""
    step = len(AGENCIES) // agencies
    for agency in range(0, step * agencies, step):
        drafts = []
        for year in (year for years in make_reports.YEARS.values() for year in years):
            random = Random(f"{SEED}/{agency}/{year}/clean")
            draft = drafted(unwritten(SEED, agency, year), random)
            add_decoys(draft, random)
            drafts.append(draft)
        yield Case(tuple(drafts))


def clean(agencies: int) -> Cleanness:
    """All reports of the first ``agencies``, judged together, the layouts in turn."""
    result, entries = Cleanness(), []
    for case in _clean_cases(agencies):
        for draft in case.drafts:
            entries += _parsed(Case((draft,)), EXACT[len(entries) % len(EXACT)])
    audits, _ = judge_all(entries)
    result.reports = len(audits)
    for audit in audits:
        for severity in {run.rule.severity for run in audit.findings}:
            result.spoilt[severity] += 1
        for run in audit.findings:
            result.found[run.rule.severity] += 1
            result.codes[run.rule.code] += 1
            if run.evidence:
                result.failures.append(Failure(audit.file, "clean", "", "", f"{run.rule.code} {run.evidence.message}"))
    return result


def digest(count: int, agencies: int) -> str:
    """The hash of the reports: floors hold for one version of them."""
    drafts = [
        draft
        for rule in RULES
        for _, case in islice(make_reports.cases(SEED, rule.code), min(count, SAMPLE))
        for draft in case.drafts
    ]
    drafts += [draft for case in _clean_cases(agencies) for draft in case.drafts]
    return hashlib.sha256(b"".join(map(flattened, drafts))).hexdigest()[:16]


def _line(rule: Rule, entry: Tried) -> str:
    others = "、".join(f"{code}×{count}" for code, count in sorted(entry.others.items()))
    spread = f"{len(entry.agencies)} | {min(entry.years)}–{max(entry.years)}"
    return f"| {rule.code} {rule.name} | {entry.planted} | {entry.found} | {entry.recall:.3f} | {spread} | {others} |"


def measure(name: str, count: int, agencies: int) -> Measure:
    """The recall of each rule over ``count`` reports, and what is found in clean ones."""
    found = {rule: tried(rule, count) for rule in RULES}
    bare = clean(agencies)
    scores = {f"recall/{rule.code}": entry.recall for rule, entry in found.items()}
    planted, hits = (sum(getattr(entry, key) for entry in found.values()) for key in ("planted", "found"))
    others = sum(sum(entry.others.values()) for entry in found.values())
    warned, notices = bare.found[Severity.WARNING], bare.found[Severity.NOTICE]
    scores |= {
        "recall": hits / planted,
        "planted without other findings": 1 - others / planted,
        "clean reports without an error": 1 - bare.spoilt[Severity.ERROR] / bare.reports,
        "clean reports without a warning": 1 - bare.spoilt[Severity.WARNING] / bare.reports,
        "clean reports without a notice": 1 - bare.spoilt[Severity.NOTICE] / bare.reports,
    }
    lines = [
        "| rule | planted | found | recall | agencies | years | other findings |",
        "| --- | ---: | ---: | ---: | ---: | --- | --- |",
        *(_line(rule, entry) for rule, entry in found.items()), "",
        f"{bare.reports} clean reports: {bare.found[Severity.ERROR]} errors, {warned} warnings "
        f"({10 * warned / bare.reports:.2f} per ten), {notices} notices ({10 * notices / bare.reports:.2f} per ten)"
        + "".join(f"; {code}×{number}" for code, number in sorted(bare.codes.items())),
    ]  # fmt: skip
    low = [rule.code for rule, entry in found.items() if entry.recall < BAR]
    summary = (
        f"{name}: {planted} defects of {len(found)} rules, recall {hits / planted:.3f} (bar {BAR} a rule: "
        f"{'NOT met by ' + ', '.join(low) if low else 'met'}), {others} other findings; {bare.reports} clean reports with "
        f"{bare.found[Severity.ERROR]} errors, {warned} warnings, {notices} notices"
    )
    failures = [failure for entry in found.values() for failure in entry.failures] + bare.failures
    return Measure(name, digest(count, agencies), scores, lines, failures, summary)


def sample() -> Measure:
    """A few reports a rule: quick enough for every run."""
    return measure("planted", SAMPLE, SAMPLE_AGENCIES)


def whole() -> Measure:
    """Enough reports a rule for its bar, and the series of all agencies."""
    return measure("planted, whole", WHOLE, len(AGENCIES))
