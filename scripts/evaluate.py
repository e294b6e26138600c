"""Measure the quality and hold it against its floors: evaluate.py [--gate | --full] [--export FILE] [--update-floors]

Runs the labelled sentences of corpora/claims, reports with seeded errors, every rule against planted defects and clean
reports, the comparison of reports against planted copies and brute force, and what the sets of sentences teach. Ends with 1
where a score lies below its floor in corpora/floors.json, or a set is not the one that its floors are for.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from environment import say
from evaluation import export, floors, models, reuse, rules, sowing
from evaluation.measures import Measure, labelled


def measured(is_full: bool) -> list[Measure]:
    """Everything that is measured; the whole of the seeded errors only where it is asked for."""
    found = [*labelled(), sowing.resown(), sowing.sample(), rules.sample(), reuse.sample(), *models.sample()]
    return [*found, *sowing.whole(), rules.whole(), *reuse.whole(), *models.whole()] if is_full else found


def show(measures: list[Measure], is_brief: bool) -> None:
    """Print the tables, or one line a set."""
    for measure in measures:
        if is_brief:
            say(measure.summary)
        else:
            say("\n".join([f"## {measure.name}", "", *measure.lines, "", measure.summary, ""]))


def floors_file() -> Path:
    """Where the floors are kept."""
    return floors.FILE


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--gate", action="store_true", help="print the summary only")
    amount.add_argument(
        "--full",
        action="store_true",
        help="seed errors in all reports, the real ones among them, plant more, and compare thousands",
    )
    parser.add_argument("--export", type=Path, metavar="FILE", help="write every failure as CSV for Excel")
    parser.add_argument("--update-floors", action="store_true", help="set the floors to what is measured")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why a floor may be lowered")
    return parser.parse_args()


def main() -> None:
    """The command line."""
    options = _options()
    measures = measured(options.full)
    show(measures, options.gate)
    if options.export:
        options.export.write_bytes(export.table(measures))
    pinned = floors.load(floors_file())
    if options.update_floors:
        try:
            pinned = floors.updated(pinned, measures, options.reason)
        except floors.Refused as refusal:
            raise SystemExit(str(refusal)) from None
        floors.save(pinned, floors_file())
    lines = [line for measure in measures for line in floors.shortfalls(measure, pinned)]
    say("\n".join(lines) or "all scores are at or above their floors")
    raise SystemExit(bool(lines))


if __name__ == "__main__":
    main()
