"""A flow goes its own ways for callers from some provinces."""

from __future__ import annotations

import pytest
from calls.haihe import Told, haihe

from callcenter.calls import letters as our
from callcenter.ivr.check import check
from callcenter.ivr.loader import load_flow
from callcenter.lined_yaml import read
from callcenter.model.ids import CustomerId

FLOW = """\
start: where
nodes:
  where: { province: { CN-SD: near, CN-BJ: far }, otherwise: far }
  near: { queue: repairs }
  far: { queue: sales }
"""


@pytest.mark.parametrize(("province", "queue"), [("CN-SD", "repairs"), ("CN-GD", "sales"), (None, "sales")])
def test_the_province_of_the_caller_s_number_leads_to_a_queue(province: str | None, queue: str):
    call = Told(flow=FLOW)
    call.call.province = province
    call.arrives()
    assert call.call.visit is not None
    assert call.call.visit.queue == queue


@pytest.mark.parametrize(("home", "queue"), [("CN-SD", "repairs"), (None, "sales")])
def test_where_the_customer_lives_goes_before_where_the_number_is_from(home: str | None, queue: str):
    hello = "nodes:\n  hello: { menu: Hi, keys: { 1: where }, otherwise: where }"
    flow = FLOW.replace("start: where", "start: hello").replace("nodes:", hello)
    call = Told(flow=flow)
    call.call.province = "CN-GD"
    call.arrives().tell(our.Matched(customer=CustomerId("k1"), matches=1, province=home)).presses("1")
    assert call.call.visit is not None
    assert call.call.visit.queue == queue
    assert call.call.province == home or home is None


def test_a_province_there_is_not_and_a_way_that_leads_nowhere_are_told():
    text = FLOW.replace("CN-BJ: far", "CN-XX: fare")
    mistakes = check(load_flow(text, "f"), haihe(), read(text, "f.yaml"))
    assert [str(mistake) for mistake in mistakes] == [
        "f.yaml:3: node 'where', province CN-XX: there is no node 'fare'; did you mean 'far'?",
        "f.yaml:3: node 'where': there is no province 'CN-XX'; did you mean 'CN-XZ'?",
    ]


def test_branches_that_lead_back_to_themselves_are_a_loop():
    text = FLOW.replace("far: { queue: sales }", "far: { say: Hi, then: where }")
    mistakes = check(load_flow(text, "f"), haihe(), read(text, "f.yaml"))
    assert "f.yaml:3: node 'where' leads back to itself without a menu or another wait between" in map(str, mistakes)
