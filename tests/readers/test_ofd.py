import io
import zipfile

import pytest

from gknlp.errors import UnreadableDocument
from gknlp.readers import format_of, read_bytes, scan
from gknlp.readers.ofd import read_ofd
from gknlp.types.document import BlockKind

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
BASE = "Doc_0/Pages/Page_{}/Content.xml"


def text(x, y, words, size=4, **extra):
    """A line of text in millimetres whose base line is at ``y``."""
    deltas = f' DeltaX="{extra.pop("delta")}"' if "delta" in extra else f' DeltaX="g {max(len(words) - 1, 1)} {size}"'
    more = "".join(f' {key}="{value}"' for key, value in extra.items())
    return (
        f'<ofd:TextObject Boundary="{x} {y} 150 {size}" Font="1" Size="{size}"{more}>'
        f'<ofd:TextCode X="0" Y="{0.85 * size}"{deltas}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def path(data, boundary="0 0 210 297", **extra):
    more = "".join(f' {key}="{value}"' for key, value in extra.items())
    return f'<ofd:PathObject Boundary="{boundary}"{more}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


def picture(key="9", boundary="0 0 210 297"):
    return f'<ofd:ImageObject Boundary="{boundary}" ResourceID="{key}" CTM="210 0 0 297 0 0"/>'


def page(objects, before="", kind="Page"):
    return f'<ofd:{kind} {NAMESPACE}>{before}<ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content></ofd:{kind}>'


def document(count, common="", folder="Pages"):
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="{folder}/Page_{n}/Content.xml"/>' for n in range(count))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    return f"<ofd:Document {NAMESPACE}><ofd:CommonData>{area}{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"


def package(*pages, common="", without=(), **parts):
    """An OFD file; ``pages`` are the objects on each, or whole pages."""
    files = {"OFD.xml": main("Doc_0/Document.xml"), "Doc_0/Document.xml": document(len(pages), common)}
    for number, objects in enumerate(pages):
        files[BASE.format(number)] = objects if objects.startswith("<ofd:Page ") else page(objects)
    files |= {name.replace("__", "/"): content for name, content in parts.pop("files", {}).items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            if name not in without:
                archive.writestr(name, content)
    return stream.getvalue()


def main(*roots):
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocInfo><ofd:Title>年度报告</ofd:Title></ofd:DocInfo><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>"
        for root in roots
    )
    return f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD">{bodies}</ofd:OFD>'


def paragraphs(content):
    return [block.text for block in read_bytes(content, "甲.ofd").blocks if block.kind is BlockKind.PARAGRAPH]


def grids(content):
    found = [block.grid for block in read_bytes(content, "甲.ofd").blocks if block.grid]
    return [[[cell.text for cell in grid.row(number)] for number in range(grid.rows)] for grid in found]


def refused(content, words):
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read_bytes(content, "甲.ofd")
    assert str(caught.value).startswith("甲.ofd：") and "\n" not in str(caught.value)


CELLS = (
    text(22, 32, "行政许可")
    + text(82, 32, "550", delta="g 2 2")
    + text(22, 42, "行政处罚")
    + text(82, 42, "41", delta="2")
)
EXPECTED = [[["行政许可", "550"], ["行政处罚", "41"]]]


class TestText:
    def test_lines_are_paragraphs(self):
        content = package(text(30, 40, "一、总体情况") + text(30, 80, "云溪县财政局", size=6))
        assert paragraphs(content) == ["一、总体情况", "云溪县财政局"]
        assert format_of(content) == "ofd"

    @pytest.mark.parametrize("delta", ["4 4 4 2 2 4", "g 3 4 2 2 4", "4 g 2 4 g 2 2 4", "g 3 4 g 2 2"])
    def test_distances_of_characters_in_runs(self, delta):
        assert paragraphs(package(text(30, 40, "共公开12件", delta=delta))) == ["共公开12件"]

    def test_a_wide_distance_is_a_gap(self):
        assert paragraphs(package(text(30, 40, "总计12", delta="4 30 2"))) == ["总计 12"]

    @pytest.mark.parametrize("delta", ["g", "g x 4", "g -3 4", "g 9999999999 4", "无", "1e99 nan inf"])
    def test_broken_distances_lose_no_character(self, delta):
        [words] = paragraphs(package(text(30, 40, "总体情况", delta=delta)))
        assert set(words.replace(" ", "")) <= set("总体情况")

    def test_a_matrix_moves_and_scales(self):
        moved = text(30, 60, "主动公开", CTM="2 0 0 2 0 0")
        assert paragraphs(package(moved + text(30, 40, "一、总体情况"))) == ["一、总体情况", "主动公开"]

    def test_a_watermark_askew_is_left_out(self):
        assert paragraphs(package(text(30, 40, "一、总体情况") + text(30, 90, "内部资料", CTM="0.7 0.7 -0.7 0.7 0 0"))) == ["一、总体情况"]  # fmt: skip

    @pytest.mark.parametrize("looks", [{"Visible": "false"}, {"Alpha": "0"}, {"Fill": "false"}])
    def test_text_without_ink_is_left_out(self, looks):
        assert paragraphs(package(text(30, 40, "一、总体情况") + text(30, 80, "隐藏的文字", **looks))) == [
            "一、总体情况"
        ]

    def test_a_page_of_turned_text_is_turned_back(self):
        turned = text(100, 20, "一、总体情况", CTM="0 1 -1 0 0 0") + text(
            80, 20, "云溪县财政局", size=6, CTM="0 1 -1 0 0 0"
        )
        assert paragraphs(package(turned)) == ["一、总体情况", "云溪县财政局"]

    def test_title_and_pages(self):
        read = read_bytes(package(text(30, 40, "一、总体情况"), text(30, 40, "云溪县财政局", size=6)), "甲.ofd")
        assert read.metadata == (("title", "年度报告"),) and [block.page for block in read.blocks] == [1, 2]


class TestTables:
    @pytest.mark.parametrize("lines", [
        "".join(path(f"M 20 {y} L 120 {y}") for y in (30, 40, 50)) + "".join(path(f"M {x} 30 L {x} 50") for x in (20, 80, 120)),
        "".join(path("M 0 0 L 100 0", f"20 {y} 100 0") for y in (30, 40, 50)) + "".join(path("M 0 0 L 0 20", f"{x} 30 0 20") for x in (20, 80, 120)),
        "".join(path(f"S {x} {y} L {x + w} {y} L {x + w} {y + 10} L {x} {y + 10} C") for x, w in ((20, 60), (80, 40)) for y in (30, 40)),
        "".join(path(f"M 20 {y} L 120 {y} L 120 {y + .2} L 20 {y + .2} C", Fill="true", Stroke="false") for y in (30, 40, 50))
        + "".join(path(f"M {x} 30 L {x + .2} 30 L {x + .2} 50 L {x} 50 C", Fill="true", Stroke="false") for x in (20, 80, 120)),
        path("M 20 30 L 120 30 M 20 40 L 120 40 M 20 50 L 120 50 M 20 30 L 20 50 M 80 30 L 80 50 M 120 30 L 120 50"),
        path("M 10 15 L 60 15 M 10 20 L 60 20 M 10 25 L 60 25 M 10 15 L 10 25 M 40 15 L 40 25 M 60 15 L 60 25", CTM="2 0 0 2 0 0"),
    ])  # fmt: skip
    def test_paths_of_all_kinds_are_lines(self, lines):
        assert grids(package(lines + CELLS)) == EXPECTED

    def test_curves_are_no_lines(self):
        curves = path(
            "M 20 30 B 50 30 90 30 120 30 M 20 50 B 50 50 90 50 120 50 M 20 30 Q 20 40 20 50 M 120 30 A 9 9 0 0 1 120 50"
        )
        assert grids(package(curves + CELLS)) == []

    def test_turned_labels_are_read_downwards(self):
        lines = path("M 20 30 L 120 30 L 120 80 L 20 80 C M 40 30 L 40 80 M 40 50 L 120 50")
        label = text(32, 34, "三、本年度办理结果", CTM="0 1 -1 0 0 0")
        [[first, _]] = grids(package(lines + label + text(42, 32, "（一）予以公开全部办结事项")))
        assert first == ["三、本年度办理结果", "（一）予以公开全部办结事项"]


class TestParts:
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>'
    resources = (
        f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="9" Type="Image">'
        "<ofd:MediaFile>page.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )

    def test_a_template_lies_below_its_pages(self):
        template = page(path("M 20 30 L 120 30 L 120 50 L 20 50 C M 20 40 L 120 40 M 80 30 L 80 50"))
        own = page(CELLS, before='<ofd:Template TemplateID="7" ZOrder="Background"/>')
        files = {"Doc_0/Tpls/Tpl_0/Content.xml": template}
        assert grids(package(own, common=self.common, files=files)) == EXPECTED
        assert grids(package(own, common=self.common)) == []

    def test_several_documents_follow_one_another_with_templates_of_their_own(self):
        own = page(text(30, 40, "一、总体情况"), before='<ofd:Template TemplateID="7"/>')
        files = {
            "OFD.xml": main("Doc_0/Document.xml", "Doc_1/Document.xml"),
            "Doc_0/Tpls/Tpl_0/Content.xml": page(text(30, 90, "甲本水印", size=6)),
            "Doc_1/Document.xml": document(1),
            "Doc_1/Pages/Page_0/Content.xml": own,
        }
        assert paragraphs(package(own, common=self.common, files=files)) == ["一、总体情况", "甲本水印", "一、总体情况"]

    def test_annotations_and_signatures_are_no_text(self):
        files = {
            "Doc_0/Annots/Annotations.xml": page(text(30, 80, "批注内容")),
            "Doc_0/Signs/Signatures.xml": page(text(30, 80, "签章内容")),
        }
        assert paragraphs(package(text(30, 40, "一、总体情况"), files=files)) == ["一、总体情况"]

    @pytest.mark.parametrize("missing, words", [("Doc_0/Document.xml", "没有正文"), (BASE.format(0), "缺页")])
    def test_missing_parts(self, missing, words):
        refused(package(text(30, 40, "一、总体情况"), without=[missing]), words)

    def test_a_package_without_an_entrance(self):
        with pytest.raises(UnreadableDocument, match="没有主入口"):
            read_ofd(package(text(30, 40, "一、总体情况"), without=["OFD.xml"]), "甲.ofd")

    @pytest.mark.parametrize("root", ["../Document.xml", "/../../etc/passwd", "Doc_0/../../Document.xml", "", "/"])
    def test_paths_lead_nowhere_but_into_the_package(self, root):
        refused(package(text(30, 40, "一、总体情况"), files={"OFD.xml": main(root)}), "没有正文")

    def test_absolute_paths_begin_at_the_root_of_the_package(self):
        assert paragraphs(package(text(30, 40, "一、总体情况"), files={"OFD.xml": main("/Doc_0/Document.xml")})) == [
            "一、总体情况"
        ]

    def test_entities_are_refused(self):
        body = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page(text(30, 40, "甲&x;"))
        refused(package(body.replace("<ofd:Page ", "<ofd:Page ", 1), files={BASE.format(0): body}), "实体声明")

    def test_encrypted(self):
        refused(package(text(30, 40, "一"), files={"Encryptions.xml": "<a/>"}), "已加密")

    def test_truncated(self):
        content = package(text(30, 40, "一、总体情况"))
        for percent in (20, 60, 95):
            refused(content[: len(content) * percent // 100], "已损坏|不是")

    def test_without_text(self):
        refused(package(path("M 0 0 L 10 0")), "没有文字")
        refused(package(), "没有文字")

    def test_too_many_pages(self):
        refused(package(*["" for _ in range(301)]), "超过 300 页")


class TestPictures:
    common, resources = TestParts.common, TestParts.resources

    @pytest.fixture
    def without_ocr(self, monkeypatch):
        monkeypatch.setattr(scan, "is_available", lambda: False)

    def test_without_ocr_a_line_says_what_to_do(self, without_ocr):
        refused(package(picture(), common=self.common, files={"Doc_0/PublicRes.xml": self.resources}), r"gknlp\[ocr\]")

    def test_a_hidden_layer_is_doubted_where_there_is_no_ocr(self, without_ocr):
        read = read_bytes(package(picture() + text(30, 40, "一、总体情况", Visible="false")), "甲.ofd")
        assert [block.text for block in read.blocks] == ["一、总体情况"] and "由识别得来" in read.doubts[0].message

    def test_text_on_a_background_is_text(self):
        words = "".join(text(30, 40 + 10 * n, "云溪县财政局主动公开政府信息三百余条") for n in range(4))
        read = read_bytes(package(picture() + words), "甲.ofd")
        assert (
            "".join(block.text for block in read.blocks) == "云溪县财政局主动公开政府信息三百余条" * 4
            and not read.doubts
        )

    @pytest.mark.skipif(not scan.is_available(), reason="the extra gknlp[ocr] is not installed")
    def test_a_picture_that_is_not_there(self):
        refused(package(picture(), common=self.common, files={"Doc_0/PublicRes.xml": self.resources}), "缺少页面图像")

    @pytest.mark.skipif(not scan.is_available(), reason="the extra gknlp[ocr] is not installed")
    @pytest.mark.parametrize("where", ["Doc_0/PublicRes.xml", "Doc_0/Pages/Page_0/PageRes.xml"])
    def test_a_picture_of_a_page_is_recognised(self, where, monkeypatch):
        from gknlp.readers.layout import Glyph, Page

        seen = []
        recognised = Page(595, 842, [Glyph("总体情况", 80, 100, 140, 112)], is_scan=True)
        monkeypatch.setattr(scan, "pages_of", lambda content, name: seen.append(content) or [recognised])
        image = where.replace("PublicRes.xml", "Res/page.png").replace("PageRes.xml", "Res/page.png")
        own = page(picture(), before="<ofd:PageRes>PageRes.xml</ofd:PageRes>")
        assert paragraphs(package(own, common=self.common, files={where: self.resources, image: b"PNG"})) == [
            "总体情况"
        ]
        assert seen == [b"PNG"]
