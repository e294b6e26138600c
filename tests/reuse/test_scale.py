"""What makes large batches fast changes nothing of what is found."""

import pickle
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from writings import invented, writing

from gknlp.reuse import find
from gknlp.reuse.candidates import CROWD, sample_of
from gknlp.reuse.comparing import likeness_of, order_of, prepare
from gknlp.reuse.joining import block_of, joined
from gknlp.reuse.masking import masked_text
from gknlp.reuse.planning import tasks_of
from gknlp.reuse.shingles import _order
from gknlp.reuse.sieving import Outlines, outline_of, sieved
from gknlp.reuse.workers import Parcel

NOTHING = np.zeros(0, dtype=np.uint64)
MINIMUM = Decimal("0.3")


def batch(seed, count):
    """Reports of units over three years that have sentences of their own, of a small pool and of last year."""
    random = Random(seed)
    pool = invented(random, 30)
    writings = []
    for number in range(count):
        before = writings[-1].stretches[0].text.split("。")[:-1] if number % 3 else []
        sections = [
            (key, [*random.sample(before, min(len(before), 4)), *random.sample(pool, 2), *invented(random, size)])
            for key, size in (("overview", 8), ("problems", 2))
        ]
        writings.append(writing(f"云溪县第{number // 3}局", 2020 + number % 3, *sections))
    return writings


def crowd(count):
    """Reports that have nothing in common but three short set sentences."""
    random = Random(3)
    shared = [text[:18] for text in invented(random, 3)]
    return [writing(f"云溪县第{n}局", 2020, ("overview", [*invented(random, 20), *shared])) for n in range(count)]


def candidates_of(writings):
    samples = [sample_of(prepare(one, NOTHING).shingled) for one in writings]
    return joined([block_of(samples, 0)], len(samples))


def sieve(writings, pairs):
    outlines = Outlines()
    for one in writings:
        outlines.add(outline_of(one, prepare(one, NOTHING).shingled, MINIMUM))
    kept = sieved(pairs, len(writings), outlines)
    outlines.close()
    return kept


def test_the_number_of_processes_changes_nothing():
    writings = batch(1, 150)
    one = find(writings)
    assert one.pairs and one.chains
    assert repr(find(writings, jobs=2)) == repr(one)


def test_the_sieve_loses_nothing():
    writings = sorted(batch(2, 60), key=order_of)
    pairs = candidates_of(writings)
    kept = set(sieve(writings, pairs).tolist())
    ready = [prepare(one, NOTHING) for one in writings]
    found = set()
    for pair in pairs.tolist():
        earlier, later = divmod(pair, len(writings))
        if likeness_of(ready[later], ready[earlier], MINIMUM):
            found.add(pair)
    assert found and found <= kept < set(pairs.tolist())


def test_a_short_sentence_at_the_end_is_no_matter():
    own = invented(Random(5), 3)
    for end in ("", "完", "到此为止"):
        reports = [writing("云溪县财政局", year, ("overview", [*own, end])) for year in (2020, 2021)]
        assert len(find(reports).chains) == 3


def test_work_for_a_crowd_grows_with_its_size_only():
    assert len(candidates_of(crowd(300))) <= 8 * 300
    few, many = (candidates_of(crowd(count)) for count in (CROWD + 100, CROWD + 600))
    assert len(few) <= 8 * (CROWD + 100) and len(many) <= 2 * len(few)
    assert not len(sieve(crowd(CROWD + 100), few))


def test_tasks_hold_every_pair_and_unit_once_with_their_reports():
    random = Random(4)
    units = [(number, number + 1) for number in range(0, 200, 2)]
    pairs = sorted({tuple(sorted(random.sample(range(400), 2))) for _ in range(500)})
    tasks = list(tasks_of(pairs, units))
    assert len(tasks) > 2
    assert sorted(pair for task in tasks for pair in task.pairs) == pairs
    assert sorted(unit for task in tasks for unit in task.units) == units
    for task in tasks:
        assert {number for group in (*task.pairs, *task.units) for number in group} == set(task.numbers)


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 40), max_size=60))
def test_hashes_are_put_in_order_as_by_a_stable_sort(values):
    hashes = np.array(values, dtype=np.uint64)
    assert np.array_equal(_order(hashes), np.argsort(hashes, kind="stable"))


@pytest.mark.parametrize("text", ["共12件", "\ud800", "\ud800\udc00", "𠮷"])
def test_a_text_comes_over_to_another_process_as_it_is(text):
    sent = Parcel([writing("云溪县财政局", 2022, ("overview", [text]))])
    assert pickle.loads(pickle.dumps(sent)) == sent


def test_lines_with_and_without_serial_numbers_are_masked_alike():
    with_one, without = "全县逐条对照上级下发的云政〔2022〕15号做好", "全县做好"
    alone = ["".join(map(chr, masked_text(text).codes.tolist())) for text in (with_one, without)]
    assert alone == ["@逐条对§做好", "@做好"]
    both = masked_text(f"{with_one}\n{without}")
    assert "".join(map(chr, both.codes.tolist())) == "".join(alone)
