"""Of which wholes a metric is a part, where the words do not say: results are shares of all results, applicants of all
new applications."""

from __future__ import annotations

from gknlp.types.edition import Edition
from gknlp.types.expression import Expression

_NEW, _IN, _DONE = "applications.new.total", "applications.carry_in.total", "applications.result_total.total"
_DUE = f"{_NEW} + {_IN}"
_CASES = ("review.total + suit_direct.total + suit_after_review.total", "review.total + suit.total")
_BY_TABLE: dict[str, tuple[str, ...]] = {
    "requests": ("requests.total",),
    "answers": ("answers.total", "processed.total", "requests.total"),
    "denied": ("answers.denied", "answers.total", "processed.total", "requests.total"),
    "processed": ("processed.total", "requests.total"),
    "disclosed": ("disclosed.total",),
    "channel": ("disclosed.total", "channel.total"),
    "issued": ("disclosed.total",),
    "review": ("review.total", *_CASES),
    "suit": ("suit.total", *_CASES),
    "suit_direct": ("suit_direct.total", "suit.total", *_CASES),
    "suit_after_review": ("suit_after_review.total", "suit.total", *_CASES),
    "staff": ("staff.total",),
}


def _of_applications(edition: Edition, row: str, column: str) -> tuple[str, ...]:
    if row in ("new", "carry_in"):
        if column == "total":
            return (_DUE,)
        return (f"applications.{row}.total", _NEW, _DUE)
    if row == "carry_out":
        return (_DUE, _NEW)
    if column != "total":
        return (f"applications.{row}.total", f"applications.result_total.{column}")
    if row == "result_total":
        return (_DUE, _NEW)
    metric = f"applications.{row}.total"
    parents = tuple(name for name, sum_ in edition.sums.items() if metric in sum_.metrics and name.endswith(".total"))
    if edition.table("applications") and row.startswith("other_"):
        parents = (*parents, "applications.other.total")
    return (_DONE, *parents, _NEW, _DUE)


def wholes_of(edition: Edition, part: Expression) -> tuple[Expression, ...]:
    """The wholes that ``part`` may be a share of, likeliest first; none where the form has none. A whole that is the
    part itself is none."""
    if not part.metrics:
        return ()
    keys = part.metrics[0].split(".")
    texts = _of_applications(edition, *keys[1:]) if keys[0] == "applications" else _BY_TABLE.get(keys[0], ())
    made = [Expression.parse(text) for text in dict.fromkeys(texts)]
    return tuple(whole for whole in made if set(whole.metrics) != set(part.metrics) and edition.knows(whole))
