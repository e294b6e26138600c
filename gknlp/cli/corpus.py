"""gknlp corpus: data sets of labelled texts, built, checked, and brought from and to annotation tools."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gknlp.cli.labelled import TASK, corpus_in, task_named
from gknlp.cli.output import fail, put, tell

if TYPE_CHECKING:
    from gknlp.types.audit import Failure
    from gknlp.types.learning import Example, Task

corpus = typer.Typer(
    help="语料：由报告生成，检查，与标注工具（doccano、Label Studio、CSV、JSONL）互换。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_FILE = typer.Argument(metavar="文件", help="语料：.jsonl 或 .csv。", show_default=False)
_TASK_OPTION = typer.Option("--task", "-t", metavar="任务", help="section（段落）或 role（句子）。", show_default=False)
_OUT = typer.Option("--out", "-o", metavar="文件", help="写入文件；不给则输出到屏幕。", show_default=False)


class Exchange(StrEnum):
    """Formats of annotation tools."""

    doccano = "doccano"
    labelstudio = "labelstudio"
    csv = "csv"
    jsonl = "jsonl"


class CheckFormat(StrEnum):
    """Output formats of a check."""

    text = "text"
    json = "json"


def _built(path: Path, task: Task) -> list[Example | Failure]:
    """The examples of the reports in a file, and what could not be read."""
    from gknlp.cli.audit import one
    from gknlp.learning.building import examples_of
    from gknlp.types.audit import Parsed

    found: list[Example | Failure] = []
    for entry in one(path):
        found += examples_of(entry, task) if isinstance(entry, Parsed) else [entry]
    return found


@corpus.command()
def build(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件或文件夹…", help="年度报告文件或存放报告的文件夹。", show_default=False),
    ],
    task: Annotated[str, _TASK_OPTION],
    out: Annotated[Path | None, _OUT] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="并行进程数；0 为自动。")] = 0,
) -> None:
    """由一批报告生成语料：段落按所在部分的标题（标题去掉），句子按规则和词典弱标注，来源写在 source。

    退出码：0 已生成；2 没有可用的报告或参数有误；3 有文件未能读取。
    """
    from gknlp.cli.audit import each_file, gather, workers
    from gknlp.errors import FaultyData
    from gknlp.learning.building import require
    from gknlp.learning.corpus import corpus_of, dumped
    from gknlp.types.audit import Failure

    which = task_named(task)
    try:
        require(which)
    except FaultyData as error:
        fail(str(error))
    files = gather(paths)
    read = each_file(partial(_built, task=which), files, workers(files, jobs))
    found = [entry for entries in read for entry in entries]
    failures = [entry for entry in found if isinstance(entry, Failure)]
    made = corpus_of(which, (entry for entry in found if not isinstance(entry, Failure)))
    tell(failures)
    if not made.examples:
        fail("没有从报告中得到例句，请检查路径")
    put(dumped(made), out)
    typer.echo(f"{len(made.examples)}条，版本 {made.digest}", err=True)
    raise typer.Exit(3 if failures else 0)


@corpus.command()
def check(
    file: Annotated[Path, _FILE],
    task: Annotated[str, TASK],
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="文件", help="另一份（如测试集）：两边都有的句子和单位。", show_default=False
        ),
    ] = None,
    format: Annotated[CheckFormat, typer.Option("--format", "-f", help="输出格式。")] = CheckFormat.text,
    out: Annotated[Path | None, _OUT] = None,
) -> None:
    """检查语料：重复、标签矛盾、两边都有的句子和单位、各标签的条数、两人标注的一致性。

    退出码：0 没有需要改正的问题；1 有；2 文件或参数有误。
    """
    import json

    from gknlp.learning import reporting
    from gknlp.learning.checking import check as checked

    which = task_named(task)
    found = checked(corpus_in(file, which), corpus_in(against, which) if against else None)
    if format is CheckFormat.json:
        put(json.dumps(reporting.tree(found), ensure_ascii=False, indent=1) + "\n", out)
    else:
        put(reporting.text(found), out)
    raise typer.Exit(0 if found.is_clean else 1)


@corpus.command()
def sheet(
    file: Annotated[Path, _FILE],
    task: Annotated[str, TASK],
    out: Annotated[Path | None, _OUT] = None,
) -> None:
    """写出语料的说明（Markdown）：各标签条数、单位、年份、长度、一致性、版本、来源。"""
    from gknlp.learning import reporting

    put(reporting.sheet(corpus_in(file, task_named(task)), file.name), out)


@corpus.command("import")
def take_in(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="标注工具导出的文件：.jsonl、.json 或 .csv。", show_default=False)
    ],
    task: Annotated[str, TASK],
    out: Annotated[Path | None, _OUT] = None,
) -> None:
    """把标注工具导出的文件变成语料（JSONL）；片段各成一条，没有标注的不要，格式由内容判断。"""
    from gknlp.errors import FaultyData
    from gknlp.learning.agreement import krippendorff_alpha
    from gknlp.learning.corpus import corpus_of, dumped
    from gknlp.learning.exchange import examples_of, read, units_of

    which = task_named(task)
    try:
        entries = read(file, which)
        made = corpus_of(which, examples_of(entries, which, file))
    except FaultyData as error:
        fail(str(error))
    if not made.examples:
        fail(f"{file}：{len(entries)}条都还没有标注，请标注后再导出")
    put(dumped(made), out)
    most = max(len(entry.opinions) for entry in entries)
    if most > 2:
        alpha = krippendorff_alpha(units_of(entries, which))
        told = "算不出" if alpha is None else f"{alpha:.3f}"
        typer.echo(f"最多{most}人标注，全体的 Krippendorff α {told}；语料只记前两人的标签", err=True)
    typer.echo(f"{len(entries)}条中有标注的得{len(made.examples)}条，版本 {made.digest}", err=True)


@corpus.command("export")
def give_out(
    file: Annotated[Path, _FILE],
    task: Annotated[str, TASK],
    to: Annotated[Exchange, typer.Option("--to", help="标注工具。", show_default=False)],
    out: Annotated[Path | None, _OUT] = None,
) -> None:
    """把语料（也可以是别的标注文件）写成标注工具的格式。"""
    from gknlp.errors import FaultyData
    from gknlp.learning.exchange import ENDINGS, WRITERS, read

    which = task_named(task)
    if out is not None and out.suffix.lower() != ENDINGS[to.value]:
        fail(f"--out：{to.value} 的文件名应以 {ENDINGS[to.value]} 结尾，读回时按它判断格式")
    try:
        content = WRITERS[to.value](read(file, which), which)
    except FaultyData as error:
        fail(str(error))
    put(content, out)
