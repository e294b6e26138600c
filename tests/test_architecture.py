"""The layers of the package: a room imports rooms below it only, and each third-party package has its rooms."""

import ast
from collections.abc import Iterator
from pathlib import Path

import gknlp

PACKAGE = Path(gknlp.__file__).parent
LAYERS = (
    {"errors"},
    {"types"},
    {"readers", "language", "editions"},
    {"parsing"},
    {"rules", "scoring", "reconciling", "pairing", "reuse"},
    {"attributing"},
    {"waiving"},
    {"settings"},
    {"auditing"},
    {"learning"},
    {"writers"},
    {"cli"},
    {"__main__", "__init__"},
)
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}
ROOMS = {
    "spacy": {"language"},
    "jieba": {"language"},
    "sklearn": {"language", "learning"},
    "scipy": {"language"},
    "skops": {"language"},
    "pandas": {"writers"},
    "xlsxwriter": {"writers"},
    "jinja2": {"writers"},
    "lxml": {"readers"},
    "olefile": {"readers"},
    "pypdfium2": {"readers"},
    "cv2": {"readers"},
    "numpy": {"language", "learning", "readers", "reuse"},
    "PIL": {"readers"},
    "rapidocr": {"readers"},
    "python_calamine": {"readers"},
    "xlrd": {"readers"},
    "typer": {"cli"},
    "rich": {"cli"},
}
STARTS_A_PROGRAM = PACKAGE / "readers" / "libreoffice.py"
NARROWER = {
    "rules": {"types", "errors", "rules"},
    "writers": {"types", "errors", "language", "scoring", "writers"},
}


def _room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_room_has_a_layer():
    rooms = {_room(path) for path in PACKAGE.rglob("*.py")}
    assert rooms == set(RANK)


def test_rooms_import_only_rooms_below():
    for path in PACKAGE.rglob("*.py"):
        room = _room(path)
        for module in _imports(path):
            parts = module.split(".")
            if parts[0] != "gknlp" or len(parts) == 1:
                continue
            other = parts[1]
            assert other == room or RANK[other] < RANK[room], f"{path} imports {module}"
            if room in NARROWER:
                assert other in NARROWER[room], f"{path} imports {module}"


def test_third_party_packages_stay_in_their_rooms():
    for path in PACKAGE.rglob("*.py"):
        for module in _imports(path):
            top = module.split(".")[0]
            if top in ROOMS:
                assert _room(path) in ROOMS[top], f"{path} imports {module}"


def test_rules_never_look_at_text():
    for path in (PACKAGE / "rules").glob("*.py"):
        assert "re" not in set(_imports(path)), path


def test_nothing_prints_or_reaches_out():
    banned = {"socket", "urllib", "http", "requests", "pickle", "marshal", "subprocess", "shelve"}
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        allowed = {"subprocess"} if path == STARTS_A_PROGRAM else set()
        assert not (banned - allowed) & {module.split(".")[0] for module in _imports(path)}, path
        calls = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not {"print", "eval", "exec"} & calls, path
