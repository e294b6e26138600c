"""Tries faults on a copy of the tree: a process runs the tests once, then forks a child for each fault.

A child keeps what the process has imported and parsed as far as it lies below the faulted room, and imports the rest anew.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from mutation.python_faults import Fault

ROOT = Path(__file__).resolve().parent.parent.parent
COPIED = ("gknlp", "tests", "scripts", "pyproject.toml")
LONGEST = 60
"""Seconds of computing after which a fault counts as noticed: it made something endless."""
TESTS = {
    "rules": ("tests/rules",),
    "editions": ("tests/editions", "tests/rules", "tests/parsing"),
    "scoring": ("tests/scoring",),
}
"""Room -> the tests that speak of it, those likeliest to notice first."""
_LOW = ("errors", "types", "language", "readers")
_BELOW = {"editions": _LOW, "rules": (*_LOW, "editions", "parsing", "reconciling"), "scoring": (*_LOW, "rules")}
_QUICKLY = ("-xq", "--assert=plain", "-pno:cacheprovider", "-pno:xdist", "-pno:unraisableexception")
_CODE = re.compile(r'@rule\(\s*"(([A-Z]{3})\d{3})"')


class Likeliest:
    """Sorts the tests: first those of the rule that the fault lies in, then those of its family."""

    def __init__(self, text: str, place: int) -> None:
        """``place`` is where the fault lies in ``text``."""
        before = [*_CODE.finditer(text, 0, place)]
        self.words = {code[2]: 1 for code in _CODE.finditer(text)} | ({before[-1][1]: 2} if before else {})

    def pytest_collection_modifyitems(self, items: list[object]) -> None:
        """Sort ``items`` in place."""
        items.sort(key=lambda item: -max((rank for word, rank in self.words.items() if word in str(item)), default=0))


def prepare(folder: str, rooms: set[str]) -> None:
    """Make this process one that tries faults: copy the tree into ``folder``, go there, run the tests of ``rooms`` once."""
    tree = Path(tempfile.mkdtemp(dir=folder))
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, tree / name)
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    if _tests(tuple(dict.fromkeys(name for room in sorted(rooms) for name in TESTS[room]))):
        raise SystemExit("the tests fail without a fault")
    gc.freeze()  # what the children share is not looked through again in each


def noticed(entry: tuple[Path, Fault]) -> bool:
    """Whether the tests fail with this fault in this file; the copy is left as it was."""
    path, fault = entry
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: fault.start] + fault.text + text[fault.end :], encoding="utf-8", newline="\n")
    try:
        child = os.fork()
        if child == 0:
            _try(path.parts[1], Likeliest(text, fault.start))
        return os.waitpid(child, 0)[1] != 0
    finally:
        path.write_text(text, encoding="utf-8", newline="\n")


def _try(room: str, order: Likeliest) -> None:
    """Run the tests and end this process, with 0 where they pass."""
    ended = 1
    try:
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        sys.dont_write_bytecode = True
        _forget(room)
        ended = _tests(TESTS[room], order)
    finally:
        os._exit(ended)


def _tests(names: tuple[str, ...], *plugins: object) -> int:
    import pytest

    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        return int(pytest.main([*_QUICKLY, *names], list(plugins)))


def _forget(room: str) -> None:
    """Forget the modules of the copy that lie in ``room`` or may have imported it."""
    package = sys.modules["gknlp"]
    for name, module in list(sys.modules.items()):
        if not (getattr(module, "__file__", None) or "").startswith(str(Path.cwd())) or module is package:
            continue
        if name.startswith("gknlp."):
            part = name.split(".")[1]
            if part in _BELOW[room]:
                continue
            vars(package).pop(part, None)
        elif name == "reading" and room != "editions":
            continue
        del sys.modules[name]
