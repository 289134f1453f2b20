"""What the supervisor's floor is told of the set-up."""

from __future__ import annotations

import msgspec
from samples import HAIHE, REPAIRS, WANG

from callcenter.model.company import Number
from callcenter.model.ids import FlowName
from callcenter.web.floor_facts import floor_facts


def test_the_floor_knows_every_skill_that_a_queue_needs_or_an_agent_has_and_what_opens_a_queue():
    queue = msgspec.structs.replace(HAIHE.queues[REPAIRS], needs={"repairs": 3})
    wang = msgspec.structs.replace(HAIHE.agents[WANG], skills={"mandarin": 10})
    company = msgspec.structs.replace(HAIHE, queues={REPAIRS: queue}, agents={WANG: wang})

    told = floor_facts(company)

    assert told["skills"] == ["mandarin", "repairs"]
    assert told["queues"] == [{"name": "repairs", "title": {"zh-CN": "维修", "en": "Repairs"}, "needs": {"repairs": 3}}]


def test_a_notice_can_name_the_numbers_customers_dial_as_people_read_them():
    number = Number(number="+8653288880000", flow=FlowName("hotline"))

    told = floor_facts(msgspec.structs.replace(HAIHE, numbers={number.number: number}))

    assert told["numbers"] == [{"number": "+8653288880000", "shown": "+86 532 8888 0000"}]
