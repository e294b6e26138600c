"""Points from runs. How an item is counted is said in docs/decisions/0006-scoring.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from gknlp.types.audit import Deduction, Scorecard, ScoreItem
from gknlp.types.decimals import plain
from gknlp.types.rubric import Item, Line, Rubric
from gknlp.types.rule import Outcome, Run, Severity

CENT = Decimal("0.01")
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Charge:
    """A finding that a line asks points for."""

    run: Run
    line: int
    cost: Decimal


@dataclass(slots=True)
class _Pile:
    """The runs that concern one item: by line, and what they would cost."""

    charges: list[_Charge]
    runs: list[dict[int, Run]]


def score(runs: Iterable[Run], rubric: Rubric) -> Scorecard:
    """The points of a report."""
    piles = _sorted(runs, rubric)
    items = tuple(
        _bonus(item, pile) if item.is_bonus else _item(item, pile, rubric.overflow)
        for item, pile in zip(rubric.items, piles, strict=True)
    )
    assessable = sum((item.assessable for item in items), _NONE)
    kept = sum((item.points for item in items if item.points is not None and not item.is_bonus), _NONE)
    gained = sum((item.points for item in items if item.points is not None and item.is_bonus), _NONE)
    points = min(assessable, max(_NONE, kept) + gained)
    return Scorecard(rubric.name, points, assessable, rubric.total, items)


def lines_of(code: str, rubric: Rubric) -> list[tuple[int, int]]:
    """The lines (numbers of item and line) where the rule ``code`` stands: those that name the longest beginning of
    its code."""
    return _longest(code, _lines(rubric))


def _lines(rubric: Rubric) -> dict[str, list[tuple[int, int]]]:
    """The lines of a rubric by what the codes of their rules begin with."""
    lines: dict[str, dict[tuple[int, int], None]] = {}
    for number, item in enumerate(rubric.items):
        for order, line in enumerate(item.lines):
            for prefix in line.codes:
                lines.setdefault(prefix, {})[number, order] = None
    return {prefix: list(found) for prefix, found in lines.items()}


def _longest(code: str, lines: Mapping[str, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    beginnings = (code[:length] for length in range(len(code), 0, -1))
    return next((lines[beginning] for beginning in beginnings if beginning in lines), [])


def _sorted(runs: Iterable[Run], rubric: Rubric) -> list[_Pile]:
    piles = [_Pile([], [{} for _ in item.lines]) for item in rubric.items]
    lines = _lines(rubric)
    places: dict[tuple[str, Severity], list[tuple[int, int, Decimal]]] = {}
    for run in runs:
        key = run.rule.code, run.rule.severity
        if key not in places:
            places[key] = list(_asked(run, rubric, lines))
        for number, order, cost in places[key]:
            piles[number].runs[order][id(run)] = run
            if run.outcome is Outcome.BREACHED:
                piles[number].charges.append(_Charge(run, order, cost))
    return piles


def _asked(run: Run, rubric: Rubric, lines: Mapping[str, list[tuple[int, int]]]) -> Iterator[tuple[int, int, Decimal]]:
    """The lines to which a verdict of this rule matters: it could cost something there, or forfeit a bonus."""
    for number, order in _longest(run.rule.code, lines):
        cost = rubric.items[number].lines[order].cost(run.rule.severity)
        if cost or (cost is not None and rubric.items[number].is_bonus):
            yield number, order, cost


def _is_settled(run: Run) -> bool:
    return run.outcome is Outcome.CLEAN or (run.outcome is Outcome.BREACHED and not run.doubtful)


def _is_follow_on(run: Run) -> bool:
    return run.outcome is Outcome.BREACHED and run.cause != ""


def _most(line: Line, item: Item) -> Decimal:
    """What the line may cost at the most; what people judge is judged once."""
    once = next((cost for _, cost in line.costs), None) if line.is_by_hand else None
    return min(line.cap or once or item.points, item.points)


def _assessed(item: Item, pile: _Pile) -> Fraction:
    """The share of the item's points that its checks could speak for: of each line (of the lines of a group together)
    the share of its checks that came to a verdict, weighed by what the line may cost."""
    weights: dict[str, Decimal] = {}
    checks: dict[str, dict[int, Run]] = {}
    for order, line in enumerate(item.lines):
        unit = line.group or f"\0{order}"
        weights[unit] = max(weights.get(unit, _NONE), _most(line, item))
        checks.setdefault(unit, {}).update(pile.runs[order])
    share = Fraction(0)
    for unit, weight in weights.items():
        counted = [run for run in checks[unit].values() if not _is_follow_on(run)]
        if counted:
            share += Fraction(weight) * Fraction(sum(map(_is_settled, counted)), len(counted))
    return share / Fraction(sum(weights.values(), _NONE))


def _round(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT, ROUND_HALF_UP)


def _item(item: Item, pile: _Pile, overflow: bool) -> ScoreItem:
    share = _assessed(item, pile)
    assessable = _round(Fraction(item.points) * share)
    deductions = tuple(_converted(_charged(item, pile, overflow), share))
    lost = sum((deduction.lost for deduction in deductions), _NONE)
    return _card(item, pile, assessable, assessable - lost if share else None, deductions)


def _bonus(item: Item, pile: _Pile) -> ScoreItem:
    counted = [run for runs in pile.runs for run in runs.values()]
    settled = bool(counted) and all(map(_is_settled, counted))
    gained = item.points if settled and all(run.outcome is Outcome.CLEAN or run.waived for run in counted) else _NONE
    return _card(item, pile, _NONE, gained if settled else None, ())


def _card(
    item: Item, pile: _Pile, assessable: Decimal, points: Decimal | None, deductions: tuple[Deduction, ...]
) -> ScoreItem:
    every = {key: run for runs in pile.runs for key, run in runs.items() if not _is_follow_on(run)}
    reasons = Counter(
        run.reason if run.outcome is Outcome.NOT_ASSESSABLE else f"{run.rule.code}：存疑，未能判定"
        for run in every.values()
        if not _is_settled(run)
    )
    if not every and not all(line.is_by_hand for line in item.lines):
        reasons["本次没有这方面的检查"] = 0
    by_hand = tuple(line.name or item.name for line in item.lines if line.is_by_hand)
    settled = sum(map(_is_settled, every.values()))
    ordered = tuple(sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0])))
    return ScoreItem(item.key, item.name, item.points, assessable, points, len(every), settled, deductions,
                     ordered, by_hand, item.origin, item.is_bonus)  # fmt: skip


def _rank(charge: _Charge) -> tuple[int, Decimal, str, str, str]:
    run = charge.run
    return charge.line, -charge.cost, run.rule.code, run.subject.key, run.evidence.message if run.evidence else ""


def _charged(item: Item, pile: _Pile, overflow: bool) -> Iterator[tuple[_Charge, str, Decimal, str]]:
    """(charge, line, points taken of the item's full points, what limited them), each limit used up in order: every
    order gives the same sum."""
    charges = sorted(pile.charges, key=_rank)
    dearest = _dearest(item, charges)
    left: dict[str, Decimal] = {}
    for charge in charges:
        line = item.lines[charge.line]
        taken, limit = _NONE, _excused(charge, line, dearest)
        if not limit:
            bounds = list(_bounds(charge, item, overflow))
            for key, most, _ in bounds:
                left.setdefault(key, most)
            taken = min([charge.cost, *(left[key] for key, _, _ in bounds)])
            limit = next((words for key, _, words in bounds if left[key] == taken < charge.cost), "")
            for key, _, _ in bounds:
                left[key] -= taken
        yield charge, line.name or item.name, taken, limit


def _excused(charge: _Charge, line: Line, dearest: dict[str, _Charge]) -> str:
    """Why a finding costs nothing; "" where it costs something."""
    if charge.run.cause:
        return f"由{charge.run.cause.partition(' ')[0]}的问题引起，不另扣分"
    if charge.run.doubtful:
        return "存疑，不扣分"
    if charge.run.waived:
        return f"已豁免（{charge.run.waived}），不扣分"
    if line.group and dearest[line.group] is not charge:
        return f"“{line.group}”只扣最重的一处"
    return ""


def _bounds(charge: _Charge, item: Item, overflow: bool) -> Iterator[tuple[str, Decimal, str]]:
    """(key, most, words) of what limits a charge: its item, its line, its rule in that line."""
    line, code = item.lines[charge.line], charge.run.rule.code
    if not overflow:
        yield "", item.points, "本项分值已扣完"
    if line.cap is not None:
        yield f"{charge.line}", line.cap, f"本条最多扣{plain(line.cap)}分"
    if line.code_cap is not None:
        yield f"{charge.line} {code}", line.code_cap, f"同一规则最多扣{plain(line.code_cap)}分"


def _dearest(item: Item, charges: list[_Charge]) -> dict[str, _Charge]:
    """Of each group the charge that counts."""
    found: dict[str, _Charge] = {}
    for charge in charges:
        group = item.lines[charge.line].group
        if group and not (charge.run.cause or charge.run.doubtful or charge.run.waived):
            if group not in found or charge.cost > found[group].cost:
                found[group] = charge
    return found


def _converted(charged: Iterable[tuple[_Charge, str, Decimal, str]], share: Fraction) -> Iterator[Deduction]:
    """What was taken of the full points, in points assessable; rounded so that the parts add up to the whole."""
    taken, lost = Fraction(0), _NONE
    for charge, line, points, limit in charged:
        run = charge.run
        taken += Fraction(points)
        part = _round(taken * share) - lost
        lost += part
        yield Deduction(run.rule.code, run.subject.key, run.subject.name, line, charge.cost, points, part,
                        run.evidence.message if run.evidence else "", limit)  # fmt: skip
