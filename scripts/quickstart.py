"""Set everything up and audit the samples: python3 scripts/quickstart.py"""

from __future__ import annotations

from environment import ROOT, prepare, run, say

FORMATS = (("html", "audit.html"), ("xlsx", "audit.xlsx"), ("json", "audit.json"))
FINE = (0, 1, 3)
"""Exit codes of an audit that ran: clean, with findings, with files that could not be read."""


def main() -> None:
    """Make the environment, audit ``corpora/samples`` and say where the results are."""
    interpreter = prepare()
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    for name, file in FORMATS:
        code = run(
            interpreter, "-m", "gknlp", "audit", "corpora/samples", "--format", name, "--out", out / file, check=False
        )
        if code not in FINE:
            raise SystemExit(code)
    say("\n样例已核查，结果在（the samples are audited, results）：")
    for _, file in FORMATS:
        say(f"  {out / file}")
    say("核查自己的报告（audit your own reports）：")
    say(f"  {interpreter.parent / 'gknlp'} audit 文件夹 --format html --out 结果.html")


if __name__ == "__main__":
    main()
