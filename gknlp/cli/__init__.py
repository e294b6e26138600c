"""The command line: thin, one file per command; heavy imports stand inside the commands."""

from __future__ import annotations

from typing import Annotated

import typer

from gknlp.cli.audit import audit
from gknlp.cli.compare import compare
from gknlp.cli.corpus import corpus
from gknlp.cli.learn import evaluate, predict, train
from gknlp.cli.reuse import background, reuse
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


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit code; what is wrong with the call is said in Chinese."""
    from gknlp.cli.usage import told

    try:
        code = app(arguments, prog_name="gknlp", standalone_mode=False)
    except typer.Abort:
        return 130
    except Exception as error:
        if not hasattr(error, "format_message"):  # not of the command line's parser
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()  # type: ignore[attr-defined]
        else:
            typer.echo(f"gknlp：{told(error)}", err=True)
        return 2
    return code if isinstance(code, int) else 0


app.command()(audit)
app.command()(show)
app.command()(rules)
app.command()(rubrics)
app.command()(compare)
app.command()(reuse)
app.command()(background)
app.add_typer(corpus, name="corpus")
app.command()(train)
app.command()(evaluate)
app.command()(predict)
