"""What the invented company's customers are called, where they work, what they bought, what they called about.

Names are parted by spaces.
"""

from __future__ import annotations

CHINESE_FAMILY_NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
CHINESE_GIVEN_NAMES = (
    "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 文博 雨桐 梓涵 浩然 欣怡 子轩 佳琪 "
    "思远 晓东 海燕 建国 玉兰 志强 春梅 国庆 雪梅 俊杰"
)
ENGLISH_GIVEN_NAMES = (
    "Olivia Liam Emma Noah Charlotte James Sophia William Amelia Benjamin Grace Henry Alice Daniel Ruth Samuel Nora "
    "Peter Helen Martin Priya Ahmed Ingrid Mateo Fiona Kenji Zoe Oscar"
)
ENGLISH_FAMILY_NAMES = (
    "Johnson Williams Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Clark Lewis Walker Hall Young King "
    "Wright Hill Green Baker Nelson Carter Murphy Patel Hughes Price Bennett"
)

CHINESE_COMPANIES = ("青岛蓝湾酒店", "海岸物业管理有限公司", "泉城餐饮集团", "鲁东师范学校")
ENGLISH_COMPANIES = ("Harbour View Serviced Apartments", "Northwind Trading (Qingdao)")

CHINESE_NOTES = ("老客户，喜欢下午联系", "上门前请先打电话", "家里有老人，请说慢一点", "需要开发票", "对上次安装很满意")
ENGLISH_NOTES = (
    "Prefers e-mail",
    "Please call before visiting",
    "Rents the flat; the landlord pays",
    "Needs an invoice in English",
)

PRODUCTS: tuple[tuple[str, str, float], ...] = (
    ("海河 460升对开门冰箱", "Haihe 460 L side-by-side refrigerator", 4299.0),
    ("海河 10公斤滚筒洗衣机", "Haihe 10 kg front-loading washer", 3199.0),
    ("海河 1.5匹变频空调", "Haihe 1.5 hp inverter air conditioner", 2899.0),
    ("海河 60升电热水器", "Haihe 60 L water heater", 1299.0),
    ("海河 嵌入式洗碗机", "Haihe built-in dishwasher", 3699.0),
    ("海河 侧吸式抽油烟机", "Haihe side-draft range hood", 1899.0),
    ("海河 双灶燃气灶", "Haihe two-burner gas hob", 999.0),
    ("海河 23升微波炉", "Haihe 23 L microwave oven", 499.0),
    ("海河 55英寸智能电视", "Haihe 55-inch smart TV", 2499.0),
    ("海河 空气净化器", "Haihe air purifier", 1599.0),
    ("五年延保服务", "Five-year extended warranty", 399.0),
)

CALL_NOTES: dict[str, tuple[tuple[str, str], ...]] = {
    "repairs": (
        ("冰箱不制冷，已指导复位", "Refrigerator not cooling; talked through a reset"),
        ("洗衣机漏水，需上门", "Washer leaks; needs a visit"),
        ("空调显示E5，预约师傅", "Air conditioner shows E5; technician needed"),
        ("热水器打不着火，保修期内", "Water heater does not light; under warranty"),
    ),
    "installation": (
        ("约周六上午安装", "Installation on Saturday morning"),
        ("墙面需打孔，费用已说明", "Wall must be drilled; price explained"),
        ("改约下周", "Moved to next week"),
    ),
    "sales": (
        ("咨询以旧换新", "Asked about the trade-in offer"),
        ("比较两款洗碗机", "Compared two dishwashers"),
        ("已下单，货到付款", "Ordered, pays on delivery"),
    ),
    "complaints": (
        ("送货迟到两天，已致歉", "Delivery two days late; apologised"),
        ("同一故障第三次报修", "Third repair for the same fault"),
        ("对安装收费有异议", "Disputes the installation fee"),
    ),
}
"""By the skill the queue needs; anything else is about repairs."""
