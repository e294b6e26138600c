"""What is learnt from some agencies holds for others, the same each time."""

import json

import numpy as np
import pytest
from lessons import corpus

from gknlp.cli.learn import _ROOT
from gknlp.errors import FaultyData
from gknlp.language.classifier import load, save
from gknlp.learning.corpus import corpus_of
from gknlp.learning.corpus import load as corpus_in
from gknlp.learning.evaluating import evaluated
from gknlp.learning.tasks import TASKS, task_of
from gknlp.learning.training import groups_of, random_splits, splits_of, trained


def test_no_agency_is_on_both_sides():
    groups = groups_of(corpus().examples)
    for taught, asked in splits_of(groups):
        assert not set(groups[taught]) & set(groups[asked])
    assert any(set(groups[taught]) & set(groups[asked]) for taught, asked in random_splits(len(groups)))


@pytest.mark.parametrize("task", ["problem", "kind"])
def test_what_can_be_learnt_is(task):
    made = corpus(task)
    model = trained(made)
    asked = corpus(task, agencies=3, seed=9)
    told = list(model.predict([example.text for example in asked.examples]))
    right = sum(one.labels == example.labels for one, example in zip(told, asked.examples, strict=True))
    assert right >= 0.9 * len(told)
    assert all(0 <= share <= 1 for one in told for _, share in one.probabilities)
    again = trained(made)
    assert np.array_equal(again.probabilities(["公开栏破损"]), model.probabilities(["公开栏破损"]))


def test_a_model_comes_back_from_disk(tmp_path):
    model = trained(corpus(), "gknlp train problem")
    save(model, tmp_path / "模型")
    read = load(tmp_path / "模型", task_of)
    texts = ["门户网站公开栏破损", "工作仍存在一定差距"]
    assert np.allclose(read.probabilities(texts), model.probabilities(texts))
    assert read.card["corpus"]["digest"] == corpus().digest and read.card["command"] == "gknlp train problem"


def test_an_empty_batch_and_odd_texts():
    model = trained(corpus())
    assert list(model.predict([])) == []
    assert len(list(model.predict(["", "\ud800", "𠮷", " "]))) == 4


@pytest.mark.parametrize(
    ("examples", "says"),
    [
        (corpus().examples[:1] * 3, "语料太少"),
        (
            [one for one in corpus().examples if one.labels == ("vague",)],
            "语料太少：每个标签至少要有10条，不足的有具体（0）",
        ),
        (list(corpus(agencies=2, each=30).examples), "只来自一两个单位"),
    ],
)
def test_too_little_to_learn_from(examples, says):
    with pytest.raises(FaultyData, match=says):
        trained(corpus_of(task_of("problem"), examples))


def test_an_evaluation_is_better_than_its_baselines_and_says_where_it_errs():
    found = evaluated(corpus())
    assert found.model[0] > 0.9 and found.majority[0] < found.keyword[0] <= 1
    assert sum(count for *_, count in found.confusion) == len(found.corpus.examples)
    assert [share for _, share, _ in found.abstention] == sorted((s for _, s, _ in found.abstention), reverse=True)
    assert [size for size, _ in found.curve] == sorted(size for size, _ in found.curve)


def test_labels_without_sense_are_not_learnt():
    made = corpus()
    shifted = [one.labels for one in made.examples[7:] + made.examples[:7]]
    mixed = [
        type(one)(one.text, labels, one.agency, one.year) for one, labels in zip(made.examples, shifted, strict=True)
    ]
    assert not evaluated(corpus_of(made.task, mixed)).is_better or evaluated(corpus_of(made.task, mixed)).model[0] < 0.9


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_the_models_are_those_of_the_sets(task):
    card = json.loads((_ROOT / "models" / task.key / "card.json").read_text("utf-8"))
    assert card["corpus"]["digest"] == corpus_in(_ROOT / "corpora" / f"{task.key}.jsonl", task).digest
    model = load(_ROOT / "models" / task.key, task_of)
    assert model.task == task and len(list(model.predict(["栏目更新不及时，群众找不到信息。"]))) == 1
