"""gknlp audit: files and folders -> findings and scores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from gknlp.cli.output import deliver, fail

if TYPE_CHECKING:
    from gknlp.errors import UnreadableDocument
    from gknlp.types.audit import Batch, Failure, Parsed
    from gknlp.types.units import Registry

PASSED_OVER = frozenset(
    ".css .js .json .jsonl .ndjson .csv .tsv .sql .parquet .gif .svg .ico .webp .mp3 .mp4 .avi .mov .wav .exe .dll .lnk .url .ini .db .sqlite .log .py "
    ".toml .yaml .yml .ttf .otf .woff .woff2 .ppt .pptx .ps1 .bat .cmd .sh .tmp".split()
)
"""Endings of files in folders that are no reports; whatever else lies there is read and told by its content."""
_FEW = 8


class Format(StrEnum):
    """Output formats."""

    text = "text"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"
    html = "html"


class Level(StrEnum):
    """From which severity on the exit code is 1."""

    error = "error"
    warning = "warning"
    never = "never"


def _walk(folder: Path) -> Iterator[Path]:
    from gknlp.readers.archive import PAGE_FOLDERS

    for root, folders, names in os.walk(folder):
        pages = [name.rpartition(".")[0] for name in names if name.lower().endswith((".html", ".htm"))]
        beside = {page + end for page in pages for end in PAGE_FOLDERS}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in beside)
        for name in sorted(names):
            path = Path(root) / name
            if name.startswith((".", "~$")) or path.stem.lower() == "readme":
                continue
            if path.suffix.lower() not in PASSED_OVER:
                yield path


def gather(paths: list[Path]) -> list[Path]:
    """The files named and those below the folders named, each once, sorted by path within a folder."""
    seen: dict[Path, Path] = {}
    for path in paths:
        for file in _walk(path) if path.is_dir() else [path]:
            seen.setdefault(file.resolve() if file.exists() else file, file)
    return list(seen.values())


def one(path: Path) -> list[Parsed | Failure]:
    """Read one file, or every file in an archive; whatever goes wrong becomes a Failure, so that the others go on."""
    from gknlp.readers import contents
    from gknlp.types.audit import Failure

    if not path.exists():
        return [Failure(str(path), "文件不存在，请检查路径")]
    entries: list[Parsed | Failure] = []
    try:
        for name, content in contents(path):
            entries.append(_one(content, name, f"{path}{name.removeprefix(path.name)}"))
    except Exception as error:
        entries.append(_failure(str(path), error))
    return entries


def _one(content: bytes | UnreadableDocument, name: str, file: str) -> Parsed | Failure:
    from gknlp.auditing import parsed_bytes
    from gknlp.errors import UnreadableDocument

    try:
        if isinstance(content, UnreadableDocument):
            raise content
        return parsed_bytes(content, name, file=file)
    except Exception as error:
        return _failure(file, error)


def _failure(file: str, error: Exception) -> Failure:
    from gknlp.errors import GknlpError
    from gknlp.types.audit import Failure

    name = PurePath(file).name
    if isinstance(error, GknlpError):
        return Failure(file, str(error).removeprefix(f"{name}："))
    if isinstance(error, MemoryError):
        return Failure(file, "内存不足，未能读完，请拆分文件后再试")
    return Failure(file, f"程序内部错误（{type(error).__name__}），未能核查，请把文件反馈给维护者")


def _all(files: list[Path], jobs: int) -> Iterator[list[Parsed | Failure]]:
    if jobs <= 1 or len(files) <= 1:
        yield from map(one, files)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(files))) as pool:
        yield from pool.map(one, files, chunksize=4)


def _progress(entries: Iterator[list[Parsed | Failure]], total: int) -> Iterator[list[Parsed | Failure]]:
    """Show a bar on the terminal's error stream; nothing where there is no terminal."""
    if not sys.stderr.isatty():
        yield from entries
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(entries, "核查中", total=total, console=Console(stderr=True), transient=True)


def run_batch(files: list[Path], select: tuple[str, ...], jobs: int, registry: Registry | None = None) -> Batch:
    """The audits of ``files`` and of the files in archives, in their order, whatever the number of workers."""
    from gknlp.auditing import judge_all
    from gknlp.types.audit import Batch, Failure, Parsed
    from gknlp.types.units import NOTHING_TOLD

    entries = [entry for found in _progress(_all(files, jobs), len(files)) for entry in found]
    read = [entry for entry in entries if isinstance(entry, Parsed)]
    audits, remarks = judge_all(read, registry or NOTHING_TOLD, select=select)
    return Batch(audits, tuple(entry for entry in entries if isinstance(entry, Failure)), remarks)


def exit_code(batch: Batch, fail_on: Level) -> int:
    """3 where some file could not be read, else 1 where a finding is at or above ``fail_on``, else 0."""
    from gknlp.types.rule import Severity

    if batch.failures:
        return 3
    grave = {Level.error: {Severity.ERROR}, Level.warning: {Severity.ERROR, Severity.WARNING}, Level.never: set()}
    return int(any(run.rule.severity in grave[fail_on] for audit in batch.audits for run in audit.findings))


def _select(text: str) -> tuple[str, ...]:
    from gknlp.rules import RULES

    chosen = tuple(part.strip().upper() for part in text.replace("，", ",").split(",") if part.strip())
    for part in chosen:
        if not any(rule.code.startswith(part) for rule in RULES):
            fail(f"--select：没有代码以“{part}”开头的规则，用 gknlp rules 查看全部规则")
    return chosen


def audit(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件或文件夹…",
            help="年度报告文件，存放报告的文件夹，或多份报告的 zip 压缩包。",
            show_default=False,
        ),
    ],
    format: Annotated[Format, typer.Option("--format", "-f", help="输出格式。")] = Format.text,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写入文件；不给则输出到屏幕。", show_default=False)
    ] = None,
    select: Annotated[
        str, typer.Option("--select", help="只查这些规则（代码或其前几位，逗号分隔）。", show_default=False)
    ] = "",
    fail_on: Annotated[Level, typer.Option("--fail-on", help="有此级别及以上的问题时退出码为1。")] = Level.error,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="并行进程数；0 为自动。")] = 0,
) -> None:
    """核查年度报告，给出问题和得分。

    退出码：0 没有问题；1 有问题；2 没有可核查的文件或参数有误；3 有文件未能读取。
    """
    files = gather(paths)
    if not files:
        fail(
            "没有找到可核查的文件：支持 txt、md、html、mht、docx、doc、wps、rtf、odt、xlsx、xls、pdf、ofd、zip 和图片，请检查路径"
        )
    if not jobs:
        jobs = 1 if len(files) < _FEW else os.cpu_count() or 1
    batch = run_batch(files, _select(select), jobs)
    deliver(batch, format.value, out)
    raise typer.Exit(exit_code(batch, fail_on))
