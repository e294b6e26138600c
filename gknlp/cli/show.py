"""gknlp show: what the program made of one file, stage by stage."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gknlp.cli.output import put


class Stage(StrEnum):
    """Stages to look at."""

    document = "document"
    report = "report"
    matches = "matches"


class ShowFormat(StrEnum):
    """Output formats."""

    text = "text"
    json = "json"


def show(
    path: Annotated[Path, typer.Argument(metavar="文件", help="年度报告文件。", show_default=False)],
    stage: Annotated[
        Stage, typer.Option("--stage", help="document 读到的内容；report 解析结果；matches 文表比对。")
    ] = Stage.report,
    format: Annotated[ShowFormat, typer.Option("--format", "-f", help="输出格式。")] = ShowFormat.text,
) -> None:
    """显示对一份报告的读取、解析或比对结果。"""
    from gknlp.errors import GknlpError
    from gknlp.parsing import parse
    from gknlp.readers import read
    from gknlp.reconciling import reconcile
    from gknlp.writers import stages

    as_json = format is ShowFormat.json
    try:
        document = read(path)
        if stage is Stage.document:
            put(stages.document_json(document) if as_json else stages.document_text(document), None)
            return
        report = parse(document)
        if stage is Stage.report:
            put(stages.report_json(report, document) if as_json else stages.report_text(report, document), None)
            return
        dossier = reconcile(report)
        put(stages.matches_json(dossier, document) if as_json else stages.matches_text(dossier, document), None)
    except GknlpError as error:
        typer.echo(f"gknlp：{error}", err=True)
        raise typer.Exit(3) from error
