"""The virtual environment that quickstart.py and test.py share. Standard library only."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "gknlp.stamp"
OLDEST = (3, 11)


def python() -> Path:
    """The interpreter of the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def say(text: str) -> None:
    """Print, whatever the console's code page can show."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, errors="replace").decode(encoding), flush=True)


def run(*command: str | Path, check: bool = True) -> int:
    """Run a command in the project's root and return its exit code; where ``check``, end on failure."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    code = subprocess.call([str(part) for part in command], cwd=ROOT, env=environment)
    if check and code:
        say(f"failed with exit code {code}: {' '.join(str(part) for part in command)}")
        raise SystemExit(code)
    return code


def _digest(extra: str) -> str:
    files = [ROOT / "pyproject.toml", ROOT / "constraints.txt"]
    content = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(content + extra.encode() + sys.version.encode()).hexdigest()


def prepare(extra: str = "") -> Path:
    """Make ``.venv`` where it is missing or broken, install gknlp (with ``extra``) at the pinned versions, and return
    its interpreter. A second run finds everything in place."""
    if sys.version_info < OLDEST:
        raise SystemExit(f"gknlp needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {sys.version.split()[0]}")
    working = python().exists() and subprocess.call([str(python()), "-c", "import sys"], cwd=ROOT) == 0
    if not working:
        say("making .venv ...")
        run(sys.executable, "-m", "venv", "--clear", VENV)
    done = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    wanted = _digest(extra)
    if wanted not in done:
        say("installing (a few minutes the first time) ...")
        target = f".[{extra}]" if extra else "."
        run(
            python(), "-m", "pip", "install", "--disable-pip-version-check", "-q", "-c", "constraints.txt", "-e", target
        )
        STAMP.write_text("\n".join([*done, wanted]), encoding="utf-8")
    return python()
