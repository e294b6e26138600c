"""The figures of an agency for all years, and its reports written from them."""

from __future__ import annotations

from functools import cache
from random import Random

from reports.agencies import AGENCIES
from reports.drafts import Draft
from reports.figures import Figures, make_figures
from reports.indicators import FUJIAN_2011, NATIONAL, NATIONAL_SHORT, Form, indicator_figures, provincial
from reports.reuse_sentences import PLAIN, passage
from reports.wording import write
from reports.wording_older import write_older

YEARS = {
    "2008": (2009, 2010, 2011, 2012, 2013),
    "2014": (2014, 2015, 2016, 2017, 2018),
    "2019": (2019, 2020),
    "2021": (2021, 2022, 2023),
}
"""Edition -> the report years that it is written for."""
_TITLES = (
    "", "", "{agency}{year}年度政府信息公开工作年度报告", "{agency}{year}年政府信息公开年度报告", "{agency}{year}年度政府信息公开工作报告",
    "{agency}关于{year}年政府信息公开工作年度报告",
)  # fmt: skip
"""How titles read; "" is the usual one."""
_OWN_LETTERS = (150, 280)
"""Of what a report tells that no other does."""


def edition_of(year: int) -> str:
    """The edition due for a report year."""
    return next(edition for edition, years in YEARS.items() if year in years)


def form_of(agency: int, year: int) -> Form | None:
    """The table of indicators that an agency fills in before 2019: the national one, all of it or seven parts, or that
    of its province."""
    national = {0: NATIONAL, 1: NATIONAL, 2: NATIONAL_SHORT}.get(agency % 4)
    return {"2008": FUJIAN_2011, "2014": national or provincial(year)}.get(edition_of(year))


@cache
def _series(seed: int, agency: int) -> dict[int, Figures]:
    random = Random(f"{seed}/{agency}")
    size = AGENCIES[agency][2]
    result: dict[int, Figures] = {}
    for edition, years in YEARS.items():
        for year in years:
            form, last = form_of(agency, year), result.get(year - 1)
            result[year] = (
                indicator_figures(random, form, size, last) if form else make_figures(random, edition, size, last)
            )
    return result


def series(seed: int, agency: int) -> dict[int, Figures]:
    """The figures of one agency for all years."""
    return {year: dict(figures) for year, figures in _series(seed, agency).items()}


def drafted(draft: Draft, random: Random, has_table: bool = True) -> Draft:
    """A draft that knows its figures, with titles, texts and tables."""
    draft.title = random.choice(_TITLES).format(agency=draft.agency, year=draft.year)
    draft = write(draft, random) if draft.form is None else write_older(draft, random, has_table)
    draft.texts["overview"].append("".join(passage(PLAIN, random, random.randint(*_OWN_LETTERS))))
    return draft


def unwritten(seed: int, agency: int, year: int) -> Draft:
    """The draft of an agency's report on a year, with nothing but its figures and those of the year before."""
    years = series(seed, agency)
    name, we, _ = AGENCIES[agency]
    return Draft(name, we, year, edition_of(year), years[year], form_of(agency, year), years.get(year - 1))
