"""The command line: thin, one file per command; heavy imports stand inside the commands."""

from __future__ import annotations

from typing import Annotated

import typer

from gknlp.cli.audit import audit
from gknlp.cli.compare import compare
from gknlp.cli.rubrics import rubrics
from gknlp.cli.rules import rules
from gknlp.cli.show import show

app = typer.Typer(
    name="gknlp",
    help="核查政府信息公开工作年度报告：读取、核对表格与文字、评分。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(version("gknlp"))
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本号。")] = False,
) -> None:
    """核查政府信息公开工作年度报告：读取、核对表格与文字、评分。"""


app.command()(audit)
app.command()(show)
app.command()(rules)
app.command()(rubrics)
app.command()(compare)
