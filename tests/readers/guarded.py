"""Reads files in child processes of their own, and says what each took and what it tried to do.

A program: it takes lines of JSON (``{"path": …, "parse": …}``) and answers each with one (see ``Verdict``). An audit hook,
which nothing can take off again, notes whatever leaves the process.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_SECONDS, MAX_MEMORY = 10, 1024
"""What a file may take: seconds, and MiB at the peak."""
_PATIENCE = 3
"""A file that takes so many times too long is given up."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request",
    "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "subprocess.Popen", "pty.spawn",
    "webbrowser.open", "ftplib.connect", "http.client.connect", "smtplib.connect",
)  # fmt: skip
_CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate", "shutil.move")


@dataclass(frozen=True)
class Verdict:
    """What came of a file: ``outcome`` is "read", "refused", "signal" or the name of what escaped; ``message`` the words
    of the refusal; ``text`` the beginning of what was read; ``did`` what it tried to do outside itself."""

    outcome: str
    message: str
    text: str
    doubts: int
    did: tuple[str, ...]
    seconds: float
    memory: float

    def check(self, name: str, seconds: float = MAX_SECONDS) -> None:
        """Assert all that holds of whatever file."""
        assert self.outcome in ("read", "refused"), self
        assert not self.did, self
        assert self.seconds < seconds and self.memory < MAX_MEMORY, self
        if self.outcome == "refused":
            check_message(self.message, name)


def check_message(message: str, name: str) -> None:
    """Assert that a refusal is one line of Chinese that says which file."""
    assert "\n" not in message and "\r" not in message and message.startswith(name), message
    assert any("\u4e00" <= character <= "\u9fff" for character in message.removeprefix(name)), message
    assert len(message) < len(name) + 600 and message.isprintable(), message


class Guard:
    """The running program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", __file__, str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, text=True, encoding="utf-8",
        )  # fmt: skip

    def read(self, path: Path, parse: bool = False) -> Verdict:
        """Read the file at ``path``; audit it where it is to be parsed too."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"path": str(path), "parse": parse}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return Verdict(**{**answer, "did": tuple(answer["did"])})

    def close(self) -> None:
        """End the program."""
        self.process.communicate()


@contextlib.contextmanager
def guard(folder: Path) -> Iterator[Guard]:
    """The program, working in ``folder``, for as long as the block lasts."""
    program = Guard(folder)
    try:
        yield program
    finally:
        program.close()


def _is_libreoffice() -> bool:
    """Whether the one file that may start a program is at work."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.replace("\\", "/").endswith("gknlp/readers/libreoffice.py"):
            return True
        frame = frame.f_back
    return False


def _watch(did: list[str]) -> None:
    temporary = (tempfile.gettempdir(), os.devnull)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            is_written = (isinstance(flags, int) and flags & _WRITES) or (
                isinstance(mode, str) and set(mode) & set("wax+")
            )
            if not is_written or isinstance(path, int) or str(path).startswith(temporary):
                return
        elif event in _CHANGES:
            path = str(arguments[0])
            if path.startswith(temporary) or _is_libreoffice() or (event == "os.mkdir" and Path(path).is_dir()):
                return
        elif event not in _FORBIDDEN or (
            event in ("subprocess.Popen", "os.posix_spawn", "os.exec") and _is_libreoffice()
        ):
            return
        did.append(f"{event} {str(arguments)[:200]}")

    sys.addaudithook(hook)


def _answer(path: str, parse: bool, out: int) -> None:
    from gknlp.auditing import audit
    from gknlp.errors import UnreadableDocument
    from gknlp.readers import read

    did: list[str] = []
    message = text = ""
    doubts = 0
    _watch(did)
    try:
        document = audit(path).document if parse else read(path)
        doubts = len(document.doubts)
        pieces = [block.text for block in document.blocks]
        pieces += [cell.text for block in document.blocks if block.grid for cell in block.grid.cells]
        text, outcome = "\n".join(pieces)[:20000], "read"
    except UnreadableDocument as error:
        message, outcome = str(error), "refused"
    except BaseException as error:
        message, outcome = str(error)[:500], type(error).__name__
        if os.environ.get("GUARD_TRACE"):
            import traceback

            traceback.print_exc()
    found = {"outcome": outcome, "message": message, "text": text, "doubts": doubts, "did": did}
    data = json.dumps(found).encode()
    while data:
        data = data[os.write(out, data) :]


def _one(path: str, parse: bool) -> dict[str, object]:
    import time

    source, sink = os.pipe()
    begin = time.monotonic()
    child = os.fork()
    if not child:
        status = 0
        try:
            signal.alarm(_PATIENCE * MAX_SECONDS)
            os.close(source)
            _answer(path, parse, sink)
        except BaseException:
            status = 1
        finally:
            os._exit(status)
    os.close(sink)
    with os.fdopen(source, "rb") as stream:
        data = stream.read()
    _, status, usage = os.wait4(child, 0)
    found = (
        json.loads(data) if data else {"outcome": "signal", "message": str(status), "text": "", "doubts": 0, "did": []}
    )
    return found | {"seconds": time.monotonic() - begin, "memory": usage.ru_maxrss / 1024}


def main() -> None:
    """Answer line by line."""
    import gknlp.auditing
    from gknlp.readers import scan

    text = "甲市2023年政府信息公开工作年度报告\n一、总体情况\n依申请公开\n五、存在的问题及改进情况\n有问题。\n"
    gknlp.auditing.audit_bytes(text.encode(), "甲", file="甲")  # what is imported late is imported here once
    if scan.is_available():
        import numpy  # noqa: F401
        import PIL.Image  # noqa: F401
    for line in sys.stdin:
        order = json.loads(line)
        sys.stdout.write(json.dumps(_one(order["path"], order["parse"])) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
