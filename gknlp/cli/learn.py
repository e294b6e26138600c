"""gknlp train, evaluate and predict: models of labelled sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gknlp.cli.labelled import TASK, corpus_in, task_named
from gknlp.cli.output import fail, put, tell

if TYPE_CHECKING:
    from gknlp.types.audit import Failure
    from gknlp.types.learning import Corpus, Prediction, Task, Unit

_ROOT = Path(__file__).resolve().parents[2]
_CORPUS = typer.Option("--corpus", metavar="文件", help="语料（.jsonl 或 .csv）；不给则用自带的。", show_default=False)


class PredictionFormat(StrEnum):
    """Output formats."""

    csv = "csv"
    jsonl = "jsonl"


def _corpus(task: Task, path: Path | None) -> Corpus:
    return corpus_in(path or _ROOT / "corpora" / f"{task.key}.jsonl", task)


def _told(step: str) -> None:
    if sys.stderr.isatty():
        typer.echo(f"{step}……", err=True)


def train(
    task: Annotated[str, TASK],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件夹", help="模型写到这里。", show_default=False)],
    corpus: Annotated[Path | None, _CORPUS] = None,
) -> None:
    """训练分类模型：字、词特征的线性模型，按单位分组选参数并校准概率。

    退出码：0 已训练；2 语料或参数有误。
    """
    from gknlp.errors import FaultyData
    from gknlp.language.classifier import save
    from gknlp.learning.training import trained

    chosen = task_named(task)
    found = _corpus(chosen, corpus)
    command = f"gknlp train {task}" + (f" --corpus {corpus.name}" if corpus else "")
    try:
        model = trained(found, command, _told)
        save(model, out)
    except FaultyData as error:
        fail(str(error))
    except OSError as error:
        fail(f"写不了 {out}（{error.strerror or error}），请检查路径和权限")
    typer.echo(f"用{len(found.examples)}条训练了“{chosen.name}”的模型，写入 {out}", err=True)


def evaluate(
    task: Annotated[str, TASK],
    corpus: Annotated[Path | None, _CORPUS] = None,
    errors: Annotated[
        Path | None,
        typer.Option("--errors", metavar="文件", help="把判错的句子写成 CSV，最有把握的在前。", show_default=False),
    ] = None,
) -> None:
    """检验：从一些单位学到的，用在没见过的单位上有多准。

    退出码：0 已检验；1 模型没有明显好于对照；2 语料或参数有误。
    """
    from gknlp.errors import FaultyData
    from gknlp.learning.evaluating import evaluated
    from gknlp.writers.evaluations import errors_table, text

    found = _corpus(task_named(task), corpus)
    try:
        result = evaluated(found, _told)
    except FaultyData as error:
        fail(str(error))
    put(text(result), None)
    if errors:
        put(errors_table(result), errors)
    raise typer.Exit(0 if result.is_better else 1)


def predict(
    task: Annotated[str, TASK],
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件或文件夹…", help="年度报告文件或文件夹。", show_default=False)
    ],
    model: Annotated[
        Path | None, typer.Option("--model", metavar="文件夹", help="模型；不给则用自带的。", show_default=False)
    ] = None,
    format: Annotated[PredictionFormat, typer.Option("--format", "-f", help="输出格式。")] = PredictionFormat.csv,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写入文件；不给则输出到屏幕。", show_default=False)
    ] = None,
) -> None:
    """逐句（section 为逐段）判断，附概率；没有把握的注明。

    退出码：0 已判断；2 没有文件或参数有误；3 有文件未能读取。
    """
    from gknlp.cli.audit import gather
    from gknlp.errors import FaultyData
    from gknlp.language.classifier import load
    from gknlp.learning.tasks import task_of
    from gknlp.writers.predictions import WRITERS

    chosen = task_named(task)
    try:
        classifier = load(model or _ROOT / "models" / task, task_of)
    except FaultyData as error:
        fail(str(error))
    if classifier.task.key != task:
        fail(f"{model}：是任务 {classifier.task.key} 的模型，不是 {task} 的")
    files = gather(paths)
    if not files:
        fail("没有找到可判断的文件，请检查路径")
    failures: list[Failure] = []

    def told() -> Iterator[tuple[Unit, Prediction]]:
        for path in files:
            units = list(_units(path, chosen, failures))
            yield from zip(units, classifier.predict([unit.text for unit in units]), strict=True)

    lines = WRITERS[format.value](told(), chosen)
    if out is None:
        for line in lines:
            put(line, None)
    else:
        put("".join(lines), out)
    tell(failures)
    raise typer.Exit(3 if failures else 0)


def _units(path: Path, task: Task, failures: list[Failure]) -> Iterator[Unit]:
    from gknlp.cli.audit import one
    from gknlp.learning.units import units_of
    from gknlp.types.audit import Failure

    for entry in one(path):
        if isinstance(entry, Failure):
            failures.append(entry)
        else:
            yield from units_of(entry, task)
