import pytest

from gknlp.parsing.agencies import government_of, level_of, trade_of


@pytest.mark.parametrize(
    ("agency", "level", "government"),
    [
        ("福建省人民政府", "province", "province"), ("上海市人民政府", "province", "province"), ("广西壮族自治区人民政府", "province", "province"),
        ("新疆生产建设兵团", "province", "province"), ("吉林市人民政府", "city", "city"), ("东屏市人民政府", "city", "city"), ("东屏市", "city", "city"),
        ("红河哈尼族彝族自治州人民政府", "prefecture", "prefecture"), ("大兴安岭地区行政公署", "prefecture", "prefecture"),
        ("锡林郭勒盟行政公署", "prefecture", "prefecture"), ("第八师石河子市", "prefecture", "prefecture"),
        ("云溪县人民政府", "county", "county"), ("云溪县", "county", "county"), ("临江市青山区人民政府", "county", "county"),
        ("敖汉旗人民政府", "county", "county"), ("云溪自治县人民政府", "county", "county"), ("上海市浦江区人民政府", "district", "district"),
        ("东屏高新技术产业开发区管委会", "zone", "zone"), ("东屏经济开发区管理委员会", "zone", "zone"), ("南浦新区管理委员会", "zone", "zone"),
        ("青石综合实验区管委会", "zone", "zone"), ("青石风景名胜区管理委员会", "zone", "zone"),
        ("云溪县白石镇人民政府", "township", "township"), ("南浦区长河街道办事处", "township", "township"), ("白石乡政府", "township", "township"),
        ("长河街道办", "township", "township"), ("白石苏木人民政府", "township", "township"),
        ("云溪县人民政府办公室", "office", "county"), ("东屏市人民政府办公室", "office", "city"), ("上海市人民政府办公厅", "office", "province"),
        ("东屏市政府办公室", "office", "city"), ("东屏经济开发区管委会办公室", "office", "zone"), ("江苏省人民政府办公厅", "office", "province"),
        ("云溪县财政局", "department", "county"), ("临江市青山区民政局", "department", "county"), ("东屏市城市管理局", "department", "city"),
        ("东屏市市场监督管理局", "department", "city"), ("云溪县市场监督管理局", "department", "county"), ("上海市科委", "department", "province"),
        ("江苏省教育厅", "department", "province"), ("教育厅", "department", "province"), ("市林业局", "department", "city"),
        ("县扶贫办", "department", "county"), ("市场监督管理局", "department", ""), ("吉林市林业局", "department", "city"),
        ("新疆生产建设兵团水利局", "department", "province"), ("中共云溪县委宣传部", "department", "county"), ("云溪县委组织部", "department", "county"),
        ("中共东屏市委机构编制委员会办公室", "department", "city"), ("重庆市渝北区财政局", "department", "county"),
        ("国家税务总局云溪县税务局", "vertical", "county"), ("国家税务总局东屏市税务局", "vertical", "city"), ("东屏海关", "vertical", ""),
        ("云溪县气象局", "vertical", "county"), ("国家统计局东屏调查队", "vertical", ""), ("东屏市消防救援支队", "vertical", "city"),
        ("国家税务总局江苏省税务局", "vertical", ""), ("国家金融监督管理总局江苏监管局", "vertical", ""), ("中国人民银行东屏市中心支行", "vertical", "city"),
        ("国家市场监督管理总局", "state", "state"), ("国家金融监督管理总局", "state", "state"), ("国家烟草专卖局", "state", "state"),
        ("东屏市民政局", "department", "city"), ("东屏市民族宗教事务局", "department", "city"), ("东屏市政务服务管理局", "department", "city"),
        ("教育部", "state", "state"), ("国家税务总局", "state", "state"), ("国家发展和改革委员会", "state", "state"), ("中国气象局", "state", "state"),
        ("海关总署", "state", "state"), ("国务院国有资产监督管理委员会", "state", "state"),
        ("云溪县人民医院", "other", "county"), ("云溪县人民法院", "other", "county"), ("云溪县供水有限公司", "other", "county"), ("云溪县残疾人联合会", "other", "county"),
        ("北京市海淀区人民政府", "district", "district"), ("海淀区人民政府", "district", "district"), ("天津市蓟州区人民政府", "district", "district"),
        ("重庆市忠县人民政府", "district", "district"), ("重庆市云阳县", "district", "district"), ("上海市崇明区人民政府办公室", "office", "district"),
        ("上海市浦东新区人民政府", "district", "district"), ("重庆市石柱土家族自治县人民政府", "district", "district"), ("重庆高新技术产业开发区管委会", "zone", "zone"),
        ("临江市和平县人民政府", "county", "county"), ("石柱县人民政府", "county", "county"), ("北京经济技术开发区管委会", "zone", "zone"),
        ("云溪县人民政府国有资产监督管理委员会", "department", "county"), ("北京市城市管理委员会", "department", "province"), ("东屏市住房公积金管理委员会", "department", "city"),
        ("云溪县国有资产监督管理委员会办公室", "department", "county"), ("东屏化学工业区管委会", "zone", "zone"), ("东屏科学城管委会", "zone", "zone"),
        ("青石湖风景区管理委员会", "zone", "zone"), ("青石国家公园管委会", "zone", "zone"), ("青石工业园区管委会办公室", "office", "zone"), ("东屏市城市管理委员会", "department", "city"),
        ("国家金融监督管理总局云溪监管支局", "vertical", ""), ("国家矿山安全监察局江苏局", "vertical", ""), ("国家能源局华东监管局", "vertical", ""),
        ("国家外汇管理局云溪县支局", "vertical", "county"), ("国家税务总局云溪县税务局", "vertical", "county"), ("国家粮食和物资储备局", "state", "state"),
        ("国家矿山安全监察局", "state", "state"), ("", "", ""),
    ],
)  # fmt: skip
def test_level_and_government(agency, level, government):
    assert (level_of(agency), government_of(agency)) == (level, government)


@pytest.mark.parametrize(
    ("agency", "place", "trade"),
    [("云溪县财政局", "云溪县", "财政局"), ("临江市青山区民政局", "临江市青山区", "民政局"), ("财政局", "", "财政局")],
)
def test_place_and_trade(agency, place, trade):
    assert trade_of(agency) == (place, trade)
