"""What a server would say to a desk (`docs/desk-protocol.md`): `me()`, `work()`, `customer()`, with what is changed."""

from __future__ import annotations

from typing import Any

from front.scripted import ago


def ahead(seconds: float) -> str:
    return ago(-seconds)


def texts(zh: str, en: str) -> dict[str, str]:
    return {"zh-CN": zh, "en": en}


def me(**changed: Any) -> dict[str, Any]:
    return {
        "agent": "smith",
        "name": "John Smith",
        "number": "1008",
        "presence": "available",
        "code": None,
        "next": None,
        "since": ago(95),
        "not_responding": False,
        "phone": "softphone",
        "seat": None,
        "phone_shown": "",
        "reachable": True,
        "aux_ends_at": None,
    } | changed


def party(leg: str, shown: str, **changed: Any) -> dict[str, Any]:
    return {
        "leg": leg,
        "kind": "agent",
        "agent": None,
        "shown": shown,
        "role": "talker",
        "state": "talking",
        "me": False,
    } | changed


CALLER = "+8613800138000"
CALLER_SHOWN = "+86 138 0013 8000"


def customer(**changed: Any) -> dict[str, Any]:
    past = {
        "interaction": "old1",
        "at": "2026-02-11T03:12:00Z",
        "medium": "voice",
        "queue": "repairs",
        "agent": "wang",
        "outcome": "served",
        "disposition": "technician",
        "note": "Drum is loud, technician sent.",
        "seconds": 312,
    }
    return {
        "id": "c1",
        "name": "Emma Brown",
        "language": "en",
        "company": "Harbour Laundry Ltd",
        "note": "Prefers calls after 14:00.",
        "since": "2021-05-04T00:00:00Z",
        "demo": True,
        "addresses": [
            {"kind": "phone", "value": CALLER, "shown": CALLER_SHOWN},
            {"kind": "email", "value": "emma@example.invalid", "shown": "emma@example.invalid"},
        ],
        "orders": [
            {
                "id": "A-20817",
                "placed_at": "2026-01-09T00:00:00Z",
                "title": texts("滚筒洗衣机 10 公斤", "Front loader 10 kg"),
                "status": "delivered",
                "amount": 3299.0,
                "currency": "CNY",
            }
        ],
        "history": [past, past | {"interaction": "old2", "at": "2026-01-22T07:40:00Z", "note": "", "seconds": 95}],
    } | changed


def pop(**changed: Any) -> dict[str, Any]:
    return {
        "caller": CALLER,
        "caller_shown": CALLER_SHOWN,
        "caller_name": "",
        "region": texts("北京市", "Beijing"),
        "dialled": "95001",
        "language": "en",
        "waited": 12.5,
        "visit": 1,
        "transferred_by": None,
        "note": "",
        "choices": [{"node": "main", "key": "2", "to": "repairs"}],
        "why": {
            "chosen_by": "longest_idle",
            "waited": 12.5,
            "idle_for": 80.1,
            "qualified": 3,
            "free": 1,
            "skills": {"repairs": 3},
        },
        "customer": "c1",
        "matches": [customer()],
    } | changed


ME_IN_IT = party("w1-a1", "John Smith 1008", agent="smith", me=True)
CUSTOMER_IN_IT = party("w1-c1", "Emma Brown", kind="customer")
LI_IN_IT = party("w1-a2", "李娜 1002", agent="li")


def work(stage: str = "talking", **changed: Any) -> dict[str, Any]:
    told = {
        "interaction": "w1",
        "medium": "voice",
        "direction": "inbound",
        "part": "handler",
        "stage": stage,
        "since": ago(20),
        "began": None if stage in ("offered", "ringing", "dialling") else ago(65),
        "offer": "w1-1" if stage == "offered" else None,
        "expires_at": ahead(17) if stage == "offered" else None,
        "wrap_up_ends_at": ahead(52) if stage == "wrap_up" else None,
        "queue": "repairs",
        "voicemail": None,
        "parties": [CUSTOMER_IN_IT, ME_IN_IT],
        "consult": None,
        "recording": "on",
        "quality": None,
        "help": None,
        "pop": pop(),
    }
    return told | changed


def colleague(agent: str, name: str, number: str, **changed: Any) -> dict[str, Any]:
    return {
        "agent": agent,
        "name": name,
        "number": number,
        "team": "Repairs",
        "supervisor": False,
        "presence": "available",
        "code": None,
        "busy": False,
        "reachable": True,
    } | changed


COLLEAGUES = {
    f"colleague/{one['agent']}": one
    for one in (
        colleague("wang", "王芳", "1001"),
        colleague("li", "李娜", "1002", busy=True),
        colleague("brown", "Olivia Brown", "1009", team="English", presence="aux", code="lunch"),
        colleague("zhao", "赵敏", "1004", reachable=False),
        colleague("yang", "杨丽", "1010", supervisor=True),
        colleague("sun", "孙浩", "1006", presence="signed_out"),
        colleague("smith", "John Smith", "1008"),
    )
}

FACTS: dict[str, Any] = {
    "agent": "smith",
    "languages": ["zh-CN", "en"],
    "queues": [
        {"name": "repairs", "title": texts("维修", "Repairs"), "dispositions": []},
        {"name": "sales", "title": texts("销售", "Sales"), "dispositions": ["solved", "call_again"]},
    ],
    "dispositions": [
        {"code": "solved", "title": texts("已解决", "Solved")},
        {"code": "technician", "title": texts("派工程师", "Technician sent")},
        {"code": "part_ordered", "title": texts("已订配件", "Part ordered")},
        {"code": "complaint", "title": texts("投诉", "Complaint")},
        {"code": "call_again", "title": texts("客户再来电", "Customer calls again")},
        {"code": "wrong_number", "title": texts("拨错", "Wrong number")},
    ],
    "wrap_up_reasons": [{"code": "photos", "title": texts("等待照片", "Waits for photos")}],
    "aux_codes": [
        {"code": "lunch", "title": texts("午餐", "Lunch")},
        {"code": "break", "title": texts("小休", "Break")},
        {"code": "training", "title": texts("培训", "Training")},
        {"code": "meeting", "title": texts("会议", "Meeting")},
    ],
    "zone": "Asia/Shanghai",
}

SCRIPT = {
    "title": texts("报修", "A fault"),
    "start": "what",
    "steps": {
        "what": {
            "name": "what",
            "say": texts("请问哪件电器？", "Which appliance is it?"),
            "fields": [
                {"name": "model", "title": texts("型号", "Model"), "kind": "text", "required": False, "options": {}}
            ],
            "branch": None,
            "then": None,
        }
    },
}
WITH_SCRIPT = FACTS | {
    "queues": [one | {"script": "fault"} for one in FACTS["queues"]],
    "scripts": {"fault": SCRIPT},
}

TODAY = {
    "handled": 14,
    "missed": 1,
    "average": {"talk": 223, "hold": 12, "wrap_up": 50, "handle": 273},
}
