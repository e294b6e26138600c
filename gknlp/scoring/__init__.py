"""Runs -> points, by a rubric; a batch in order; one batch by two rubrics."""

from __future__ import annotations

from gknlp.scoring.comparing import compare
from gknlp.scoring.loading import built_in, load
from gknlp.scoring.points import score
from gknlp.scoring.ranking import LEAST, rank

__all__ = ["LEAST", "built_in", "compare", "load", "rank", "score"]
