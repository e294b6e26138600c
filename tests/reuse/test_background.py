"""The background set: counts by place, written and read again, refused where it is not one."""

import numpy as np
import pytest
from writings import OWN, writing

from gknlp.errors import FaultyData
from gknlp.reuse import find
from gknlp.reuse.background import Background, built, common_of, load, packed, prescribed, shipped


def test_reports_of_one_place_count_once():
    trades = ("民政", "财政", "水利", "审计")
    same_place = built([writing(f"云溪县{trade}局", 2021, ("overview", OWN[:2])) for trade in trades])
    assert same_place.places == 1 and not len(same_place.common())
    places = ("云溪县", "石桥县", "白河县", "青川县")
    spread = built([writing(f"{place}财政局", 2021, ("overview", OWN[:2])) for place in places])
    assert spread.places == 4 and len(spread.common())


def test_what_is_common_in_a_background_set_is_no_match():
    places = ("云溪县", "石桥县", "白河县", "青川县")
    batch = [writing(f"{place}财政局", 2021, ("overview", OWN[:4])) for place in places]
    assert find(batch).pairs
    assert find(batch, background=built(batch)).pairs == ()


def test_a_set_is_read_as_it_was_written(tmp_path):
    one = built([writing(f"{place}财政局", 2021, ("overview", OWN[:2])) for place in ("云溪县", "石桥县", "白河县")])
    (tmp_path / "a.npz").write_bytes(packed(one))
    again = load(tmp_path / "a.npz")
    assert again.places == 3 and np.array_equal(again.hashes, one.hashes) and np.array_equal(again.counts, one.counts)
    (tmp_path / "b.npz").write_bytes(packed(one))
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a set"])
def test_a_file_that_is_no_set_is_refused(tmp_path, content):
    path = tmp_path / "set.npz"
    path.write_bytes(content)
    with pytest.raises(FaultyData, match="背景集"):
        load(path)


def test_pickled_content_is_never_loaded(tmp_path):
    path = tmp_path / "set.npz"
    np.savez(path, hashes=np.array([{"a": 1}], dtype=object), counts=np.zeros(1, dtype=np.uint16), places=np.array(1))
    with pytest.raises(FaultyData):
        load(path)


def test_hashes_out_of_order_are_refused(tmp_path):
    path = tmp_path / "set.npz"
    path.write_bytes(packed(Background(np.array([5, 3], dtype=np.uint64), np.array([3, 3], dtype=np.uint16), 9)))
    with pytest.raises(FaultyData, match="不对"):
        load(path)


def test_the_shipped_set_is_whole():
    assert shipped().places >= 30 and len(prescribed()) > 1000
    assert len(common_of()) >= len(prescribed())
