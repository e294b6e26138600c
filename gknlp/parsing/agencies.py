"""What kind of agency a name is, and to which level of government it belongs."""

from __future__ import annotations

import re

_PROVINCES = "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
_PROVINCE = (
    rf"(?:(?:北京|天津|上海|重庆)(?:市|(?!..?[县区旗]))|(?:{_PROVINCES})省|"
    r"(?:内蒙古|广西(?:壮族)?|西藏|宁夏(?:回族)?|新疆(?:维吾尔)?)自治区|新疆生产建设兵团)"
)
_WHOLE_PROVINCE = re.compile(rf"{_PROVINCE}|{_PROVINCES}|黑龙江|内蒙古|广西|西藏|宁夏|新疆|兵团")
_PREFECTURE = r"(?:[\u4e00-\u9fff]{2,14}?(?:自治州|(?<!自治)州(?=人民|州委|政府|直)|(?<!社)地区|盟(?!办)))"
_CITY = r"(?:(?!城市)[\u4e00-\u9fff]{1,8}?市(?!场监|场化|政公用|政工程|政管理|政园林|容|民(?![政族宗防办])))"
_ZONE_WORDS = (
    r"(?:开发|新|高新|经开|高新技术产业|经济技术开发|实验|试验|示范|保税|保税港|综合保税|度假|旅游度假|风景|景|风景名胜|管理|园|工业园|产业园|功能|合作|物流园|科技园|生态|化工)区|"
    r"(?:科学|科技|生态|大学|智能制造|空港|临港)新?城|(?:工业|产业|科技|物流)园"
)
_ZONE = re.compile(rf"(?:{_ZONE_WORDS})$")
_COUNTY = r"(?:[\u4e00-\u9fff]{0,10}?(?:县(?![域])|(?<![社小辖片])区(?![域划直])|旗(?!舰)))"
_TOWNSHIP = r"(?:[\u4e00-\u9fff]{1,10}?(?:街道|镇(?!村)|乡(?![村镇])|苏木))"
_PLACES = re.compile(
    rf"^(?P<province>{_PROVINCE})?(?P<prefecture>{_PREFECTURE})?(?P<city>{_CITY})?(?P<county>{_COUNTY})?(?P<township>{_TOWNSHIP})?"
)
_BODY = re.compile(r"(?:党工委)?[、和]?(?:人民政府|管委会|管理委员会|行政公署|行署|(?<=[省市县区旗州盟镇乡])政府)$")
_OFFICE = re.compile(
    r"(?:办公厅|(?:政府|管委会|管理委员会|行政公署|行署|街道办事处)办(?:公室)?|党政(?:综合)?办公室|(?:政府信息与)?政务公开(?:领导小组)?办公室)$"
)
_BODY_OF_OFFICE = re.compile(r"办(?:公室)?$")
_TOWNSHIP_BODY = re.compile(
    r"(?:镇|乡|街道|苏木)(?:人民政府|办事处|政府|党工委|便民服务中心)?$|街道?办(?:事处)?$|(?:镇|乡|街道)(?:办事处|人民政府)?党政(?:综合)?办公室$"
)
_OTHER = re.compile(
    r"(?:医院|卫生院|卫生服务中心|疾病预防控制中心|法院|检察院|学校|大学|学院|中学|小学|幼儿园|公司|集团|银行|电视台|广播台|报社|"
    r"联合会|残联|妇联|文联|科协|侨联|工会|团委|协会|学会|商会|红十字会|合作社|供销社|"
    r"人大常委会|人民代表大会|政协|政协委员会|纪委|监委|监察委员会|武装部)$"
)
_VERTICAL = re.compile(
    r"(?<!^国家)税务局$|海关$|(?<!^中国)气象局$|海事局$|邮政管理局$|(?<!^国家)烟草专卖局$|^国家统计局.*队$|调查(?:总)?队$|"
    r"(?:金融|银行保险|证券)?监(?:督)?管(?:理)?分局$|银保监局$|证监局$|通信管理局$|边防检查(?:总)?站$|"
    r"消防救援(?:总队|支队|大队|局)$|^中国人民银行.+行$|^国家.+?局.{2,}(?:局|专员办|监管组|办事处)$"
)
_MINISTRY = re.compile(
    r"(?:国务院|中华人民共和国|国家(?!级)|中国(?!\())[\u4e00-\u9fff]{2,20}(?:局|委|委员会|署|会|办公室|部)|"
    r"(?:外交|国防|教育|科学技术|科技|工业和信息化|工信|公安|民政|司法|财政|人力资源和?社会保障|人社|自然资源|国土资源|生态环境|环境保护|环保|"
    r"住房和?城乡建设|住建|交通运输|水利|农业农村|农业|商务|文化和旅游|文化|退役军人事务|应急管理)部|审计署|海关总署"
)
_MUNICIPAL_NAMES = (
    "东城|西城|朝阳|丰台|石景山|海淀|门头沟|房山|通州|顺义|昌平|大兴|怀柔|平谷|密云|延庆|"
    "和平|河东|河西|南开|河北|红桥|东丽|西青|津南|北辰|武清|宝坻|滨海新|宁河|静海|蓟州|"
    "黄浦|徐汇|长宁|静安|普陀|虹口|杨浦|闵行|宝山|嘉定|浦东新|金山|松江|青浦|奉贤|崇明|"
    "万州|涪陵|渝中|大渡口|江北|沙坪坝|九龙坡|南岸|北碚|綦江|大足|渝北|巴南|黔江|长寿|江津|合川|永川|南川|璧山|铜梁|潼南|荣昌|开州|梁平|武隆"
)
_MUNICIPAL = re.compile(
    rf"(?:北京|天津|上海|重庆)市?[\u4e00-\u9fff]{{2,10}}(?:(?<!开发)(?<!园)(?<!高新)(?<!保税)(?<!度假)区|县)|(?:{_MUNICIPAL_NAMES})区|"
    "(?:城口|丰都|垫江|忠|云阳|奉节|巫山|巫溪|石柱土家族自治|秀山土家族苗族自治|酉阳土家族苗族自治|彭水苗族土家族自治)县"
)
"""The districts and counties of the four cities that are provinces: governments of the rank of a prefecture. Other
cities have districts of some of these names; which is meant then, the name does not tell."""
_COMMITTEE = re.compile(r"(?:管委会|管理委员会)$")
_MANAGED_PLACE = re.compile(
    r"(?:区|城|园|港|岛|湖|山|基地|兵团|(?<!城)市|县|旗|州|盟|镇|乡|街道|公园|口岸|走廊|新片区)$"
)
"""What a 管理委员会 governs, where it is no body of a trade."""
_PLACE_ONLY = re.compile(r"(?:省|自治区|市|县|区|旗|州|盟|地区|兵团)$")
_DIVISION = re.compile(r"第.{1,3}师(?:[\u4e00-\u9fff]{2,5}市)?$")
_PARTIAL = {"省": "province", "市": "city", "县": "county", "区": "county", "旗": "county", "州": "prefecture",
            "镇": "township", "乡": "township"}  # fmt: skip
_TRADE = re.compile(r"[\u4e00-\u9fff]{2,}(?:局|委|厅|办|会|室|院|队|中心|部|署)")


def level_of(agency: str) -> str:
    """The kind of agency by its name (see ``LEVELS``). A 市 may be of either level: "city"; a 开发区 of any: "zone"."""
    if not agency:
        return ""
    if _TOWNSHIP_BODY.search(agency):
        return "township"
    office = _OFFICE.search(agency)
    if office and not _is_of_a_trade(_BODY_OF_OFFICE.sub("", agency)):
        return "office"
    if _OTHER.search(agency):
        return "other"
    if _VERTICAL.search(agency):
        return "vertical"
    if _MINISTRY.fullmatch(agency) and not _names_a_place(agency):
        return "state"
    body = _BODY.sub("", agency)
    if (body != agency and not _is_of_a_trade(agency)) or _PLACE_ONLY.search(agency):
        level = _level_of_place(body)
        is_zone = _COMMITTEE.search(agency) and not body.endswith(tuple("市县旗州盟镇乡道团"))
        return "zone" if is_zone and level != "prefecture" else level
    return "department"


def _is_of_a_trade(agency: str) -> bool:
    """Whether a 管理委员会 manages a trade (城市管理委员会), not a place (开发区管理委员会)."""
    found = _COMMITTEE.search(agency)
    return found is not None and not _MANAGED_PLACE.search(agency[: found.start()])


def government_of(agency: str) -> str:
    """The level of the government that an agency is, or that it belongs to ("" where its name does not tell)."""
    level = level_of(agency)
    if level == "office":
        body = _BODY.sub("", _OFFICE.sub("", agency)).removesuffix("人民")
        return _level_of_place(body) if body else ""
    if level in ("department", "vertical", "other"):
        return _place_named(agency)
    return level


def trade_of(agency: str) -> tuple[str, str]:
    """(place, trade) of an agency: 云溪县, 财政局. The place is "" where the name has none."""
    found = _PLACES.match(agency)
    place = found[0] if found else ""
    return place, agency[len(place) :]


def places_of(agency: str) -> tuple[tuple[str, str], ...]:
    """(level, name) of the places that an agency's name begins with, from the highest down."""
    found = _PLACES.match(agency)
    return tuple((key, value) for key, value in found.groupdict().items() if value) if found else ()


def _level_of_place(body: str) -> str:
    if _WHOLE_PROVINCE.fullmatch(body):
        return "province"
    if body.endswith(("州", "盟", "地区")) or _DIVISION.search(body):
        return "prefecture"
    if body.endswith(("镇", "乡", "街道")):
        return "township"
    if _MUNICIPAL.fullmatch(body):
        return "district"
    if body.endswith(("县", "旗", "林区", "特区")):
        return "county"
    if _ZONE.search(body):
        return "zone"
    return "county" if body.endswith("区") else "city"


def _names_a_place(agency: str) -> bool:
    found = _PLACES.match(agency)
    return bool(found and found[0])


def _place_named(agency: str) -> str:
    """The level of the smallest place that the name of an agency begins with."""
    found = _PLACES.match(agency)
    named = {key: value for key, value in (found.groupdict() if found else {}).items() if value}
    for key in ("township", "county", "city", "prefecture", "province"):
        if key in named:
            return "zone" if key == "county" and _ZONE.search(named[key]) else key
    if (
        agency[:1] in _PARTIAL
        and not agency.startswith(("市场", "市政", "市容", "乡村"))
        and _TRADE.fullmatch(agency[1:])
    ):
        return _PARTIAL[agency[0]]
    return "province" if agency.endswith("厅") else ""
