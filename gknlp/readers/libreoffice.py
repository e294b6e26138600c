"""LibreOffice, where it is installed: one file in, one docx out, in a folder of its own that is gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

MAX_SECONDS = 60
MAX_MEMORY = 768 * 1024 * 1024
VARIABLE = "GKNLP_SOFFICE"
"""The environment variable that names the program, where it is in no usual place; empty: none is to be used."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_SETTING = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macro runs, no link is followed; what would go out all the same ends at a port where nobody listens."""


class Failed(Exception):
    """LibreOffice made nothing of the file."""


class TimedOut(Exception):
    """LibreOffice took longer than it may."""


def soffice() -> str | None:
    """The program: what ``GKNLP_SOFFICE`` names, else one on the PATH or in a usual place; None where there is none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return shutil.which(named)
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def converted(program: str, content: bytes, ending: str) -> bytes:
    """The docx that ``program`` makes of ``content``. Raises Failed or TimedOut. Each call has a profile of its own:
    two processes that share one fail, and a new one costs a sixth of a second."""
    with tempfile.TemporaryDirectory(prefix="gknlp-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        profile, source, result = home / "profile", home / f"report.{ending}", home / "out" / "report.docx"
        _write_settings(profile)
        source.write_bytes(content)
        command = [
            program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
            f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(result.parent), str(source),
        ]  # fmt: skip
        _run(command, home)
        try:
            return result.read_bytes()
        except OSError as error:
            raise Failed from error


def _write_settings(profile: Path) -> None:
    """The settings of a new profile."""
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    user = profile / "user"
    user.mkdir(parents=True)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>'
    )
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _run(command: list[str], folder: Path) -> None:
    """Run ``command`` to its end, or end it and all that it started when its time is up."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Failed from error
    _limit(process)
    try:
        process.wait(MAX_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise TimedOut from error
    finally:
        if process.poll() is None:
            _end(process)


def _limit(process: subprocess.Popen[bytes]) -> None:
    """Keep a process, and those that it starts, from taking more than ``MAX_MEMORY``, where the system can."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(OSError, ValueError):  # it may have ended already
            resource.prlimit(process.pid, resource.RLIMIT_DATA, (MAX_MEMORY, MAX_MEMORY))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started."""
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it may end by itself at this moment
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
