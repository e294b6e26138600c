"""gknlp reuse: which text of a batch of reports stands elsewhere too; gknlp background: what most reports share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gknlp.cli.output import fail, put, tell

if TYPE_CHECKING:
    from gknlp.reuse import Background
    from gknlp.types.audit import Failure
    from gknlp.types.reuse import Reuse, Writing


class ReuseFormat(StrEnum):
    """Output formats."""

    text = "text"
    json = "json"
    csv = "csv"
    html = "html"


def _writings(path: Path, names: dict[str, str]) -> list[Writing | Failure]:
    """What of the reports in a file is compared, and what could not be read."""
    from gknlp.cli.audit import one
    from gknlp.pairing import unit_of
    from gknlp.reuse import writing_of
    from gknlp.types.audit import Parsed

    return [
        writing_of(entry, unit_of(entry.report, names)) if isinstance(entry, Parsed) else entry for entry in one(path)
    ]


def _read(
    files: Sequence[Path], names: dict[str, str], jobs: int, taken: frozenset[str]
) -> tuple[list[Writing], list[Failure]]:
    """The writings of ``files`` and the files that failed, in their order; only the sections ``taken`` where there are
    any."""
    from dataclasses import replace

    from gknlp.cli.audit import each_file, workers
    from gknlp.types.audit import Failure

    writings, failures = [], []
    read = each_file(partial(_writings, names=names), files, workers(files, jobs))
    for entry in (entry for found in read for entry in found):
        if isinstance(entry, Failure):
            failures.append(entry)
        elif taken:
            kept = tuple(stretch for stretch in entry.stretches if stretch.section in taken)
            writings.append(replace(entry, stretches=kept))
        else:
            writings.append(entry)
    return writings, failures


def _sections(words: Sequence[str]) -> frozenset[str]:
    """The keys of the kinds of sections that ``words`` name: keys, or words of their Chinese names."""
    from gknlp.editions import section_kinds

    names = {kind.key: kind.name for kind in section_kinds()} | {"overview": "总体情况"}
    found: set[str] = set()
    parts = [part for text in words for part in text.replace("，", ",").split(",")]
    for word in parts:
        if not word.strip():
            fail("--section：有空的部分名称，请写出要比的部分，如 总体情况、问题")
        keys = {key for key, name in names.items() if word.strip() == key or word.strip() in name}
        if not keys:
            fail(f"--section：没有叫“{word[:20]}”的部分，可用：{'、'.join(sorted(names.values()))}")
        found |= keys
    return frozenset(found)


def _minimum(text: str) -> Decimal:
    """A share from 0.1 to 1, also as 30%."""
    try:
        value = Decimal(text.strip().removesuffix("%")) / (100 if text.strip().endswith("%") else 1)
    except InvalidOperation:
        fail(f"--minimum：“{text[:20]}”不是数，应是 0.1 到 1 之间的数或百分数，如 0.5 或 50%")
    if not (value.is_finite() and Decimal("0.1") <= value <= 1):
        fail(f"--minimum：“{text[:20]}”超出范围，应在 0.1（10%）到 1（100%）之间")
    return value


def _with_index(
    folder: Path, writings: Sequence[Writing], minimum: Decimal, known: Background | None, jobs: int
) -> Reuse:
    from contextlib import closing

    from gknlp.reuse import find_in
    from gknlp.reuse.background import common_of
    from gknlp.reuse.store import Store

    with closing(Store(folder, common_of(known))) as store:
        return find_in(store, writings, minimum, jobs)


def reuse(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件或文件夹…", help="年度报告文件或存放报告的文件夹。", show_default=False),
    ],
    against: Annotated[
        list[Path] | None,
        typer.Option("--against", metavar="文件或文件夹", help="与这里的报告比对（它们之间不比）；可多次使用。"),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="部分", help="只比这些部分，如 总体情况、问题；可多次使用或用逗号分隔。"),
    ] = None,
    minimum: Annotated[
        str, typer.Option("--minimum", metavar="比例", help="一个部分至少有这么多也见于另一份报告才列出。")
    ] = "0.3",
    format: Annotated[ReuseFormat, typer.Option("--format", "-f", help="输出格式。")] = ReuseFormat.text,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写入文件；不给则输出到屏幕。", show_default=False)
    ] = None,
    background: Annotated[
        Path | None,
        typer.Option("--background", metavar="文件", help="背景集（gknlp background 生成）；不给则用自带的。"),
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option("--index", metavar="文件夹", help="索引：也与其中的报告比对，比完把这批加进去；没有则新建。"),
    ] = None,
    aliases: Annotated[
        Path | None, typer.Option("--aliases", metavar="文件", help="更名文件（TOML）：改名、合并的单位。")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="并行进程数；0 为自动。")] = 0,
) -> None:
    """找出与其他单位、往年雷同的文字：哪一段，出自谁的哪一年报告，留有什么抄袭痕迹。

    法规、格式的原文和各地通用的套话不计；每个比例都逐字核对得出，不用估计值。

    退出码：0 已比对；2 没有可比对的文件或参数有误；3 有文件未能读取。
    """
    from gknlp.cli.audit import gather, workers
    from gknlp.errors import FaultyData
    from gknlp.pairing import lineage, registry_of
    from gknlp.reuse import find
    from gknlp.reuse.background import load
    from gknlp.writers.reuse import WRITERS

    if index and (against or section):
        fail("--index 不能与 --against、--section 同用：索引里存的是整份报告")
    least, taken = _minimum(minimum), _sections(section or [])
    try:
        names = lineage(registry_of(aliases))
        known = load(background) if background else None
    except FaultyData as error:
        fail(str(error))
    files = gather(paths)
    if not files:
        fail("没有找到可比对的文件，请检查路径")
    chosen = {path.resolve() for path in files}
    others = [path for path in gather(against or []) if path.resolve() not in chosen]
    writings, failures = _read(files, names, jobs, taken)
    old, more = _read(others, names, jobs, taken)
    try:
        several = workers(files, jobs)
        if index:
            found = _with_index(index, writings, least, known, several)
        else:
            found = find(writings, least, known, old, several)
    except FaultyData as error:
        fail(str(error))
    except OSError as error:
        fail(f"临时文件写不下（{error.strerror}），请检查临时文件夹所在磁盘的空间")
    put(WRITERS[format.value](found, [*failures, *more]), out)
    raise typer.Exit(3 if failures or more else 0)


def background(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件或文件夹…", help="许多地方的年度报告。", show_default=False),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="写入的文件。", show_default=False)],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="并行进程数；0 为自动。")] = 0,
) -> None:
    """由许多地方的报告生成背景集：多数报告都有的文字，比对时不计。

    只存文字片段的散列值和出现的地方数，看不出原文。同一地方的报告算一处，以免把当地互相抄的话当成通用的。
    """
    from gknlp.cli.audit import gather
    from gknlp.reuse.background import built, packed

    files = gather(paths)
    writings, failures = _read(files, {}, jobs, frozenset())
    if not writings:
        fail("没有读到年度报告，请检查路径")
    found = built(writings)
    put(packed(found), out)
    tell(failures)
    typer.echo(
        f"{len(writings)} 份报告、{found.places} 个地方，通用片段 {len(found.common())} 个；已写入 {out}", err=True
    )
    raise typer.Exit(3 if failures else 0)
