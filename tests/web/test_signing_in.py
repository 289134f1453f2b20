"""Coming in, being kept out, and being put out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiohttp import ClientResponse, WSCloseCode
from argon2 import PasswordHasher
from fakes import RIGHT, WANG, Site, opened

from callcenter.model.ids import TenantId
from callcenter.storage.accounts import Accounts, NewUser
from callcenter.storage.database import Database
from callcenter.storage.tables import metadata
from callcenter.web.auth import hashed
from callcenter.web.pages import LoginPage, LoginProblem

HOUR = 3600.0


def cookie(answer: ClientResponse, name: str = "callcenter") -> str:
    return next(header for header in answer.headers.getall("Set-Cookie") if header.startswith(f"{name}="))


def last_login_page(site: Site) -> LoginPage:
    page = site.pages.shown[-1]
    assert isinstance(page, LoginPage)
    return page


async def test_the_right_password_leads_to_the_first_page_of_ones_roles(site: Site):
    for login, page in (("wang", "/desk"), ("li", "/floor"), ("sun", "/board"), ("ma", "/floor")):
        browser = site.browser()
        answer = await browser.sign_in(login)
        assert (answer.status, answer.headers["Location"]) == (303, page)
        assert (await browser.get(page)).status == 200
        assert site.fake_accounts.logged[-1] == (login, "sign_in", "")


async def test_a_wrong_password_and_an_unknown_login_are_answered_alike_on_the_same_path(site: Site):
    paths, answers = [], []
    for login in ("wang", "nobody"):
        site.fake_accounts.asked.clear()
        answer = await site.browser().sign_in(login, "wrong")
        answers.append(
            (answer.status, await answer.text(), last_login_page(site).problem, "Set-Cookie" in answer.headers)
        )
        paths.append(list(site.fake_accounts.asked))
    assert answers[0] == answers[1]
    assert answers[0][0] == 401
    assert answers[0][2:] == (LoginProblem.WRONG, False)
    assert paths[0] == paths[1] == ["verify", "knows", "log"]


async def test_what_is_no_login_is_not_written_down_for_it_may_be_a_password(site: Site):
    await site.browser().sign_in("my secret password", "wang")
    await site.browser().sign_in("wang", "wrong")
    assert site.fake_accounts.logged == [("", "sign_in_refused", ""), ("wang", "sign_in_refused", "")]


async def test_someone_to_whom_nothing_is_open_is_told_so_and_gets_no_session(site: Site):
    answer = await site.browser().sign_in("gone")
    assert (answer.status, last_login_page(site).problem) == (403, LoginProblem.NOT_YOURS)
    assert site.fake_accounts.sessions == {}


async def test_after_five_wrong_passwords_the_next_must_wait_and_is_told_how_long(site: Site):
    browser = site.browser()
    for _ in range(5):
        assert (await browser.sign_in("wang", "wrong")).status == 401
    site.fake_accounts.asked.clear()
    answer = await browser.sign_in("wang")  # the right one, but too soon
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    assert (last_login_page(site).problem, last_login_page(site).wait) == (LoginProblem.THROTTLED, 1.0)
    assert site.fake_accounts.asked == []  # a flood costs no password check
    site.clock.advance(1.0)
    assert (await browser.sign_in("wang", "wrong")).status == 401
    assert (await browser.sign_in("wang")).headers["Retry-After"] == "2"  # twice as long as before
    assert (await browser.sign_in("li")).status == 303  # others come in meanwhile


async def test_the_right_password_forgives_the_wrong_ones_before_it(site: Site):
    for _ in range(4):
        assert (await site.browser().sign_in("wang", "wrong")).status == 401
    assert (await site.browser().sign_in("wang")).status == 303
    for _ in range(4):
        assert (await site.browser().sign_in("wang", "wrong")).status == 401
    assert (await site.browser().sign_in("wang")).status == 303


async def test_one_address_that_tries_many_logins_must_wait_too(tmp_path: Path):
    async with opened(tmp_path, proxies=frozenset({"127.0.0.1"})) as site:
        guesser, other = {"X_Forwarded_For": "203.0.113.5"}, {"X_Forwarded_For": "203.0.113.5, 198.51.100.7"}
        browser = site.browser()

        async def guess(login: str, sender: dict[str, str]) -> int:
            return (await browser.post("/login", {"login": login, "password": "wrong"}, **sender)).status

        assert {await guess(f"login {n}", guesser) for n in range(50)} == {401}
        assert await guess("one more", guesser) == 429
        assert await guess("one more", other) == 401  # only the last hop is the proxy's word


async def test_the_session_cookie_is_kept_from_scripts_and_other_sites(site: Site):
    flags = cookie(await site.browser().sign_in("wang")).split("; ")[1:]
    assert {flag.lower() for flag in flags} == {"httponly", "max-age=86400", "path=/", "samesite=lax"}


async def test_behind_https_the_cookie_is_bound_to_the_host_and_to_tls(tmp_path: Path):
    async with opened(tmp_path, public_url="https://calls.example") as site:
        browser = site.browser()
        form = {"login": "wang", "password": RIGHT}
        answer = await browser.post("/login", form, Origin="https://calls.example", Host="calls.example")
        given = cookie(answer, "__Host-callcenter")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(given.split("; "))
        assert "Domain" not in given
        token = given.split(";")[0].split("=")[1]
        assert (await site.browser().get("/desk", Cookie=f"__Host-callcenter={token}")).status == 200
        assert (await site.browser().get("/desk", Cookie=f"callcenter={token}")).status == 303


async def test_only_the_hash_of_the_cookie_is_kept(site: Site):
    token = cookie(await site.browser().sign_in("wang")).split(";")[0].split("=")[1]
    assert list(site.fake_accounts.sessions) == [hashed(token)]


async def test_a_new_sign_in_in_the_same_browser_ends_the_session_before(site: Site):
    browser = await site.signed_in("wang")
    socket = await browser.live()
    await browser.sign_in("li")
    assert await socket.hear() == {"bye": "session_over"}
    assert [session.login for session in site.fake_accounts.sessions.values()] == ["li"]


async def test_no_password_is_taken_in_the_clear_from_another_machine(site: Site):
    form = {"login": "wang", "password": RIGHT}
    browser = site.browser()
    for host in ("calls.example", "10.0.0.5:8080", "localhost.evil.example", "[2001:db8::1]", "[:::]"):
        answer = await browser.post("/login", form, Host=host, Origin=f"http://{host}")
        assert answer.status == 403, host
    assert site.fake_accounts.asked == []
    for host in ("localhost:8080", "127.0.0.1", "[::1]:8080"):
        answer = await browser.post("/login", form, Host=host, Origin=f"http://{host}")
        assert answer.status == 303, host


async def test_a_company_may_choose_to_take_passwords_in_the_clear(tmp_path: Path):
    async with opened(tmp_path, plain_http=True) as site:
        form = {"login": "wang", "password": RIGHT}
        answer = await site.browser().post("/login", form, Host="calls.example", Origin="http://calls.example")
        assert answer.status == 303


async def test_a_session_unused_for_twelve_hours_is_over_and_used_ones_go_on(site: Site):
    browser = await site.signed_in("wang")
    site.clock.advance(11 * HOUR)
    assert (await browser.get("/desk")).status == 200
    site.clock.advance(11 * HOUR)
    assert (await browser.get("/desk")).status == 200
    site.clock.advance(12 * HOUR)
    assert (await browser.get("/desk")).status == 303
    assert (await browser.get("/login")).status == 200
    assert last_login_page(site).problem is LoginProblem.OVER


async def test_a_session_is_over_after_a_day_however_much_it_is_used(site: Site):
    browser = await site.signed_in("wang")
    for _ in range(23):
        site.clock.advance(HOUR)
        assert (await browser.get("/desk")).status == 200
    site.clock.advance(HOUR)
    assert (await browser.get("/desk")).status == 303


async def test_signing_out_ends_the_open_pages_of_that_session_at_once_and_no_others(site: Site):
    here, there = await site.signed_in("wang"), await site.signed_in("wang")
    sockets = [await here.live(), await here.live()]
    other = await there.live()
    answer = await here.post("/logout")
    assert (answer.status, answer.headers["Location"]) == (303, "/login")
    assert "max-age=0" in cookie(answer).lower()
    for socket in sockets:
        assert await socket.hear() == {"bye": "session_over"}
        assert await socket.closed() == WSCloseCode.POLICY_VIOLATION
    assert (await here.get("/desk")).status == 303
    assert site.fake_accounts.logged[-1] == ("wang", "sign_out", "")
    await other.say(do="available", key="k")
    assert await other.hear() == {"done": "k"}


async def test_a_session_that_is_over_is_said_on_the_live_socket(site: Site):
    browser = await site.signed_in("wang")
    open_page = await browser.live()
    site.clock.advance(12 * HOUR)
    assert await open_page.hear() == {"bye": "session_over"}
    late_page = await browser.live()
    assert await late_page.hear() == {"bye": "session_over"}
    assert await late_page.closed() == WSCloseCode.POLICY_VIOLATION


async def test_who_loses_every_role_is_signed_out_and_not_sent_in_circles(site: Site):
    browser = await site.signed_in("wang")
    socket = await browser.live()
    house = site.house
    agents = dict(house.its_company.agents)
    agents[WANG] = msgspec.structs.replace(agents[WANG], roles=())
    house.its_company = msgspec.structs.replace(house.its_company, agents=agents)
    assert await socket.hear() == {"bye": "session_over"}
    assert (await browser.get("/desk")).status == 303
    assert (await browser.get("/login")).status == 200


@pytest.mark.parametrize(
    ("next_path", "leads_to"),
    [
        ("/history?page=2", "/history?page=2"),
        ("https://evil.example/", "/desk"),
        ("//evil.example/", "/desk"),
        ("/\\evil.example/", "/desk"),
        ("/\t/evil.example/", "/desk"),
        ("\t//evil.example/", "/desk"),
        ("javascript:alert(1)", "/desk"),
        ("/desk\r\nSet-Cookie: a=b", "/desk"),
        ("/desk\n", "/desk"),
        ("/" + "x" * 3000, "/desk"),
        ("", "/desk"),
    ],
)
async def test_after_signing_in_one_is_led_to_our_own_pages_only(site: Site, next_path: str, leads_to: str):
    browser = site.browser()
    assert (await browser.sign_in("wang", next=next_path)).headers["Location"] == leads_to
    shown = await browser.client.get(site.url + "/login", params={"next": next_path}, allow_redirects=False)
    assert (shown.status, shown.headers["Location"]) == (303, leads_to)
    chosen = await browser.post("/language", {"language": "en", "next": next_path})
    assert chosen.headers["Location"] == (leads_to if leads_to == next_path else "/")


async def test_the_sign_in_page_keeps_what_was_typed_but_never_the_password(site: Site):
    answer = await site.browser().sign_in("wang", "wrong", next="/board")
    page = last_login_page(site)
    assert (page.login, page.next) == ("wang", "/board")
    assert "wrong" not in await answer.text()


async def test_a_language_that_is_chosen_stays_with_the_login_and_with_the_browser(site: Site):
    browser = await site.signed_in("wang")
    await browser.get("/desk")
    assert site.pages.shown[-1].frame.language == "zh-CN"
    assert (await browser.post("/language", {"language": "en", "next": "/desk"})).headers["Location"] == "/desk"
    await browser.get("/desk")
    assert site.pages.shown[-1].frame.language == "en"
    await browser.post("/logout")
    await browser.get("/login")
    assert site.pages.shown[-1].frame.language == "en"
    assert (await browser.post("/language", {"language": "tlh"})).status == 400
    assert site.fake_accounts.languages["wang"] == "en"


class Counting(PasswordHasher):
    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Any:
        self.verified += 1
        return super().verify(hash, password)


async def test_with_the_real_store_a_sign_in_holds_until_it_is_signed_out(tmp_path: Path):
    database, hasher = Database(f"sqlite:///{tmp_path / 'doors.db'}"), Counting()
    await database.transact(lambda connection: metadata.create_all(connection))
    accounts = Accounts(database, TenantId("haihe"), hasher)
    try:
        async with opened(tmp_path, accounts=accounts) as site:
            await accounts.add(NewUser(login="wang", password=RIGHT), now=site.clock.now())
            assert (await site.browser().sign_in("wang", "wrong")).status == 401
            assert hasher.verified == 1
            assert (await site.browser().sign_in("nobody", "wrong")).status == 401
            assert hasher.verified == 2  # as much work as for a login there is
            browser = await site.signed_in("wang")
            assert (await browser.get("/desk")).status == 200
            socket = await browser.live()
            await accounts.add(NewUser(login="wang", password="another"), now=site.clock.now())
            assert await socket.hear() == {"bye": "session_over"}
            assert (await browser.get("/desk")).status == 303
            assert (await browser.sign_in("wang", "another")).status == 303
            await browser.post("/logout")
            assert (await browser.get("/desk")).status == 303
    finally:
        accounts.close()
        await database.close()


async def test_an_agents_number_signs_in_like_the_login(site: Site):
    number = next(agent.number for agent in site.house.its_company.agents.values() if agent.login == "wang")
    answer = await site.browser().sign_in(number)
    assert (answer.status, answer.headers["Location"]) == (303, "/desk")
    assert site.fake_accounts.logged[-1] == ("wang", "sign_in", "")
