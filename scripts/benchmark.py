"""Seconds per report and peak memory, beside the time jieba takes to cut the same text, all in one run; how fast
numbers are read; and what hostile text costs once and twice as long.

benchmark.py [--formats]: with ``--formats`` the formats are read too, each in a process of its own.
benchmark.py --reuse [--large]: how fast text that reports share is found instead, of 10,000 reports, or of 100,000 too.
"""

from __future__ import annotations

import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import benchmarking_reuse
import make_reports
from reports.layouts import LAYOUTS
from reports.printing import PRINTED, look_of, printed

ROUNDS = 25
LENGTH = 6000


def peak_memory() -> float:
    """The most memory that this process has held, in MiB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def long_draft() -> make_reports.Draft:
    """A report of about 6,000 characters, cells included."""
    draft = make_reports.draft_of(5, 10)
    extra = (
        "持续更新栏目内容，逐项核对公开事项，按季度检查平台运行情况，及时回应群众关心的事项，并把检查结果通报各单位。"
    )
    while len(LAYOUTS["flattened"][1](draft).decode("utf-8-sig")) < LENGTH:
        draft.texts["overview"].append(extra)
    return draft


def interleaved(tasks: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each task, the tasks in turn so that noise hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            begin = time.perf_counter()
            task()
            times[name].append(time.perf_counter() - begin)
    return {name: statistics.median(values) for name, values in times.items()}


READING = """
import re, resource, sys, time
from pathlib import Path
from gknlp.readers import read
path, rounds = sys.argv[1], int(sys.argv[2])
read(path)
begin = time.perf_counter()
for _ in range(rounds):
    read(path)
seconds = (time.perf_counter() - begin) / rounds
status = Path("/proc/self/status")  # where there is none: never less than what the parent has held
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print(seconds, int(peak[1] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024)
"""


def by_format(draft: make_reports.Draft, folder: Path) -> list[str]:
    """A table of pages per second and peak memory for every format, each read in a process of its own."""
    import pypdfium2

    look = look_of(Random("benchmark"))
    paths: dict[str, Path] = {}
    for name, (suffix, _) in PRINTED.items():
        paths[name] = folder / f"formats-{name}.{suffix}"
    for name, path in paths.items():
        try:
            PRINTED[name][1]([(path, printed(draft, look))])
        except FileNotFoundError as error:
            return [f"\nformats are not measured: {error}"]
    pages = len(pypdfium2.PdfDocument(paths["pdf"]))
    for name, (suffix, lay) in LAYOUTS.items():
        paths[name] = folder / f"formats-{name}.{suffix}"
        paths[name].write_bytes(lay(draft))
    lines = [
        f"\nreading the same report of {pages} pages\n",
        "| format | ms | pages/s | peak MiB |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, path in paths.items():
        rounds = 2 if name in ("scan", "doc", "rtf", "odt") else 20
        command = [sys.executable, "-c", READING, str(path), str(rounds)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            lines.append(f"| {name} | not read: {done.stderr.strip().splitlines()[-1][:80]} | | |")
            continue
        seconds, memory = map(float, done.stdout.split())
        lines.append(f"| {name} | {seconds * 1000:.1f} | {pages / seconds:,.0f} | {memory:.0f} |")
    return lines


HOSTILE: dict[str, Callable[[int], str]] = {
    "50,000 / 100,000 digits": lambda times: "收到申请" + "7" * 50_000 * times + "件。",
    "50,000 / 100,000 Chinese numerals": lambda times: "收到申请" + "三百" * 25_000 * times + "件。",
    "5,000 / 10,000 nested parentheses": lambda times: "申请" + "（" * 5_000 * times + "3件" + "）" * 5_000 * times,
    "one sentence of 2,000 / 4,000 numbers": lambda times: "收到申请12件，" * (2_000 * times),
    "one sentence of 0.2 / 0.4 million characters": lambda times: "新收申请并答复" * (28_571 * times),
    "one sentence of 2.5 / 5 MB, 260,000 numbers": lambda times: "收到申请1件，" * (131_579 * times),
}
"""By name: a text of a length and, at 2, of twice that length. MB are of UTF-8."""


def once(task: Callable[[], object]) -> float:
    """Seconds of the faster of two runs of ``task``."""
    times = []
    for _ in range(2):
        begin = time.perf_counter()
        task()
        times.append(time.perf_counter() - begin)
    return min(times)


def of_numbers(text: str) -> list[str]:
    """Characters per second of the reading of numbers, and what hostile texts cost, half and whole."""
    from gknlp.errors import UnreadableDocument
    from gknlp.language.numerals import quantities
    from gknlp.parsing import parse
    from gknlp.readers import read_bytes

    def numbers_of(hostile: str) -> int:
        return sum(1 for _ in quantities(hostile))

    def parsed(hostile: str) -> str:
        try:
            parse(read_bytes(report.format(hostile).encode(), "hostile.txt"))
        except UnreadableDocument as error:
            return str(error)
        return ""

    long = text * 40
    speed = len(long) / once(partial(numbers_of, long))
    lines = [
        f"\nreading numbers: {speed / 1e6:.1f} million characters/s\n",
        "| hostile text, half and whole | numbers, s | ratio | whole parse, s | ratio |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    report = "云溪县财政局2023年政府信息公开工作年度报告\n一、总体情况\n{}\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    for name, make in HOSTILE.items():
        half, whole = make(1), make(2)
        numbers = [once(partial(numbers_of, hostile)) for hostile in (half, whole)]
        parses = [once(partial(parsed, hostile)) for hostile in (half, whole)]
        refusal = "refused" if parsed(whole) else f"{parses[1] / parses[0]:.1f}"
        lines.append(
            f"| {name} | {numbers[0]:.3f}, {numbers[1]:.3f} | {numbers[1] / numbers[0]:.1f} "
            f"| {parses[0]:.2f}, {parses[1]:.2f} | {refusal} |"
        )
    return lines


def main() -> None:
    """Print the tables."""
    if "--reuse" in sys.argv[1:]:
        for line in benchmarking_reuse.tables("--large" in sys.argv[1:]):
            print(line, flush=True)
        return
    import jieba

    from gknlp.auditing import audit
    from gknlp.parsing import parse
    from gknlp.readers import read
    from gknlp.reconciling import reconcile
    from gknlp.rules import run

    jieba.setLogLevel(logging.ERROR)
    draft = long_draft()
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, (suffix, lay) in LAYOUTS.items():
            paths[name] = Path(folder) / f"{name}.{suffix}"
            paths[name].write_bytes(lay(draft))
        text = paths["flattened"].read_text(encoding="utf-8-sig")
        document = read(paths["flattened"])
        report = parse(document)
        dossier = reconcile(report)
        tasks: dict[str, Callable[[], object]] = {"jieba.cut": lambda: list(jieba.cut(text))}
        tasks |= {f"audit {name}": lambda path=path: audit(path) for name, path in paths.items()}
        tasks |= {f"read {name}": lambda path=path: read(path) for name, path in paths.items()}
        tasks |= {
            "parse": lambda: parse(document),
            "reconcile": lambda: reconcile(report),
            "rules": lambda: list(run(dossier)),
        }
        seconds = interleaved(tasks)
        formats = of_numbers(text)
        formats += by_format(draft, Path(folder)) if "--formats" in sys.argv[1:] else []
    base = seconds["jieba.cut"]
    print(
        f"{len(text)} characters, medians of {ROUNDS} rounds in turn\n\n| step | ms | times jieba |\n| --- | ---: | ---: |"
    )
    for name, value in seconds.items():
        print(f"| {name} | {value * 1000:.1f} | {value / base:.2f} |")
    for line in formats:
        print(line)
    starts = []
    for _ in range(9):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "gknlp", "--help"], capture_output=True, check=True)
        starts.append(time.perf_counter() - begin)
    print(f"\n`gknlp --help`: {statistics.median(starts):.2f} s; peak memory of this run: {peak_memory():.0f} MiB")


if __name__ == "__main__":
    main()
