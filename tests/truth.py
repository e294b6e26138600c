"""What tests that compare a report with what the generator knows of it share."""

from gknlp.types.edition import Edition


def metric_in(edition: Edition, metric: str) -> str:
    """The cell of ``edition`` that a claim of ``metric``, the name of a later form, speaks of."""
    terms = edition.sums[metric].terms if metric in edition.sums else ()
    return terms[0][1] if len(terms) == 1 else metric


def is_spoilt(record: dict, metric: str) -> bool:
    """Whether a defect was planted in the row of ``metric``: where digits run together, they are then cut as if the row
    held what it ought to."""
    return any(_row(metric) == _row(defect["subject"]) for defect in record["defects"] if defect["code"][:3] == "TAB")


def _row(metric: str) -> str:
    parts = metric.removesuffix(".cumulative").split(".")
    return ".".join(parts[:2])
