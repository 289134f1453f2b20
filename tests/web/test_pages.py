"""The pages as HTML: well-formed, escaped, in both languages, with nothing the content security policy refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from samples import BEGAN, BOTH, CALL, EN, EVIL, HAIHE, LI, REPAIRS, WANG, ZH, frame, line, row, wrap_up

from callcenter.model import facts
from callcenter.model.company import Company, Queue
from callcenter.model.ids import AgentId, CustomerId, InteractionId, Language, QueueName
from callcenter.model.interaction import Direction, LeftQueue, Medium, Outcome, Party
from callcenter.viewer import Role
from callcenter.web.pages import (
    ERRORS,
    AnsweredScript,
    AnswerRow,
    BoardPage,
    CallPage,
    CustomerAddress,
    CustomerShown,
    DeedRow,
    DeskPage,
    DeskView,
    ErrorPage,
    Frame,
    HistoryFilters,
    HistoryPage,
    InteractionPage,
    LoginPage,
    LoginProblem,
    Pages,
    RelatedRow,
    SegmentKind,
    SegmentRow,
    SoundRow,
    TrackRow,
)
from callcenter.web.texts import CONSOLE

EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source"}
AGENT, SUPERVISOR = Role.AGENT, Role.SUPERVISOR


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    static = tmp_path_factory.mktemp("static")
    (static / "one.js").write_text("1", encoding="utf-8")
    return Pages(static)


class Read(HTMLParser):
    """What a browser would find: tags that close in order, ids once, labels that lead somewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice on {tag}"
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "script":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def links(self) -> list[str]:
        return [attrs["href"] or "" for attrs in self.all("a")]


def an_interaction(around: Frame, **changed: object) -> InteractionPage:
    values: dict[str, object] = {
        "frame": around,
        "id": CALL,
        "medium": Medium.VOICE,
        "direction": Direction.INBOUND,
        "began": BEGAN,
        "ended": BEGAN + timedelta(seconds=240),
        "outcome": Outcome.SERVED,
        "caller_shown": "+86 138 0013 8000",
        "dialled": "95001",
        "queue": REPAIRS,
        "agent": WANG,
        "disposition": "solved",
        "note": "冰箱不制冷",
        "talked": 193.0,
        "customer": CustomerShown(
            id=CustomerId("c1"),
            name="赵磊",
            language=ZH,
            company="海天大酒店",
            since=BEGAN,
            demo=True,
            addresses=(CustomerAddress(kind="phone", shown="+86 138 0013 8000"),),
        ),
        "segments": (
            SegmentRow(
                kind=SegmentKind.QUEUE,
                began=BEGAN,
                ended=BEGAN + timedelta(seconds=40),
                queue=REPAIRS,
                how=LeftQueue.ANSWERED,
            ),
            SegmentRow(
                kind=SegmentKind.TALK,
                began=BEGAN + timedelta(seconds=40),
                ended=BEGAN + timedelta(seconds=240),
                agent=WANG,
                how=Party.CUSTOMER,
            ),
        ),
        "tracks": (
            TrackRow(track="t1", party=Party.CUSTOMER, began=BEGAN, url=f"/recordings/{CALL}/t1.wav"),
            TrackRow(track="t2", party=Party.AGENT, agent=WANG, began=BEGAN, url=f"/recordings/{CALL}/t2.wav"),
        ),
        "mixed": f"/recordings/{CALL}.wav",
        "may_listen": True,
        "deeds": (DeedRow(at=BEGAN, by="李强", do="coach", agent=WANG, queue=REPAIRS, reason="first day"),),
        "scripts": (
            AnsweredScript(
                title="Fault",
                agent=WANG,
                at=BEGAN,
                answers=(AnswerRow(title="Model", value="X1"), AnswerRow(title="Under warranty", value=True)),
            ),
        ),
        "related": (RelatedRow(id=InteractionId("01OTHER"), medium=Medium.CALLBACK, began=BEGAN, came_from=False),),
        "story": (line(0, facts.CustomerMatched(matches=1)), line(281, wrap_up("solved"))),
    }
    return InteractionPage(**values | changed)  # type: ignore[arg-type]


def a_history(around: Frame, **changed: object) -> HistoryPage:
    values: dict[str, object] = {"frame": around, "filters": HistoryFilters(), "rows": (row(),), "total": 1}
    return HistoryPage(**values | changed)  # type: ignore[arg-type]


EVERY_PAGE: dict[str, Callable[[Pages, Language], str]] = {
    "login": lambda pages, language: pages.login(LoginPage(frame=frame(language, "/login"))),
    "login refused": lambda pages, language: pages.login(
        LoginPage(frame=frame(language, "/login"), login=EVIL, problem=LoginProblem.WRONG, next="/desk")
    ),
    "desk": lambda pages, language: pages.desk(DeskPage(frame=frame(language, "/desk", AGENT))),
    "board": lambda pages, language: pages.board(BoardPage(frame=frame(language, "/board", SUPERVISOR))),
    "call": lambda pages, language: pages.call(CallPage(frame=frame(language, "/call"))),
    "history": lambda pages, language: pages.history(a_history(frame(language, "/history", SUPERVISOR))),
    "history, bad filters": lambda pages, language: pages.history(
        a_history(frame(language, "/history", AGENT), rows=(), total=0, bad_filters=("from", "page"))
    ),
    "interaction": lambda pages, language: pages.interaction(
        an_interaction(frame(language, f"/history/{CALL}", AGENT))
    ),
    "interaction, bare": lambda pages, language: pages.interaction(
        InteractionPage(
            frame=frame(language, f"/history/{CALL}", AGENT),
            id=CALL,
            medium=Medium.VOICEMAIL,
            direction=Direction.INBOUND,
            began=BEGAN,
        )
    ),
    "error": lambda pages, language: pages.error(ErrorPage(frame=frame(language, "/x", AGENT), status=404)),
}


# -------------------------------------------------------------------- every page


@pytest.mark.parametrize("name", EVERY_PAGE)
@pytest.mark.parametrize("language", BOTH)
def test_a_page_is_well_formed_and_says_its_language(pages: Pages, name: str, language: Language):
    read = Read(EVERY_PAGE[name](pages, language))

    assert read.all("html") == [{"lang": language}]
    assert len(read.all("h1")) == 1
    assert len(read.all("main")) == 1
    ids = [attrs["id"] for _, attrs in read.tags if attrs.get("id")]
    assert len(set(ids)) == len(ids)
    named = {word for _, attrs in read.tags for word in (attrs.get("aria-labelledby") or "").split()}
    described = {word for _, attrs in read.tags for word in (attrs.get("aria-describedby") or "").split()}
    leads_to = {attrs["for"] for attrs in read.all("label") if attrs.get("for")}
    assert (named | described | leads_to) - set(ids) == set()


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_page_holds_nothing_that_the_content_security_policy_refuses(pages: Pages, name: str):
    html = EVERY_PAGE[name](pages, ZH)
    read = Read(html)

    assert read.all("style") == []
    assert all(script.get("src") or script.get("type") == "application/json" for script in read.all("script"))
    refused = [(tag, attr) for tag, attrs in read.tags for attr in attrs if attr == "style" or attr.startswith("on")]
    assert refused == []
    addresses = [attrs.get(name) or "" for _, attrs in read.tags for name in ("src", "href", "action") if name in attrs]
    assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in addresses)


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_an_english_page_holds_no_chinese_text_of_ours(pages: Pages, name: str):
    words = Read(EVERY_PAGE[name](pages, EN)).text

    for theirs in (
        "王芳",
        "李强",
        "赵磊",
        "冰箱不制冷",
        "海天大酒店",
        "中文",
    ):  # names, what was typed, the other language's name
        words = words.replace(theirs, "")
    assert re.findall(r"[\u4e00-\u9fff]+", words) == []


@pytest.mark.parametrize("name", ["desk", "history", "interaction", "error"])
def test_who_is_signed_in_can_sign_out_and_choose_the_language(pages: Pages, name: str):
    read = Read(EVERY_PAGE[name](pages, ZH))

    forms = {(form.get("method"), form.get("action")) for form in read.all("form")}
    assert {("post", "/logout"), ("post", "/language")} <= forms
    assert [(button.get("value"), button.get("lang")) for button in read.all("button") if button.get("name")] == [
        ("en", "en")
    ]


def test_choosing_a_language_leads_back_to_where_one_was(pages: Pages):
    html = pages.history(a_history(frame(ZH, "/history?queue=repairs&page=2", AGENT)))

    assert {"type": "hidden", "name": "next", "value": "/history?queue=repairs&page=2"} in Read(html).all("input")


@pytest.mark.parametrize(
    ("roles", "open_pages"),
    [
        ((AGENT,), ["/desk", "/board", "/history"]),
        ((SUPERVISOR,), ["/desk", "/floor", "/board", "/history"]),
        ((AGENT, SUPERVISOR), ["/desk", "/floor", "/board", "/history"]),
        ((), []),
    ],
)
def test_the_menu_offers_what_the_roles_open(pages: Pages, roles: tuple[Role, ...], open_pages: list[str]):
    read = Read(pages.error(ErrorPage(frame=frame(ZH, "/x", *roles), status=404)))

    assert [link for link in read.links() if link in {"/desk", "/floor", "/board", "/history"}] == open_pages


def test_the_page_one_is_on_is_marked_in_the_menu(pages: Pages):
    read = Read(pages.interaction(an_interaction(frame(ZH, f"/history/{CALL}", AGENT))))

    assert [link["href"] for link in read.all("a") if link.get("aria-current")] == ["/history"]


def test_from_the_desk_other_pages_open_beside_it_and_lead_back_to_it(pages: Pages):
    """The phone lives in the desk's page."""

    def windows(html: str) -> dict[str | None, str | None]:
        return {link["href"]: link.get("target") for link in Read(html).all("a")}

    desk = windows(pages.desk(DeskPage(frame=frame(EN, "/desk", SUPERVISOR))))
    assert (desk["/board"], desk["/history"]) == ("callcenter-board", "callcenter-history")
    assert (desk["/desk"], desk["/floor"]) == (None, None)  # one page
    board = windows(pages.board(BoardPage(frame=frame(EN, "/board", SUPERVISOR))))
    assert (board["/desk"], board["/history"]) == ("callcenter-desk", None)


def test_every_colour_and_measure_that_is_used_is_defined():
    styles = [path.read_text(encoding="utf-8") for path in (CONSOLE / "static" / "css").glob("*.css")]
    scripts = [path.read_text(encoding="utf-8") for path in (CONSOLE / "front" / "src").rglob("*.ts")]
    defined = {name for text in styles for name in re.findall(r"^ +(--cc-[a-z0-9-]+):", text, re.MULTILINE)}
    used = {name for text in (*styles, *scripts) for name in re.findall(r"var\((--cc-[a-z0-9-]+)", text)}

    assert used
    assert used - defined == set()


# -------------------------------------------------------------------- what comes from outside


def evil_company() -> Company:
    agents = {WANG: msgspec.structs.replace(HAIHE.agents[WANG], name=EVIL)}
    queues = {REPAIRS: Queue(name=REPAIRS, title={ZH: EVIL, EN: EVIL})}
    return msgspec.structs.replace(HAIHE, name={ZH: EVIL, EN: EVIL}, agents=agents, queues=queues)


@pytest.mark.parametrize("language", BOTH)
def test_no_name_note_or_number_becomes_markup(pages: Pages, language: Language):
    around = frame(language, f"/x?{EVIL}", AGENT, SUPERVISOR, name=EVIL, company=evil_company())
    customer = CustomerShown(
        id=CustomerId("c"),
        name=EVIL,
        language=Language(EVIL),
        company=EVIL,
        note=EVIL,
        addresses=(CustomerAddress(kind=EVIL, shown=EVIL),),
    )
    everything = [
        pages.login(LoginPage(frame=around, login=EVIL, next=EVIL)),
        pages.desk(DeskPage(frame=around)),
        pages.history(
            a_history(
                around,
                filters=HistoryFilters(number=EVIL),
                rows=(row(customer=EVIL, caller_shown=EVIL, disposition=EVIL),),
                total=200,
            )
        ),
        pages.interaction(
            an_interaction(
                around,
                caller_shown=EVIL,
                caller_name=EVIL,
                dialled=EVIL,
                disposition=EVIL,
                note=EVIL,
                deeds=(DeedRow(at=BEGAN, by=EVIL, do=EVIL, agent=AgentId(EVIL), queue=QueueName(EVIL), reason=EVIL),),
                scripts=(
                    AnsweredScript(
                        title=EVIL,
                        agent=AgentId(EVIL),
                        at=BEGAN,
                        answers=(AnswerRow(title=EVIL, value=EVIL),),
                    ),
                ),
                customer=customer,
                story=(line(0, facts.FlowBroke(why=EVIL)), line(1, facts.HoldBegan(agent=AgentId(EVIL)))),
            )
        ),
        pages.error(ErrorPage(frame=around, status=500, reference=EVIL)),
    ]
    for html in everything:
        assert "<script>alert" not in html
        Read(html)
    assert "&lt;script&gt;" in everything[2]


def test_a_name_cannot_end_the_data_of_a_live_page(pages: Pages):
    html = pages.desk(DeskPage(frame=frame(ZH, "/desk", AGENT, name="</script><script>alert(1)</script>\u2028&")))

    assert html.count("</script>") == 3
    assert boot(html)["name"] == "</script><script>alert(1)</script>\u2028&"


# -------------------------------------------------------------------- signing in


@pytest.mark.parametrize("problem", LoginProblem)
@pytest.mark.parametrize("language", BOTH)
def test_a_refused_sign_in_says_why_and_keeps_what_was_typed(pages: Pages, problem: LoginProblem, language: Language):
    page = LoginPage(frame=frame(language, "/login"), login="wang", problem=problem, wait=75, next="/history")
    read = Read(pages.login(page))

    fields = {field["name"]: field for field in read.all("input")}
    assert fields["login"]["value"] == "wang"
    assert "value" not in fields["password"]
    assert [field["value"] for field in read.all("input") if field["name"] == "next"] == ["/login", "/history"]
    assert [tag for tag, attrs in read.tags if attrs.get("role") == "alert"] == ["p"]
    assert ("1 min 15 s" in read.text.replace("\u00a0", " ")) == (problem is LoginProblem.THROTTLED and language == EN)


def test_a_first_sign_in_complains_about_nothing(pages: Pages):
    read = Read(pages.login(LoginPage(frame=frame(ZH, "/login"))))

    assert [attrs for _, attrs in read.tags if attrs.get("role") == "alert" or attrs.get("aria-invalid")] == []
    assert [field["name"] for field in read.all("input") if "autofocus" in field] == ["login"]


# -------------------------------------------------------------------- live pages


def boot(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_a_live_page_brings_its_element_its_script_and_what_the_script_starts_from(pages: Pages):
    html = pages.board(BoardPage(frame=frame(EN, "/board", SUPERVISOR, name="Wang Fang")))
    read = Read(html)

    assert len(read.all("cc-board")) == 1
    assert {"type": "module", "src": f"/static/app/board.js?v={pages.version}"} in read.all("script")
    start = boot(html)
    assert isinstance(start.pop("texts"), dict)
    assert start == {
        "language": "en",
        "zone": "Asia/Shanghai",
        "name": "Wang Fang",
        "login": "wang",
        "company": "Haihe Appliances",
    }


def test_an_agents_page_carries_no_words_of_what_they_may_not_see(pages: Pages):
    def families(*roles: Role) -> set[str]:
        html = pages.desk(DeskPage(frame=frame(EN, "/desk", *roles)))
        texts = msgspec.convert(boot(html)["texts"], dict[str, str])
        return {key.partition(".")[0] for key in texts} - {"sound"}

    assert families(AGENT) == {"desk", "live"}
    assert families(SUPERVISOR) == {"desk", "live", "floor", "board"}


def test_desk_and_floor_are_one_page_which_says_what_the_viewer_may_see(pages: Pages):
    at_desk = Read(pages.desk(DeskPage(frame=frame(EN, "/desk", AGENT))))
    on_floor = Read(pages.desk(DeskPage(frame=frame(EN, "/floor", SUPERVISOR), view=DeskView.FLOOR)))

    assert at_desk.all("cc-desk") == [{"data-view": "desk", "data-views": "desk"}]
    assert on_floor.all("cc-desk") == [{"data-view": "floor", "data-views": "desk floor"}]


def test_the_customers_page_knows_nobody(pages: Pages):
    start = boot(pages.call(CallPage(frame=frame(ZH, "/call"))))

    assert (start["name"], start["login"], start["company"]) == ("", "", "海河电器")


def test_a_changed_script_changes_the_version(tmp_path: Path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "desk.js").write_text("1", encoding="utf-8")
    before = Pages(tmp_path).version
    assert Pages(tmp_path).version == before

    (tmp_path / "app" / "desk.js").write_text("2", encoding="utf-8")
    assert Pages(tmp_path).version != before


def test_what_was_never_built_still_renders(tmp_path: Path):
    assert "<cc-desk " in Pages(tmp_path / "nothing").desk(DeskPage(frame=frame(ZH, "/desk", AGENT)))


# -------------------------------------------------------------------- history


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("outcome", [*Outcome, None])
@pytest.mark.parametrize("medium", Medium)
def test_a_row_says_how_it_ended(pages: Pages, language: Language, outcome: Outcome | None, medium: Medium):
    around = frame(language, "/history", SUPERVISOR)
    read = Read(pages.history(a_history(around, rows=(row(outcome=outcome, medium=medium),))))

    assert f"/history/{CALL}" in read.links()
    assert "2026-03-02 17:00:03" in read.text
    assert "0:26 3:13" in read.text


def test_a_row_of_which_nothing_is_known_is_still_a_row(pages: Pages):
    bare = row(
        customer="", caller_shown="", queue=None, agent=None, disposition=None, waited=None, talked=0.0, outcome=None
    )
    words = Read(pages.history(a_history(frame(EN, "/history", SUPERVISOR), rows=(bare,)))).text

    assert "Unknown customer" in words
    assert "Withheld" in words


def test_a_queue_or_agent_that_is_no_more_is_shown_by_its_name(pages: Pages):
    gone = row(queue=QueueName("old_queue"), agent=AgentId("old_agent"), disposition="old_code")
    words = Read(pages.history(a_history(frame(EN, "/history", SUPERVISOR), rows=(gone,)))).text

    assert "old_queue old_agent" in words
    assert "old_code" in words


def test_filters_stay_as_they_were_chosen(pages: Pages):
    filters = HistoryFilters(
        from_day=date(2026, 3, 1),
        to_day=date(2026, 3, 2),
        queue=REPAIRS,
        agent=LI,
        number="8000",
        outcome=Outcome.ABANDONED,
    )
    read = Read(pages.history(a_history(frame(ZH, "/history", SUPERVISOR), filters=filters)))

    values = {field["name"]: field.get("value") for field in read.all("input") if field.get("name")}
    assert (values["from"], values["to"], values["number"]) == ("2026-03-01", "2026-03-02", "8000")
    assert [option["value"] for option in read.all("option") if "selected" in option] == ["repairs", "li", "abandoned"]
    assert "/history" in read.links()  # clears them


def test_the_next_page_keeps_the_filters(pages: Pages):
    filters = HistoryFilters(queue=REPAIRS, number="+86 138&x", page=2)
    read = Read(pages.history(a_history(frame(EN, "/history", SUPERVISOR), filters=filters, total=120)))

    leads = {link.get("rel"): link["href"] for link in read.all("a") if link.get("rel")}
    assert leads == {
        "prev": "/history?queue=repairs&number=%2B86+138%26x",
        "next": "/history?queue=repairs&number=%2B86+138%26x&page=3",
    }
    assert "Page 2 of 3" in read.text
    assert "51–51 of 120" in read.text


def test_today_and_this_week_are_days_of_the_readers_zone(pages: Pages):
    links = Read(pages.history(a_history(frame(EN, "/history", AGENT)))).links()

    assert "/history?from=2026-03-02&to=2026-03-02" in links
    assert "/history?from=2026-02-24&to=2026-03-02" in links


def test_each_leg_has_its_sound_and_a_poor_one_is_marked(pages: Pages):
    legs = (
        SoundRow(
            party=Party.CUSTOMER, loss=0.0, worst_loss=0.004, jitter=0.004, worst_jitter=0.01, seconds=60, poor=False
        ),
        SoundRow(
            party=Party.AGENT,
            agent=WANG,
            loss=0.031,
            worst_loss=0.08,
            jitter=0.0412,
            worst_jitter=0.09,
            round_trip=0.2,
            seconds=60.0,
            poor=True,
        ),
    )
    read = Read(pages.interaction(an_interaction(frame(EN, f"/history/{CALL}", SUPERVISOR), sound=legs)))
    assert [row["data-poor"] for row in read.all("tr") if row.get("data-part") == "sound"] == ["false", "true"]
    assert "Customer 0.0 % worst 0.4 % 4 ms worst 10 ms – Good" in read.text
    assert "王芳 3.1 % worst 8.0 % 41 ms worst 90 ms 200 ms Poor" in read.text


def test_only_who_sees_everyone_chooses_among_agents(pages: Pages):
    def choices(role: Role) -> set[str | None]:
        return {choice["name"] for choice in Read(pages.history(a_history(frame(ZH, "/history", role)))).all("select")}

    assert choices(SUPERVISOR) == {"queue", "agent", "outcome", "sound", "recorded", "direction", "disposition"}
    assert choices(AGENT) == {"queue", "outcome", "sound", "recorded", "direction", "disposition"}


@pytest.mark.parametrize(
    ("filters", "total", "said"),
    [
        (HistoryFilters(), 0, "No interactions yet"),
        (HistoryFilters(number="8000"), 0, "Nothing matches these filters"),
        (HistoryFilters(page=9), 51, "There is no such page"),
    ],
)
def test_an_empty_list_says_why_it_is_empty(pages: Pages, filters: HistoryFilters, total: int, said: str):
    around = frame(EN, "/history", SUPERVISOR)

    assert said in Read(pages.history(a_history(around, filters=filters, rows=(), total=total))).text


@pytest.mark.parametrize("name", ["from", "to", "queue", "agent", "outcome", "page"])
@pytest.mark.parametrize("language", BOTH)
def test_a_filter_that_was_not_understood_is_named(pages: Pages, name: str, language: Language):
    read = Read(pages.history(a_history(frame(language, "/history", SUPERVISOR), bad_filters=(name,))))

    marked = [attrs["name"] for _, attrs in read.tags if attrs.get("aria-invalid")]
    assert marked == ([] if name == "page" else [name])
    assert [tag for tag, attrs in read.tags if attrs.get("role") == "alert"] == ["p"]


# -------------------------------------------------------------------- one interaction


def test_an_interaction_shows_who_what_how_and_why(pages: Pages):
    words = Read(pages.interaction(an_interaction(frame(EN, f"/history/{CALL}", SUPERVISOR)))).text

    assert "赵磊 Served ↙ Call" in words
    assert "Customer 赵磊 demo Company 海天大酒店" in words
    assert "Queue 17:00:03 17:00:43 0:40 Repairs – answered" in words
    assert "Talk 17:00:43 17:04:03 3:20 – 王芳 ended by the customer" in words
    assert "Disposition Solved" in words
    assert "17:00:03 The customer was recognised." in words
    assert "17:04:44 王芳 finished wrap-up: Solved." in words
    assert "Led to Callback · 2026-03-02 17:00:03" in words


@pytest.mark.parametrize(
    ("language", "deed", "answers"),
    [
        (
            EN,
            "李强 coached 王芳 · Repairs · reason: first day",
            "Script: Fault Model X1 Under warranty Yes last filled in by 王芳",
        ),
        (ZH, "李强 耳语 王芳 · 维修 · 原因：first day", "话术填写：Fault Model X1 Under warranty 是 王芳最后填写"),
    ],
)
def test_supervisors_and_answers_to_scripts_are_told(pages: Pages, language: Language, deed: str, answers: str):
    text = Read(pages.interaction(an_interaction(frame(language, f"/history/{CALL}", SUPERVISOR)))).text

    assert deed in text
    assert answers in text


def test_recordings_play_without_script_one_player_a_party_and_one_for_all(pages: Pages):
    players = Read(pages.interaction(an_interaction(frame(ZH, f"/history/{CALL}", SUPERVISOR)))).all("audio")

    assert [player["src"] for player in players] == [
        f"/recordings/{CALL}.wav",
        f"/recordings/{CALL}/t1.wav",
        f"/recordings/{CALL}/t2.wav",
    ]
    assert all("controls" in player and player["preload"] == "none" and player["aria-label"] for player in players)


def test_who_may_not_listen_is_told_so_and_gets_no_player(pages: Pages):
    page = an_interaction(frame(EN, f"/history/{CALL}", AGENT), may_listen=False, tracks=(), mixed="")
    read = Read(pages.interaction(page))

    assert read.all("audio") == []
    assert "You may not listen" in read.text


def test_a_segment_that_is_going_on_reaches_until_now(pages: Pages):
    waiting = (SegmentRow(kind=SegmentKind.QUEUE, began=BEGAN, queue=REPAIRS),)
    page = an_interaction(frame(EN, f"/history/{CALL}", AGENT), segments=waiting, ended=None, outcome=None)
    words = Read(pages.interaction(page)).text

    assert "Queue 1:00:00" in words
    assert "going on" in words


# -------------------------------------------------------------------- errors


@pytest.mark.parametrize("status", [*sorted(ERRORS), 418, 504])
@pytest.mark.parametrize("language", BOTH)
def test_every_status_is_told_in_plain_words(pages: Pages, status: int, language: Language):
    read = Read(pages.error(ErrorPage(frame=frame(language, "/x", AGENT), status=status, reference="9f3a11c2")))

    assert str(status) in read.text
    assert "9f3a11c2" in read.text
    assert "/" in read.links()


def test_who_is_not_signed_in_is_led_to_the_sign_in(pages: Pages):
    assert "/login" in Read(pages.error(ErrorPage(frame=frame(ZH, "/x"), status=404))).links()


def test_an_internal_call_is_no_unknown_customer_and_withholds_no_number(pages: Pages):
    inside = row(direction=Direction.INTERNAL, customer="李娜 1002", caller_shown="", queue=None)
    html = pages.history(a_history(frame(EN, "/history", SUPERVISOR), rows=(inside,)))
    assert "李娜 1002" in html
    assert "Withheld" not in html
    before = pages.history(
        a_history(frame(EN, "/history", SUPERVISOR), rows=(msgspec.structs.replace(inside, customer=""),))
    )
    assert "Unknown customer" not in before
