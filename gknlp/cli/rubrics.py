"""gknlp rubrics: the rubrics and what they say."""

from __future__ import annotations

from typing import Annotated

import typer

from gknlp.cli.output import put


def rubrics(
    name: Annotated[
        str,
        typer.Argument(metavar="[名称或文件]", help="内置标准的名称，或自己的 TOML 文件。", show_default=False),
    ] = "",
) -> None:
    """列出内置的评分标准，或说明一种标准的项目、扣分和依据。"""
    from gknlp.cli.audit import scheme_named
    from gknlp.scoring import built_in
    from gknlp.types.decimals import plain
    from gknlp.writers import schemes
    from gknlp.writers.words import ORIGINS

    if name:
        put(schemes.text(scheme_named(name)), None)
        return
    lines = []
    for key in built_in():
        rubric = scheme_named(key)
        lines.append(f"{key}  {rubric.name}（满分{plain(rubric.total)}，{ORIGINS[rubric.origin]}）\n")
    put("".join(lines), None)
