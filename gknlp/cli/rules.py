"""gknlp rules: the rules and their pages."""

from __future__ import annotations

from typing import Annotated

import typer

from gknlp.cli.output import fail, put


def rules(
    code: Annotated[str, typer.Argument(metavar="[代码]", help="规则代码，如 TAB010。", show_default=False)] = "",
) -> None:
    """列出全部规则，或显示一条规则的说明。"""
    from gknlp.rules import RULES

    severities = {"error": "错误", "warning": "警告", "notice": "提示"}
    if not code:
        put("".join(f"{rule.code}  {severities[rule.severity.value]}  {rule.title}\n" for rule in RULES), None)
        return
    found = next((rule for rule in RULES if rule.code == code.upper()), None)
    if found is None:
        fail(f"没有规则 {code}，用 gknlp rules 查看全部规则")
    put(
        f"{found.code} {found.name}（{severities[found.severity.value]}）\n\n{found.page}\n\n依据：{found.basis}\n",
        None,
    )
