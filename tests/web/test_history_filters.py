"""`/history?…`: what is asked for, in the viewer's days, and what could not be understood."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest
from fakes import REPAIRS, WANG, Site, company

from callcenter.history.records import Search
from callcenter.model.company import Disposition
from callcenter.model.interaction import Direction, Outcome
from callcenter.web.pages import HistoryPage
from callcenter.web.texts import LANGUAGES


async def asked(site: Site, query: str) -> tuple[Search, HistoryPage]:
    answer = await (await site.signed_in("li")).get(f"/history?{query}")
    assert answer.status == 200
    page = site.pages.shown[-1]
    assert isinstance(page, HistoryPage)
    return site.history.searches[-1], page


async def test_without_filters_everything_is_listed(site: Site):
    site.history.recorded_call("i1", "t1")
    search, page = await asked(site, "from=&to=&queue=&agent=&number=&outcome=&page=")
    assert search == Search()
    assert ([row.id for row in page.rows], page.total, page.bad_filters) == (["i1"], 1, ())
    assert page.rows[0].caller_shown == "+86 138 0013 8000"


async def test_days_are_those_of_the_viewers_zone_and_both_are_included(site: Site):
    search, page = await asked(site, "from=2026-03-01&to=2026-03-02")
    assert search.since == datetime(2026, 2, 28, 16, 0, tzinfo=UTC)  # midnight in Shanghai
    assert search.until == datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert (page.filters.from_day, page.filters.to_day) == (date(2026, 3, 1), date(2026, 3, 2))


async def test_every_filter_is_handed_on(site: Site):
    search, _ = await asked(
        site, "queue=repairs&agent=a-wang&number=%20138%200013%20&outcome=abandoned&sound=poor&page=3"
    )
    assert search == Search(
        queue=REPAIRS, agent=WANG, number="138 0013", outcome=Outcome.ABANDONED, poor_sound=True, page=3
    )


async def test_who_sees_numbers_masked_finds_whole_numbers_however_written_and_no_endings(site: Site):
    site.house.its_company = company(mask_numbers=frozenset({"agent"}))
    wang = await site.signed_in("wang")
    for written, number in (("138%200013%208000", "+8613800138000"), ("8000", "8000"), ("%E2%98%8E", "☎")):
        await wang.get(f"/history?number={written}")
        assert site.history.searches[-1] == Search(number=number, whole_number=True)
    await wang.get("/history?text=back+1380")
    assert site.history.searches[-1].text.split() == ["back"], "nor are the digits in notes"
    assert (await asked(site, "number=8000"))[0] == Search(number="8000"), "a supervisor's may be an ending"


async def test_what_may_be_listened_to_is_found_by_its_length_its_note_and_what_became_of_it(site: Site):
    solved = Disposition(code="solved", title={LANGUAGES[0]: "已解决"})
    site.house.its_company = msgspec.structs.replace(site.house.its_company, dispositions={"solved": solved})
    search, page = await asked(
        site, "recorded=yes&direction=inbound&disposition=solved&text=%20%E5%86%B0%E7%AE%B1%20&longer=30&shorter=90"
    )
    assert page.bad_filters == ()
    assert search == Search(
        recorded=True,
        direction=Direction.INBOUND,
        disposition="solved",
        text="冰箱",
        talked_at_least=30,
        talked_at_most=90,
    )
    assert (await asked(site, "recorded=no"))[0] == Search(recorded=False)


@pytest.mark.parametrize(
    "written",
    [
        "from=yesterday",
        "to=2026-02-30",
        "queue=nowhere",
        "agent=a-nobody",
        "outcome=won",
        "sound=loud",
        "recorded=perhaps",
        "direction=up",
        "disposition=forgotten",
        "longer=-1",
        "longer=five",
        "shorter=86401",
        "page=0",
        "page=-1",
        "page=many",
        "page=100001",
        "page=" + "9" * 5000,
        "agent=%00",
    ],
)
async def test_what_cannot_be_understood_is_left_out_and_named(site: Site, written: str):
    search, page = await asked(site, f"number=138&{written}")
    assert page.bad_filters == (written.split("=")[0],)
    assert search == Search(number="138")


@pytest.mark.parametrize("query", ["from=0001-01-01", "to=9999-12-31", "from=9999-12-31&to=0001-01-01"])
async def test_the_ends_of_the_calendar_are_days_like_others(site: Site, query: str):
    search, page = await asked(site, query)
    assert page.bad_filters == ()
    for instant in (search.since, search.until):
        assert instant is None or instant.astimezone(UTC) == instant


async def test_a_number_of_any_length_is_cut_to_what_a_number_can_be(site: Site):
    search, _ = await asked(site, "number=" + "1" * 500)
    assert search.number == "1" * 64


async def test_an_agent_who_is_nothing_more_sees_their_own(site: Site):
    site.history.recorded_call("i1", "t1")
    await (await site.signed_in("wang")).get("/history")
    assert site.pages.shown[-1].total == 1
    await (await site.signed_in("zhou")).get("/history")
    assert site.pages.shown[-1].total == 0
