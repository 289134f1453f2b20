"""With masking on, nothing an agent's desk or phone is given holds a customer's number."""

from __future__ import annotations

import json
from pathlib import Path

from calls.haihe import haihe

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.viewer import Role
from journeys.center import ANA, running, viewer

DIGITS = "13800138000"


async def test_an_agents_feed_and_phone_hold_no_digits_of_the_customer(tmp_path: Path):
    async with running(tmp_path, company=haihe(mask_numbers=frozenset({"agent"}))) as center:
        await center.works(ANA)
        caller = center.network.call(f"+86{DIGITS}", "+8653288880000", trunk="carrier", caller_name=f"Li {DIGITS}")
        await center.goes_on(1)
        for key in "21":
            caller.press(key)
            await center.goes_on(1)
        phone = center.phone(ANA)
        assert (phone.shown, phone.shown_name) == ("138****8000", "Li 138****8000")
        phone.answer()
        await center.goes_on(2)
        known = do.Customer(
            key=new_id(),
            interaction=center.only_call,
            new=do.NewCustomer(name="Li", language="en"),
        )
        assert await center.asks(ANA, known) is None  # the card has the number now
        await center.goes_on(1)
        (work,) = center.works_of(ANA)
        assert work["pop"]["caller_shown"] == "138****8000"
        assert [one["shown"] for one in work["pop"]["matches"][0]["addresses"]] == ["138****8000"]
        assert DIGITS not in json.dumps(center.desk(ANA)).replace(" ", "")
        floor = center.center.floors.feed(viewer(center.company, ANA, Role.SUPERVISOR), center.clock.now())
        assert "+86 138 0013 8000" in json.dumps(floor.everything())  # a supervisor's is whole
