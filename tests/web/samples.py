"""One company, its people and one call: what the tests of the pages show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from callcenter.journal import Line
from callcenter.model import facts
from callcenter.model.company import Agent, AuxCode, Company, Disposition, Queue
from callcenter.model.facts import Fact
from callcenter.model.ids import AgentId, InteractionId, Language, QueueName, TenantId
from callcenter.model.interaction import Direction, Medium, Outcome
from callcenter.viewer import Role, Viewer
from callcenter.web.pages import Frame, HistoryRow

ZH, EN = Language("zh-CN"), Language("en")
BOTH = (ZH, EN)
WANG, LI = AgentId("wang"), AgentId("li")
REPAIRS = QueueName("repairs")
CALL = InteractionId("01KHV5ZQ8TN4S1E0G7Y3XWA001")
BEGAN = datetime(2026, 3, 2, 9, 0, 3, tzinfo=UTC)  #: 17:00:03 in Shanghai
EVIL = '<script>alert("x")</script>'

HAIHE = Company(
    tenant=TenantId("haihe"),
    name={ZH: "海河电器", EN: "Haihe Appliances"},
    country="CN",
    zone="Asia/Shanghai",
    languages=BOTH,
    numbers={},
    queues={REPAIRS: Queue(name=REPAIRS, title={ZH: "维修", EN: "Repairs"})},
    hours={},
    agents={
        WANG: Agent(id=WANG, login="wang", name="王芳", number="1001"),
        LI: Agent(id=LI, login="li", name="Li Wei", number="1002"),
    },
    dispositions={"solved": Disposition(code="solved", title={ZH: "已解决", EN: "Solved"})},
    aux_codes={"lunch": AuxCode(code="lunch", title={ZH: "午餐", EN: "Lunch"})},
    dial_allowed=frozenset(),
    not_routed={ZH: "号码有误。", EN: "This number is not in use."},
)


def frame(language: Language, path: str, *roles: Role, name: str = "王芳", company: Company = HAIHE) -> Frame:
    viewer = Viewer(
        tenant=company.tenant,
        login="wang",
        agent=WANG,
        roles=frozenset(roles),
        language=language,
        zone="Asia/Shanghai",
    )
    return Frame(
        company=company,
        language=language,
        viewer=viewer if roles else None,
        name=name if roles else "",
        path=path,
        now=BEGAN + timedelta(hours=1),
    )


def row(**changed: object) -> HistoryRow:
    values: dict[str, object] = {
        "id": CALL,
        "medium": Medium.VOICE,
        "direction": Direction.INBOUND,
        "began": BEGAN,
        "ended": BEGAN + timedelta(minutes=4),
        "outcome": Outcome.SERVED,
        "customer": "赵磊",
        "caller_shown": "+86 138 0013 8000",
        "dialled": "95001",
        "queue": REPAIRS,
        "agent": WANG,
        "disposition": "solved",
        "waited": 26.0,
        "talked": 193.0,
    }
    return HistoryRow(**values | changed)  # type: ignore[arg-type]


def line(seconds: float, fact: Fact) -> Line:
    return Line(tenant=HAIHE.tenant, stream=CALL, at=BEGAN + timedelta(seconds=seconds), fact=fact)


def wrap_up(disposition: str | None) -> facts.WrapUpEnded:
    return facts.WrapUpEnded(agent=WANG, disposition=disposition, by_itself=False)
