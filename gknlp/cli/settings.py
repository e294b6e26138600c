"""What the command line and a ``gknlp.toml`` say of an audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gknlp.cli.output import fail

if TYPE_CHECKING:
    from gknlp.types.settings import Choices, Settings


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``gknlp audit`` that a ``gknlp.toml`` may give too, as they were written; None where not given."""

    select: str | None = None
    ignore: str | None = None
    severity: Sequence[str] = ()
    rubric: str | None = None
    fail_on: str | None = None
    waivers: list[Path] | None = None
    aliases: Path | None = None
    units: Path | None = None
    config: Path | None = None
    no_config: bool = False


def settings_of(paths: list[Path], options: Options) -> Settings:
    """The settings for ``paths``: options before the file given or the one nearest above the first of ``paths``. Ends
    with code 2 where they are faulty."""
    from gknlp.errors import FaultyData
    from gknlp.settings import find, read, settle
    from gknlp.types.settings import Choices

    if options.config and options.no_config:
        fail("--config 与 --no-config 只能给一个")
    try:
        found = options.config or (None if options.no_config else find(paths[0]))
        return settle(read(_short(found)) if found else Choices(), _choices(options))
    except FaultyData as error:
        fail("\ngknlp：".join(str(error).split("\n")))


def _short(path: Path) -> Path:
    """``path`` from the working folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _choices(options: Options) -> Choices:
    from gknlp.errors import FaultyData
    from gknlp.settings import codes, severity
    from gknlp.types.settings import Choices

    severities = []
    for text in options.severity:
        code, equals, word = text.replace("＝", "=").partition("=")
        if not equals:
            raise FaultyData(f"--severity：“{text[:40]}”应写成 代码=级别，如 TAB002=notice")
        severities.append(severity(code, word, "--severity"))
    return Choices(
        select=None if options.select is None else codes(options.select, "--select"),
        ignore=None if options.ignore is None else codes(options.ignore, "--ignore"),
        severities=tuple(severities),
        rubric=options.rubric,
        fail_on=options.fail_on,
        waivers=None if options.waivers is None else tuple(options.waivers),
        aliases=options.aliases,
        units=options.units,
    )
