"""What a model is worth, as text for the terminal, and its mistakes as CSV for Excel."""

from __future__ import annotations

from collections.abc import Iterator

from gknlp.language.formulas import MARK, csv_row
from gknlp.types.learning import Evaluation, Interval
from gknlp.writers.words import safe

_MOST_CONFUSED = 6


def _score(value: Interval) -> str:
    return f"{value[0]:.3f}（{value[1]:.3f}—{value[2]:.3f}）"


def text(found: Evaluation) -> str:
    """The whole evaluation; intervals are of 95 %."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Evaluation) -> Iterator[str]:
    task, examples = found.corpus.task, found.corpus.examples
    agencies = len(found.corpus.agencies)
    yield f"任务 {task.key}（{task.name}）：{len(examples)} 条，{agencies} 个单位，版本 {found.corpus.digest}"
    yield "按单位分开检验（学过的单位不参加检验），括号内为95%区间"
    yield f"宏平均 F1：模型 {_score(found.model)}，关键词 {_score(found.keyword)}，多数类 {_score(found.majority)}"
    verdict = "明显好于对照（区间不相交）" if found.is_better else "没有明显好于对照（区间相交）"
    yield f"{verdict}；不分单位随机划分为 {found.mixed:.3f}，相差 {found.mixed - found.model[0]:+.3f}（高出的部分来自认识单位）"
    yield ""
    yield "标签\t条数\t精确率\t召回率\tF1"
    for score in found.scores:
        name = task.name_of(score.label)
        yield f"{name}\t{score.support}\t{score.precision:.3f}\t{score.recall:.3f}\t{_score(score.f1)}"
    yield ""
    yield "把握不小于：" + "，".join(
        f"{level:g} 时判断 {share:.0%}、准 {right:.1%}" for level, share, right in found.abstention
    )
    yield "概率是否可信（所报概率→实际准确率，条数）：" + "，".join(
        f"{told:.2f}→{right:.2f}（{count}）" for told, right, count in found.calibration
    )
    yield "学习曲线（条数→F1）：" + "，".join(f"{count}→{value:.3f}" for count, value in found.curve)
    confused = sorted(
        ((count, one, other) for one, other, count in found.confusion if one != other and count), reverse=True
    )
    for count, one, other in confused[:_MOST_CONFUSED]:
        yield f"“{task.name_of(one)}”判成“{task.name_of(other)}”：{count} 条"
    yield f"判错 {len(found.errors)} 条"


def errors_table(found: Evaluation) -> str:
    """The mistakes as CSV, the surest first, with a mark by which Excel knows the encoding."""
    task = found.corpus.task
    rows = [csv_row(("行", "文字", "应为", "判为", "概率", "单位", "年度", "来源"))]
    for position, told, sure in found.errors:
        example = found.corpus.examples[position]
        words = ("、".join(task.name_of(label) for label in labels) for labels in (example.labels, told))
        year = str(example.year or "")
        cells = str(example.line), example.text, *words, f"{sure:.2f}", example.agency, year, example.source
        rows.append(csv_row(map(safe, cells)))
    return MARK + "".join(rows)
