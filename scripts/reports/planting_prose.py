"""Defects of numbers in prose: shares, growth, direction, round numbers; and of what is cited."""

from __future__ import annotations

import re
from random import Random

from reports.drafts import Draft
from reports.planting import Plant, recorded

_GROWTH = re.compile(r"(增长|下降)(\d+\.\d)%")
_RECEIVED = ("applications.new.total", "requests.total")
_DONE = ("applications.result_total.total", "answers.total")
_GRANTED = ("applications.granted.total", "answers.granted")


def _value(draft: Draft, metrics: tuple[str, ...]) -> int:
    return next((int(draft.figures[metric]) for metric in metrics if metric in draft.figures), 0)


def _add(draft: Draft, text: str) -> None:
    """Put a sentence behind what is told of applications."""
    key = "overview" if draft.form is None else "applications"
    draft.texts[key][2 if draft.form is None else -1] += text


def _share(draft: Draft, random: Random, shown: str) -> str:
    done, granted = _value(draft, _DONE), _value(draft, _GRANTED)
    forms = (
        f"全年办结{done}件申请，其中予以公开{granted}件，占{shown}%。",
        f"全年共办结申请{done}件，予以公开的{granted}件，占办结总数的{shown}%。",
        f"在办结的{done}件申请中，予以公开{granted}件，占比{shown}%。",
    )
    return random.choice(forms)


def share_differs(draft: Draft, random: Random) -> bool:
    done, granted = _value(draft, _DONE), _value(draft, _GRANTED)
    if not draft.tables or done < 10 or not granted:
        return False
    right = granted * 100 / done
    wrong = f"{right + random.choice([3, 5.5, 12]) if right < 60 else right - random.choice([3, 5.5, 12]):.1f}"
    text = _share(draft, random, wrong)
    _add(draft, text)
    return recorded(draft, "CLM005", "report", f"{right:.1f}", wrong)


def share_cut_off(draft: Draft, random: Random) -> bool:
    done, granted = _value(draft, _DONE), _value(draft, _GRANTED)
    if not draft.tables or not granted or granted == done:
        return False
    decimals = random.choice([0, 1, 2])
    scale = 10**decimals
    cut, right = granted * 100 * scale // done / scale, f"{granted * 100 / done:.{decimals}f}"
    wrong = f"{cut:.{decimals}f}"
    others = [
        _value(draft, _RECEIVED),
        _value(draft, _RECEIVED) + int(draft.figures.get("applications.carry_in.total", 0)),
    ]
    is_half = 2 * granted * 100 * scale % done == 0  # which may be rounded either way
    if (
        wrong == right
        or is_half
        or not cut
        or any(f"{granted * 100 / whole:.{decimals}f}" == wrong for whole in others)
    ):
        return False
    _add(draft, _share(draft, random, wrong))
    return recorded(draft, "CLM008", "report", right, wrong)


def _change_growth(draft: Draft, found: re.Match[str], index: tuple[str, int], text: str) -> None:
    key, number = index
    draft.texts[key][number] = draft.texts[key][number].replace(found[0], text)


def _growth(draft: Draft) -> tuple[re.Match[str], tuple[str, int]] | None:
    if not draft.last or not draft.tables:
        return None
    for key, texts in draft.texts.items():
        for number, text in enumerate(texts):
            found = _GROWTH.search(text)
            if found and int(draft.last.get("applications.new.total", draft.last.get("requests.total", 0))):
                return found, (key, number)
    return None


def growth_differs(draft: Draft, random: Random) -> bool:
    place = _growth(draft)
    if place is None:
        return False
    found, index = place
    wrong = f"{found[1]}{float(found[2]) + random.choice([2.5, 7, 11.4, 20]):.1f}%"
    _change_growth(draft, found, index, wrong)
    return recorded(draft, "CLM006", "report", found[0], wrong)


def direction_contradicts(draft: Draft, random: Random) -> bool:
    place = _growth(draft)
    if place is None:
        return False
    found, index = place
    forms = {"增长": ("有所下降", "有所减少", "明显减少"), "下降": ("有所增长", "有所增加", "明显上升")}
    wrong = random.choice(forms[found[1]])
    _change_growth(draft, found, index, wrong)
    return recorded(draft, "CLM007", "report", found[0], wrong)


def hedge_outside(draft: Draft, random: Random) -> bool:
    """A round number that is not the true one."""
    new = _value(draft, _RECEIVED)
    if not draft.tables or new < 30:
        return False
    scale = 10 ** (len(str(new)) - 1)
    carried = int(draft.figures.get("applications.carry_in.total", 0))
    wrong = ((new + carried) // scale + random.choice([1, 2])) * scale
    text = random.choice([
        f"全年收到政府信息公开申请{wrong}余件，件件有答复。", f"申请量较大，全年共受理政府信息公开申请{wrong}多件。",
        f"全年收到政府信息公开申请超过{wrong}件。",
    ])  # fmt: skip
    _add(draft, text)
    return recorded(draft, "CLM002", "applications.new.total", str(new), text)


def basis_outdated(draft: Draft, random: Random) -> bool:
    text = draft.texts["preamble"][0]
    if draft.edition == "2021" and "〔2021〕30号" in text:
        before, after = "国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号"
    elif "国务院令第711号" in text:
        before, after = "国务院令第711号", "国务院令第492号"
    else:
        return False
    draft.texts["preamble"][0] = text.replace(before, after)
    return recorded(draft, "NAR004", "report", before, after)


_ALL: tuple[Plant, ...] = (share_differs, share_cut_off, growth_differs, direction_contradicts, hedge_outside)
PROSE_PLANTS: dict[str, tuple[Plant, ...]] = {
    "2008": _ALL,
    "2014": _ALL,
    "2019": (*_ALL, basis_outdated),
    "2021": (*_ALL, basis_outdated),
}
