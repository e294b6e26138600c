"""The hand-labelled places of tests/real/labelled.jsonl: that each stands where it says and bears labels of its task."""

import re
from collections import Counter, defaultdict

import pytest
from labelled import RECORDS, labelled, source_of, text_of

from gknlp.learning.tasks import TASKS, task_of
from gknlp.readers import read

pytestmark = pytest.mark.real

HAN = re.compile(r"[\u4e00-\u9fff]")
FIELDS = ["file", "block", "start", "end", "task", "labels"]


def place_of(record):
    return record["file"], record["block"], record["start"], record["end"]


def test_records_hold_places_and_labels_only():
    for record in RECORDS:
        assert list(record) == FIELDS, record
        task = task_of(record["task"])
        assert set(record["labels"]) <= set(task.keys), record
        assert len(set(record["labels"])) == len(record["labels"]), record
        assert task.is_multiple or len(record["labels"]) == 1, record


def test_places_exist_and_hold_words(reports):
    documents = {file: read(reports / file) for file in {record["file"] for record in RECORDS}}
    for record in RECORDS:
        assert 0 <= record["block"] < len(documents[record["file"]].blocks), record
        text = documents[record["file"]].blocks[record["block"]].text
        assert 0 <= record["start"] < record["end"] <= len(text), record
        words = text[record["start"] : record["end"]]
        assert len(HAN.findall(words)) >= 4, record
        assert words == words.strip(), record


def test_no_place_is_labelled_twice_for_a_task():
    places = Counter((*place_of(record), record["task"]) for record in RECORDS)
    assert [place for place, count in places.items() if count > 1] == []


def test_the_same_words_bear_the_same_labels(reports):
    said = defaultdict(set)
    for record in RECORDS:
        if record["task"] != "section":
            said[record["task"], text_of(record, reports)].add(tuple(record["labels"]))
    assert [labels for labels in said.values() if len(labels) > 1] == []


def test_problems_and_remedies_have_all_their_labels():
    places = defaultdict(set)
    for record in RECORDS:
        places[record["task"]].add(place_of(record))
    for role in ("problem", "remedy"):
        of_role = {place_of(record) for record in RECORDS if (record["task"], record["labels"]) == ("role", [role])}
        assert places[role] == of_role
        assert of_role <= places["kind"]
    assert places["kind"] == places["problem"] | places["remedy"]


def test_counts():
    counts = Counter((record["task"], label) for record in RECORDS for label in record["labels"])
    tasks = Counter(record["task"] for record in RECORDS)
    assert tasks["role"] >= 350 and tasks["section"] >= 150
    assert counts["role", "problem"] >= 60 and counts["role", "remedy"] >= 60
    assert all(counts["role", label] >= 25 for label in task_of("role").keys)
    assert all(counts["section", label] >= 10 for label in task_of("section").keys)
    assert len({source_of(record) for record in RECORDS if record["task"] == "role"}) >= 15


def test_texts_come_once_unless_asked(reports):
    for task in TASKS:
        once = [text for text, _, _ in labelled(task.key, reports)]
        assert len(once) == len(set(once))
        every = [text for text, _, _ in labelled(task.key, reports, repeated=True)]
        assert set(every) == set(once) and len(every) == sum(record["task"] == task.key for record in RECORDS)
