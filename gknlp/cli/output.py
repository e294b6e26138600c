"""Where results go: the screen or a file, whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

_REASONS = {
    errno.ENOENT: "文件夹不存在", errno.ENOTDIR: "所在路径不是文件夹", errno.EISDIR: "这是一个文件夹",
    errno.EACCES: "没有写入权限", errno.EPERM: "没有写入权限", errno.EROFS: "磁盘是只读的", errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名过长", errno.EBUSY: "文件正被占用",
}  # fmt: skip
"""What the system says, in Chinese."""

if TYPE_CHECKING:
    from gknlp.types.audit import Batch, Failure


def fail(message: str) -> NoReturn:
    """Say why nothing was run, on the error stream, and end with code 2."""
    typer.echo(f"gknlp：{message}", err=True)
    raise typer.Exit(2)


def deliver(batch: Batch, format: str, out: Path | None) -> None:
    """Write ``batch`` in ``format`` to ``out``, or to standard output."""
    from gknlp.writers import BINARY, WRITERS, text

    if out is None and format in BINARY and sys.stdout.isatty():
        fail(f"{format} 是二进制格式，请用 --out 指定文件")
    if format == "text":
        content: str | bytes = text.write(batch, colour=out is None and sys.stdout.isatty())
    else:
        content = WRITERS[format](batch)
    put(content, out)
    if out is not None:
        typer.echo(f"{text.verdict(batch)}；结果已写入 {out}", err=True)


def tell(failures: Iterable[Failure]) -> None:
    """Say on the error stream which files could not be read, and why."""
    for failure in failures:
        typer.echo(f"gknlp：{failure.file}：{failure.error}", err=True)


def put(content: str | bytes, out: Path | None) -> None:
    """Write ``content``: to a file through a temporary one beside it, so that no half file is left."""
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        beside = out.with_name(f".{out.name}.{os.getpid()}.tmp")
        beside.write_bytes(data)
        beside.replace(out)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")
        fail(f"写不了 {out}（{reason}），请检查文件夹是否存在、文件是否被打开")
