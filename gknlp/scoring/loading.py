"""A rubric by its name or from a file of the user's own."""

from __future__ import annotations

from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from gknlp.errors import FaultyData
from gknlp.readers.aside import text_of, toml_in
from gknlp.scoring.validating import rubric_in
from gknlp.types.rubric import Rubric

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FOLDERS = ("rubrics", "packs")


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
        return rubric_in(
            toml_in(shipped[which].read_text(encoding="utf-8"), which, Decimal), f"{which}.toml", which, codes
        )
    path = Path(which)
    if not path.is_file():
        near = get_close_matches(which, shipped, 1, 0.5)
        hint = f"是否指 {near[0]}？" if near else f"可用的有 {'、'.join(shipped)}，"
        raise FaultyData(f"没有名为“{which}”的评分标准，也没有这个文件：{hint}也可写自己的 TOML 文件的路径")
    return rubric_in(toml_in(text_of(path, "评分标准"), path.name, Decimal), path.name, path.stem, codes)
