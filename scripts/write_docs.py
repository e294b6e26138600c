"""Write the pages that are made from the code and the corpora: gknlp/rules/README.md, gknlp/scoring/README.md and
corpora/README.md. With --check, only say whether they are current."""

from __future__ import annotations

import sys
from pathlib import Path

from gknlp.auditing import scheme_of
from gknlp.learning.corpus import load
from gknlp.learning.reporting import sheet
from gknlp.learning.tasks import TASKS
from gknlp.rules import RULES
from gknlp.scoring import LEAST, built_in
from gknlp.writers import schemes
from gknlp.writers.words import percent

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


EXAMPLE = ROOT / "scripts" / "rubric_example.toml"
SCORING = """# 评分

本页由 `scripts/write_docs.py` 根据代码生成。`gknlp rubrics` 列出内置的标准，`gknlp rubrics 名称` 显示其中一种；
`gknlp audit 文件夹 --rubric 名称或文件` 按它评分；`gknlp compare 文件夹 --with 名称或文件` 用两种标准评同一批报告并比较。

## 怎样计分

- 得分一律写成“得分 甲／可评 乙（满分 丙）”：不能判定的检查既不得分也不失分，不计入乙。
- 一项的可评分值 = 分值 ×（能判定的检查数 ÷ 全部检查数）；一项分几条扣分的，各条按其最多可扣的分加权平均，由人工评定的条计为不能判定。
- 扣分按标准的原分值计，再按可评比例折算：一半检查能判定时，扣 4 分折合 2 分，得分率与全部能判定时一样。
- 读取存疑的问题不扣分，按不能判定计；由另一问题引起的问题不另扣分，也不计入检查数。
- 提示不扣分，除非标准写明 `notice`，而且总要少于警告。不扣分的检查不影响可评分值。
- 排名按得分率（得分÷可评分值，四舍五入到万分之一），相同的名次相同（1、1、3）；可评比例不足{least}的不参加排名，另列。

理由见 `docs/decisions/0006-scoring.md`。

## 标准的写法

一种标准是一个 TOML 文件（UTF-8），例如：

```toml
{example}```

| 位置 | 键 | 含义 |
| --- | --- | --- |
| 文件 | `name` | 标准的名称 |
| | `total` | 满分，不写为 100；只评其中一块的，写这一块的分值 |
| | `source` | `kind`：`documented` 文件原有，`ours` 拟定，`mixed` 部分原有；`citation`：文件名称和出处（`ours` 可不写） |
| | `note` | 给读者的说明 |
| | `overflow` | `true`：一项扣分可以超过本项分值（减分制），合计最低为 0 |
| `[[items]]` 项目 | `key`、`name`、`points` | 代号、名称、分值；各项分值之和须等于 `total`（加分项不计） |
| | `source` | 本项的出处；整体为 `mixed` 时必写 |
| | `bonus` | `true`：加分项。`codes` 的检查全部能判定，且没有错误和警告，才加 `points`；合计不超过可评分值 |
| | `deductions` | 几条扣分 `[[items.deductions]]`；只有一条的，直接写在项目里 |
| 扣分 | `name`、`source` | 本条名称（直接写在项目里的不写）、出处（不写则同项目） |
| | `codes` | 规则代码，或代码的开头（`TAB01` 指 TAB010 至 TAB019，`TAB` 指全部 TAB）；几处都符合时，以写得最长的为准；一条规则只能列入一项 |
| | `each` | 错误和警告每处扣几分，提示不扣 |
| | `severity` | 与 `each` 连用：只扣这些级别（`error`、`warning`、`notice`，可写几个） |
| | `error`、`warning`、`notice` | 代替 `each`：各级别每处扣几分，不写为 0 |
| | `cap`、`code_cap` | 本条合计、同一规则在本条里最多扣几分 |
| | `group` | 互斥：同一项里 `group` 相同的各条，只扣最重的一处 |
| | `assessed` | `"by hand"`：由人工评定，本工具不予评定；可写 `each` 说明扣几分，不写 `codes` |

数字不为负，不超过 1000，最多两位小数。写错的地方逐条指出，标准不会带着错误使用。

## 内置的标准

{mapping}
"""


def scoring_pages() -> str:
    """How points are given, and every rubric that comes with the tool."""
    page = SCORING.format(least=percent(LEAST), mapping=schemes.MAPPING, example=EXAMPLE.read_text(encoding="utf-8"))
    rubrics = ("\n".join(schemes.markdown(scheme_of(name))) for name in built_in())
    return page + "\n" + "\n\n".join(rubrics) + "\n"


CORPORA = ROOT / "corpora"
CORPUS_INTRODUCTION = """# 语料

本页由 `scripts/write_docs.py` 根据语料生成，每一节与 `gknlp corpus sheet 文件 任务` 所示相同。

句子和段落都由本项目编写，不取自真实报告；单位和地名是虚构的。每行一条 JSON：`text`、`labels`、`agency`、`year`、`source`（编写时的编号，
下表只列其字母）和 `second`（第二人的标签）。版本由内容得出：内容不变，版本不变。`gknlp corpus check 文件 任务` 检查重复、矛盾和一致性。

`claims` 是标出数字的句子，另有说明；`samples` 是样例报告；`floors.json` 是测量结果的最低值。
"""


def corpus_pages() -> str:
    """The data sheets of the corpora."""
    corpora = ((f"{task.key}.jsonl", task) for task in TASKS)
    return "\n".join([CORPUS_INTRODUCTION, *(sheet(load(CORPORA / name, task), name) for name, task in corpora)])


PAGES = {
    CORPORA / "README.md": corpus_pages,
    ROOT / "gknlp" / "rules" / "README.md": rule_pages,
    ROOT / "gknlp" / "scoring" / "README.md": scoring_pages,
}


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
