"""A floor in the middle of a busy morning, as the feed `floor` shows it.

fill(server.feeds["floor"], agents=30, waiting=12)
"""

from __future__ import annotations

from typing import Any

from front.scripted import ago

from callcenter.live import Feed

CENTER = {"state": "ready", "telephony": "asterisk", "day": "2026-03-02"}
QUEUES = (
    ("repairs", "维修", "Repairs"),
    ("installation", "安装", "Installation"),
    ("sales", "销售咨询", "Sales"),
    ("complaints", "投诉", "Complaints"),
    ("english", "英语专席", "English line"),
)
NAMES = (
    "王芳",
    "李娜",
    "张伟",
    "刘洋",
    "陈静",
    "杨帆",
    "赵磊",
    "黄丽",
    "周明",
    "吴昊",
    "徐倩",
    "孙丽",
    "马超",
    "朱琳",
    "胡军",
)
CUSTOMERS = ("赵先生", "钱女士", "孙桂英", "Mary Johnson", "李建国", "", "周小姐", "吴先生")
REGIONS = (("北京", "Beijing"), ("山东 青岛", "Qingdao, Shandong"), ("广东 深圳", "Shenzhen, Guangdong"))
DOING = ("talking", "talking", "available", "wrap_up", "talking", "aux", "held", "offered", "signed_out", "aux")
WHY = {
    "talking": "busy",
    "held": "busy",
    "offered": "busy",
    "wrap_up": "wrap_up",
    "aux": "aux",
    "signed_out": "signed_out",
}
AUX = {"break": {"zh-CN": "小休", "en": "Break"}, "meal": {"zh-CN": "用餐", "en": "Meal"}}


def fill(feed: Feed, agents: int = 30, waiting: int = 12) -> None:
    feed.put("center", CENTER)
    for place, (name, zh, en) in enumerate(QUEUES):
        feed.put(f"queue/{name}", queue(name, zh, en, place, waiting))
    for number in range(agents):
        feed.put(f"agent/a{number}", agent(number))
    feed.put(
        "agent/li",
        agent(99, agent="li", name="李强", number="9001", presence="available", stage=None, why_not=None, work=[]),
    )
    for number in range(waiting):
        feed.put(f"waiting/w{number:03}", waiter(number))


def agent(at: int, **changes: Any) -> dict[str, Any]:
    doing = DOING[at % len(DOING)]
    queue = QUEUES[at % len(QUEUES)][0]
    presence = doing if doing in ("aux", "signed_out") else "available"
    in_hand = doing in ("talking", "held", "offered", "wrap_up")
    code = ("break", "meal")[at % 2] if doing == "aux" else None
    work = {
        "interaction": f"i{at}",
        "medium": "voice",
        "direction": "inbound",
        "stage": doing,
        "queue": queue,
        "since": ago(17 * at % 300 + 4),
        "caller_shown": f"+86 138 **** {8000 + at}",
        "customer_name": CUSTOMERS[at % len(CUSTOMERS)],
    }
    value = {
        "agent": f"a{at}",
        "name": NAMES[at % len(NAMES)],
        "number": str(1001 + at),
        "presence": presence,
        "code": code,
        "code_title": AUX[code] if code else None,
        "stage": doing if in_hand else None,
        "since": ago(17 * at % 300 + 4),
        "queue": queue if in_hand else None,
        "not_responding": False,
        "reachable": True,
        "team": ("甲班", "乙班", "夜班")[at % 3],
        "site": "main",
        "skills": {queue: 3 + at % 6, "mandarin": 10},
        "phone": "softphone",
        "why_not": WHY.get(doing),
        "work": [work] if in_hand else [],
        "help": None,
        "watched_by": [],
        "aux_ends_at": ago(140 - 40 * (at % 9)) if doing == "aux" else None,
    }
    return value | changes


def queue(name: str, zh: str, en: str, place: int = 0, who_wait: int = 0, **changes: Any) -> dict[str, Any]:
    mine = len([number for number in range(who_wait) if number % len(QUEUES) == place])
    value = {
        "name": name,
        "title": {"zh-CN": zh, "en": en},
        "waiting": mine,
        "longest_since": ago(30 + 45 * place) if mine else None,
        "offered": 240 - 40 * place,
        "answered": 200 - 36 * place,
        "in_time": 180 - 40 * place,
        "abandoned": 12 + place,
        "short_abandoned": 2,
        "overflowed": place,
        "voicemail": 2,
        "callback": 3,
        "lost": 0,
        "service_level": (0.91, 0.83, 0.76, 0.58, None)[place],
        "goal": {"share": 0.8, "within": 20},
        "average_answer": 14.5 + 6 * place,
        "staff": {
            "available": (4, 2, 1, 0, 1)[place],
            "offered": 1,
            "talking": 6 - place,
            "wrap_up": 2,
            "aux": 3,
            "not_responding": place % 2,
        },
        "closed": None,
        "alerts": {"waiting": [3, 6], "longest": [60, 120], "service_level": [0.8, 0.7]},
    }
    return value | changes


def waiter(number: int, **changes: Any) -> dict[str, Any]:
    name = CUSTOMERS[number % len(CUSTOMERS)]
    value = {
        "interaction": f"w{number:03}",
        "medium": ("voice", "voice", "callback")[number % 3],
        "queue": QUEUES[number % len(QUEUES)][0],
        "since": ago(12 + 13 * number % 210),
        "priority": 20.0 if number == 3 else 0.0,
        "ageing": 0.1,
        "caller_shown": f"+86 139 **** {6000 + number}",
        "customer": f"c{number}" if name else None,
        "customer_name": name,
        "region": dict(zip(("zh-CN", "en"), REGIONS[number % len(REGIONS)], strict=True)),
        "language": "en" if name.startswith("Mary") else "zh-CN",
        "offered_to": "a7" if number == 0 else None,
        "for_agent": "a2" if number == 5 else None,
    }
    return value | changes


def me(**changes: Any) -> dict[str, Any]:
    """The supervisor's own desk, with a phone on the table: nothing rings in the page."""
    value = {
        "agent": "li",
        "name": "李强",
        "number": "9001",
        "presence": "available",
        "code": None,
        "next": None,
        "since": ago(600),
        "not_responding": False,
        "phone": "desk_phone",
        "seat": None,
        "phone_shown": "",
        "reachable": True,
        "aux_ends_at": None,
    }
    return value | changes
