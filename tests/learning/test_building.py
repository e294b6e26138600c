"""Reports become examples with weak labels."""

import pytest

from gknlp.auditing import parsed_bytes
from gknlp.errors import FaultyData
from gknlp.learning.building import examples_of
from gknlp.learning.tasks import task_of

REPORT = """云溪县财政局2022年政府信息公开工作年度报告

根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条规定，编制本报告。

一、总体情况
（一）主动公开
预算执行进度按月挂到门户首页，采购合同扫描件随签随传。
全年主动公开政府信息120条。
二、主动公开政府信息情况
见附表。
三、收到和处理政府信息公开申请情况
2022年共收到政府信息公开申请12件，均已办结。
四、政府信息公开行政复议、行政诉讼情况
未发生行政复议、行政诉讼。
五、存在的主要问题及改进情况
存在的问题：一是解读材料的形式较为单一。二是栏目更新不够及时。
改进措施：一是安排专人每周检查栏目。二是组织业务培训。
六、其他需要报告的事项
无其他需要报告的事项。
"""


@pytest.fixture(scope="module")
def entry():
    return parsed_bytes(REPORT.encode(), "报告.txt", file="批次/报告.txt")


def test_paragraphs_have_the_section_of_their_title_and_not_the_title(entry):
    found = examples_of(entry, task_of("section"))
    labels = {example.text: example.labels[0] for example in found}
    assert labels["2022年共收到政府信息公开申请12件，均已办结。"] == "applications"
    assert labels["预算执行进度按月挂到门户首页，采购合同扫描件随签随传。"] == "overview"
    assert labels["无其他需要报告的事项。"] == "other"
    assert not any("总体情况" in text or "根据《" in text or text == "（一）主动公开" for text in labels)
    assert {(example.agency, example.year) for example in found} == {("云溪县财政局", 2022)}


def test_sentences_have_the_labels_of_what_the_parser_found(entry):
    found = {example.text: example for example in examples_of(entry, task_of("role"))}
    labels = {text: example.labels[0] for text, example in found.items()}
    assert labels["二是栏目更新不够及时。"] == "problem"
    assert labels["二是组织业务培训。"] == "remedy"
    assert labels["全年主动公开政府信息120条。"] == "figures"
    assert labels["根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条规定，编制本报告。"] == "citation"
    assert labels["无其他需要报告的事项。"] == "phrase"
    assert "预算执行进度按月挂到门户首页，采购合同扫描件随签随传。" not in labels


def test_the_source_names_the_rule_and_the_place(entry):
    for example in examples_of(entry, task_of("role")):
        rule, _, place = example.source.partition("；")
        assert rule.startswith("弱标注:") and place.startswith("批次/报告.txt:")
        block, start = (int("".join(filter(str.isdigit, part))) for part in place.rpartition(":")[2].split("段"))
        assert entry.document.blocks[block - 1].text[start:].startswith(example.text)


def test_a_task_whose_labels_no_rule_gives_is_refused(entry):
    with pytest.raises(FaultyData, match=r"任务 kind 的标签不能由规则给出，可用：section、role"):
        examples_of(entry, task_of("kind"))
