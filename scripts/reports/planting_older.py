"""Defects of reports before 2019."""

from __future__ import annotations

from random import Random

from reports.drafts import Draft
from reports.indicators import CHANNELS, PARTS, WITHIN
from reports.planting import (
    Plant,
    change_claim,
    claims_conflict,
    drop,
    misnumbered,
    parts_do_not_sum,
    problems_lacking,
    recorded,
    remedies_lacking,
)  # fmt: skip


def section_not_apart(draft: Draft, random: Random) -> bool:
    key = random.choice(["fees", "litigation"])
    title = drop(draft, key)
    return recorded(draft, "SEC005", "report", title, "")


def section_empty(draft: Draft, random: Random) -> bool:
    draft.texts["fees"] = []
    return recorded(draft, "SEC002", "fees", "", "")


def _set(draft: Draft, code: str, metric: str, after: object) -> bool:
    before, draft.cells[metric] = draft.cells[metric], str(after)
    return recorded(draft, code, metric, before, str(after))


def _summed(draft: Draft) -> list[str]:
    """The totals of the table that the lines below them add up to."""
    if not draft.tables or draft.form is None:
        return []
    return [total for total in PARTS if total in draft.cells and draft.form.parts(total)]


def total_broken(draft: Draft, random: Random) -> bool:
    """A total that is not the sum of its parts: the ways of applying, the answers, the reasons, the results, the staff."""
    totals = _summed(draft)
    if not totals:
        return False
    metric = random.choice(totals)
    return _set(draft, "TAB010", metric, int(draft.cells[metric]) + random.randint(1, 9))


def part_broken(draft: Draft, random: Random) -> bool:
    """One of the ways of applying, of the answers or of the reasons, that does not fit the total."""
    totals = _summed(draft)
    if not totals or draft.form is None:
        return False
    metric = random.choice(draft.form.parts(random.choice(totals)))
    return _set(draft, "TAB010", metric, int(draft.cells[metric]) + random.randint(1, 9))


def cumulative_too_small(draft: Draft, random: Random) -> bool:
    """A sum of all years smaller than what this year alone has given."""
    lines = [total for total in _summed(draft) if f"{total}.cumulative" in draft.cells and draft.cells[total] != "0"]
    if not lines:
        return False
    metric = random.choice(lines)
    return _set(draft, "TAB010", f"{metric}.cumulative", int(draft.cells[metric]) - 1)


def part_above_whole(draft: Draft, random: Random) -> bool:
    """其中 more than what it is part of."""
    lines = [part for part in WITHIN if part in draft.cells]
    if not lines:
        return False
    metric = random.choice(lines)
    return _set(draft, "TAB010", metric, int(draft.cells[WITHIN[metric]]) + random.randint(1, 9))


def channels_short(draft: Draft, random: Random) -> bool:
    """More published in all than in all ways together."""
    if "channel.other" not in draft.cells:
        return False
    together = sum(int(draft.cells[channel]) for channel in CHANNELS)
    return _set(draft, "TAB011", "disclosed.total", together + random.randint(1, 50))


def cell_blank(draft: Draft, random: Random) -> bool:
    if not draft.cells:
        return False
    return _set(draft, "TAB002", random.choice(list(draft.cells)), "")


def cell_not_a_number(draft: Draft, random: Random) -> bool:
    return bool(draft.cells) and _set(draft, "TAB003", "suits.total", "若干")


def claim_differs(draft: Draft, random: Random) -> bool:
    metrics = tuple(metric for metric in draft.cells if metric.startswith(("requests.", "answers.", "channel.")))
    found = change_claim(draft, random, metrics)
    return found is not None and recorded(draft, "CLM001", *found)


def requests_conflict(draft: Draft, random: Random) -> bool:
    return claims_conflict(draft, random, "requests.total", "overview")


_COMMON: tuple[Plant, ...] = (
    total_broken, section_not_apart, claim_differs, cell_blank, cumulative_too_small, misnumbered, parts_do_not_sum,
    part_broken, requests_conflict, section_empty, cell_not_a_number, problems_lacking, remedies_lacking,
)  # fmt: skip
OLDER_PLANTS: dict[str, tuple[Plant, ...]] = {
    "2008": _COMMON,
    "2014": (*_COMMON, part_above_whole, channels_short),
}
