"""The index on disk: what it finds, what it keeps, and what it refuses."""

from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
from writings import OWN, writing

from gknlp.errors import FaultyData
from gknlp.reuse import Store, find, find_in
from gknlp.reuse.background import common_of


def names(found):
    return {(pair.later.agency, pair.later.year, pair.earlier.agency, pair.earlier.year) for pair in found.pairs}


def opened(folder):
    return closing(Store(folder, common_of()))


OLD = [
    writing(f"云溪县{trade}局", 2020 + n, ("problems", OWN[n : n + 8]))
    for n, trade in enumerate(("民政", "水利", "审计"))
]
NEW = writing("云溪县财政局", 2023, ("problems", OWN[:8]))


def test_a_new_report_finds_what_was_added_before(tmp_path):
    with opened(tmp_path / "index") as store:
        find_in(store, OLD)
    with opened(tmp_path / "index") as store:
        assert names(find_in(store, [NEW])) == names(find([NEW], against=OLD)) != set()
        assert len(store) == 4


def test_years_added_one_by_one_find_what_all_at_once_find(tmp_path):
    batch = [*OLD, NEW]
    found = set()
    with opened(tmp_path) as store:
        for one in batch:
            found |= names(find_in(store, [one]))
    assert found == names(find(batch))


def test_writings_come_back_as_they_were(tmp_path):
    stretch = replace(NEW.stretches[0], topics=((0, 4, "problem"),), foreign=((1, 3),))
    one = replace(NEW, stretches=(stretch,), region="临江市")
    with opened(tmp_path) as store:
        find_in(store, [one])
        assert store.load([1]) == [one]


def test_the_same_report_is_added_once_and_a_changed_one_takes_its_place(tmp_path):
    with opened(tmp_path) as store:
        find_in(store, OLD)
        assert find_in(store, OLD).pairs == find(OLD).pairs and len(store) == 3
        changed = replace(
            OLD[0], stretches=writing("云溪县民政局", 2020, ("problems", ["别的话", *OWN[9:12]])).stretches
        )
        find_in(store, [changed])
        assert len(store) == 3
        assert not any("民政" in pair.earlier.agency for pair in find_in(store, [NEW]).pairs)


def test_an_index_of_another_background_set_is_refused(tmp_path):
    with opened(tmp_path) as store:
        find_in(store, OLD)
    with pytest.raises(FaultyData, match="背景集"):
        Store(tmp_path, np.array([1, 2], dtype=np.uint64))


def test_a_folder_of_other_things_is_not_touched(tmp_path):
    (tmp_path / "报告.txt").write_text("报告", encoding="utf-8")
    with pytest.raises(FaultyData, match="不是本工具的索引"):
        Store(tmp_path, common_of())
    assert [path.name for path in tmp_path.iterdir()] == ["报告.txt"]


@pytest.mark.parametrize("name", ["reports.sqlite", "000001.hashes.npy", "000001.reports.npy"])
def test_a_damaged_index_gives_one_line(tmp_path, name):
    with opened(tmp_path) as store:
        find_in(store, OLD)
    (tmp_path / name).write_bytes(b"\x80\x04damaged")
    with pytest.raises(FaultyData, match="索引"), opened(tmp_path) as store:
        find_in(store, [NEW])
