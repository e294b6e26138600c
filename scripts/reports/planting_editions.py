"""Reports in the form of another year: tables used too long, too early, or of two editions at once."""

from __future__ import annotations

from random import Random

from reports.drafts import Draft, Style
from reports.figures import make_figures
from reports.indicators import FUJIAN_2017, NATIONAL, indicator_figures
from reports.planting import Plant, recorded
from reports.wording import write
from reports.wording_older import write_older

SIZE = 40
"""About how many applications the reports have that are written anew."""


def _anew(draft: Draft, random: Random, edition: str, code: str) -> bool:
    """Write the report again in the form of ``edition``."""
    due, draft.edition = draft.edition, edition
    draft.form, draft.claims, draft.decoys = None, [], []
    draft.figures = make_figures(random, edition, SIZE, None)
    draft.style = Style()
    write(draft, random)
    return recorded(draft, code, "report", due, edition)


def form_of_2019(draft: Draft, random: Random) -> bool:
    return _anew(draft, random, "2019", "TAB004")


def form_of_2016(draft: Draft, random: Random) -> bool:
    """A report since 2021 with the sections and the table of the years before 2019."""
    due, draft.edition = draft.edition, "2014"
    draft.form, draft.claims, draft.decoys = random.choice((FUJIAN_2017, NATIONAL)), [], []
    draft.figures = indicator_figures(random, draft.form, SIZE, None)
    write_older(draft, random, has_table=True)
    return recorded(draft, "TAB004", "report", due, "2014")


def form_too_early(draft: Draft, random: Random) -> bool:
    later = {"2014": "2019", "2019": "2021"}[draft.edition]
    return _anew(draft, random, later, "TAB005")


def forms_mixed(draft: Draft, random: Random) -> bool:
    earlier = make_figures(random, "2019", SIZE, None)
    draft.beside = {metric: str(value) for metric, value in earlier.items()}
    draft.listing = "mixed"
    return recorded(draft, "TAB006", "disclosure", "2021", "2021, 2019")


EDITION_PLANTS: dict[str, tuple[Plant, ...]] = {
    "2008": (),
    "2014": (form_too_early,),
    "2019": (form_too_early,),
    "2021": (form_of_2019, forms_mixed, form_of_2016),
}
