"""Small corpora that can be learnt, of invented agencies."""

import json
from random import Random

from gknlp.learning.corpus import corpus_of
from gknlp.learning.tasks import task_of
from gknlp.types.learning import Example

LACKING = ("栏目更新不及时", "解读材料偏少", "人手不足", "答复文书不规范", "公开栏破损", "口径不一致", "培训不够")
WORDS = ("建立更新台账", "增配一名专职人员", "制作图解", "统一文书样式", "更换公开栏", "每季度核对", "开展培训")
PLACES = ("城北窗口", "门户网站", "镇村两级", "信访接待室", "政务大厅", "乡村公示点", "公众号")


def corpus(task="problem", agencies=8, each=12, seed=1):
    """Concrete and vague problems, or of two kinds, for the tasks ``problem`` and ``kind``."""
    random = Random(seed)
    examples = []
    for agency in range(agencies):
        for number in range(each):
            where, what = random.choice(PLACES), random.choice(LACKING)
            if task == "kind":
                labels = tuple(key for key in task_of("kind").keys if random.random() < 0.3)
                text = f"{where}：" + "、".join(f"{key}方面的毛病" for key in labels) + f"，{what}"
            elif number % 2:
                labels, text = (
                    ("vague",),
                    random.choice(("工作仍存在一定差距", "整体水平有待提高", "有些方面做得还不够"))
                    + "。" * (number % 3),
                )
            else:
                labels, text = ("concrete",), f"{where}{what}，{random.choice(WORDS)}的要求没有落实"
            examples.append(Example(text, labels, f"云溪县第{agency}局", 2020 + number % 4, line=len(examples) + 1))
    return corpus_of(task_of(task), examples)


def written(path, rows):
    """A corpus file of these rows."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
