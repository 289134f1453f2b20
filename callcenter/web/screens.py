"""The pages: sign-in, desk, board, history, one interaction, the customer's page, and what went wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import msgspec
from aiohttp import web

from callcenter.clock import Clock
from callcenter.customers.cards import NO_NUMBERS, PROVINCE
from callcenter.history.records import PAGE, Address, Customer, Found, Search, Track
from callcenter.history.segments import segments
from callcenter.model.company import Company
from callcenter.model.facts import LegQuality
from callcenter.model.ids import AgentId, InteractionId, Language, QueueName
from callcenter.model.interaction import Direction, Outcome
from callcenter.numbers.identity import identity
from callcenter.numbers.masking import sees_masked, shown_to, words_shown_to
from callcenter.numbers.places import provinces
from callcenter.reporting.sound import was_poor
from callcenter.viewer import Scope, Viewer
from callcenter.web import pages, visitor
from callcenter.web.auth import Doors, Known, Refused
from callcenter.web.cookies import Cookies
from callcenter.web.deeds_and_answers import answered_scripts, deed_rows
from callcenter.web.listening import in_hand, may_listen
from callcenter.web.ports import Accounts, History, House, Keeping
from callcenter.web.routes import OPEN, Asked, route
from callcenter.web.settings import Settings
from callcenter.web.texts import LANGUAGES

T = TypeVar("T")


class SignInForm(msgspec.Struct, frozen=True, kw_only=True):
    login: str
    password: str
    next: str = ""


class LoginQuery(msgspec.Struct, frozen=True, kw_only=True):
    next: str = ""
    over: str = ""


class LanguageForm(msgspec.Struct, frozen=True, kw_only=True):
    language: str
    next: str = ""


class Screens:
    def __init__(
        self,
        *,
        pages: pages.Pages,
        house: House,
        history: History,
        accounts: Accounts,
        keeping: Keeping,
        doors: Doors,
        cookies: Cookies,
        clock: Clock,
        settings: Settings,
    ) -> None:
        self._pages = pages
        self._house = house
        self._history = history
        self._accounts = accounts
        self._keeping = keeping
        self._doors = doors
        self._cookies = cookies
        self._clock = clock
        self._settings = settings

    # ---------------------------------------------------------------- in and out

    @route("GET", "/", scope=OPEN)
    async def first(self, asked: Asked[None]) -> web.StreamResponse:
        known = await self._known(asked.request)
        raise web.HTTPSeeOther(first_page(known.viewer) if known else "/login")

    @route("GET", "/login", scope=OPEN, takes=LoginQuery)
    async def login(self, asked: Asked[LoginQuery]) -> web.StreamResponse:
        known = await self._known(asked.request)
        if known is not None:
            raise web.HTTPSeeOther(visitor.local_path(asked.sent.next) or first_page(known.viewer))
        over = pages.LoginProblem.OVER if asked.sent.over or self._cookies.token(asked.request) else None
        return self._login_page(asked.request, next_path=asked.sent.next, problem=over)

    @route("POST", "/login", scope=OPEN, takes=SignInForm)
    async def sign_in(self, asked: Asked[SignInForm]) -> web.StreamResponse:
        request, form = asked.request, asked.sent
        self._not_in_the_clear(request)
        login = form.login.strip()
        old = self._cookies.token(request)
        address = visitor.address(request, self._settings)
        result = await self._doors.sign_in(login, form.password, address, old)
        if isinstance(result, Refused):
            return self._refused(request, form, result)
        answer = web.Response(status=303)
        answer.headers["Location"] = visitor.local_path(form.next) or first_page(result.viewer)
        self._cookies.give(request, answer, result.token)
        return answer

    def _refused(self, request: web.Request, form: SignInForm, refused: Refused) -> web.StreamResponse:
        problem = pages.LoginProblem.WRONG
        if refused.wait > 0:
            problem = pages.LoginProblem.THROTTLED
        elif refused.nothing_open:
            problem = pages.LoginProblem.NOT_YOURS
        status = {pages.LoginProblem.THROTTLED: 429, pages.LoginProblem.NOT_YOURS: 403}.get(problem, 401)
        answer = self._login_page(
            request, login=form.login.strip(), next_path=form.next, problem=problem, wait=refused.wait, status=status
        )
        if refused.wait > 0:
            answer.headers["Retry-After"] = str(math.ceil(refused.wait))
        return answer

    def _login_page(
        self,
        request: web.Request,
        *,
        login: str = "",
        next_path: str = "",
        problem: pages.LoginProblem | None = None,
        wait: float = 0.0,
        status: int = 200,
    ) -> web.Response:
        page = pages.LoginPage(
            frame=self.frame(request, None),
            login=login[:64],
            problem=problem,
            wait=wait,
            next=visitor.local_path(next_path),
        )
        return _html(self._pages.login(page), status)

    def _not_in_the_clear(self, request: web.Request) -> None:
        fine = visitor.secure(request, self._settings) or visitor.on_this_machine(request)
        if not fine and not self._settings.plain_http:
            raise web.HTTPForbidden(reason="A password is only taken over https")

    @route("POST", "/logout", scope=OPEN)
    async def sign_out(self, asked: Asked[None]) -> web.StreamResponse:
        token = self._cookies.token(asked.request)
        if token:
            await self._doors.sign_out(token)
        answer = web.Response(status=303, headers={"Location": "/login"})
        self._cookies.take(asked.request, answer)
        return answer

    @route("POST", "/language", scope=OPEN, takes=LanguageForm)
    async def language(self, asked: Asked[LanguageForm]) -> web.StreamResponse:
        language = Language(asked.sent.language)
        if language not in LANGUAGES:
            raise web.HTTPBadRequest
        known = await self._known(asked.request)
        if known is not None:
            await self._doors.choose_language(known, language)
        answer = web.Response(status=303, headers={"Location": visitor.local_path(asked.sent.next) or "/"})
        self._cookies.keep_language(asked.request, answer, language)
        return answer

    # ---------------------------------------------------------------- live pages

    @route("GET", "/desk", scope=Scope.DESK)
    async def desk(self, asked: Asked[None]) -> web.StreamResponse:
        return _html(self._pages.desk(pages.DeskPage(frame=self.frame(asked.request, asked.known))))

    @route("GET", "/floor", scope=Scope.FLOOR)
    async def floor(self, asked: Asked[None]) -> web.StreamResponse:
        """The same page as the desk's: who steps in does it with the phone of the desk."""
        frame = self.frame(asked.request, asked.known)
        return _html(self._pages.desk(pages.DeskPage(frame=frame, view=pages.DeskView.FLOOR)))

    @route("GET", "/board", scope=Scope.BOARD)
    async def board(self, asked: Asked[None]) -> web.StreamResponse:
        return _html(self._pages.board(pages.BoardPage(frame=self.frame(asked.request, asked.known))))

    @route("GET", "/call", scope=OPEN)
    async def call(self, asked: Asked[None]) -> web.StreamResponse:
        if not self._settings.guest_page:
            raise web.HTTPNotFound
        return _html(self._pages.call(pages.CallPage(frame=self.frame(asked.request, None))))

    # ---------------------------------------------------------------- history

    @route("GET", "/history", scope=Scope.HISTORY)
    async def history(self, asked: Asked[None]) -> web.StreamResponse:
        viewer = asked.viewer
        filters, bad = read_filters(asked.request.query, self._house.company())
        listed = await self._history.search(
            viewer, _search(filters, viewer, self._house.company()), in_hand(self._house, viewer)
        )
        page = pages.HistoryPage(
            frame=self.frame(asked.request, asked.known),
            filters=filters,
            rows=tuple(_row(found, viewer, self._house.company()) for found in listed.rows),
            total=listed.total,
            per_page=PAGE,
            bad_filters=bad,
        )
        return _html(self._pages.history(page))

    @route("GET", "/history/{interaction}", scope=Scope.HISTORY)
    async def interaction(self, asked: Asked[None]) -> web.StreamResponse:
        viewer, hand = asked.viewer, in_hand(self._house, asked.viewer)
        found = await self._history.interaction(viewer, InteractionId(asked.word("interaction")), hand)
        if found is None:
            raise web.HTTPNotFound
        lines = await self._history.journal(viewer, found.id)
        listens = may_listen(viewer, found, hand)
        tracks = await self._history.tracks(viewer, found.id) if listens else ()
        customer = await self._history.customer(viewer, found) if viewer.may(Scope.CUSTOMERS) else None
        related = await self._history.related(viewer, found, hand)
        company = self._house.company()
        page = pages.InteractionPage(
            frame=self.frame(asked.request, asked.known),
            id=found.id,
            medium=found.medium,
            direction=found.direction,
            began=found.began_at,
            ended=found.ended_at,
            outcome=found.outcome,
            caller_shown=shown_to(viewer.roles, company, found.caller),
            caller_name=words_shown_to(viewer.roles, company, found.caller_name),
            dialled=shown_to(viewer.roles, company, found.dialled),
            queue=found.queue,
            agent=found.agent,
            disposition=found.disposition,
            note=words_shown_to(viewer.roles, company, found.note),
            talked=found.talked,
            demo=found.demo,
            customer=_customer(customer, viewer, self._house.company()) if customer else None,
            segments=tuple(
                pages.SegmentRow(
                    kind=segment.kind,
                    began=segment.began,
                    ended=segment.ended,
                    queue=segment.queue,
                    agent=segment.agent,
                    how=segment.how,
                )
                for segment in segments(lines)
            ),
            sound=tuple(_sound(line.fact) for line in lines if isinstance(line.fact, LegQuality)),
            tracks=tuple(_track(track) for track in tracks),
            mixed=f"/recordings/{found.id}.wav" if any(track.expired_at is None for track in tracks) else "",
            may_listen=listens,
            may_hold=viewer.may(Scope.RECORDINGS),
            hold=await self._hold(viewer, found) if tracks else None,
            heard=await self._who_listened(viewer, found, tracks) if tracks else (),
            related=tuple(
                pages.RelatedRow(
                    id=other.id, medium=other.medium, began=other.began_at, came_from=other.id == found.related
                )
                for other in related
            ),
            deeds=await self._deeds(viewer, found),
            scripts=await self._answers(viewer, found),
            story=tuple(lines),
        )
        return _html(self._pages.interaction(page))

    async def _deeds(self, viewer: Viewer, found: Found) -> tuple[pages.DeedRow, ...]:
        """For those who see the floor."""
        actions = await self._history.actions(viewer, found.id) if viewer.may(Scope.FLOOR) else ()
        return deed_rows(actions, viewer, self._house.company())

    async def _answers(self, viewer: Viewer, found: Found) -> tuple[pages.AnsweredScript, ...]:
        answered = await self._history.answers(viewer, found.id)
        return answered_scripts(answered, self._house.script, viewer, self._house.company())

    async def _hold(self, viewer: Viewer, found: Found) -> pages.HoldShown | None:
        hold = await self._keeping.hold_of(found.id) if viewer.may(Scope.RECORDINGS) else None
        return None if hold is None else pages.HoldShown(who=self._name(hold.login), at=hold.at, reason=hold.reason)

    async def _who_listened(self, viewer: Viewer, found: Found, tracks: Sequence[Track]) -> tuple[pages.HeardRow, ...]:
        if not viewer.may(Scope.RECORDINGS):
            return ()
        known = {track.track: track for track in tracks}
        return tuple(
            pages.HeardRow(
                at=one.at,
                who=self._name(one.login),
                taken=one.what == "downloaded",
                party=known[one.of].party if one.of in known else None,
                agent=known[one.of].agent if one.of in known else None,
                page=one.page,
            )
            for one in await self._accounts.heard(found.id)
        )

    def _name(self, login: str) -> str:
        """Of the person with this login, as long as the company knows them."""
        agents = self._house.company().agents.values()
        return next((agent.name for agent in agents if agent.login == login), login)

    # ---------------------------------------------------------------- what goes around

    async def error(self, request: web.Request, status: int, reference: str = "") -> web.Response:
        known = await self._known(request) if status != 500 else None
        page = pages.ErrorPage(frame=self.frame(request, known), status=status, reference=reference)
        return _html(self._pages.error(page), status)

    async def _known(self, request: web.Request) -> Known | None:
        return await self._doors.known(self._cookies.token(request))

    def frame(self, request: web.Request, known: Known | None) -> pages.Frame:
        company = self._house.company()
        return pages.Frame(
            company=company,
            language=known.viewer.language if known else self._language(request, company),
            viewer=known.viewer if known else None,
            name=known.name if known else "",
            path=visitor.local_path(request.path_qs) if request.method == "GET" else "/",
            now=self._clock.now(),
        )

    def _language(self, request: web.Request, company: Company) -> Language:
        """Of someone who is not signed in: as chosen, as the browser says, as the company speaks."""
        said = [part.split(";")[0].strip() for part in request.headers.get("Accept-Language", "").split(",")]
        for wish in (self._cookies.language(request), *said, *company.languages):
            for language in LANGUAGES:
                if wish and wish.split("-")[0].lower() == language.split("-")[0]:
                    return language
        return LANGUAGES[0]


def first_page(viewer: Viewer) -> str:
    """Where the day begins for these roles."""
    pages = ((Scope.FLOOR, "/floor"), (Scope.DESK, "/desk"), (Scope.BOARD, "/board"), (Scope.HISTORY, "/history"))
    for scope, path in pages:
        if viewer.may(scope):
            return path
    return "/login"


def login_path(request: web.Request) -> str:
    """Where to sign in, and come back from."""
    back = visitor.local_path(request.path_qs) if request.method == "GET" else ""
    return "/login?" + urlencode({"next": back}) if back and back != "/" else "/login"


def read_filters(query: Mapping[str, str], company: Company) -> tuple[pages.HistoryFilters, tuple[str, ...]]:
    """What the query string says, and the names of what could not be understood."""
    bad: list[str] = []

    def read(name: str, parse: Callable[[str], T]) -> T | None:
        written = query.get(name, "").strip()
        try:
            return parse(written) if written else None
        except (ValueError, KeyError):
            bad.append(name)
            return None

    filters = pages.HistoryFilters(
        from_day=read("from", date.fromisoformat),
        to_day=read("to", date.fromisoformat),
        queue=read("queue", lambda name: company.queues[QueueName(name)].name),
        agent=read("agent", lambda name: company.agents[AgentId(name)].id),
        number=query.get("number", "").strip()[:64],
        outcome=read("outcome", Outcome),
        sound=read("sound", pages.SoundFilter),
        recorded=read("recorded", pages.RecordedFilter),
        direction=read("direction", Direction),
        disposition=read("disposition", lambda code: company.dispositions[code].code),
        text=query.get("text", "").strip()[:200].replace("\0", ""),
        longer=read("longer", _seconds),
        shorter=read("shorter", _seconds),
        page=read("page", _page_number) or 1,
    )
    return filters, tuple(bad)


def _seconds(written: str) -> int:
    seconds = int(written)
    if not 0 <= seconds <= 86_400:
        raise ValueError(written)
    return seconds


def _page_number(written: str) -> int:
    number = int(written)
    if not 1 <= number <= 100_000:
        raise ValueError(written)
    return number


def _search(filters: pages.HistoryFilters, viewer: Viewer, company: Company) -> Search:
    """Days of the viewer's zone, both included. Who sees numbers masked must know the whole one, and finds no digits in
    notes: by endings that find something one could guess the rest, digit by digit."""
    masks, number = sees_masked(viewer.roles, company), filters.number

    def begins(day: date | None, later: int = 0) -> datetime | None:
        try:
            local = datetime.combine(day + timedelta(days=later), time.min, ZoneInfo(viewer.zone)) if day else None
            return local.astimezone(UTC) if local else None
        except OverflowError:
            return None

    return Search(
        since=begins(filters.from_day),
        until=begins(filters.to_day, 1),
        queue=filters.queue,
        agent=filters.agent,
        number=(identity(number, company.country) or number) if masks else number,
        whole_number=masks,
        outcome=filters.outcome,
        poor_sound=filters.sound is pages.SoundFilter.POOR,
        recorded=None if filters.recorded is None else filters.recorded is pages.RecordedFilter.YES,
        direction=filters.direction,
        disposition=filters.disposition,
        text=re.sub(r"\d+", " ", filters.text) if masks else filters.text,
        talked_at_least=filters.longer,
        talked_at_most=filters.shorter,
        page=filters.page,
    )


def _colleague(found: Found) -> str:
    """Whom an internal call was for."""
    return found.caller_name if found.direction is Direction.INTERNAL else ""


def _row(found: Found, viewer: Viewer, company: Company) -> pages.HistoryRow:
    return pages.HistoryRow(
        id=found.id,
        medium=found.medium,
        direction=found.direction,
        began=found.began_at,
        ended=found.ended_at,
        outcome=found.outcome,
        customer=words_shown_to(viewer.roles, company, found.customer_name or _colleague(found)),
        caller_shown=shown_to(viewer.roles, company, found.caller),
        dialled=shown_to(viewer.roles, company, found.dialled),
        queue=found.queue,
        agent=found.agent,
        disposition=found.disposition,
        waited=found.waited,
        talked=found.talked,
        recorded=found.recorded,
        demo=found.demo,
    )


def _sound(fact: LegQuality) -> pages.SoundRow:
    return pages.SoundRow(
        party=fact.party,
        agent=fact.agent,
        loss=fact.loss,
        worst_loss=fact.worst_loss,
        jitter=fact.jitter,
        worst_jitter=fact.worst_jitter,
        round_trip=fact.round_trip,
        seconds=fact.seconds,
        poor=was_poor(fact),
    )


def _track(track: Track) -> pages.TrackRow:
    return pages.TrackRow(
        track=track.track,
        party=track.party,
        agent=track.agent,
        began=track.began_at,
        ended=track.ended_at,
        url=f"/recordings/{track.interaction}/{track.track}.wav",
        expired=track.expired_at,
    )


def _customer(customer: Customer, viewer: Viewer, company: Company) -> pages.CustomerShown:
    return pages.CustomerShown(
        id=customer.id,
        name=words_shown_to(viewer.roles, company, customer.name),
        language=customer.language,
        company=words_shown_to(viewer.roles, company, customer.company),
        note=words_shown_to(viewer.roles, company, customer.note),
        since=customer.since,
        demo=customer.demo,
        addresses=tuple(
            pages.CustomerAddress(kind=one.kind, shown=_address(one, viewer, company)) for one in customer.addresses
        ),
    )


def _address(one: Address, viewer: Viewer, company: Company) -> str:
    if one.kind == PROVINCE:
        return provinces(company.country).get(one.value, {}).get(viewer.language, one.value)
    return one.value if one.kind in NO_NUMBERS else shown_to(viewer.roles, company, one.value)


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")
