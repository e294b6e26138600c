"""Write the pages that are made from the code: gknlp/rules/README.md. With --check, only say whether they are current."""

from __future__ import annotations

import sys
from pathlib import Path

from gknlp.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}


def rule_pages() -> str:
    """All rules with their pages, as Markdown."""
    lines = ["# 规则", "", "本页由 `scripts/write_docs.py` 根据代码生成，与 `gknlp rules 代码` 所示相同。", ""]
    lines += ["| 代码 | 级别 | 检查内容 |", "| --- | --- | --- |"]
    lines += [
        f"| [{rule.code}](#{rule.code.lower()}) | {SEVERITIES[rule.severity.value]} | {rule.title} |" for rule in RULES
    ]
    for rule in RULES:
        lines += ["", f"## {rule.code}", "", f"`{rule.name}`（{SEVERITIES[rule.severity.value]}）", ""]
        lines += ["\n\n".join(rule.page.split("\n")).replace("\n\n\n\n", "\n\n"), "", f"依据：{rule.basis}"]
    return "\n".join(lines) + "\n"


PAGES = {ROOT / "gknlp" / "rules" / "README.md": rule_pages}


def main() -> None:
    """Write the pages, or check them."""
    stale = [path for path, make in PAGES.items() if not path.exists() or path.read_text(encoding="utf-8") != make()]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"out of date: {path.relative_to(ROOT)}; run scripts/write_docs.py")
        raise SystemExit(bool(stale))
    for path in stale:
        path.write_text(PAGES[path](), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
