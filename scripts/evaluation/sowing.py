"""What the seeded errors come to: recall by kind of change and of claim, what moved elsewhere, false errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from evaluation import clean
from evaluation.measures import Failure, Measure
from evaluation.resown import resow
from evaluation.scores import wilson
from evaluation.seeded import Seeded, Sowing, sow
from evaluation.sentences import digest

SAMPLE, WHOLE, MOST = 12, 48, 2
"""Generated reports in the sample and in the whole; cells of one claim that are changed in the sample."""
BARS = {"seeded": 0.98, "seeded, whole": 0.98, "seeded, real": 0.95}
"""The recall that is asked for; floors lie where the tool is."""
_HEAD = "| {} | seeded | caught | recall (95 %) | moved elsewhere |\n| --- | ---: | ---: | --- | ---: |"


def _line(name: str, group: list[Seeded]) -> str:
    caught = sum(not entry.cause for entry in group)
    low, high = wilson(caught, len(group))
    moved = sum(bool(entry.moved) for entry in group)
    return f"| {name} | {len(group)} | {caught} | {_recall(group):.3f} ({low:.3f}–{high:.3f}) | {moved} |"


def _recall(group: list[Seeded]) -> float:
    return sum(not entry.cause for entry in group) / len(group) if group else 1.0


def _table(head: str, seeded: list[Seeded], key: Callable[[Seeded], str]) -> list[str]:
    groups: dict[str, list[Seeded]] = {}
    for entry in seeded:
        groups.setdefault(key(entry), []).append(entry)
    return [_HEAD.format(head), *(_line(name, group) for name, group in sorted(groups.items()))]


def _failures(sowing: Sowing) -> Iterable[Failure]:
    for entry in sowing.seeded:
        name = f"{entry.report} / {entry.metric} / {entry.side} {entry.kind}"
        changed = f"{entry.before} -> {entry.after}"
        if entry.cause:
            yield Failure(name, entry.family, entry.text, f"a finding: {changed}", entry.cause)
        if entry.moved:
            yield Failure(name, entry.family, entry.text, f"nothing else: {changed}", "; ".join(entry.moved))
    for report, message in sowing.errors:
        yield Failure(report, "as it stands", "", "", message)


def measure(name: str, version: str, sowing: Sowing, is_clean: bool = True) -> Measure:
    """The scores of a sowing; errors before any change are false ones where the reports are known to be clean."""
    seeded = sowing.seeded
    scores = {
        f"recall/{side}": _recall(group)
        for side in ("prose", "cell")
        if (group := [entry for entry in seeded if entry.side == side])
    }
    still = sum(not entry.moved for entry in seeded) / len(seeded) if seeded else 1.0
    scores |= {"recall": _recall(seeded), "nothing moved elsewhere": still, "links": float(sowing.links)}
    spoilt = len({report for report, _ in sowing.errors})
    if is_clean:
        scores["clean reports without an error"] = 1 - spoilt / max(sowing.reports, 1)
    lines = _table("kind of change", seeded, lambda entry: f"{entry.side} {entry.kind}")
    lines += ["", *_table("kind of claim", seeded, lambda entry: f"{entry.side} {entry.family}")]
    per_twenty = 20 * len(sowing.errors) / max(sowing.reports, 1)
    lines += [
        "",
        f"{sowing.reports} texts, {sowing.links} links; {sowing.harmless} changes to another reading were no errors; "
        f"{sowing.left} cells left alone" + (f"; {per_twenty:.2f} false errors per 20 clean texts" if is_clean else ""),
    ]
    bar = BARS.get(name)
    summary = f"{name}: {len(seeded)} errors, recall {scores['recall']:.3f}"
    summary += f" (bar {bar}: {'met' if scores['recall'] >= bar else 'NOT met'})" if bar else ""
    moved = sum(bool(entry.moved) for entry in seeded)
    summary += f", {moved} moved something else"
    summary += f", {len(sowing.errors)} false errors in {sowing.reports} clean reports" if is_clean else ""
    return Measure(name, version, scores, lines, list(_failures(sowing)), summary)


def resown() -> Measure:
    """The labelled sentences with errors in them."""
    return measure("seeded sentences", digest(), resow(), is_clean=False)


def sample() -> Measure:
    """A few generated reports: quick enough for every run."""
    return measure("seeded", clean.digest(SAMPLE), sow(clean.generated(SAMPLE), MOST))


def whole() -> list[Measure]:
    """Many generated reports, and the real ones where they are."""
    found = [measure("seeded, whole", clean.digest(WHOLE), sow(clean.generated(WHOLE)))]
    version = clean.real_digest()
    if version:
        found.append(measure("seeded, real", version, sow(clean.real()), is_clean=False))
    return found
