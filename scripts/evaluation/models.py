"""What the sets of sentences can teach: macro F1 on agencies that were not seen, label by label, beside the baselines."""

from __future__ import annotations

from pathlib import Path

from evaluation.measures import Failure, Measure
from gknlp.learning.corpus import load
from gknlp.learning.evaluating import evaluated
from gknlp.learning.tasks import task_of
from gknlp.types.learning import Evaluation

_SETS = Path(__file__).resolve().parents[2] / "corpora"
_QUICK, _SLOW = ("section", "problem", "remedy"), ("role", "kind")
BARS = {"section": 0.95, "role": 0.85}


def measure(key: str) -> Measure:
    """The evaluation of one task."""
    task = task_of(key)
    found = evaluated(load(_SETS / f"{key}.jsonl", task))
    scores = {"macro f1": found.model[0]} | {f"f1/{score.label}": score.f1[0] for score in found.scores}
    lines = ["| label | examples | precision | recall | F1 (95 %) |", "| --- | ---: | ---: | ---: | --- |"]
    lines += [
        f"| {one.label} | {one.support} | {one.precision:.3f} | {one.recall:.3f} | {one.f1[0]:.3f} ({one.f1[1]:.3f}–{one.f1[2]:.3f}) |"
        for one in found.scores
    ]
    return Measure(f"model {key}", found.corpus.digest, scores, lines, _failures(key, found), _summary(key, found))


def _summary(key: str, found: Evaluation) -> str:
    model, bar = found.model, BARS.get(key)
    told = f", bar {bar}: {'met' if model[0] >= bar else 'NOT met'}" if bar else ""
    apart = "apart" if found.is_better else "NOT apart"
    return (
        f"model {key}: {len(found.corpus.examples)} examples, macro F1 {model[0]:.3f} ({model[1]:.3f}–{model[2]:.3f}{told}), "
        f"keywords {found.keyword[0]:.3f}, majority {found.majority[0]:.3f}, intervals {apart}; random split {found.mixed:.3f}"
    )


def _failures(key: str, found: Evaluation) -> list[Failure]:
    examples = found.corpus.examples
    return [
        Failure(
            examples[at].source, key, examples[at].text, "|".join(examples[at].labels), f"{'|'.join(told)} {sure:.2f}"
        )
        for at, told, sure in found.errors
    ]


def sample() -> list[Measure]:
    """The tasks that are quick enough for every run."""
    return [measure(key) for key in _QUICK]


def whole() -> list[Measure]:
    """The others."""
    return [measure(key) for key in _SLOW]
