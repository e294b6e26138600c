"""The report inside a page: its passages without navigation, bars and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gknlp.readers.html_flow import Element, Passage, joined
from gknlp.types.document import Block, BlockKind

_FOOTER = re.compile(
    r"(?:[版著]权所有|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|技术支持|网站(?:标识码|备案|地图|声明|导航)|copyright|©|备案号|"
    r"相关(?:链接|文章|阅读|信息|新闻|稿件|附件下载)|友情链接|上一[篇条]|下一[篇条]|责任编辑|推荐阅读|附件下载|分享(?:到|至|\s*[:：]|$)|扫一扫|"
    r"【?\s*(?:打印|关闭|收藏)|返回(?:顶部|首页|列表)|当前位置|您(?:的|当前)?(?:所在)?(?:的)?位置|您现在的位置|您当前的位置|首页\s*[>＞»/]|欢迎(?:访问|光临)|"
    r"今天是|温馨提示|网站?无障碍|无障碍|繁[體体]|长者|适老|登录|注册|搜索|返回旧版)",
    re.I,
)
_RECORD = re.compile(r"ICP备|公网安备|网站标识码", re.I)
_BAR = re.compile(
    r"(?:微信好友|QQ好友|QQ空间|新浪微博|腾讯微博|微信|微博|取消|收藏|大|中|小|纠错|朗读|语音播报|字体(?:大小)?\s*[:：]?)$"
)
_ABOUT = re.compile(
    r"(?:发布|更新|发文|成文|公开|生成)?(?:日期|时间)\s*[:：]|(?:信息|文章|稿件)?来源\s*[:：]|作者\s*[:：]|发布(?:机构|单位|者)\s*[:：]|编辑\s*[:：]"
)
_COUNTER = re.compile(
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?\s*[:：]|字体|字号|打印|【[大中小]|\[\s*大|分享到?\s*[:：]"
)
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[部章条])"
)
_TITLE = re.compile(r"(?:公开|信息|政务).{0,30}(?:报告|年报)")
_DIGITS = re.compile(r"\d")
_MOST = 0.9
_TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Content:
    """The report's blocks and the passages before its text, where the page tells of it."""

    blocks: tuple[Block, ...]
    before: tuple[Passage, ...]


def content_of(found: Sequence[Passage], title: str) -> Content:
    """The report among the passages of a page whose title is ``title``, "" where it has none."""
    weights = [_weight(passage) for passage in found]
    if not any(weights):
        kept = [passage for passage in found if not _is_chrome(passage)]
        return Content(tuple(passage.block for passage in kept), tuple(found))
    root = _root(found, weights)
    inside = [number for number, passage in enumerate(found) if _is_within(passage.element, root)]
    first = next((number for number, passage in enumerate(found) if number >= inside[0] and _is_strong(passage)), None)
    if first is None:
        first = next(number for number in inside if weights[number])
    last = max(number for number in inside if weights[number])
    heading = _title(found, inside[0], first, title)
    begin = _first_line(found, heading, inside[0]) if heading is not None and heading >= inside[0] else inside[0]
    kept = [p for p in found[begin:first] if not _is_chrome(p) and not _is_about(p)]
    kept += _without_lists(found[first : last + 1])
    kept += _ending(found[last + 1 : inside[-1] + 1])
    blocks = tuple(passage.block for passage in kept)
    if heading is not None and heading < begin:
        for passage in reversed(found[_first_line(found, heading, 0) : heading + 1]):
            blocks = _headed(passage.block, blocks)
    return Content(blocks, tuple(found[:first]))


def _is_within(element: Element, root: Element) -> bool:
    current: Element | None = element
    while current is not None:
        if current is root:
            return True
        current = current.getparent()
    return False


def _weight(passage: Passage) -> int:
    """The characters by which a passage speaks for the element that it stands in, 0 for links, bars and stray words."""
    if passage.links * 5 > passage.length * 2 or _is_chrome(passage):
        return 0
    grid = passage.block.grid
    if grid is not None:
        return passage.length if len(grid.cells) >= 4 else 0
    text = passage.block.text
    is_text = passage.length >= 15 and any(sign in text for sign in "，。；：")
    return passage.length if is_text or _NUMBERED.match(text) else 0


def _is_strong(passage: Passage) -> bool:
    """Whether the text of a report has surely begun."""
    if passage.links * 5 > passage.length * 2 or _is_chrome(passage):
        return False
    if passage.block.grid is not None:
        return _holds_figures(passage.block)
    text = passage.block.text
    if _is_about(passage):
        return False
    return bool(_NUMBERED.match(text)) or (passage.length >= 40 and any(sign in text for sign in "。，"))


def _holds_figures(block: Block) -> bool:
    cells = block.grid.cells if block.grid else ()
    figures = sum(cell.text.strip("件条次元 \u3000\xa0").replace(".", "").isdigit() for cell in cells)
    return len(cells) >= 4 and (figures >= 2 or any("第二十条" in cell.text or "统计" in cell.text for cell in cells))


def _is_hard(passage: Passage) -> bool:
    """What must not be left outside: tables of figures and numbered titles."""
    if passage.block.grid is not None:
        return _holds_figures(passage.block)
    return bool(_NUMBERED.match(passage.block.text))


def _is_chrome(passage: Passage) -> bool:
    text = passage.block.text
    if passage.block.grid is not None or len(text) > 300:
        return False
    return bool(_FOOTER.match(text) or _BAR.match(text) or _RECORD.search(text))


def _is_about(passage: Passage) -> bool:
    """A line that tells of the page: its date, source, readers, size of type."""
    text = passage.block.text
    if len(text) > 200 or passage.block.grid is not None:
        return False
    return len(_ABOUT.findall(text)) > 1 or bool(_COUNTER.search(text) and (_ABOUT.search(text) or len(text) < 30))


def _root(found: Sequence[Passage], weights: Sequence[int]) -> Element:
    """The deepest element that holds most of the text and all tables and numbered titles that speak for the report."""
    weight_of: dict[Element, int] = {}
    hard_of: dict[Element, int] = {}
    depth_of: dict[Element, int] = {}
    hard = 0
    for passage, weight in zip(found, weights, strict=True):
        if not weight:
            continue
        is_hard = _is_hard(passage)
        hard += is_hard
        chain: list[Element] = []
        element: Element | None = passage.element
        while element is not None:
            chain.append(element)
            element = element.getparent()
        for depth, element in enumerate(reversed(chain)):
            weight_of[element] = weight_of.get(element, 0) + weight
            hard_of[element] = hard_of.get(element, 0) + is_hard
            depth_of[element] = depth
    least = sum(weights) * _MOST
    fit = [element for element, weight in weight_of.items() if weight >= least and hard_of[element] == hard]
    return max(fit, key=lambda element: depth_of[element])


def _title(found: Sequence[Passage], inner: int, first: int, title: str) -> int | None:
    """The passage before the report's text that is its title: the first inside its element, else the nearest before."""
    squeezed = "".join(title.split())
    fit = [number for number in range(first) if _is_title(found[number], squeezed)]
    inside = [number for number in fit if number >= inner]
    if inside:
        return inside[0]
    headings = [number for number in fit if found[number].block.level]
    return (headings or fit)[-1] if fit else None


def _first_line(found: Sequence[Passage], heading: int, least: int) -> int:
    """The first of the lines that a title is broken into."""
    while heading > least and found[heading - 1].element is found[heading].element:
        heading -= 1
    return heading


def _is_title(passage: Passage, title: str) -> bool:
    text = "".join(passage.block.text.split())
    if not 4 <= len(text) <= _TITLE_LENGTH or passage.links * 2 > passage.length or _is_chrome(passage):
        return False
    is_named = bool(title) and len(text) >= 8 and (text in title or title in text)
    return is_named or (bool(_TITLE.search(text)) and "。" not in text and not _NUMBERED.match(text))


def _headed(title: Block, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The page's title first, unless the report begins with it."""
    squeezed = "".join(title.text.split())
    if squeezed in "".join("".join(block.text.split()) for block in blocks[:4]):
        return blocks
    return (replace(title, kind=BlockKind.HEADING, level=title.level or 1), *blocks)


def _without_lists(found: Sequence[Passage]) -> list[Passage]:
    """Passages of the report, without lists of three and more links between them."""
    kept: list[Passage] = []
    run: list[Passage] = []
    for passage in found:
        if passage.links * 2 > passage.length and not _is_hard(passage):
            run.append(passage)
            continue
        kept += run if len(run) < 3 else []
        run = []
        kept.append(passage)
    return kept + run


def _ending(found: Sequence[Passage]) -> list[Passage]:
    """What still belongs to the report after its last sentence: a signature, a date, names of annexes."""
    kept: list[Passage] = []
    for passage in found:
        if _is_chrome(passage):
            break
        if passage.links * 2 <= passage.length or passage.block.text.startswith("附"):
            kept.append(passage)
    return kept


def page_title(root: Element) -> str:
    """The text of a page's ``title`` element, "" where it has none."""
    element = root.find(".//title")
    return joined("".join(map(str, element.itertext()))) if element is not None else ""
