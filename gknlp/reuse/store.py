"""An index on disk: the writings of reports read before, and where each hash of their samples is held, so that new reports
are compared with thousands of old ones without reading these again.

A folder with a SQLite file of the writings, as JSON, and a pair of arrays for each time that reports were added. Nothing
in it is ever executed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gknlp.errors import FaultyData
from gknlp.reuse.candidates import Index, Sample, candidates, index_of
from gknlp.types.document import Place
from gknlp.types.reuse import Stretch, Writing

FORMAT = "gknlp/reuse-index/1"
_FILE = "reports.sqlite"
_TABLES = """
create table if not exists about (name text primary key, value text not null);
create table if not exists report (
    number integer primary key autoincrement, digest text unique not null, file text not null, unit text not null, writing blob not null
);
create index if not exists report_file on report (file);
create index if not exists report_unit on report (unit);
create table if not exists segment (number integer primary key, first integer not null);
"""
_FEWEST_SHARED = 4
"""Shingles of the sample that a new report has with an old one: a short section of the old one, which is not asked for by
itself, has no more."""
_WAIT = 5.0
"""Seconds to wait for another process that adds reports."""


class Store:
    """The index in ``folder``, made where there is none. ``common`` are the shingles that do not count: an index holds
    for one set of them. Raises FaultyData where the folder holds something else.

    Numbers of reports never come again: those of reports that were replaced still stand in the arrays."""

    def __init__(self, folder: Path, common: NDArray[np.uint64]) -> None:
        """Open or make it."""
        self.folder, self.common = folder, common
        self.mark = hashlib.sha256(common.tobytes()).hexdigest()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / _FILE).exists() and any(folder.iterdir()):
                raise FaultyData(f"{folder}：不是空文件夹，也不是本工具的索引，请另选一个文件夹")
            self.base = sqlite3.connect(folder / _FILE, timeout=_WAIT, isolation_level=None)
            self.base.executescript(_TABLES)
            self._check()
        except (OSError, sqlite3.Error) as error:
            raise FaultyData(f"{folder}：索引打不开（{_reason(error)}），请检查权限，或换一个文件夹重建") from None

    def close(self) -> None:
        """Let go of the files."""
        self.base.close()

    def _check(self) -> None:
        with self._changing():
            about = dict(self.base.execute("select name, value from about").fetchall())
            if not about:
                rows = [("format", FORMAT), ("common", self.mark)]
                self.base.executemany("insert into about values (?, ?)", rows)
            elif about != {"format": FORMAT, "common": self.mark}:
                raise FaultyData(f"{self.folder}：索引由另一版本或另一背景集建立，请换一个文件夹重建")

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One change at a time, whole or not at all."""
        self.base.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.base.execute("rollback")
            raise
        self.base.execute("commit")

    def add(self, writings: Sequence[Writing], samples: Sequence[Sample]) -> int:
        """Add reports that are not there yet, each with its sample; a report of the same file takes the place of the one
        before. Gives how many were added. Raises FaultyData."""
        try:
            with self._changing():
                fresh = [(one, sample) for one, sample in zip(writings, samples, strict=True) if self._enter(one)]
                if fresh:
                    self._write([sample for _, sample in fresh])
            return len(fresh)
        except (OSError, sqlite3.Error) as error:
            raise FaultyData(f"{self.folder}：写不进索引（{_reason(error)}），请检查权限和磁盘") from None

    def _enter(self, writing: Writing) -> bool:
        digest, place = digest_of(writing), path_of(writing)
        if self.base.execute("select 1 from report where digest = ?", (digest,)).fetchone():
            return False
        self.base.execute("delete from report where file = ?", (place,))
        row = (digest, place, writing.unit, zlib.compress(_text(writing).encode()))
        self.base.execute("insert into report (digest, file, unit, writing) values (?, ?, ?, ?)", row)
        return True

    def _write(self, samples: Sequence[Sample]) -> None:
        """Write the samples of the reports that were entered last as a segment."""
        (last,) = self.base.execute("select max(number) from report").fetchone()
        first = last - len(samples) + 1
        index = index_of(samples)
        (number,) = self.base.execute("select coalesce(max(number), 0) + 1 from segment").fetchone()
        for name, values in (("hashes", index.hashes), ("reports", index.reports)):
            np.save(self._path(number, name), values, allow_pickle=False)
        self.base.execute("insert into segment values (?, ?)", (number, first))

    def _path(self, number: int, name: str) -> Path:
        return self.folder / f"{number:06}.{name}.npy"

    def near(self, writing: Writing, sample: Sample) -> list[int]:
        """The numbers of the reports that may share text with ``writing``, and of those of its unit. Raises FaultyData."""
        with self._reading():
            own = self.base.execute("select number from report where unit = ?", (writing.unit,)).fetchall()
            found = {int(number) for (number,) in own}
            for number, first in self.base.execute("select number, first from segment order by number").fetchall():
                near = candidates(sample, self._segment(number), _FEWEST_SHARED)
                found |= {int(other) + int(first) for other in near}
            return sorted(found)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Whatever damage does to what is read becomes one line."""
        try:
            yield
        except (OSError, sqlite3.Error, zlib.error, ValueError, TypeError, KeyError, EOFError, OverflowError):
            raise FaultyData(f"{self.folder}：索引缺损或读不了，请稍后再试，或换一个文件夹重建") from None

    def _segment(self, number: int) -> Index:
        hashes, reports = (
            np.load(self._path(number, name), mmap_mode="r", allow_pickle=False) for name in ("hashes", "reports")
        )
        if hashes.dtype != np.uint64 or reports.dtype != np.int32 or hashes.shape != reports.shape:
            raise ValueError(number)
        return Index(hashes, reports)

    def load(self, numbers: Sequence[int]) -> list[Writing]:
        """The writings of these numbers, those left out that are there no more. Raises FaultyData."""
        found = []
        with self._reading():
            for number in numbers:
                row = self.base.execute("select writing from report where number = ?", (number,)).fetchone()
                if row is not None:
                    found.append(_writing(json.loads(zlib.decompress(row[0]))))
        return found

    def __len__(self) -> int:
        with self._reading():
            return int(self.base.execute("select count(*) from report").fetchone()[0])


def path_of(writing: Writing) -> str:
    """Where a report lies, however its path was typed."""
    return os.path.abspath(writing.file)  # noqa: PTH100 - links are not followed: two names are two reports


def digest_of(writing: Writing) -> str:
    """What tells a report from all others, wherever it lies."""
    return hashlib.sha256(_text(replace(writing, file="")).encode()).hexdigest()


def _reason(error: Exception) -> str:
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return "正被另一程序写入"
    return "文件不是索引" if isinstance(error, sqlite3.DatabaseError) else "系统错误"


def _text(writing: Writing) -> str:
    """A writing as JSON, the same bytes for the same writing."""
    tree = {
        "file": writing.file, "agency": writing.agency, "unit": writing.unit, "year": writing.year,
        "published": writing.published.isoformat() if writing.published else None, "region": writing.region,
        "level": writing.level, "government": writing.government,
        "stretches": [
            [stretch.section, stretch.title, stretch.text, stretch.starts,
             [[place.block, place.start, place.end] for place in stretch.places], stretch.topics, stretch.foreign, stretch.lent]
            for stretch in writing.stretches
        ],
    }  # fmt: skip
    return json.dumps(tree, ensure_ascii=False, sort_keys=True)


def _writing(tree: dict[str, Any]) -> Writing:
    stretches = tuple(
        Stretch(
            section, title, text, tuple(starts), tuple(Place(*place) for place in places),
            tuple((start, end, topic) for start, end, topic in topics), tuple((start, end) for start, end in foreign),
            tuple((start, end) for start, end in lent),
        )
        for section, title, text, starts, places, topics, foreign, lent in tree["stretches"]
    )  # fmt: skip
    published = date.fromisoformat(tree["published"]) if tree["published"] else None
    if not isinstance(tree["year"], int | None):
        raise TypeError("year")
    return Writing(
        tree["file"], tree["agency"], tree["unit"], tree["year"], stretches, published, tree["region"], tree["level"],
        tree["government"],
    )  # fmt: skip
