"""Set everything up and run all checks: python3 scripts/test.py [--fast]"""

from __future__ import annotations

import sys

from environment import prepare, run, say


def main() -> None:
    """Lint, types, generated files, quality, tests; ends with the code of the first that fails."""
    interpreter = prepare("test")
    fast = "--fast" in sys.argv[1:]
    steps: list[tuple[str, list[str]]] = [
        ("lint", ["-m", "ruff", "check", "."]),
        ("format", ["-m", "ruff", "format", "--check", "."]),
        ("types", ["-m", "mypy"]),
        ("generated pages", ["scripts/write_docs.py", "--check"]),
        ("quality", ["scripts/evaluate.py", "--gate"]),
        ("tests", ["-m", "pytest", "-n", "2", *(["-m", "not slow"] if fast else [])]),
    ]
    for name, command in steps:
        say(f"== {name}")
        if run(interpreter, *command, check=False):
            say(f"failed: {name}")
            raise SystemExit(1)


if __name__ == "__main__":
    main()
