"""Whatever a file holds: a document or one Chinese line, within ten seconds and a gigabyte, and nothing done outside."""

from __future__ import annotations

import io
import os
import re
import socket
import stat
import sys
import threading
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
import samples
from guarded import Guard, check_message, guard
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import BY_LIBREOFFICE, FORMATS, HOSTILE, IMAGES, THROUGH_LIBREOFFICE, TRAPS, WHOLE, sample

from gknlp.errors import UnreadableDocument
from gknlp.readers import libreoffice, read_bytes, scan
from gknlp.types.document import Document

NAME = "甲.bin"
MAGICS = (
    b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff",
    b"II*\x00", b"MM\x00*", b"BM", b"GIF8", b"Rar!", b"MIME-Version: 1.0\nContent-Type: text/html\n", b"<html>", b"<table><tr><td>",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"| a |\n|---|\n", b"# ", b"\t", b"<?xml version='1.0'?>",
    b"<?xml?><?mso-application progid='Word.Document'?>", b"<?xml?><a xmlns='http://schemas.microsoft.com/office/2006/xmlPackage'>",
)  # fmt: skip
CASES = settings(max_examples=200, derandomize=True, deadline=None, database=None)
MANY = settings(max_examples=6000, derandomize=True, deadline=None, database=None)
READ_HERE = tuple(name for name in FORMATS if name not in (*THROUGH_LIBREOFFICE, *IMAGES))
"""Formats that take milliseconds to read."""
XML = ("docx", "xlsx", "ofd")
MARKUP = ("html-page", "html-word", "mhtml")

needs_fork = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="no children by fork")
needs_ocr = pytest.mark.skipif(not scan.is_available(), reason="the extra gknlp[ocr] is not installed")
needs_libreoffice = pytest.mark.skipif(libreoffice.soffice() is None, reason="LibreOffice is not installed")


@pytest.fixture(autouse=True, scope="module")
def without_libreoffice() -> Iterator[None]:
    """Here nothing is read through LibreOffice, which takes a second, unless a test says so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(libreoffice.VARIABLE, "")
        yield


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guard]:
    with guard(tmp_path_factory.mktemp("guarded")) as program:
        yield program


def made(name: str) -> bytes:
    if name in BY_LIBREOFFICE and samples.printing.soffice() is None:
        pytest.skip("LibreOffice is not installed")
    return sample(name)


def outcome(content: bytes, name: str = NAME) -> Document | UnreadableDocument:
    """What comes of ``content``; nothing but these two may."""
    try:
        return read_bytes(content, name)
    except UnreadableDocument as error:
        check_message(str(error), name)
        return error


def seen(watched: Guard, content: bytes, tmp_path: Path, parse: bool = True):
    """What comes of ``content`` in a process of its own."""
    path = tmp_path / NAME
    path.write_bytes(content)
    verdict = watched.read(path, parse)
    verdict.check(NAME)
    return verdict


# Arbitrary bytes


@CASES
@given(st.binary(max_size=4000))
@example(b"\x00")
def test_arbitrary_bytes(content):
    outcome(content)


@CASES
@given(st.sampled_from(MAGICS), st.binary(max_size=2000))
def test_arbitrary_bytes_behind_a_magic(magic, content):
    outcome(magic + content)


@CASES
@given(st.text(max_size=2000))
def test_arbitrary_text(text):
    outcome(text.encode("utf-8", "surrogatepass"))


@CASES
@given(
    st.text(alphabet="一二1,，.、（）()[]【】其中件条0年月日\t\n |-#*>“”约万亿余的共\u3000\ufffc⁇", max_size=400),
    st.booleans(),
)
def test_arbitrary_signs_of_reports(trap, is_in_problems):
    from gknlp.auditing import audit_bytes

    try:
        audit_bytes(samples.text(trap, is_in_problems), NAME, file=NAME)
    except UnreadableDocument as error:
        check_message(str(error), NAME)


@CASES
@given(st.text(min_size=1, max_size=60))
def test_arbitrary_names(name):
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(name.split()))
    for content in (b"", b"\x00\x01", b"%PDF-", b"PK\x05\x06" + bytes(18)):
        with pytest.raises(UnreadableDocument) as caught:
            read_bytes(content, name)
        assert str(caught.value).startswith(shown) and "\n" not in str(caught.value)


@pytest.mark.slow
@MANY
@given(st.sampled_from(MAGICS), st.binary(max_size=6000))
def test_very_many_arbitrary_bytes(magic, content):
    outcome(magic + content)


# Truncation


def truncated(content: bytes) -> Iterator[tuple[int, bytes]]:
    for percent in range(100):
        yield percent, content[: len(content) * percent // 100]


def check_truncated(name: str, content: bytes, step: int = 1) -> None:
    whole = outcome(content)
    for percent, part in truncated(content):
        if percent % step:
            continue
        found = outcome(part)
        if name in WHOLE and isinstance(found, Document):
            assert found.doubts or found.blocks == whole.blocks, percent


@pytest.mark.parametrize("name", READ_HERE)
def test_truncated_at_every_hundredth(name):
    content = made(name)
    assert isinstance(outcome(content), Document)
    assert not outcome(content).doubts
    check_truncated(name, content)


@pytest.mark.slow
@needs_ocr
@pytest.mark.parametrize("name", IMAGES)
def test_truncated_images(name):
    check_truncated(name, made(name))


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("name", THROUGH_LIBREOFFICE)
def test_truncated_files_of_libreoffice(name, monkeypatch):
    monkeypatch.delenv(libreoffice.VARIABLE)
    content = made(name)
    assert isinstance(outcome(content), Document)
    check_truncated(name, content, 5)


# Mutation


def damaged(content: bytes, random: Random) -> bytes:
    """``content`` with a few bytes changed, chunks taken out, put in twice or swapped."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        if not data:
            break
        at, length = random.randrange(len(data)), random.choice((1, 2, 8, 64, 512))
        kind = random.randrange(5)
        if kind == 0:
            data[at] ^= 1 << random.randrange(8)
        elif kind == 1:
            data[at : at + length] = random.randbytes(length)
        elif kind == 2:
            del data[at : at + length]
        elif kind == 3:
            data[at:at] = data[at : at + length] * random.choice((1, 3))
        else:
            data[at : at + length] = random.choice((b"\x00", b"\xff", b"9", b"<")) * length
    return bytes(data)


_ELEMENT = re.compile(rb"<([\w:]+)[^<>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"<>]*)"')
_VALUES = (
    b"999999999999",
    b"-1",
    b"0",
    b"1e309",
    b"nan",
    b"",
    b"A1:XFD1048576",
    b"../../x",
    b"file:///etc/passwd",
    b"&#0;",
    b"\xff",
)


def distorted(xml: bytes, random: Random) -> bytes:
    """``xml`` with elements taken out, doubled, renamed, nested, and attributes set to what no one expects."""
    for _ in range(random.choice((1, 1, 2, 6))):
        found = list(_ELEMENT.finditer(xml)) or [re.compile(b"").match(xml)]
        one, other = random.choice(found), random.choice(found)
        low, high = sorted((one.start(), other.end()))
        kind = random.randrange(7)
        if kind == 0:
            xml = xml[: one.start()] + xml[one.end() :]
        elif kind == 1:
            xml = xml[:high] + xml[low:high] + xml[high:] if high - low < 50_000 else xml[:low] + xml[high:]
        elif kind == 2:
            xml = xml[: one.start()] + other[0] + xml[one.end() :]
        elif kind == 3:
            depth = random.choice((3, 100, 10_000))
            closing = b"</" + one[1] + b">" if one.re is _ELEMENT else b""
            xml = xml[: one.start()] + one[0] * depth + closing * depth + xml[one.end() :]
        elif kind == 4:
            attributes = list(_ATTRIBUTE.finditer(xml))
            if attributes:
                chosen = random.choice(attributes)
                xml = xml[: chosen.start(2)] + random.choice(_VALUES) + xml[chosen.end(2) :]
        elif kind == 5:
            xml = (
                xml[: one.end()]
                + random.choice((b"&lt;", b"1" * 5000, b"&nothing;", b"]]>", b"<!--", b"\x00"))
                + xml[one.end() :]
            )
        else:
            xml = (
                xml[: one.start()]
                + one[0].replace(b">", b' colspan="999999999" rowspan="999999999" w:val="99999">', 1)
                + xml[one.end() :]
            )
    return xml


def distorted_package(content: bytes, random: Random) -> bytes:
    files = samples.unzipped(content)
    for name in random.sample(sorted(files), min(len(files), random.choice((1, 1, 2)))):
        kind = random.randrange(8)
        if kind == 0:
            del files[name]
        elif kind == 1:
            files[random.choice(sorted(files))] = files[name]
        else:
            files[name] = distorted(files[name], random)
    return samples.zipped(files)


def campaign(content: bytes, change: Callable[[bytes, Random], bytes], seed: str, times: int) -> None:
    for number in range(times):
        changed = change(content, Random(f"{seed}/{number}"))
        try:
            outcome(changed)
        except BaseException as error:
            error.add_note(f"change {number} of {seed}")
            raise


@pytest.mark.parametrize("name", READ_HERE)
def test_damaged(name):
    campaign(made(name), damaged, name, 25)


@pytest.mark.parametrize("name", XML)
def test_distorted_packages(name):
    campaign(made(name), distorted_package, f"{name}/xml", 25)


@pytest.mark.parametrize("name", MARKUP)
def test_distorted_pages(name):
    campaign(made(name), distorted, f"{name}/xml", 25)


@pytest.mark.slow
@pytest.mark.parametrize("name", READ_HERE)
def test_damaged_very_often(name):
    campaign(made(name), damaged, f"{name}/often", 500)


@pytest.mark.slow
@pytest.mark.parametrize("name", XML)
def test_distorted_very_often(name):
    campaign(made(name), distorted_package, f"{name}/xml/often", 500)


@pytest.mark.slow
@pytest.mark.parametrize("name", MARKUP)
def test_distorted_pages_very_often(name):
    campaign(made(name), distorted, f"{name}/xml/often", 500)


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("name", THROUGH_LIBREOFFICE)
def test_damaged_files_of_libreoffice(name, monkeypatch):
    monkeypatch.delenv(libreoffice.VARIABLE)
    campaign(made(name), damaged, name, 12)


@pytest.mark.slow
@needs_ocr
@pytest.mark.parametrize("name", IMAGES)
def test_damaged_images(name):
    campaign(made(name), lambda content, random: damaged(content[:99], random) + content[99:], name, 3)


# Zip files


def entries(*files: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """A zip file, names in it more than once too."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in files:
            package.writestr(name, data)
    return stream.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


def overlapping(count: int) -> bytes:
    """A zip whose directory names one large entry again and again."""
    content = samples.zipped({"a.txt": bytes(900_000)})
    at, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    tail = bytearray(content[end:])
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = ((end - at) * count).to_bytes(4, "little")
    return content[:at] + content[at:end] * count + bytes(tail)


def nested(depth: int) -> bytes:
    content = sample("utf-8")
    for number in range(depth):
        content = samples.zipped({f"{number}.zip": content, "x.txt": content[:100]})
    return content


SLIPS = (
    "../../../went-out.txt",
    "/tmp/went-out.txt",
    "C:\\went-out.txt",
    "..\\..\\went-out.txt",
    "a/../../went-out.txt",
    "\\\\host\\went-out.txt",
)
ARCHIVES: dict[str, Callable[[], bytes]] = {
    **{f"slip {n}": (lambda name=name: samples.zipped({name: sample("utf-8")})) for n, name in enumerate(SLIPS)},
    "a link": lambda: entries((link("went-out.txt"), b"/etc/passwd")),
    "a bomb": lambda: samples.zipped({"a.txt": bytes(200_000_000)}),
    "a bomb in a bomb": lambda: samples.zipped({"a.zip": samples.zipped({"b.txt": bytes(100_000_000)})}),
    "many": lambda: samples.zipped({f"{n}.txt": b"" for n in range(21_000)}, zipfile.ZIP_STORED),
    "many bombs": lambda: samples.zipped({f"{n}.txt": bytes(1_000_000) for n in range(700)}),
    "overlapping": lambda: overlapping(2_000),
    "nested": lambda: nested(9),
    "twice": lambda: entries(("a.docx", sample("docx")), ("a.docx", sample("docx"))),
    "a part twice": lambda: entries(*samples.unzipped(sample("docx")).items(), ("word/document.xml", b"<a/>")),
    "deep": lambda: samples.zipped({f"{'a/' * 30_000}{n}.txt": b"" for n in range(50)}),
    "control signs": lambda: samples.zipped({"\x1b[2J\x07\u202e\x85a.txt": b"\x00\x01"}),
    "gbk": lambda: samples.zipped({"abcd.txt": sample("utf-8")}).replace(b"abcd", "甲乙".encode("gbk")),
}


@needs_fork
@pytest.mark.parametrize("name", ARCHIVES)
def test_archives(name, watched, tmp_path):
    verdict = seen(watched, ARCHIVES[name](), tmp_path)
    assert "root:" not in verdict.text
    assert not list(tmp_path.parent.rglob("*went-out*")) and not Path("/tmp/went-out.txt").exists()


# What reaches out


class Listener:
    """A socket that notes who calls."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.05)
        self.port = self.socket.getsockname()[1]
        self.calls = 0
        self.is_open = True
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    def listen(self) -> None:
        while self.is_open:
            try:
                self.socket.accept()[0].close()
                self.calls += 1
            except TimeoutError:
                continue

    def close(self) -> None:
        self.is_open = False
        self.thread.join()
        self.socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.close()


SECRET = "secret-of-another-file"


def reaching(port: int, secret: Path) -> Iterator[tuple[str, bytes]]:
    """Files that name others, on the disk and in the net."""
    url, file = f"http://127.0.0.1:{port}/x", secret.as_uri()
    doctypes = [
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{file}">]>', f'<!DOCTYPE a [<!ENTITY x SYSTEM "{url}">]>', f'<!DOCTYPE a SYSTEM "{url}">',
        f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{url}"> %x;]>', f'<!DOCTYPE a PUBLIC "-//W3C//DTD XHTML 1.0//EN" "{url}">',
        "<!DOCTYPE a [<!ENTITY x '" + "甲" * 99 + "'>" + "".join(f"<!ENTITY x{n} '{f'&x{n - 1 or str()};' * 99}'>" for n in range(1, 9)) + "]>",
    ]  # fmt: skip
    for number, doctype in enumerate(doctypes):
        for name in ("docx", "xlsx", "ofd"):
            if name in BY_LIBREOFFICE and samples.printing.soffice() is None:
                continue
            files = samples.unzipped(sample(name))
            for path in files:
                if path.endswith(".xml"):
                    bare = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", files[path])
                    files[path] = doctype.encode() + re.sub(
                        rb"(<(?:w:t|t|ofd:TextCode)\b[^>]*>)", rb"\1&x;", bare, count=3
                    )
            yield f"{name} doctype {number}", samples.zipped(files)
        yield (
            f"html doctype {number}",
            (doctype + "<html><body><p>&x;&x8;" + samples.HEAD + "</p></body></html>").encode(),
        )
        yield (
            f"flat {number}",
            (
                f"<?xml version='1.0'?><?mso-application progid='Word.Document'?>{doctype}"
                "<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>&x;</pkg:package>"
            ).encode(),
        )
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>'
    yield "docx xinclude", samples.docx(f"<w:p><w:r><w:t>{include}</w:t></w:r></w:p>")
    yield "html xinclude", samples.page(include)
    relations = "".join(
        f'<Relationship Id="r{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
        f'TargetMode="External"/>'
        for number, (kind, target) in enumerate(
            (kind, target)
            for kind in ("image", "attachedTemplate", "hyperlink", "oleObject", "subDocument", "frame")
            for target in (url, file)
        )
    )
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    field = f'<w:p><w:r><w:instrText>INCLUDETEXT "{file}" DDEAUTO cmd "/c calc" INCLUDEPICTURE "{url}"</w:instrText></w:r></w:p>'
    yield (
        "docx relations",
        samples.docx(field, {"word/_rels/document.xml.rels": rels, "word/_rels/settings.xml.rels": rels}),
    )
    files = samples.unzipped(sample("xlsx")) | {
        "xl/worksheets/_rels/sheet1.xml.rels": rels.encode(),
        "xl/externalLinks/a.xml": rels.encode(),
    }
    yield "xlsx relations", samples.zipped(files)
    tags = (
        f'<img src="{url}"><link rel=stylesheet href="{url}"><script src="{url}"></script><script>fetch("{url}")</script>'
        f'<iframe src="{file}"></iframe><object data="{file}"></object><embed src="{url}"><base href="{url}">'
        f'<meta http-equiv=refresh content="0;url={url}"><style>@import "{url}";p{{background:url({url})}}</style>'
        f'<svg><image href="{url}"/></svg><form action="{url}"><input autofocus onfocus="fetch(\'{url}\')"></form><body onload="x()">'
    )
    yield "html", samples.page(tags, tags)
    yield "mhtml", sample("mhtml").replace(b"<p>", tags.encode() + b"<p>", 2)
    yield "markdown", f"{samples.HEAD}![a]({url}) [b]({file})\n{tags}".encode()
    action = f"/OpenAction<</S/URI/URI({url})>>/AA<</O<</S/JavaScript/JS(app.launchURL\\('{url}'\\))>>>>".encode()
    launch = b"/OpenAction<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>>>"
    for number, extra in enumerate((action, launch)):
        yield (
            f"pdf {number}",
            samples.pdf(b"BT /F 9 Tf 50 400 Td (a) Tj ET").replace(b"/Type/Catalog", b"/Type/Catalog" + extra, 1),
        )
    rtf = f'{{\\rtf1{{\\*\\template {url}}}{{\\field{{\\*\\fldinst INCLUDEPICTURE "{url}"}}}}{{\\field{{\\*\\fldinst INCLUDETEXT "{file}"}}}} a}}'
    yield "rtf", rtf.encode()


def test_nothing_reaches_out(watched, tmp_path, listener):
    if not hasattr(os, "fork"):
        pytest.skip("no children by fork")
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    for name, content in reaching(listener.port, secret):
        verdict = seen(watched, content, tmp_path, parse=False)
        assert SECRET not in verdict.text and SECRET not in verdict.message, name
        assert len(verdict.text) < 20_000, name
    assert listener.calls == 0
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / NAME])


@pytest.mark.slow
@needs_libreoffice
@needs_fork
def test_libreoffice_reaches_nothing(tmp_path, listener, monkeypatch):
    monkeypatch.delenv(libreoffice.VARIABLE)
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    url = f"http://127.0.0.1:{listener.port}/x"
    odt = samples.unzipped(made("odt"))
    image = (
        f'<draw:frame><draw:image xlink:href="{url}" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame>'.encode()
    )
    section = (
        f'<text:section text:name="a"><text:section-source xlink:href="{secret.as_uri()}"/></text:section>'.encode()
    )
    for piece in (image, section):
        odt["content.xml"] = re.sub(
            rb"(<office:text\b[^>]*>)", lambda found, piece=piece: found[0] + piece, odt["content.xml"], count=1
        )
    rtf = dict(reaching(listener.port, secret))["rtf"]
    with guard(tmp_path) as program:
        for content in (rtf, samples.zipped(odt), HOSTILE["rtf: braces"]()):
            verdict = seen(program, content, tmp_path, parse=False)
            assert SECRET not in verdict.text
    assert listener.calls == 0


@pytest.mark.slow
@needs_fork
@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("jpg", "tiff")])
def test_sound_files_do_nothing_outside(name, tmp_path, monkeypatch):
    monkeypatch.delenv(libreoffice.VARIABLE)
    if name in THROUGH_LIBREOFFICE and libreoffice.soffice() is None:
        pytest.skip("LibreOffice is not installed")
    if name in IMAGES and not scan.is_available():
        pytest.skip("the extra gknlp[ocr] is not installed")
    with guard(tmp_path) as program:
        assert seen(program, made(name), tmp_path, parse=False).outcome == "read"


def test_the_guard_sees(tmp_path):
    """The guard itself: what it is there for, it notes."""
    import subprocess

    code = (
        "import sys; sys.path.insert(0, {folder!r}); import guarded, socket, subprocess; did = []; guarded._watch(did)\n"
        "open({path!r}, 'w').close()\n"
        "try: socket.create_connection(('127.0.0.1', 9), 1)\n"
        "except OSError: pass\n"
        "subprocess.run([sys.executable, '-c', ''])\n"
        "print(sorted({{entry.split()[0] for entry in did}}))"
    )
    home = Path(__file__).parent
    target = home / "guarded.tmp"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code.format(folder=str(home), path=str(target))],
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        target.unlink(missing_ok=True)
    assert {"open", "socket.connect", "subprocess.Popen"} <= set(re.findall(r"[\w.]+", done.stdout))


# Time and memory

CHEAP = (
    "text: 100,000 digits", "text: one line of 5 MB", "text: a million empty cells", "text: a million cells between pipes",
    "html: nested tables", "html: nested blockquotes", "html: nested inline", "html: nested lists", "html: 5 MB of cells", "html: spans",
    "html: wide spans", "html: attributes", "html: one long attribute", "html: style traps", "html: a title of 2 MB", "html: metas",
    "mhtml: parts", "mhtml: nested", "mhtml: parameters", "docx: spans", "docx: nested tables", "docx: nested within the depth",
    "docx: nested controls", "docx: styles in a chain", "docx: table styles", "docx: attributes", "xlsx: dimension", "xlsx: far cells",
    "pdf: a huge box", "pdf: a box of nothing", "pdf: pages", "pdf: forms in forms", "ofd: nested", "ofd: steps", "ofd: huge numbers",
    "png: 100,000 x 100,000", "png: a line", "tiff: directories",
)  # fmt: skip
IMAGE_KINDS = ("png", "tiff")


def hostile(name: str) -> bytes:
    if name.startswith(IMAGE_KINDS) and not scan.is_available():
        pytest.skip("the extra gknlp[ocr] is not installed")
    return HOSTILE[name]()


@needs_fork
@pytest.mark.parametrize("name", CHEAP)
def test_hostile_files(name, watched, tmp_path):
    seen(watched, hostile(name), tmp_path)


@pytest.mark.slow
@needs_fork
@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in CHEAP])
def test_heavy_hostile_files(name, watched, tmp_path):
    seen(watched, hostile(name), tmp_path)


@needs_fork
def test_traps(watched, tmp_path):
    for name in TRAPS:
        verdict = seen(watched, samples.text(samples.trapped(name, 20_000)), tmp_path)
        assert verdict.seconds < 6, name  # two on a busy machine; what is quadratic takes minutes


@pytest.mark.slow
@needs_fork
@pytest.mark.parametrize("is_in_problems", [False, True])
def test_long_traps(is_in_problems, watched, tmp_path):
    for name in TRAPS:
        seen(watched, samples.text(samples.trapped(name, 200_000), is_in_problems), tmp_path)


@pytest.mark.slow
@needs_fork
def test_twice_the_text_takes_about_twice_the_time(watched, tmp_path):
    for name in TRAPS:
        half, whole = (
            seen(watched, samples.text(samples.trapped(name, n)), tmp_path).seconds for n in (15_000, 30_000)
        )
        assert whole < 3 * half + 0.5, name
