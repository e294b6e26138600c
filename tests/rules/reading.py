"""Reports for the tests of the rules: most cases change the same few base reports, each is parsed once."""

from functools import cache
from pathlib import Path

from gknlp.parsing import parse
from gknlp.readers import read_bytes

CASES = Path(__file__).parent / "cases"
BASES = {name: (CASES / f"{name}.md").read_text(encoding="utf-8") for name in ("base-2021", "base-2019", "base-2016")}


@cache
def document(text, name="甲.md"):
    """The document that a file of ``text`` is."""
    return read_bytes(text.encode(), name)


@cache
def parsed(text, name="甲.md"):
    """The report in ``text``."""
    return parse(document(text, name))
