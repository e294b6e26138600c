"""What to label next: the unsure before the sure, and not the same twice."""

from lessons import corpus

from gknlp.learning.queueing import queue, uncertainty
from gknlp.learning.training import trained

MODEL = trained(corpus())
SURE = ["门户网站人手不足，增配一名专职人员的要求没有落实", "工作仍存在一定差距。"]
UNSURE = ["会议室借阅登记簿换了新封面", "老旧打印机常常卡纸"]


def test_the_unsure_come_first():
    assert uncertainty(MODEL, SURE).max() < uncertainty(MODEL, UNSURE).min()
    assert set(queue(MODEL, [*SURE, *UNSURE], 2)) == {2, 3}


def test_the_same_is_not_asked_for_twice():
    chosen = queue(MODEL, [UNSURE[0]] * 5 + [UNSURE[1]], 6)
    assert sorted(chosen) == [0, 5]


def test_what_is_labelled_already_is_not_asked_for():
    assert 0 not in queue(MODEL, UNSURE, 1, known=[UNSURE[0]])


def test_nothing_to_choose_from():
    assert queue(MODEL, [], 5) == []
