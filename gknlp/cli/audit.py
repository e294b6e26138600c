"""gknlp audit: files and folders -> findings and scores."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from gknlp.cli.output import deliver, fail
from gknlp.cli.settings import Options, settings_of

if TYPE_CHECKING:
    from gknlp.errors import UnreadableDocument
    from gknlp.types.audit import Batch, Failure, Parsed
    from gknlp.types.rubric import Rubric
    from gknlp.types.settings import Settings

PASSED_OVER = frozenset(
    ".css .js .json .jsonl .ndjson .csv .tsv .sql .parquet .gif .svg .ico .webp .mp3 .mp4 .avi .mov .wav .exe .dll .lnk .url .ini .db .sqlite .npz .log .py "
    ".toml .yaml .yml .ttf .otf .woff .woff2 .ppt .pptx .ps1 .bat .cmd .sh .tmp".split()
)
"""Endings of files in folders that are no reports; whatever else lies there is read and told by its content."""
_FEW = 8
Read = TypeVar("Read")


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
    notice = "notice"
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
    """The files named and those below the folders named, each once, sorted by path within a folder; results that the
    tool wrote into a folder are left out, with a line on the error stream."""
    from gknlp.readers.results import is_result_file

    seen: dict[Path, Path] = {}
    results = []
    for path in paths:
        is_folder = path.is_dir()
        for file in _walk(path) if is_folder else [path]:
            if is_folder and is_result_file(file):
                results.append(file.name)
            else:
                seen.setdefault(file.resolve() if file.exists() else file, file)
    if results:
        more = "等" if len(results) > _FEW else ""
        typer.echo(
            f"gknlp：略过{len(results)}个本工具写出的核查结果（{'、'.join(results[:_FEW])}{more}），不当作年度报告",
            err=True,
        )
    return list(seen.values())


def one(path: Path) -> list[Parsed | Failure]:
    """Read one file, or every file in an archive; whatever goes wrong becomes a Failure, so that the others go on."""
    from gknlp.readers import contents
    from gknlp.types.audit import Failure

    shown = _shown(path)
    if not path.exists():
        return [Failure(shown, "文件不存在，请检查路径")]
    entries: list[Parsed | Failure] = []
    try:
        for name, content in contents(path):
            entries.append(_one(content, name, _shown(f"{path}{name.removeprefix(path.name)}")))
    except Exception as error:
        entries.append(_failure(shown, error))
    return entries


def _shown(path: Path | str) -> str:
    """A path as it is told: bytes of a name that are no UTF-8 as �, which every output can hold."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


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


def each_file(read: Callable[[Path], Read], files: Sequence[Path], jobs: int) -> Iterator[Read]:
    """What ``read`` gives for each of ``files``, in their order, by as many as ``jobs`` processes."""
    if jobs <= 1 or len(files) <= 1:
        yield from map(read, files)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(files))) as pool:
        yield from pool.map(read, files, chunksize=4)


def _progress(entries: Iterator[list[Parsed | Failure]], total: int) -> Iterator[list[Parsed | Failure]]:
    """Show a bar on the terminal's error stream; nothing where there is no terminal."""
    if not sys.stderr.isatty():
        yield from entries
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(entries, "核查中", total=total, console=Console(stderr=True), transient=True)


def run_batch(files: list[Path], jobs: int, settings: Settings) -> Batch:
    """The audits of ``files`` and of the files in archives, in their order, whatever the number of workers."""
    from gknlp.auditing import judge_all
    from gknlp.types.audit import Batch, Failure, Parsed

    entries = [entry for found in _progress(each_file(one, files, jobs), len(files)) for entry in found]
    audits, remarks = judge_all([entry for entry in entries if isinstance(entry, Parsed)], settings, jobs)
    return Batch(audits, tuple(entry for entry in entries if isinstance(entry, Failure)), remarks)


def exit_code(batch: Batch, fail_on: str) -> int:
    """3 where some file could not be read, else 1 where a finding that is not waived is at or above ``fail_on``, else
    0."""
    if batch.failures:
        return 3
    severities = [level.value for level in Level if level is not Level.never]
    grave = severities[: severities.index(fail_on) + 1] if fail_on in severities else []
    return int(any(run.rule.severity.value in grave for audit in batch.audits for run in audit.unwaived))


def scheme_named(which: str) -> Rubric:
    """The rubric of that name or file; ends with code 2 where it is faulty."""
    from gknlp.auditing import scheme_of
    from gknlp.errors import FaultyData

    try:
        return scheme_of(which)
    except FaultyData as error:
        fail("评分标准有误：\n" + str(error) if "\n" in str(error) else str(error))


def workers(files: Sequence[Path], jobs: int) -> int:
    """How many processes to use."""
    if jobs:
        return jobs
    return 1 if len(files) < _FEW else os.cpu_count() or 1


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
        str | None, typer.Option("--select", help="只查这些规则（代码或其前几位，逗号分隔）。", show_default=False)
    ] = None,
    ignore: Annotated[
        str | None, typer.Option("--ignore", help="不查这些规则（代码或其前几位，逗号分隔）。", show_default=False)
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(
            "--severity", metavar="代码=级别", help="改变规则的级别，如 TAB002=notice；off 为不查；可多次使用。"
        ),
    ] = None,
    rubric: Annotated[
        str | None,
        typer.Option(
            "--rubric", metavar="名称或文件", help="评分标准：内置的名称（gknlp rubrics 列出）或自己的 TOML 文件。"
        ),
    ] = None,
    aliases: Annotated[
        Path | None, typer.Option("--aliases", metavar="文件", help="更名文件（TOML）：改名、合并的单位。")
    ] = None,
    units: Annotated[
        Path | None, typer.Option("--units", metavar="文件", help="隶属名单（TOML）：汇总报告与所属各单位核对。")
    ] = None,
    waivers: Annotated[
        list[Path] | None, typer.Option("--waivers", metavar="文件", help="豁免名单（CSV 或 TOML）；可多次使用。")
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="文件", help="配置文件；不给则从所查的文件夹向上找 gknlp.toml。"),
    ] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="不用配置文件。")] = False,
    fail_on: Annotated[
        Level | None, typer.Option("--fail-on", help="有此级别及以上的问题时退出码为1。", show_default="error")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="并行进程数；0 为自动。")] = 0,
) -> None:
    """核查年度报告，给出问题和得分。

    退出码：0 没有问题；1 有问题；2 没有可核查的文件或参数有误；3 有文件未能读取。
    """
    options = Options(
        select, ignore, severity or [], rubric, fail_on.value if fail_on else None, waivers, aliases, units, config, no_config
    )  # fmt: skip
    settings = settings_of(paths, options)
    scheme_named(settings.rubric)
    files = gather(paths)
    if not files:
        fail(
            "没有找到可核查的文件：支持 txt、md、html、mht、docx、doc、wps、rtf、odt、xlsx、xls、pdf、ofd、zip 和图片，请检查路径"
        )
    from gknlp.auditing import finish

    batch = finish(run_batch(files, workers(files, jobs), settings), settings, date.today())
    deliver(batch, format.value, out)
    raise typer.Exit(exit_code(batch, settings.fail_on))
