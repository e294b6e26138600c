"""Consistent figures for a form: every identity holds, and the years of one agency follow from one another."""

from __future__ import annotations

from random import Random

COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other")
RESULTS = (
    "granted", "partial", "denied_state_secret", "denied_law", "denied_safety", "denied_third_party", "denied_internal",
    "denied_process", "denied_enforcement", "denied_inquiry", "unable_not_held", "unable_creation", "unable_unclear",
    "refused_petition", "refused_repeat", "refused_publication", "refused_massive", "refused_confirm",
)  # fmt: skip
OTHER_2019 = ("other",)
OTHER_2021 = ("other_no_correction", "other_no_fee", "other_other")
OUTCOMES = ("upheld", "corrected", "other", "pending")

FEW = 5
"""Figures below it may be many times as much the year after."""

Figures = dict[str, int | str]


def results_of(edition: str) -> tuple[str, ...]:
    """The result rows of an edition's table, in order."""
    return RESULTS + (OTHER_2019 if edition == "2019" else OTHER_2021)


def rows_of(edition: str) -> tuple[str, ...]:
    """All rows of the application table, in order."""
    return ("new", "carry_in", *results_of(edition), "result_total", "carry_out")


def near(random: Random, last: Figures | None, key: str, otherwise: float) -> float:
    """A figure not far from last year's, ``otherwise`` where there was none or hardly any."""
    before = float(last[key]) if last and key in last else 0.0
    return before * random.uniform(0.6, 1.5) if before >= FEW else otherwise


def _applications(random: Random, edition: str, size: int, last: Figures | None) -> Figures:
    figures: Figures = {}
    for column, share in zip(COLUMNS, (1.0, 0.12, 0.01, 0.01, 0.04, 0.02), strict=True):
        new = round(near(random, last, f"applications.new.{column}", size * share * random.uniform(0.5, 1.5)))
        before = f"applications.carry_out.{column}"
        carry_in = int(last[before]) if last and before in last else random.randint(0, new // 20)
        carry_out = random.randint(0, (new + carry_in) // 15)
        left = new + carry_in - carry_out
        cells = dict.fromkeys(results_of(edition), 0)
        weights = [30, 6, *([1] * 8), 18, 4, 2, 3, 3, *([1] * 3), *([1] * len(results_of(edition)[18:]))]
        for row in random.choices(results_of(edition), weights, k=left):
            cells[row] += 1
        rows = {"new": new, "carry_in": carry_in, **cells, "result_total": left, "carry_out": carry_out}
        figures |= {f"applications.{row}.{column}": value for row, value in rows.items()}
    _keep_other_rare(figures, edition)
    for row in rows_of(edition):
        figures[f"applications.{row}.total"] = sum(int(figures[f"applications.{row}.{column}"]) for column in COLUMNS)
    return figures


def _keep_other_rare(figures: Figures, edition: str) -> None:
    """其他处理 is for rare cases: what is more than a tenth of all results was granted instead."""
    rows = [row for row in results_of(edition) if row.startswith("other")]
    done = sum(int(figures[f"applications.result_total.{column}"]) for column in COLUMNS)
    cells = [f"applications.{row}.{column}" for row in rows for column in COLUMNS]
    while sum(int(figures[cell]) for cell in cells) * 10 > done:
        cell = next(cell for cell in cells if int(figures[cell]))
        granted = f"applications.granted.{cell.rsplit('.', 1)[-1]}"
        figures[cell], figures[granted] = int(figures[cell]) - 1, int(figures[granted]) + 1


def _disclosure(random: Random, edition: str, size: int, last: Figures | None) -> Figures:
    made, repealed = random.randint(0, 12), random.randint(0, 4)
    many = round(near(random, last, "licence.decisions", max(size, 1) * random.randint(3, 40)))
    if edition == "2021":
        stock = int(last["normative.in_force"]) if last and "normative.in_force" in last else random.randint(10, 120)
        return {
            "rules.made": 0, "rules.repealed": 0, "rules.in_force": 0,
            "normative.made": made, "normative.repealed": repealed, "normative.in_force": stock + made - repealed,
            "licence.decisions": many, "penalty.decisions": many // 3, "coercion.decisions": many // 12,
            "fee.amount": f"{near(random, last, 'fee.amount', random.randint(0, 90000) / 100):.2f}",
        }  # fmt: skip
    figures: Figures = {"rules.made": 0, "rules.published": 0, "rules.total": 0}
    public = int(last["normative.total"]) if last and "normative.total" in last else random.randint(20, 200)
    figures |= {"normative.made": made, "normative.published": made, "normative.total": public + made}
    for key, decisions in (
        ("licence", many),
        ("other_service", many // 2),
        ("penalty", many // 3),
        ("coercion", many // 12),
    ):
        before = f"{key}.last_year"
        known = int(last[before]) + int(last[f"{key}.change"]) if last and before in last else random.randint(20, 300)
        change = random.randint(-9, 30)
        figures |= {before: known, f"{key}.change": change, f"{key}.decisions": decisions}
    fees = (
        int(last["fee.last_year"]) + int(last["fee.change"])
        if last and "fee.change" in last
        else random.randint(20, 60)
    )
    figures |= {"fee.last_year": fees, "fee.change": -random.randint(0, 9)}
    return figures | {
        "procurement.projects": round(near(random, last, "procurement.projects", random.randint(1, 40))) or 1,
        "procurement.amount": f"{near(random, last, 'procurement.amount', random.randint(1, 9_000_000)):.1f}",
    }


def _cases(random: Random, size: int) -> Figures:
    figures: Figures = {}
    for group, scale in (("review", 12), ("suit_direct", 30), ("suit_after_review", 40)):
        cells = {outcome: random.randint(0, max(0, size // scale // 2)) for outcome in OUTCOMES}
        figures |= {f"{group}.{outcome}": value for outcome, value in cells.items()}
        figures[f"{group}.total"] = sum(cells.values())
    return figures


def make_figures(random: Random, edition: str, size: int, last: Figures | None) -> Figures:
    """The figures of a year by metric; ``size`` is about the number of new applications, ``last`` last year's figures."""
    return _disclosure(random, edition, size, last) | _applications(random, edition, size, last) | _cases(random, size)


def total(figures: Figures, prefix: str) -> int:
    """The sum of the rows of the application table that begin with ``prefix``, in the column 总计."""
    return sum(int(v) for k, v in figures.items() if k.startswith(f"applications.{prefix}") and k.endswith(".total"))
