"""Faults in TOML: an entry left out, a relation turned, a force weakened, a number changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutation.python_faults import Fault

_ENTRY = re.compile(r"^\[\[([a-z.]+)\]\]\n(?:(?!\[).*\n)*", re.MULTILINE)
_LEFT_OUT = {"identities", "chains", "deadlines", "sections", "items", "items.deductions", "kinds"}
_RELATION = re.compile(r'^relation = "[^"]*?(>=|<=|=)', re.MULTILINE)
_FORCE = re.compile(r'^force = "(must|should)"', re.MULTILINE)
_NUMBER = re.compile(r"^(month|day|points|each|cap|error|warning|notice|first_year) = (\d+)", re.MULTILINE)
_FLAG = re.compile(r"^(required) = (true|false)", re.MULTILINE)
_KEY = re.compile(r'^key = "([^"]+)"', re.MULTILINE)


def faults(text: str) -> Iterator[Fault]:
    """The faults of a file of editions or rubrics."""
    for entry in _ENTRY.finditer(text):
        if entry[1] in _LEFT_OUT:
            key = _KEY.search(entry[0])
            yield Fault(entry.start(), entry.end(), "", f"[[{entry[1]}]] {key[1] if key else ''} left out")
    for relation in _RELATION.finditer(text):
        sign = {"=": "<=", ">=": "<=", "<=": ">="}[relation[1]]
        yield Fault(relation.start(1), relation.end(1), sign, f"{relation[0]}: now {sign}")
    for force in _FORCE.finditer(text):
        yield Fault(force.start(1), force.end(1), "may", f"{force[0]}: now may")
    for number in _NUMBER.finditer(text):
        yield Fault(number.start(2), number.end(2), str(int(number[2]) + 1), f"{number[0]}: one more")
    for flag in _FLAG.finditer(text):
        other = {"true": "false", "false": "true"}[flag[2]]
        yield Fault(flag.start(2), flag.end(2), other, f"{flag[0]}: now {other}")
