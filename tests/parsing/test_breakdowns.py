import pytest
from one_sentence import report_of


def verdicts(sentence):
    report = report_of(sentence)
    found = []
    for breakdown in report.breakdowns:
        whole = sum(part.value for part in breakdown.parts)
        differs = breakdown.exhaustive or (breakdown.disjoint and whole > breakdown.total)
        right = whole == breakdown.total
        found.append((int(breakdown.total), "agrees" if right else "differs" if differs else "cannot_tell"))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("不予处理9件，包括重复申请5件、出版物3件。", [(9, "differs")]),
        ("行政诉讼9件，由直接起诉5件和复议后起诉3件两部分构成。", [(9, "differs")]),
        ("直接起诉的9件中，维持5件、纠正1件、其他2件、未结2件。", [(9, "differs")]),
        ("应办9件，其中新收5件、结转4件；办结8件。", [(9, "agrees")]),
        ("新收申请9件，自然人5件，企业1件，其他2件。", [(9, "differs")]),
        ("新收申请9件，自然人、法人或其他组织分别为5件和3件。", [(9, "differs")]),
        ("收到申请9件，其中5件为自然人，3件为法人或其他组织。", [(9, "differs")]),
        ("行政复议5件、行政诉讼3件，合计9件。", [(9, "differs")]),
        # channels, with one that the family lacks
        ("收到申请9件，网上5件、信函2件、当面1件、其他1件。", [(9, "agrees")]),
        ("收到申请9件，网上5件、信函2件、当面1件、微信1件。", [(9, "agrees")]),
        ("收到申请9件，网上5件、信函2件、当面1件、其他3件。", [(9, "differs")]),
        # one part alone is more than the whole
        ("收到申请9件，其中线上申请12件。", [(9, "differs")]),
        ("收到申请9件，其中办结11件。", []),
        ("行政复议5件，行政诉讼3件，两项合计9件。", [(9, "differs")]),
        ("予以公开9件，部分公开3件，不予公开3件，无法提供4件，不予处理1件，其他处理1件，共办结18件。",
         [(18, "differs")]),
        ("工作人员9人，其中专职5名、兼职3名。", [(9, "cannot_tell")]),
        ("信息9条，其中动态类5条，政策类6条。", [(9, "differs")]),
        ("办结60件，其中：予以公开20件；部分公开5件；不予公开5件；无法提供10件；不予处理5件；其他处理3件。",
         [(60, "differs")]),
    ],
)  # fmt: skip
def test_lists_that_leave_nothing_out(sentence, expected):
    assert verdicts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "收到申请70件，涉及自然人60件，其他事项3件。",
        "发布信息90条，包括动态60条、政策20条等。",
        "发布信息90条，包括网站60条、微信60条、其他5条。",
        "公开信息100条，其中微博类60条，微信类70条。",
        "公开信息80条，主要包括规划20条、计划30条。",
        "收到申请70件，予以公开、不予公开分别为30件、10件。",
        "收到申请60件，其中：予以公开20件、部分公开5件、不予公开5件、无法提供10件、不予处理5件、其他处理3件。",
        "微博发布信息20条，微信发布信息30条，其中：政策类40条，其他10条。",
        "收到申请35件，办结33件，其中自然人30件，其他5件。",
        "全区共收到申请30件，上年结转1件，共办结24件，结转下年7件。",
        "共收到申请30件、上年结转1件，共办理24件。",
        "收到复议8件（维持5件，其他1件）。",
        "通过网站、微信分别发布信息90条、80条，合计发布170条。",
        "全年发布信息3条、视频4条，共计阅读量8条。",
        "召开会议3次，发布信息20条：一是规划5条，二是计划3条。",
    ],
)
def test_lists_that_may_leave_something_out(sentence):
    assert "differs" not in {verdict for _, verdict in verdicts(sentence)}


def test_parts_whose_shares_make_up_the_whole():
    text = "主动公开政府信息90条。其中，县直单位主动公开政府信息60条，占60%。各乡镇主动公开政府信息40条，占40%。"
    assert verdicts(text) == [(90, "differs")]
    assert verdicts(text.replace("占40%", "占30%")) == []
