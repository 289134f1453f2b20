"""Supervisors and emergency notices: begun, ended, and over by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from callcenter.calls import letters
from callcenter.model.company import Company
from callcenter.model.facts import NoticeBegan, NoticeEnded
from callcenter.model.measures import Notice
from callcenter.numbers.identity import identity
from callcenter.numbers.places import provinces
from callcenter.rounds import Round
from callcenter.supervision import orders as do
from callcenter.supervision import reach
from callcenter.supervision.standing import Standing
from callcenter.switchboard import Switchboard
from callcenter.viewer import Viewer


class OfNotices:
    def __init__(
        self, standing: Standing, switchboard: Switchboard, mint: Callable[[], str], is_recording: Callable[[str], bool]
    ) -> None:
        self._standing = standing
        self._switchboard = switchboard
        self._mint = mint
        self._is_recording = is_recording
        self._to_begin: set[str] = set()

    def carry_out(self, viewer: Viewer, order: do.BeginNotice | do.EndNotice, round: Round) -> str | None:
        if isinstance(order, do.BeginNotice):
            return self._begin(viewer, order, round)
        notice = self._standing.notices.get(order.notice)
        if notice is None:
            return None  # it is over
        if not _reaches(viewer, self._standing.house.company, notice):
            return "forbidden"
        self._end(notice, viewer.login, round)
        return None

    def tick(self, round: Round) -> None:
        """Those that are over end; those whose time has come are heard by who waits already."""
        for notice in list(self._standing.notices.values()):
            if notice.is_over(round.now):
                self._end(notice, None, round)
            elif notice.id in self._to_begin and notice.begins <= round.now:
                self._tell_who_waits(notice, round)

    def next_deadline(self) -> datetime | None:
        notices = self._standing.notices
        begin = [notices[name].begins for name in self._to_begin if name in notices]
        ends = [notice.ends for notice in notices.values() if notice.ends]
        return min([*begin, *ends], default=None)

    def restore(self, now: datetime) -> None:
        """After a start: those that have yet to begin."""
        self._to_begin = {notice.id for notice in self._standing.notices.values() if notice.begins > now}

    def _tell_who_waits(self, notice: Notice, round: Round) -> None:
        """Not everybody who waits is spoken to now and then."""
        self._to_begin.discard(notice.id)
        for call in self._switchboard.calls.values():
            if call.waits and call.visit is not None and call.visit.queue in notice.queues:
                round.to_call(call.id, letters.NoticeUp())

    def _begin(self, viewer: Viewer, order: do.BeginNotice, round: Round) -> str | None:
        company = self._standing.house.company
        begins = order.begins or round.now
        said = bool(order.text) != bool(order.recording)
        in_our_languages = not order.text or order.text.keys() <= set(company.languages)
        if not said or not in_our_languages or (order.ends is not None and order.ends <= max(begins, round.now)):
            return "bad_message"
        notice = Notice(
            id=self._mint(),
            text=order.text,
            recording=order.recording,
            numbers=tuple(_number(number, company) for number in order.numbers),
            queues=tuple(do.QueueName(queue) for queue in order.queues),
            provinces=order.provinces,
            begins=begins,
            ends=order.ends,
            by=viewer.login,
        )
        if order.recording is not None and not self._is_recording(order.recording):
            return "unknown_target"
        if not _all_known(notice, company):
            return "unknown_target"
        if not _reaches(viewer, company, notice):
            return "forbidden"
        self._standing.put(notice, round)
        round.note(notice.id, NoticeBegan(by=viewer.login, notice=notice.id))
        if notice.in_force(round.now):
            self._tell_who_waits(notice, round)
        else:
            self._to_begin.add(notice.id)
        return None

    def _end(self, notice: Notice, by: str | None, round: Round) -> None:
        self._to_begin.discard(notice.id)
        self._standing.drop(notice, round)
        round.note(notice.id, NoticeEnded(notice=notice.id, by=by))


def _number(written: str, company: Company) -> str:
    return written if written in company.numbers else identity(written, company.country)


def _all_known(notice: Notice, company: Company) -> bool:
    """A notice that nobody can hear warns nobody."""
    return (
        company.numbers.keys() >= set(notice.numbers)
        and company.queues.keys() >= set(notice.queues)
        and provinces(company.country).keys() >= set(notice.provinces)
    )


def _reaches(viewer: Viewer, company: Company, notice: Notice) -> bool:
    """Who is not of every site speaks to the callers of their own numbers and queues only."""
    if viewer.sites is None:
        return True
    numbers = [company.numbers[number].site for number in notice.numbers if number in company.numbers]
    queues = [company.queues[queue].site for queue in notice.queues if queue in company.queues]
    return bool(numbers or queues) and all(reach.at_their_sites(viewer, site) for site in (*numbers, *queues))
