"""``python -m gknlp``."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run the command line; Ctrl-C ends with 130, a closed pipe quietly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console may stand on another code page
            stream.reconfigure(encoding="utf-8", errors="replace")
    from gknlp.cli import run

    try:
        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
