"""The place that a text puts before the name of an agency whose own name has none: 云溪县 for 白石镇人民政府."""

from __future__ import annotations

import re
from collections import Counter

_KINDS = "省市县区旗州盟"
_OWN = re.compile(
    r"^[\u4e00-\u9fff]{1,12}?(?:省|市(?!场|政|容|民|直)|县|区(?!域|划|直)|旗|州(?=人民|市|[\u4e00-\u9fff]+局)|盟|地区|兵团)"
)
_STATE = re.compile(r"^(?:国家|国务院|中国|中华|海关总署|全国)")
_NAMELESS = re.compile(r"^本?([省市县区旗州])(?=[\u4e00-\u9fff]{2})(?!场|政(?!府|务|法)|容|域)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:自治[州县旗]|地区|新区|[省市县区旗州盟])")
_LONGEST = 14
_NO_NAME = frozenset("在为由与及和是受对向从据照将于请让经并以即我本该各全某等的")
_LINKS = re.compile(
    r"根据|按照|依据|依照|遵照|要求|规定|现将|编制|制定|发布|公布|公开|单位|机关|关于|以下|简称|如下|联系|报送|由于|通过|登录|进入|来源|网站|主办|承办|标题|中共|位于|隶属于?|"
    r"[在为由与及和是受对向从将于请让经并以即的]"
)
"""Words that end before a place's name begins."""
_VAGUE = re.compile(r"^[我本该各全某]|^(?:行政|开发|高新|街道?|社|辖|城|郊|市|县|省|自治)[区县市]?$")


def region_of(agency: str, squeezed: str) -> str:
    """The smallest place of county level or above that ``squeezed`` (text without white space) puts directly before
    ``agency`` most often; "" where its own name has one, or the text names none."""
    nameless = _NAMELESS.match(agency)
    if not agency or _STATE.match(agency) or (_OWN.match(agency) and not nameless):
        return ""
    name, kind = (agency[nameless.end() :], nameless[1]) if nameless else (agency, "")
    found: Counter[str] = Counter()
    at = squeezed.find(name)
    while at >= 0:
        place = _place_before(squeezed[max(0, at - _LONGEST) : at])
        if place and (not kind or place.endswith(kind)):
            found[place] += 1
        at = squeezed.find(name, at + len(name))
    return found.most_common(1)[0][0] if found else ""


def _place_before(text: str) -> str:
    """The last place of the names of places that ``text`` ends with, "" where it ends otherwise."""
    if text[-1:] not in _KINDS:
        return ""
    start = max((found.end() for found in re.finditer(r"[^\u4e00-\u9fff]", text)), default=0)
    start = max((found.end() for found in _LINKS.finditer(text, start)), default=start)
    places = [found[0] for found in _PLACE.finditer(text, start)]
    place = places[-1] if places else ""
    is_whole = bool(places) and "".join(places) == text[start:]
    return place if is_whole and len(place) > 2 - (place[-1] == "县") and not _VAGUE.search(place) else ""
