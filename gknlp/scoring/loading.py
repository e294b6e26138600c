"""A rubric by its name or from a file of the user's own."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gknlp.errors import FaultyData
from gknlp.scoring.validating import rubric_in
from gknlp.types.rubric import Rubric

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FOLDERS = ("rubrics", "packs")
_LARGEST = 1_000_000


def built_in() -> dict[str, Traversable]:
    """The rubrics that come with the tool, by name: the national default first, then the packs."""
    room = resources.files("gknlp.scoring")
    files = [file for folder in _FOLDERS for file in sorted((room / folder).iterdir(), key=lambda file: file.name)]
    return {file.name.removesuffix(".toml"): file for file in files if file.name.endswith(".toml")}


@cache
def load(which: str, codes: tuple[str, ...]) -> Rubric:
    """The rubric of the name or the file ``which``; ``codes`` are those of all rules. Raises FaultyData, one Chinese
    line a fault."""
    shipped = built_in()
    if which in shipped:
        return rubric_in(_parsed(shipped[which].read_bytes(), f"{which}.toml"), f"{which}.toml", which, codes)
    path = Path(which)
    if not path.is_file():
        near = get_close_matches(which, shipped, 1, 0.5)
        hint = f"是否指 {near[0]}？" if near else f"可用的有 {'、'.join(shipped)}，"
        raise FaultyData(f"没有名为“{which}”的评分标准，也没有这个文件：{hint}也可写自己的 TOML 文件的路径")
    try:
        if path.stat().st_size > _LARGEST:
            raise FaultyData(f"{path.name}：文件超过{_LARGEST // 1000}KB，不像评分标准，请确认文件是否选对")
        content = path.read_bytes()
    except OSError as error:
        raise FaultyData(f"{path.name}：读不了（{error.strerror or error}），请检查权限") from error
    return rubric_in(_parsed(content, path.name), path.name, path.stem, codes)


def _parsed(content: bytes, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise FaultyData(f"{file}：不是 UTF-8 编码的文本，请另存为 UTF-8") from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise FaultyData(f"{file}：不是正确的 TOML（{error}），请检查引号、括号和等号") from error
