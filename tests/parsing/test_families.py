from gknlp.parsing.families import is_complete


def test_a_family_is_complete_with_each_member_once():
    assert is_complete(["自然人", "法人或其他组织"], "收到申请")
    assert not is_complete(["自然人", "自然人"], "收到申请")
    assert not is_complete(["自然人", "法人或其他组织", "网络"], "收到申请")


def test_a_family_belongs_to_a_total():
    results = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]
    assert is_complete(results, "本年办结")
    assert not is_complete(results, "本年收到")
    assert is_complete(results)
