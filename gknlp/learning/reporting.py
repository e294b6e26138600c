"""What a check of a corpus came to, as Chinese lines, as data, and as the data sheet of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from gknlp.learning.agreement import LEAST_ALPHA
from gknlp.learning.checking import Agreement, Findings, agreement_of
from gknlp.learning.corpus import shown
from gknlp.types.learning import Corpus

FORMAT = "gknlp/corpus-check/1"
_MOST = 20
"""Groups of lines that are listed."""
_LEAST_BALANCE = 0.1
_MOST_SOURCES = 12


def text(findings: Findings) -> str:
    """The findings as lines for people."""
    return "".join(f"{line}\n" for line in _lines(findings))


def _lines(found: Findings) -> Iterator[str]:
    corpus = found.corpus
    yield f"任务 {corpus.task.key}（{corpus.task.name}），{len(corpus.examples)}条，版本 {corpus.digest}"
    texts = {example.line: example.text for example in corpus.examples}
    yield from _groups("标签相互矛盾（不计空白和数字，句子相同）", found.contradicting, texts, "请核对后留一种标签")
    yield from _groups("重复（不计空白和数字）", found.repeated, texts, "请只留一条")
    if found.other is not None:
        shared = [one.here for one in found.shared_texts]
        yield from _groups("两个文件都有的句子", shared, texts, "请从其中一个文件删去")
        differing = sum(not one.is_same for one in found.shared_texts)
        if differing:
            yield f"其中{differing}处两边的标签不同"
        yield from _agencies(found.shared_agencies)
    yield from _balance(found)
    if found.unnamed:
        yield f"没有单位（agency）的：{found.unnamed}条，各算一个单位，无法防止同一单位的句子分在两边"
    yield from _agreement_lines(found)
    yield "没有需要改正的问题" if found.is_clean else "有需要改正的问题，见上"


def _groups(what: str, groups: Sequence[tuple[int, ...]], texts: dict[int, str], advice: str) -> Iterator[str]:
    if not groups:
        yield f"{what}：没有"
        return
    yield f"{what}：{len(groups)}处，{advice}"
    for lines in groups[:_MOST]:
        yield f"  第{'、'.join(map(str, lines))}行：{shown(texts[lines[0]])}"
    if len(groups) > _MOST:
        yield f"  ……另有{len(groups) - _MOST}处，用 --format json 查看全部"


def _agencies(names: Sequence[str]) -> Iterator[str]:
    if not names:
        yield "两个文件都有的单位：没有"
        return
    more = f"等{len(names)}个" if len(names) > _MOST else ""
    yield f"两个文件都有的单位：{'、'.join(names[:_MOST])}{more}，请把同一单位的句子放在一边"


def _balance(found: Findings) -> Iterator[str]:
    name_of = found.corpus.task.name_of
    counts = "、".join(f"{name_of(key)}{count}" for key, count in found.counts.items())
    low = "，相差悬殊" if found.balance < _LEAST_BALANCE else ""
    yield f"各标签条数：{counts}；最少与最多之比 {found.balance:.2f}{low}"
    empty = [name_of(key) for key, count in found.counts.items() if not count]
    if empty:
        yield f"没有例句的标签：{'、'.join(empty)}，请补充"


def _agreement_lines(found: Findings) -> Iterator[str]:
    if found.agreement is None:
        yield "没有第二人的标注，算不出一致性"
        return
    yield f"两人标注的{found.agreement.texts}条：{_measured(found.agreement)}"
    for key, one in found.by_label.items():
        yield f"  {found.corpus.task.name_of(key)}：{_measured(one)}"


def _measured(one: Agreement) -> str:
    low = f"，低于{LEAST_ALPHA}，不宜据此下结论" if one.alpha is not None and one.alpha < LEAST_ALPHA else ""
    return f"相同 {one.same:.1%}，Cohen κ {_number(one.kappa)}，Krippendorff α {_number(one.alpha)}{low}"


def _number(value: float | None) -> str:
    return "算不出" if value is None else f"{value:.3f}"


def tree(findings: Findings) -> dict[str, Any]:
    """The findings as data."""
    found = findings
    return {
        "schema": FORMAT,
        "task": found.corpus.task.key,
        "digest": found.corpus.digest,
        "examples": len(found.corpus.examples),
        "other": found.other.digest if found.other else None,
        "is_clean": found.is_clean,
        "repeated": [list(lines) for lines in found.repeated],
        "contradicting": [list(lines) for lines in found.contradicting],
        "shared_texts": [
            {"here": list(one.here), "there": list(one.there), "is_same": one.is_same} for one in found.shared_texts
        ],
        "shared_agencies": list(found.shared_agencies),
        "labels": dict(found.counts),
        "balance": round(found.balance, 4),
        "without_agency": found.unnamed,
        "agreement": _tree(found.agreement) if found.agreement else None,
        "agreement_by_label": {key: _tree(one) for key, one in found.by_label.items()},
    }


def _tree(one: Agreement) -> dict[str, Any]:
    rounded = {"kappa": one.kappa, "alpha": one.alpha, "same": one.same}
    return {"texts": one.texts} | {name: None if value is None else round(value, 4) for name, value in rounded.items()}


def sheet(corpus: Corpus, name: str) -> str:
    """The data sheet of a corpus, as Markdown."""
    task, size = corpus.task, len(corpus.examples)
    agreement, by_label = agreement_of(corpus)
    lengths = sorted(len(example.text) for example in corpus.examples)
    years = sorted({example.year for example in corpus.examples if example.year is not None})
    agencies = corpus.agencies
    kind = "，可有几个标签或没有" if task.is_multiple else "，一个标签"
    lines = [f"## {name}", "", f"{task.name}（任务 `{task.key}`，每条是{_UNITS[task.unit]}{kind}）。", ""]
    lines += ["| 项目 | 内容 |", "| --- | --- |", f"| 条数 | {size} |", f"| 版本（内容的散列值） | `{corpus.digest}` |"]
    lines += [f"| 单位 | {len(agencies)}个，没有单位的{sum(not one.agency for one in corpus.examples)}条 |"]
    lines += [f"| 年份 | {f'{years[0]}—{years[-1]}' if years else '没有'} |"]
    lines += [f"| 字数 | 最短{lengths[0]}，中位{median(lengths):.0f}，最长{lengths[-1]} |"]
    lines += [f"| 来源 | {_sources(corpus)} |"]
    told = f"{agreement.texts}条，{_measured(agreement)}" if agreement else "没有"
    lines += [
        f"| 第二人的标注 | {told} |",
        "",
        "| 标签 | 名称 | 条数 | 占比 | κ | α |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for key, count in corpus.counts.items():
        one = by_label.get(key)
        measured = f"{_number(one.kappa)} | {_number(one.alpha)}" if one else "— | —"
        lines.append(f"| `{key}` | {task.name_of(key)} | {count} | {count / size:.1%} | {measured} |")
    return "\n".join(lines) + "\n"


_UNITS = {"sentence": "一句话", "paragraph": "一段话"}


def _sources(corpus: Corpus) -> str:
    """The sources with the numbers of their examples; the place behind a semicolon, and numbers, are left out."""
    counts = Counter(example.source.partition("；")[0].rstrip("0123456789") for example in corpus.examples)
    named = [f"{_cell(source) or '未注明'}（{count}）" for source, count in counts.most_common(_MOST_SOURCES)]
    return "、".join(named) + ("等" if len(counts) > _MOST_SOURCES else "")


def _cell(words: str) -> str:
    return shown(words).replace("|", "\\|")
