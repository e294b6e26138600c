"""What the commands on labelled texts take: a task, and a corpus of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gknlp.cli.output import fail

if TYPE_CHECKING:
    from gknlp.types.learning import Corpus, Task

TASK = typer.Argument(metavar="任务", help="section、role、problem、remedy 或 kind。", show_default=False)


def task_named(key: str) -> Task:
    """The task of that key; ends with code 2 where there is none."""
    from gknlp.errors import FaultyData
    from gknlp.learning.tasks import task_of

    try:
        return task_of(key)
    except FaultyData as error:
        fail(str(error))


def corpus_in(path: Path, task: Task) -> Corpus:
    """The corpus of a task in a file; ends with code 2 where it is faulty."""
    from gknlp.errors import FaultyData
    from gknlp.learning.corpus import load

    try:
        return load(path, task)
    except FaultyData as error:
        fail(str(error))
