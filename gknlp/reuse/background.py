"""What most reports share: the words of the form and of the law, set phrases, and what a background set of reports has.

A background set is shipped as hashed shingles with the number of places whose reports have them; nobody's text can be
read out of it.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gknlp.editions import KEYS, edition
from gknlp.errors import FaultyData
from gknlp.parsing.agencies import places_of
from gknlp.reuse.masking import masked, masked_text
from gknlp.reuse.shingles import hashed
from gknlp.types.edition import Edition
from gknlp.types.reuse import Writing

LEAST_SHARE = 0.12
"""Of the places of a background set: what is in the reports of so many is common."""
LEAST_PLACES = 3
SHIPPED = "background.npz"


@dataclass(frozen=True, slots=True)
class Background:
    """``hashes`` of shingles in order, ``counts`` in how many of the ``places`` reports have each."""

    hashes: NDArray[np.uint64]
    counts: NDArray[np.uint16]
    places: int

    def common(self) -> NDArray[np.uint64]:
        """The shingles that count as common, in order."""
        return self.hashes[self.counts >= max(LEAST_PLACES, LEAST_SHARE * self.places)]


@cache
def prescribed() -> NDArray[np.uint64]:
    """The shingles of the form, the law and the set phrases, in order."""
    phrases = [*_whitelist(), *(text for key in KEYS for text in _form(edition(key)))]
    found = [hashed(masked_text(phrase).codes) for phrase in phrases]
    return np.unique(np.concatenate(found))


def _whitelist() -> Iterator[str]:
    text = (resources.files("gknlp.reuse") / "whitelist.toml").read_text(encoding="utf-8")
    for phrases in tomllib.loads(text).values():
        yield from phrases


def _form(form: Edition) -> Iterator[str]:
    """The words that a form prescribes: titles, labels, and the labels one after another as flattened tables have them."""
    for section in form.sections:
        yield from (section.title, *section.variants)
    for table in form.tables:
        yield table.name
        labels = [*table.groups, *table.columns, *table.rows]
        for label in labels:
            yield from label.labels
        for line in (table.groups, table.columns, table.rows):
            yield "".join(label.labels[0] for label in line)


def place_of(writing: Writing) -> str:
    """The place to which the unit of a writing belongs: its highest below the province, the unit where it has none."""
    places = places_of(writing.region + writing.agency)
    found = [name for level, name in places if level != "province"]
    return found[0] if found else writing.agency


def built(writings: Iterable[Writing]) -> Background:
    """The background of ``writings``: in the reports of how many places each shingle stands, those of one place left out."""
    by_place: dict[str, list[NDArray[np.uint64]]] = {}
    for writing in writings:
        by_place.setdefault(place_of(writing), []).append(hashed(masked(writing).codes))
    held = [np.unique(np.concatenate(found)) for found in by_place.values()]
    if not held:
        return Background(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint16), 0)
    hashes, counts = np.unique(np.concatenate(held), return_counts=True)
    several = counts > 1
    return Background(hashes[several], np.minimum(counts[several], 0xFFFF).astype(np.uint16), len(held))


def packed(background: Background) -> bytes:
    """``background`` as a file holds it."""
    stream = io.BytesIO()
    places = np.array(background.places, dtype=np.int64)
    np.savez_compressed(stream, hashes=background.hashes, counts=background.counts, places=places)
    return stream.getvalue()


def load(path: Path) -> Background:
    """Read a background set. Raises FaultyData where the file is none."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as parts:
            hashes, counts, places = parts["hashes"], parts["counts"], parts["places"]
            is_count = places.shape == () and places.dtype.kind in "iu" and places > 0
    except FileNotFoundError:
        raise FaultyData(f"{path}：文件不存在，请检查路径") from None
    except Exception:  # a damaged file makes zipfile, zlib and numpy raise whatever it likes
        raise FaultyData(f"{path}：不是本工具写出的背景集，请用 gknlp background 重新生成") from None
    is_right = is_count and (
        hashes.dtype == np.uint64 and counts.dtype == np.uint16 and hashes.shape == counts.shape and hashes.ndim == 1
    )
    if not is_right or bool((hashes[1:] <= hashes[:-1]).any()):
        raise FaultyData(f"{path}：背景集的内容不对，请用 gknlp background 重新生成")
    return Background(hashes, counts, int(places))


@cache
def shipped() -> Background:
    """The background set that comes with the package."""
    with resources.as_file(resources.files("gknlp.reuse") / SHIPPED) as path:
        return load(path)


def common_of(background: Background | None = None) -> NDArray[np.uint64]:
    """The shingles that say nothing, in order: what is prescribed, and what is common in ``background`` (the shipped one
    where None)."""
    return np.union1d(prescribed(), (background or shipped()).common())
