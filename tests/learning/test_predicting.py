"""Many texts: the same for any number of processes, and as a frame."""

import pandas as pd

from gknlp.cli.learn import _ROOT
from gknlp.learning.predicting import predicted, with_predictions

FOLDER = _ROOT / "models" / "remedy"
TEXTS = [f"第{number}项：建立更新台账，每{number % 7 + 2}天核对一次" for number in range(4500)]


def test_processes_change_nothing():
    assert list(predicted(FOLDER, TEXTS, jobs=2)) == list(predicted(FOLDER, iter(TEXTS)))


def test_an_endless_stream_is_answered_as_it_comes():
    def endless():
        while True:
            yield "建立更新台账，按月核对"

    stream = predicted(FOLDER, endless(), jobs=1)
    assert next(stream).labels == ("concrete",)


def test_a_frame_keeps_its_rows():
    frame = with_predictions(pd.DataFrame({"text": TEXTS[:3], "row": [3, 1, 2]}), FOLDER)
    assert list(frame["row"]) == [3, 1, 2] and list(frame["label"]) == ["concrete"] * 3
    assert frame["probability"].between(0, 1).all() and frame["sure"].dtype == bool
