"""Defects that only the reports of several years, or of several units, show. They are planted in the figures before the
reports are written, so that each report by itself is in order."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random

from reports.agencies import CHILDREN
from reports.drafts import Draft
from reports.figures import COLUMNS, Figures, make_figures
from reports.planting import recorded
from reports.series import drafted, edition_of

COLUMN_KEYS = (*COLUMNS, "total")


@dataclass
class Batch:
    """Reports of one unit, oldest first, those of the units below it, and written ones of other units. ``last`` is where
    the defect will be."""

    drafts: list[Draft]
    children: list[Draft] = field(default_factory=list)
    others: list[Draft] = field(default_factory=list)
    is_written: bool = False

    @property
    def last(self) -> Draft:
        """The report on the latest year."""
        return self.drafts[-1]

    @property
    def before(self) -> Draft:
        """The report on the year before."""
        return self.drafts[-2]

    def write(self, random: Random) -> None:
        """Write all reports."""
        for draft in (*self.children, *self.drafts):
            drafted(draft, random)
        self.is_written = True


BatchPlant = Callable[[Batch, Random], bool]


def _recorded(batch: Batch, code: str, subject: str, before: object, after: object) -> bool:
    return recorded(batch.last, code, subject, str(before), str(after))


def _applied(draft: Draft) -> bool:
    return "applications.new.total" in draft.figures


def _raise(figures: Figures, rows: tuple[str, ...], column: str, amount: int) -> None:
    """Add to rows of the application table, so that every identity goes on to hold."""
    for row in rows:
        for key in (column, "total"):
            metric = f"applications.{row}.{key}"
            figures[metric] = int(figures[metric]) + amount


def carry_over_differs(batch: Batch, random: Random) -> bool:
    """More carried over than was left, either side."""
    if not (_applied(batch.last) and _applied(batch.before)):
        return False
    column, amount = random.choice(COLUMNS), random.choice([1, 2, 3, 10])
    key = f"applications.carry_in.{column}"
    before = batch.last.figures[key]
    if random.random() < 0.5:
        _raise(batch.last.figures, ("carry_in", "granted", "result_total"), column, amount)
    else:
        _raise(batch.before.figures, ("new", "carry_out"), column, amount)
        batch.last.last = dict(batch.before.figures)
    return _recorded(batch, "YOY001", key, before, batch.last.figures[key])


def stock_breaks(batch: Batch, random: Random) -> bool:
    """More in force than there can be; a number of projects, or a sum of all years, that does not go on."""
    now, last = batch.last.figures, batch.before.figures
    if "normative.in_force" in now and "normative.in_force" in last:
        metric, limit = "normative.in_force", int(last["normative.in_force"]) + int(now["normative.made"])
        if random.random() < 0.3:
            metric = "normative.repealed"
        before, now[metric] = now[metric], limit + random.randint(1, 60)
        if metric == "normative.repealed":
            now["normative.in_force"] = 0
    elif "licence.last_year" in now and "licence.last_year" in last:
        metric = random.choice(["licence", "other_service", "penalty", "coercion", "fee"]) + ".last_year"
        before = now[metric]
        now[metric] = int(before) + random.choice([-1, 1]) * random.randint(1, 15)
    else:
        kept = [
            metric for metric in now
            if metric.endswith(".cumulative") and metric in last and metric.removesuffix(".cumulative") in last
            and metric.startswith(("disclosed", "channel", "complaints", "accusations"))
        ]  # fmt: skip
        if not kept or batch.last.form is not batch.before.form:
            return False
        metric = random.choice(kept)
        before, now[metric] = now[metric], int(now[metric]) + random.randint(1, 90)
        if metric.startswith("channel"):
            now["disclosed.total.cumulative"] = int(now["disclosed.total.cumulative"]) + int(now[metric]) - int(before)
    return _recorded(batch, "YOY002", metric, before, now[metric])


def stock_unaccounted(batch: Batch, random: Random) -> bool:
    """Fewer in force than what was made and repealed leaves; in the form of 2019 more than was added."""
    now, last = batch.last.figures, batch.before.figures
    if "normative.in_force" in now and "normative.in_force" in last:
        metric, floor = "normative.in_force", max(int(now["normative.made"]) - int(now["normative.repealed"]), 0)
        before = int(now[metric])
        if before - floor < 2:
            return False
        now[metric] = random.randint(floor, before - 1)
    elif "normative.total" in now and "normative.total" in last:
        metric = "normative.total"
        before = int(now[metric])
        now[metric] = before + random.randint(1, 40)
    else:
        return False
    return _recorded(batch, "YOY003", metric, before, now[metric])


def last_year_misstated(batch: Batch, random: Random) -> bool:
    """The prose tells of another number for last year than last year's report has."""
    metric = next((key for key in ("applications.new.total", "requests.total") if key in batch.before.figures), "")
    told = batch.last.last
    if not metric or told is None or metric not in told or not int(told[metric]):
        return False
    if (metric == "requests.total") is _applied(batch.last):
        return False
    before = int(told[metric])
    carried = int(told.get("applications.carry_in.total", 0))
    batch.last.last = told | {metric: before + carried + random.choice([1, 7, 40])}
    return _recorded(batch, "YOY004", metric, before, batch.last.last[metric])


def cumulative_shrinks(batch: Batch, random: Random) -> bool:
    """A sum of all years that is smaller than two years before; the report between is not at hand."""
    if len(batch.drafts) < 3:
        return False
    now, early = batch.last.figures, batch.drafts[-3].figures
    metrics = [
        key for key in now if key.endswith(".cumulative") and key in early
        and key.startswith(("disclosed", "complaints", "accusations")) and int(early[key]) > 3
    ]  # fmt: skip
    if not metrics:
        return False
    metric = random.choice(metrics)
    before = now[metric]
    least = int(now[metric.removesuffix(".cumulative")])
    if least >= int(early[metric]):
        return False
    now[metric] = random.randint(least, int(early[metric]) - 1)
    if metric == "disclosed.total.cumulative":
        ways = [key for key in now if key.startswith("channel.") and key.endswith(".cumulative")]
        if sum(int(now[way.removesuffix(".cumulative")]) for way in ways) > int(now[metric]):
            return False
        rest = int(now[metric])
        for number, way in enumerate(ways):
            left = sum(int(now[other.removesuffix(".cumulative")]) for other in ways[number + 1 :])
            now[way] = rest - left if number < len(ways) - 1 else rest
            rest -= int(now[way])
    del batch.drafts[-2]
    return _recorded(batch, "YOY005", metric, before, now[metric])


_FREE = {"2019": ("licence.decisions", "penalty.decisions", "coercion.decisions"),
         "2021": ("licence.decisions", "penalty.decisions", "coercion.decisions", "fee.amount")}  # fmt: skip
"""Cells that stand for themselves: nothing else in a report speaks of them."""
_FREE_BEFORE = ("channel.website", "press.interpretations", "training.participants")


def tenfold(batch: Batch, random: Random) -> bool:
    if batch.last.edition != batch.before.edition or batch.last.form is not batch.before.form:
        return False
    free = _FREE.get(batch.last.edition, _FREE_BEFORE)
    now, last = batch.last.figures, batch.before.figures
    metrics = [key for key in free if key in now and float(last.get(key, 0)) >= 10]
    if not metrics or (batch.last.form is not None and len(batch.last.form.columns) > 1):
        return False
    metric, times = random.choice(metrics), random.choice([10, 10, 12, 35])
    before, most = now[metric], float(last[metric]) * times
    now[metric] = f"{most:.2f}" if metric == "fee.amount" else round(most)
    if metric == "channel.website":
        now["disclosed.total"] = now[metric]
        now["disclosed.normative"] = min(int(now.get("disclosed.normative", 0)), int(now[metric]))
    return _recorded(batch, "YOY006", metric, before, now[metric])


_SAME = {"disclosure": ("rules.", "normative.", "licence.", "other_service.", "penalty.", "coercion.", "fee.", "procurement."),
         "applications": ("applications.",)}  # fmt: skip


def table_unchanged(batch: Batch, random: Random) -> bool:
    """Last year's table once more."""
    if batch.last.edition != batch.before.edition or batch.last.form is not batch.before.form:
        return False
    now, last = batch.last.figures, batch.before.figures
    if batch.last.form is not None:
        key = "provincial" if len(batch.last.form.columns) > 1 else "indicators"
        begins: tuple[str, ...] = ("",)
        if key == "provincial":  # a sum of all years cannot stay as it was where something was added
            return False
    else:
        key = random.choice(["disclosure", "applications", "applications"])
        begins = _SAME[key]
        if key == "applications":  # what was carried over must follow from the year before
            for column in COLUMN_KEYS:
                for figures in (last, now):
                    out, into = (figures[f"applications.{row}.{column}"] for row in ("carry_out", "carry_in"))
                    if figures is last and out != into:
                        return False
    same = {metric: value for metric, value in last.items() if metric.startswith(begins)}
    told = [metric for metric, value in same.items() if float(value) and not metric.endswith(".total")]
    if len([metric for metric in told if ".result_total." not in metric]) < 6:
        return False
    now.update(same)
    return _recorded(batch, "YOY007", key, "", "")


def figure_unchanged(batch: Batch, random: Random) -> bool:
    """The same number three years running."""
    if len(batch.drafts) < 3 or len({draft.edition for draft in batch.drafts[-3:]}) > 1:
        return False
    forms = {id(draft.form) for draft in batch.drafts[-3:]}
    free = _FREE.get(batch.last.edition, ("press.interpretations", "training.participants"))
    metrics = [key for key in free if key in batch.last.figures]
    if not metrics or len(forms) > 1:
        return False
    metric, value = random.choice(metrics), random.randint(30, 400)
    for draft in batch.drafts[-3:]:
        draft.figures[metric] = value
    return _recorded(batch, "YOY008", metric, "", value)


def suits_without_review(batch: Batch, random: Random) -> bool:
    if not (_applied(batch.last) and _applied(batch.before)):
        return False
    for draft in (batch.before, batch.last):
        for key in ("upheld", "corrected", "other", "pending", "total"):
            draft.figures[f"review.{key}"] = 0
    outcome, many = random.choice(["upheld", "corrected", "pending"]), random.randint(1, 4)
    for key in ("upheld", "corrected", "other", "pending"):
        batch.last.figures[f"suit_after_review.{key}"] = 0
    for key in (outcome, "total"):
        batch.last.figures[f"suit_after_review.{key}"] = many
    return _recorded(batch, "YOY009", "suit_after_review.total", 0, many)


def problems_repeated(batch: Batch, random: Random) -> bool:
    """Last year's problems and remedies once more, the years brought forward."""
    if batch.last.form is not None:
        return False
    batch.write(random)
    source = random.choice(batch.drafts[:-1])
    forward = ((str(source.year + 1), str(batch.last.year + 1)), (source.we, batch.last.we))
    texts = list(source.texts["problems"])
    for old, new in forward:
        texts = [text.replace(old, new) for text in texts]
    if source.form is not None and not any(text.startswith("（") for text in texts):
        texts = list(texts)
    batch.last.texts["problems"] = texts
    return _recorded(batch, "NAR011", "problems", "", "")


def amount_slips(batch: Batch, random: Random) -> bool:
    """元 where last year had 万元."""
    if batch.last.edition != "2021" or batch.before.edition != "2021":
        return False
    last = float(batch.before.figures["fee.amount"])
    if last < 1:
        return False
    before = batch.last.figures["fee.amount"]
    batch.last.figures["fee.amount"] = str(round(last * 10_000 * random.uniform(0.9, 1.2)))
    return _recorded(batch, "TAB007", "fee.amount", before, batch.last.figures["fee.amount"])


def more_reviews_than_requests(batch: Batch, random: Random) -> bool:
    """More cases of 复议 than there were applications."""
    if not _applied(batch.last):
        return False
    figures = batch.last.figures
    received = sum(int(figures[f"applications.{row}.total"]) for row in ("new", "carry_in"))
    added = received + random.randint(1, 9) - int(figures["review.total"])
    for key in ("upheld", "total"):
        figures[f"review.{key}"] = int(figures[f"review.{key}"]) + added
    return _recorded(batch, "TAB012", "review.total", "", figures["review.total"])


def stock_too_small(batch: Batch, random: Random) -> bool:
    """Fewer in force than made and not repealed; fewer published in all than this year."""
    figures = batch.last.figures
    del batch.drafts[:-1]  # against last year's number it would be missed too
    if "normative.in_force" in figures:
        floor = int(figures["normative.made"]) - int(figures["normative.repealed"])
        metric = "normative.in_force"
    elif "normative.total" in figures:
        floor, metric = int(figures["normative.published"]), "normative.total"
    else:
        return False
    if floor < 1:
        return False
    before, figures[metric] = figures[metric], random.randrange(floor)
    return _recorded(batch, "TAB011", metric, before, figures[metric])


def _summed(children: list[Draft]) -> Figures:
    figures: Figures = {}
    for metric in children[0].figures:
        values = [child.figures[metric] for child in children]
        decimals = max(len(str(value).partition(".")[2]) for value in values)
        total = sum(float(value) for value in values)
        figures[metric] = f"{total:.{decimals}f}" if decimals else int(total)
    return figures


_UPWARDS = ("licence.decisions", "penalty.decisions", "coercion.decisions", "fee.amount")


def with_children(batch: Batch, random: Random) -> bool:
    """Make the last report the sum of those of the units below it."""
    names = CHILDREN.get(batch.last.agency)
    if names is None or batch.last.form is not None:
        return False
    parent, edition = batch.last, edition_of(batch.last.year)
    for name in names:
        we = (
            "我局"
            if name.endswith("局")
            else "本机关"
            if name.endswith("办公室")
            else f"我{name.removesuffix('人民政府')[-1]}"
        )
        figures = make_figures(random, edition, random.randint(0, 40), None)
        figures = {key: 0 if key.startswith("rules.") else value for key, value in figures.items()}
        batch.children.append(Draft(name, we, parent.year, edition, figures))
    del batch.drafts[:-1]
    parent.figures, parent.last = _summed(batch.children), None
    return True


def children_do_not_sum(batch: Batch, random: Random) -> bool:
    """A unit was left out of a sum, or counted twice."""
    if batch.last.edition != "2021" or not with_children(batch, random):
        return False
    child, metric = random.choice(batch.children), random.choice(_UPWARDS)
    amount = float(child.figures[metric])
    if not amount:
        return False
    before = batch.last.figures[metric]
    changed = float(before) + random.choice([-1, 1]) * amount
    batch.last.figures[metric] = f"{changed:.2f}" if metric == "fee.amount" else round(changed)
    return _recorded(batch, "UPW001", metric, before, batch.last.figures[metric])


YEAR_PLANTS: tuple[BatchPlant, ...] = (
    carry_over_differs, stock_breaks, stock_unaccounted, last_year_misstated, cumulative_shrinks, tenfold, table_unchanged,
    figure_unchanged, suits_without_review, problems_repeated, amount_slips, more_reviews_than_requests, stock_too_small,
    children_do_not_sum,
)  # fmt: skip
"""Each says no where the edition, or the figures, are not such that it can be planted."""


def planted(batch: Batch, plant: BatchPlant, random: Random) -> Batch | None:
    """The batch with a defect, written; None where it cannot be planted in it."""
    changed = deepcopy(batch)
    if not plant(changed, random):
        return None
    if not changed.is_written:
        changed.write(random)
    return changed
