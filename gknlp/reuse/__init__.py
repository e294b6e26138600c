"""Text that stands elsewhere too: passages that reports share, sentences that stand for years, and common templates.

Candidates come from a sample of hashed shingles, every share that is reported is counted exactly, and passages are aligned
last: nothing is reported by an estimate.
"""

from __future__ import annotations

from gknlp.reuse.background import Background as Background
from gknlp.reuse.elsewhere import elsewhere_of as elsewhere_of
from gknlp.reuse.finding import MINIMUM as MINIMUM
from gknlp.reuse.finding import find as find
from gknlp.reuse.finding import find_in as find_in
from gknlp.reuse.store import Store as Store
from gknlp.reuse.writing import writing_of as writing_of
