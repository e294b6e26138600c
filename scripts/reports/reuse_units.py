"""Units of invented names: cities with their offices, counties, offices of these, and towns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random

from gknlp.parsing.agencies import government_of, level_of

_FIRST = "云临东西南北青白金银玉石龙凤鹿鹤桂兰荷霞虹瑞祥丰嘉宁靖永长清澄碧翠紫赤苍望怀抚崇德仁义礼昌盛隆庆泰宜乐澜浔沅漳雁鹭麒晴朗皓岚"
_SECOND = "溪屏浦岭坪岗洲岫峪潭渚汀滩堰渡埠嶂桐榆枫槐樟杉杏棠霖崖坞墩堤坂垭湄礁篁蕉桑柳松菱莲菊麓岩谷峰湾泽濑"
_OFFICES = (
    "财政局 教育局 民政局 司法局 审计局 统计局 水利局 商务局 卫生健康局 交通运输局 农业农村局 应急管理局 自然资源局 生态环境局 "
    "医疗保障局 退役军人事务局 发展和改革局 人力资源和社会保障局 林业局 信访局 科学技术局"
).split()
_OF_A_CITY, _OF_A_COUNTY = 13, 9
_COUNTIES = ("县", "县", "区")
_TOWNS = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """Who reports: ``place`` is what it calls its place, ``we`` itself, ``scope`` the whole that it speaks for, ``city``
    the number of its city."""

    agency: str
    place: str
    we: str
    scope: str
    city: int
    level: str
    government: str


@cache
def _names() -> tuple[str, ...]:
    """All names of places, each once, in an order of no meaning."""
    names = [first + second for first, second in product(_FIRST, _SECOND)]
    Random("places").shuffle(names)
    return tuple(names)


def _unit(place: str, office: str, city: int) -> Unit:
    end = place[-1]
    agency = place + office
    we = f"我{end}" if office == "人民政府" else "我局"
    return Unit(agency, place, we, f"全{end}", city, level_of(agency), government_of(agency))


@cache
def units_of(city: int) -> tuple[Unit, ...]:
    """The units of a city, by its number."""
    random = Random(f"city {city}")
    size = 1 + len(_COUNTIES) * (1 + _TOWNS)
    names = list(_names()[city * size : (city + 1) * size])
    if len(names) < size:
        raise ValueError(f"no names for city {city}")
    places = [(names.pop() + "市", _OF_A_CITY)]
    for end in _COUNTIES:
        places.append((names.pop() + end, _OF_A_COUNTY))
        places += [(names.pop() + "镇", 0) for _ in range(_TOWNS)]
    return tuple(
        _unit(place, office, city)
        for place, offices in places
        for office in ("人民政府", *random.sample(_OFFICES, offices))
    )
