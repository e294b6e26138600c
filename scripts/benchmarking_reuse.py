"""How fast reports that share text are found, how much memory it takes and how many are found: gknlp.reuse beside
datasketch and scikit-learn, all from the same writings, each in a process of its own.

benchmarking_reuse.py TOOL COUNT: the seconds and the pairs of one tool as JSON; ``benchmark.py --reuse [--large]`` runs all.

A pair is exact where half of the shingles (five masked characters in a row) of a section of one report stand in the other
report. scikit-learn counts this for all sections and reports; of the pairs that gknlp finds, those count of which it gives
such a share; datasketch compares sections with sections (128 permutations, Jaccard of a third and more, which is a half of
two sections of one length) and the share is estimated from that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
from benchmarking_corpus import corpus

from gknlp.reuse import find
from gknlp.reuse.masking import Masked, masked
from gknlp.reuse.shingles import LENGTH, hashed
from gknlp.types.reuse import Writing

SHARE = 0.5
COMPARED = (500, 1_000, 2_000)
LARGE = (10_000, 100_000)
_PERMUTATIONS = 128
_FEATURES = 1 << 24
_ROWS = 300
"""Sections that are multiplied with all reports at a time."""
_PAUSE = 0.2
"""Seconds between two looks at the memory."""

Pairs = set[tuple[int, int]]


def _sections(found: Masked) -> list[tuple[int, int]]:
    """(start, end) of each stretch in masked characters."""
    cuts = np.searchsorted(found.starts, found.bounds)
    return list(zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True))


def by_gknlp(writings: Sequence[Writing]) -> Pairs:
    """The pairs with passages, traces, chains and families beside them."""
    found = find(writings, jobs=os.cpu_count() or 1)
    numbers = {id(writing): number for number, writing in enumerate(writings)}
    return {
        _pair(numbers[id(pair.later)], numbers[id(pair.earlier)])
        for pair in found.pairs
        if pair.most >= Decimal(str(SHARE))
    }


def by_datasketch(writings: Sequence[Writing]) -> Pairs:
    """The pairs by MinHash and locality-sensitive hashing."""
    from datasketch import MinHash, MinHashLSH

    least = SHARE / (2 - SHARE)
    index = MinHashLSH(threshold=least, num_perm=_PERMUTATIONS)
    empty = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
    kept: dict[tuple[int, int], tuple[MinHash, int]] = {}
    found: Pairs = set()
    for number, writing in enumerate(writings):
        ready = masked(writing)
        for section, (start, end) in enumerate(_sections(ready)):
            values = np.unique(hashed(ready.codes[start:end]) >> np.uint64(32))
            sketch = empty.copy()
            sketch.update_batch(values.tolist())
            for key in index.query(sketch):
                other, size = kept[key]
                alike = sketch.jaccard(other)
                same = alike * (len(values) + size) / (1 + alike)
                if key[0] != number and same >= SHARE * min(len(values), size):
                    found.add(_pair(key[0], number))
            kept[number, section] = sketch, len(values)
            index.insert((number, section), sketch)
    return found


def by_scikit_learn(writings: Sequence[Writing]) -> Pairs:
    """The pairs by the product of a matrix of sections with one of reports: nothing is left out."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import HashingVectorizer

    texts, owners = [], []
    for number, writing in enumerate(writings):
        ready = masked(writing)
        for start, end in _sections(ready):
            texts.append("".join(map(chr, ready.codes[start:end].tolist())))
            owners.append(number)
    count = HashingVectorizer(
        analyzer="char", ngram_range=(LENGTH, LENGTH), lowercase=False, binary=True, norm=None, alternate_sign=False,
        n_features=_FEATURES, dtype=np.float32,
    )  # fmt: skip
    sections = count.transform(texts)
    places = (np.ones(len(owners), dtype=np.float32), (owners, np.arange(len(owners))))
    reports = csr_matrix(places, shape=(len(writings), len(owners))) @ sections
    reports.data[:] = 1
    reports = reports.T.tocsr()
    sizes = np.asarray(sections.sum(axis=1)).ravel()
    found: Pairs = set()
    for first in range(0, len(owners), _ROWS):
        same = (sections[first : first + _ROWS] @ reports).tocoo()
        at = np.flatnonzero(same.data >= SHARE * sizes[first + same.row])
        for row, other in zip(same.row[at].tolist(), same.col[at].tolist(), strict=True):
            if owners[first + row] != other:
                found.add(_pair(owners[first + row], other))
    return found


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


TOOLS: dict[str, Callable[[Sequence[Writing]], Pairs]] = {
    "scikit-learn": by_scikit_learn,
    "gknlp": by_gknlp,
    "datasketch": by_datasketch,
}


def _memory(number: int) -> int:
    """KiB that a process and its children hold now, what they share counted once; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{number}/smaps_rollup").read_text()
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return 0
    own = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return own + sum(_memory(int(child)) for child in children)


def measured(tool: str, count: int) -> tuple[float, float, Pairs]:
    """(seconds, peak MiB with the writings themselves, pairs) of a tool."""
    command = [sys.executable, __file__, tool, str(count)]
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while True:
            try:
                told, _ = process.communicate(timeout=_PAUSE)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, _memory(process.pid))
    found = json.loads(told)
    return found["seconds"], peak / 1024, {(one, other) for one, other in found["pairs"]}


def _tools(count: int) -> list[str]:
    if count in COMPARED:
        return list(TOOLS)
    return ["gknlp", "datasketch"] if count == LARGE[0] else ["gknlp"]


def tables(is_large: bool) -> Iterator[str]:
    """The lines of the table; ``is_large`` for the largest number of reports too."""
    yield "\nreports of 5,000 characters that share text\n"
    yield "| reports | tool | seconds | peak MiB | pairs | recall of the exact pairs |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: |"
    for count in (*COMPARED, *(LARGE if is_large else LARGE[:1])):
        exact: Pairs = set()
        for tool in _tools(count):
            seconds, peak, pairs = measured(tool, count)
            exact = exact or pairs if tool == "scikit-learn" else exact
            recall = f"{len(pairs & exact) / len(exact):.3f}" if exact else ""
            yield f"| {count:,} | {tool} | {seconds:.1f} | {peak:,.0f} | {len(pairs):,} | {recall} |"


def main() -> None:
    """Print what one tool finds in a corpus, and in how many seconds."""
    tool, count = sys.argv[1], int(sys.argv[2])
    writings = corpus(count)
    begin = time.perf_counter()
    pairs = TOOLS[tool](writings)
    print(json.dumps({"seconds": time.perf_counter() - begin, "pairs": sorted(pairs)}))


if __name__ == "__main__":
    main()
