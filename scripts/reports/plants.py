"""All that can be planted, and all decoys: the one place that knows them."""

from __future__ import annotations

from random import Random

from reports.drafts import Draft
from reports.planting import DECOYS, PLANTS, Plant
from reports.planting_editions import EDITION_PLANTS
from reports.planting_lapses import LAPSE_DECOYS, LAPSE_PLANTS
from reports.planting_narrative import NARRATIVE_DECOYS, NARRATIVE_PLANTS
from reports.planting_older import OLDER_PLANTS
from reports.planting_prose import PROSE_PLANTS
from reports.planting_publication import PUBLICATION_DECOYS, PUBLICATION_PLANTS
from reports.planting_reuse import REUSE_PLANTS
from reports.planting_wording import WORDING_DECOYS, WORDING_PLANTS
from reports.planting_years import YEAR_PLANTS, BatchPlant

_KINDS = (
    EDITION_PLANTS,
    PLANTS | OLDER_PLANTS,
    WORDING_PLANTS,
    NARRATIVE_PLANTS,
    PUBLICATION_PLANTS,
    PROSE_PLANTS,
    LAPSE_PLANTS,
)
BATCH_PLANTS: tuple[BatchPlant, ...] = (*YEAR_PLANTS, *REUSE_PLANTS)
"""What takes several reports."""


def plants_of(edition: str) -> tuple[Plant, ...]:
    """What may be planted in a report of an edition, in the order in which it is: kinds in turn."""
    kinds = [list(kind[edition]) for kind in _KINDS]
    longest = max(map(len, kinds))
    return tuple(kind[number] for number in range(longest) for kind in kinds if number < len(kind))


def add_decoys(draft: Draft, random: Random) -> None:
    """Put in statements that look wrong and are not: those on the figures, one on the date, one of words, one of plans."""
    for decoy in DECOYS if draft.form is None else ():
        decoy(draft, random)
    random.choice(PUBLICATION_DECOYS[draft.edition])(draft, random)
    random.choice(WORDING_DECOYS + LAPSE_DECOYS)(draft, random)
    if draft.form is None and random.random() < 0.4:
        random.choice(NARRATIVE_DECOYS)(draft, random)
