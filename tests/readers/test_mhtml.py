import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gknlp.errors import UnreadableDocument
from gknlp.readers import format_of, read_bytes
from gknlp.types.document import BlockKind

BODY = "<p>一、总体情况</p><p>2023年，收到申请12件，均已办结。</p>" * 4
TABLE = "<table><tr><td>规章</td><td>0</td></tr><tr><td>规范性文件</td><td>3</td></tr></table>"


def page(meta: str = "") -> str:
    title = "<title>云溪县财政局2023年政府信息公开工作年度报告</title>"
    return f"<html><head>{meta}{title}</head><body><div>{BODY}{TABLE}</div></body></html>"


def part(data: bytes, kind: str, encoding: str = "quoted-printable", more: str = "") -> bytes:
    packed = quopri.encodestring(data) if encoding == "quoted-printable" else base64.encodebytes(data)
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n{more}\r\n".encode() + packed + b"\r\n"


def saved(*parts: bytes, head: str = "From: <Saved by Blink>\r\n", start: str = "") -> bytes:
    top = f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--X"{start}\r\n\r\n'
    return top.encode() + b"".join(b"----X\r\n" + piece for piece in parts) + b"----X--\r\n"


PICTURE = part(bytes(range(256)) * 40, "image/png", "base64")
SAVED = saved(part(page().encode(), 'text/html; charset="utf-8"'), PICTURE)


def texts(document):
    return [block.text for block in document.blocks if block.kind is not BlockKind.GRID]


def test_a_saved_page():
    document = read_bytes(SAVED, "甲.txt")
    assert document.format == "mhtml"
    assert texts(document)[:2] == ["一、总体情况", "2023年，收到申请12件，均已办结。"]
    assert [cell.text for block in document.blocks if block.grid for cell in block.grid.cells] == [
        "规章",
        "0",
        "规范性文件",
        "3",
    ]
    assert dict(document.metadata)["title"] == "云溪县财政局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "big5"])
def test_the_charset_of_the_header_stands(charset, encoding):
    text = page("<meta charset='utf-8'>") if charset != "big5" else page().replace("总体情况", "總體情況")
    known = text.encode(charset, "ignore")
    found = texts(read_bytes(saved(part(known, f"text/html; charset={charset}", encoding)), "甲.mht"))
    assert found[0] == known.decode(charset)[known.decode(charset).index("一、") :][: len(found[0])]


def test_without_a_charset_the_page_is_asked():
    content = saved(part(page("<meta charset='gb2312'>").encode("gbk"), "text/html", "base64"))
    assert texts(read_bytes(content, "甲.mht"))[0] == "一、总体情况"


def test_parts_inside_parts():
    inner = b'Content-Type: multipart/alternative; boundary="Y"\r\n\r\n--Y\r\n' + part(b"text", "text/plain")
    inner += b"--Y\r\n" + part(page().encode(), "text/html; charset=utf-8") + b"--Y--\r\n"
    assert texts(read_bytes(saved(inner, PICTURE), "甲.mht"))[0] == "一、总体情况"


def test_the_start_part_is_the_page():
    advertisement = part("<p>广告栏目请勿点击</p>".encode(), "text/html; charset=utf-8", more="Content-ID: <ad>\r\n")
    report = part(page().encode(), "text/html; charset=utf-8", more="Content-ID: <main>\r\n")
    assert texts(read_bytes(saved(advertisement, report, start='; start="<main>"'), "甲.mht"))[0] == "一、总体情况"


def test_a_frame_is_read_where_the_page_itself_is_empty():
    frameset = part(b"<html><frameset><frame src='a.htm'></frameset></html>", "text/html; charset=utf-8")
    report = part(page().encode(), "text/html; charset=utf-8")
    assert texts(read_bytes(saved(frameset, report), "甲.mht"))[0] == "一、总体情况"


def test_a_page_cut_off_says_so():
    assert read_bytes(SAVED, "甲.mht").doubts == ()
    cut = SAVED[: SAVED.index(quopri.encodestring("办结".encode()).strip()) + 600]
    assert "截断" in read_bytes(cut, "甲.mht").doubts[0].message


@pytest.mark.parametrize("content", [saved(PICTURE), saved(part(b"<html></html>", "text/html")), saved()])
def test_no_page(content):
    with pytest.raises(UnreadableDocument, match=r"^甲\.mht：[^\n]*网页"):
        read_bytes(content, "甲.mht")


def test_very_many_parts_and_very_deep_ones_are_refused():
    with pytest.raises(UnreadableDocument, match="部分过多"):
        read_bytes(saved(*[b"Content-Type: text/css\r\n\r\na{}\r\n"] * 30_000), "甲.mht")
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(2000))
    with pytest.raises(UnreadableDocument, match="部分过多"):
        read_bytes(b"MIME-Version: 1.0\r\n" + deep, "甲.mht")


def test_text_that_speaks_of_mime_is_no_page():
    assert format_of("一、总体情况\nMIME-Version: 1.0\n全年收到申请12件。".encode()) == "plain"


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(SAVED) - 1), st.binary(max_size=3))
def test_damaged_pages_are_read_or_refused(at, junk):
    try:
        read_bytes(SAVED[:at] + junk + SAVED[at + 60 :], "甲.mht")
    except UnreadableDocument as error:
        assert str(error).startswith("甲.mht") and "\n" not in str(error)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 99))
def test_truncated_pages_are_read_or_refused(percent):
    try:
        read_bytes(SAVED[: len(SAVED) * percent // 100], "甲.mht")
    except UnreadableDocument as error:
        assert str(error).startswith("甲.mht") and "\n" not in str(error)
