"""Wrap-up [话后处理]: the note, the disposition; more time for it, or later; and what is still unfinished.

refused = wrap_ups.finish(agent, command, round)         # None, or the reason in one word
wrap_ups.later(agent, interaction, round)                # routing has the agent back; it stays until it is finished

The call of an unfinished wrap-up stays among the live ones, ended, so that nothing of it has to be found again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from callcenter.agents import commands as do
from callcenter.agents.attendance import Attendance
from callcenter.agents.pops import Pops
from callcenter.agents.presence import Presence, Unfinished
from callcenter.calls import letters
from callcenter.calls.state import Phase
from callcenter.model.company import Company, Queue, Texts
from callcenter.model.facts import NoteWritten, WrapUpEnded, WrapUpExtended, WrapUpPutOff
from callcenter.model.ids import AgentId, InteractionId
from callcenter.model.interaction import Medium, Outcome
from callcenter.model.script import Field, Script
from callcenter.numbers.masking import words_meant
from callcenter.rounds import Answered, Noted, Round
from callcenter.switchboard import Switchboard
from routing import events as routing
from routing.agents import Stage
from routing.records import WorkRecord

MOST_UNFINISHED = 50
"""Of one agent; whoever has so many finishes some first."""


class WrapUps:
    def __init__(
        self,
        company: Callable[[], Company],
        switchboard: Switchboard,
        attendance: Attendance,
        pops: Pops,
        work: Callable[[AgentId, InteractionId], WorkRecord | None],
        scripts: Mapping[str, Script],
    ) -> None:
        self._scripts = scripts
        self._company, self._switchboard = company, switchboard
        self._attendance, self._pops, self._work = attendance, pops, work
        self._unfinished: dict[InteractionId, dict[AgentId, Unfinished]] = {}

    # ---------------------------------------------------------------- while it lasts

    def note(self, agent: AgentId, interaction: InteractionId, text: str, round: Round) -> str | None:
        if self._work(agent, interaction) is None and not self.is_unfinished(agent, interaction):
            return "not_your_call"
        round.noted.append(Noted(interaction=interaction, note=self._written(agent, interaction, text, round)))
        round.calls[interaction] = round.agents[agent] = None
        return None

    def _written(self, agent: AgentId, interaction: InteractionId, text: str, round: Round) -> str:
        """The whole note. When it was written is told, so that one finds the place in the recording."""
        pop, typed = self._pops.of(interaction), text
        text = self._meant(agent, typed, pop.note)
        if self._pops.begins_to_write(interaction, agent, text, round.now):
            round.note(interaction, NoteWritten(agent=agent))
        pop.typed[agent] = typed
        return self._pops.write(interaction, agent, text)

    def answer(self, agent: AgentId, command: do.Answers, round: Round) -> str | None:
        """What was filled in of the queue's script; it is kept at once, and the next agent goes on with it."""
        interaction = command.interaction
        if self._work(agent, interaction) is None and not self.is_unfinished(agent, interaction):
            return "not_your_call"
        script = self.script_of(interaction)
        values = script.accept(command.values) if script is not None else None
        if script is None or values is None:
            return "bad_message"
        answers = self._pops.of(interaction).answers
        before = answers.get(script.name, {})
        meant = {
            name: self._meant(agent, value, str(before.get(name, ""))) if isinstance(value, str) else value
            for name, value in values.items()
        }
        whole = {**before, **meant}
        answers[script.name] = kept = {name: value for name, value in whole.items() if value is not None}
        row = Answered(interaction=interaction, script=script.name, revision=script.revision, agent=agent, values=kept)
        round.answered.append(row)
        round.calls[interaction] = round.agents[agent] = None
        return None

    def _meant(self, agent: AgentId, words: str, before: str) -> str:
        known = self._company().agents.get(agent)
        return words_meant(known.roles, self._company(), words, before) if known is not None else words

    def script_of(self, interaction: InteractionId) -> Script | None:
        queue, _ = self._told(interaction)
        return self._scripts.get(queue.script) if queue is not None and queue.script is not None else None

    def extend(self, agent: AgentId, command: do.Extend, round: Round) -> str | None:
        """More time, a few times; why is one of the company's reasons."""
        work, queue, reasons = self._in_wrap_up(agent, command.interaction), *self._told(command.interaction)
        if work is None or queue is None or queue.wrap_up_extend <= 0:
            return "not_now"
        if reasons and not command.reason:
            return "reason_missing"
        if reasons and command.reason not in reasons:
            return "unknown_code"
        if work.extended >= queue.wrap_up_extensions:
            return "too_many"
        seconds, reason = queue.wrap_up_extend, command.reason if reasons else None
        round.note(command.interaction, WrapUpExtended(agent=agent, seconds=seconds, reason=reason))
        round.to_routing(routing.WrapUpExtended(agent=agent, interaction=command.interaction, by=seconds))
        round.calls[command.interaction] = None
        return None

    def extensions_left(self, work: WorkRecord) -> int:
        queue, _ = self._told(InteractionId(work.interaction))
        return max(0, queue.wrap_up_extensions - work.extended) if queue is not None and queue.wrap_up_extend > 0 else 0

    def _told(self, interaction: InteractionId) -> tuple[Queue | None, Mapping[str, Texts]]:
        """The queue it came from, and the reasons there are for more time."""
        call, company = self._switchboard.calls.get(interaction), self._company()
        queue = company.queues.get(call.for_queue) if call is not None and call.for_queue is not None else None
        return queue, company.wrap_up_reasons

    def _in_wrap_up(self, agent: AgentId, interaction: InteractionId) -> WorkRecord | None:
        work = self._work(agent, interaction)
        return work if work is not None and work.stage == Stage.WRAP_UP else None

    # ---------------------------------------------------------------- later

    def later(self, agent: AgentId, interaction: InteractionId, round: Round) -> str | None:
        presence, call = self._attendance.presence(agent, round), self._switchboard.calls.get(interaction)
        if self._in_wrap_up(agent, interaction) is None or call is None:
            return "not_now"
        if len(presence.unfinished) >= MOST_UNFINISHED:
            return "too_many"
        unfinished = Unfinished(interaction=interaction, since=round.now, queue=call.for_queue)
        presence.unfinished = (*presence.unfinished, unfinished)
        self._unfinished.setdefault(interaction, {})[agent] = unfinished
        round.agents[agent] = round.calls[interaction] = None
        round.note(interaction, WrapUpPutOff(agent=agent))
        round.to_routing(routing.WrapUpEnded(agent=agent, interaction=interaction))
        return None

    def leave(self, agent: AgentId, interaction: InteractionId, round: Round) -> None:
        """Whoever goes home finishes it another time; what has nothing to be filled in is over."""
        queue, _ = self._told(interaction)
        if queue is None or self.later(agent, interaction, round) is not None:
            self.end(agent, interaction, None, round, by_itself=True)

    def is_unfinished(self, agent: AgentId, interaction: InteractionId) -> bool:
        return agent in self._unfinished.get(interaction, {})

    def keeps(self, interaction: InteractionId) -> bool:
        """Somebody still has to finish it."""
        return interaction in self._unfinished

    def _no_longer(self, agent: AgentId, interaction: InteractionId, round: Round) -> None:
        presence, agents = self._attendance.presence(agent, round), self._unfinished[interaction]
        presence.unfinished = tuple(one for one in presence.unfinished if one.interaction != interaction)
        del agents[agent]
        if not agents:
            del self._unfinished[interaction]
        round.agents[agent] = None

    # ---------------------------------------------------------------- the end

    def finish(self, agent: AgentId, command: do.Finish, round: Round) -> str | None:
        interaction, work = command.interaction, self._work(agent, command.interaction)
        put_off = self.is_unfinished(agent, interaction)
        if work is None and not put_off:
            return "not_your_call"
        queue, _ = self._told(interaction)
        if queue is not None and queue.dispositions and not command.disposition:
            return "disposition_missing"
        if command.disposition and command.disposition not in self._company().dispositions:
            return "unknown_code"
        if work is not None and not self._can_be_finished(work):
            return "not_now"
        if (missing := self._missing(agent, interaction)) is not None:
            return f"answer_missing:{missing.name}"
        if work is not None and work.stage == Stage.TALKING:  # a voicemail is done with when it is finished
            self._switchboard.tell(interaction, letters.HangUp(agent=agent), round)
        note = None if command.text is None else self._written(agent, interaction, command.text, round)
        round.noted.append(Noted(interaction=interaction, note=note, disposition=command.disposition))
        self.end(agent, interaction, command.disposition, round)
        if put_off:
            self._no_longer(agent, interaction, round)
        return None

    def _missing(self, agent: AgentId, interaction: InteractionId) -> Field | None:
        """What the script must know still. Whom nobody talked with was asked nothing, and whom the agent handed on is
        asked by the next one."""
        call, script, pop = (
            self._switchboard.calls.get(interaction),
            self.script_of(interaction),
            self._pops.of(interaction),
        )
        if call is None or script is None or pop.transferred_by == agent:
            return None
        talked = call.outcome is Outcome.SERVED and call.medium is not Medium.VOICEMAIL
        is_over = call.phase in (Phase.ENDED, Phase.FLOW)  # they may be in a survey by now
        return script.missing(pop.answers.get(script.name, {})) if talked and is_over else None

    def _can_be_finished(self, work: WorkRecord) -> bool:
        call = self._switchboard.calls.get(InteractionId(work.interaction))
        voicemail = call is not None and call.medium is Medium.VOICEMAIL
        return work.stage == Stage.WRAP_UP or (work.stage == Stage.TALKING and voicemail)

    def end(
        self,
        agent: AgentId,
        interaction: InteractionId,
        disposition: str | None,
        round: Round,
        *,
        by_itself: bool = False,
    ) -> None:
        round.note(interaction, WrapUpEnded(agent=agent, disposition=disposition, by_itself=by_itself))
        round.calls[interaction] = None
        round.to_routing(routing.WrapUpEnded(agent=agent, interaction=interaction))

    # ---------------------------------------------------------------- memory

    def restore(self, presences: Iterable[Presence]) -> None:
        """What belongs to someone who left the company, or to a call that is not there, is given up."""
        for presence in presences:
            theirs = presence.unfinished if presence.agent in self._company().agents else ()
            presence.unfinished = tuple(one for one in theirs if one.interaction in self._switchboard.calls)
            for one in presence.unfinished:
                self._unfinished.setdefault(one.interaction, {})[presence.agent] = one
