"""Writings as the reports of invented units would give them, and sentences to make them of."""

from collections.abc import Sequence
from datetime import date
from random import Random

from gknlp.parsing.agencies import government_of, level_of
from gknlp.types.document import Place
from gknlp.types.reuse import Stretch, Writing

OWN = (
    "县财政局把预算执行进度按月挂到门户首页，便于纳税人随时对照",
    "办公室抽调三名业务骨干组成巡检小组，逐栏目核对链接是否失效",
    "乡镇便民大厅新添触摸查询屏，老人可由志愿者陪同检索补贴名单",
    "针对惠农补贴咨询集中的情形，窗口印制了方言版问答折页",
    "档案室完成纸质卷宗扫描，旧文件目录首次能够在线翻检",
    "审计整改清单连同责任科室一并挂网，接受社会评议打分",
    "信息审核由经办人初核、科长复核、分管领导终核，环节全程留痕",
    "微信推文改为每周五固定推送，阅读数据按季回看并调整选题",
    "图解类解读占比仍然偏低，专业术语多而案例少，群众不易看懂",
    "部分股室报送材料拖延，栏目更新时快时慢，底数也不够清楚",
    "明年拟与融媒体中心共建短视频专栏，请一线干部出镜讲政策",
    "计划为各股室配备信息员并纳入年终考评，对连续两季滞后的约谈",
)


def writing(
    agency: str, year: int | None, *sections: tuple[str, Sequence[str]], published: date | None = None
) -> Writing:
    """The writing of a unit; ``sections`` are (key, sentences)."""
    stretches = []
    for number, (key, sentences) in enumerate(sections):
        text = "。".join(sentences) + "。"
        stretches.append(Stretch(key, key, text, (0,), (Place(number, 0, len(text)),)))
    file = f"{agency}_{year}.txt"
    return Writing(
        file,
        agency,
        agency,
        year,
        tuple(stretches),
        published,
        level=level_of(agency),
        government=government_of(agency),
    )


def invented(random: Random, count: int) -> list[str]:
    """Sentences of Chinese characters drawn at random: nothing in them is alike but by chance."""
    return ["".join(chr(random.randrange(0x4E8C, 0x8000)) for _ in range(random.randint(16, 40))) for _ in range(count)]
