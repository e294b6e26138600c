"""gknlp compare: one batch by two rubrics."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gknlp.cli.output import fail, put


class CompareFormat(StrEnum):
    """Output formats."""

    text = "text"
    csv = "csv"
    xlsx = "xlsx"


def compare(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件或文件夹…", help="年度报告文件或存放报告的文件夹。", show_default=False),
    ],
    other: Annotated[
        str,
        typer.Option("--with", metavar="名称或文件", help="标准二：内置标准的名称或自己的 TOML 文件。"),
    ],
    rubric: Annotated[str, typer.Option("--rubric", metavar="名称或文件", help="标准一。")] = "national",
    format: Annotated[CompareFormat, typer.Option("--format", "-f", help="输出格式。")] = CompareFormat.text,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写入文件；不给则输出到屏幕。", show_default=False)
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="并行进程数；0 为自动。")] = 0,
) -> None:
    """用两种评分标准给同一批报告评分，比较得分、名次和差别所在。

    退出码：0 已比较；2 没有可核查的文件或参数有误；3 有文件未能读取。
    """
    from gknlp.auditing import finish
    from gknlp.cli.audit import gather, run_batch, scheme_named, workers
    from gknlp.cli.settings import Options, settings_of

    first, second = scheme_named(rubric), scheme_named(other)
    files = gather(paths)
    if not files:
        fail("没有找到可核查的文件，请检查路径")
    if out is None and format is CompareFormat.xlsx:
        fail("xlsx 是二进制格式，请用 --out 指定文件")
    settings = settings_of(paths, Options(rubric=rubric))
    batch = finish(run_batch(files, workers(files, jobs), settings), settings, date.today())

    from gknlp import scoring
    from gknlp.writers import comparison

    put(comparison.WRITERS[format.value](scoring.compare(batch.audits, second), first.name, second.name), out)
    for failure in batch.failures:
        typer.echo(f"gknlp：{failure.file}：{failure.error}", err=True)
    raise typer.Exit(3 if batch.failures else 0)
