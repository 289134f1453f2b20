"""The journal told as a story: one sentence a fact, for people.

    for line in story(lines, company, language, company.zone): print(line.day, line.at_text, line.sentence)

The interaction's page shows it and `callcenter trace ID` prints it. Plain text; whoever shows it escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

import msgspec

from callcenter.journal import Line
from callcenter.model import facts
from callcenter.model.company import Company, text_in
from callcenter.model.facts import Fact, OfferEnd, TransferTo
from callcenter.model.ids import AgentId, Language, QueueName
from callcenter.model.interaction import EndReason, Medium
from callcenter.reporting.sound import was_poor
from callcenter.web.texts import Texts, our_texts


class StoryLine(msgspec.Struct, frozen=True):
    at_text: str  #: time of day in the zone
    sentence: str
    day: str = ""  #: only on the first line of a day


def story(lines: Iterable[Line], company: Company, language: Language, zone: str) -> list[StoryLine]:
    teller = _Teller(company, language, our_texts())
    told: list[StoryLine] = []
    place, last_day = ZoneInfo(zone), ""
    for line in lines:
        at = line.at.astimezone(place)
        day = f"{at:%Y-%m-%d}"
        told.append(StoryLine(f"{at:%H:%M:%S}", teller.sentence(line.fact), day if day != last_day else ""))
        last_day = day
    return told


class _Teller:
    def __init__(self, company: Company, language: Language, texts: Texts) -> None:
        self._company = company
        self._language = language
        self._texts = texts

    # ---------------------------------------------------------------- words

    def _say(self, key: str, /, **fields: object) -> str:
        return self._texts.say(key, self._language, **fields)

    def _agent(self, agent: AgentId | None) -> str:
        known = self._company.agents.get(agent) if agent else None
        return known.name if known else agent or self._say("party.agent")

    def _queue(self, queue: QueueName) -> str:
        return self._company.queue_title(queue, self._language) if queue in self._company.queues else queue

    def _disposition(self, code: str) -> str:
        known = self._company.dispositions.get(code)
        return text_in(known.title, self._language) if known else code

    def _aux(self, code: str | None) -> str:
        known = self._company.aux_codes.get(code) if code else None
        return text_in(known.title, self._language) if known else code or "–"

    def _spoken(self, language: Language) -> str:
        return self._texts.say_if_known(f"language.{language}", self._language, language)

    def _lasting(self, seconds: float) -> str:
        return self._texts.lasting(seconds, self._language)

    def _because(self, sentence: str, why: str) -> str:
        """With the reason behind it, in our words if we know it."""
        if not why:
            return sentence
        known = self._texts.say_if_known(f"why.{why}", self._language, why)
        return self._say("story.because", sentence=sentence.rstrip("。."), why=known)

    # ---------------------------------------------------------------- one sentence a fact

    def sentence(self, fact: Fact) -> str:
        if isinstance(fact, facts.Supervised):
            return self._supervised(fact)
        return self._presence(fact) if isinstance(fact, facts.Attendance) else self._happened(fact)

    def _happened(self, fact: facts.Everyday) -> str:  # noqa: C901 - a flat table
        match fact:
            case facts.Began():
                return self._began(fact)
            case facts.CustomerMatched():
                how = "none" if fact.matches == 0 else "one" if fact.matches == 1 else "several"
                return self._say(f"story.matched.{how}", count=fact.matches)
            case facts.FlowEntered():
                return self._say("story.flow_entered", flow=fact.flow, revision=fact.revision)
            case facts.NodesPassed():
                return self._say("story.nodes_passed", nodes=" → ".join(fact.nodes))
            case facts.LanguageChosen():
                return self._say("story.language_chosen", language=self._spoken(fact.language))
            case facts.FlowBroke():
                return self._say("story.flow_broke", why=fact.why)
            case facts.Announced():
                return self._say("story.announced", position=fact.position)
            case facts.QueueEntered() | facts.QueueLeft() | facts.OfferMade() | facts.OfferEnded():
                return self._waiting(fact)
            case facts.TrackBegan() | facts.TrackEnded() | facts.RecordingPaused() | facts.RecordingResumed():
                return self._recording(fact)
            case facts.LegQuality():
                return self._sound(fact)
            case facts.VoicemailLeft():
                length = self._lasting(fact.seconds)
                return self._say("story.voicemail_left", length=length, interaction=fact.voicemail)
            case facts.CallbackPromised():
                return self._say("story.callback_promised", interaction=fact.callback)
            case facts.Ended():
                return self._ended(fact)
            case facts.Repaired():
                return self._say("story.repaired", what=self._say(f"repaired.{fact.what.replace(' ', '_')}"))
            case facts.ConsultBegan() | facts.ConsultAnswered() | facts.ConsultEnded():
                return self._consult(fact)
            case facts.PartyJoined() | facts.PartyLeft():
                return self._party(fact)
            case facts.HelpAsked() | facts.HelpEnded():
                return self._help(fact)
            case facts.SupervisorJoined() | facts.TakenOver() | facts.EndedByForce():
                return self._stepping_in(fact)
            case _:
                return self._talking(fact)

    def _recording(
        self, fact: facts.TrackBegan | facts.TrackEnded | facts.RecordingPaused | facts.RecordingResumed
    ) -> str:
        if isinstance(fact, facts.TrackBegan):
            return self._say(f"story.track_began.{fact.party}", agent=self._agent(fact.agent))
        if isinstance(fact, facts.TrackEnded):
            return self._say("story.track_ended")
        who, agent = fact.why if fact.by is None else f"{fact.why}.by", self._agent(fact.by)
        if isinstance(fact, facts.RecordingPaused):
            return self._say(f"story.recording_paused.{who}", agent=agent)
        return self._say(f"story.recording_resumed.{who}", agent=agent)

    def _sound(self, fact: facts.LegQuality) -> str:
        whose = self._agent(fact.agent) if fact.agent else self._say(f"party.{fact.party}")
        return self._say(
            "story.leg_quality.poor" if was_poor(fact) else "story.leg_quality",
            whose=whose,
            loss=f"{fact.loss:.1%}",
            worst_loss=f"{fact.worst_loss:.1%}",
            jitter=f"{fact.jitter * 1000:.0f} ms",
            worst_jitter=f"{fact.worst_jitter * 1000:.0f} ms",
        )

    def _began(self, fact: facts.Began) -> str:
        if fact.medium is Medium.VOICE:
            sentence = self._say(f"story.began.voice.{fact.direction}")
        else:
            sentence = self._say(f"story.began.{fact.medium}")
        if fact.related is None:
            return sentence
        return self._say("story.began.related", sentence=sentence, interaction=fact.related)

    def _waiting(self, fact: facts.QueueEntered | facts.QueueLeft | facts.OfferMade | facts.OfferEnded) -> str:
        queue = self._queue(fact.queue)
        match fact:
            case facts.QueueEntered():
                if fact.agent is not None:
                    return self._say("story.queue_entered.for_agent", queue=queue, agent=self._agent(fact.agent))
                if fact.visit > 1:
                    return self._say("story.queue_entered.again", queue=queue, visit=fact.visit)
                return self._say("story.queue_entered", queue=queue)
            case facts.QueueLeft():
                return self._say(f"story.queue_left.{fact.how}", queue=queue, waited=self._lasting(fact.waited))
            case facts.OfferMade():
                chosen_by = self._texts.say_if_known(f"chosen_by.{fact.chosen_by}", self._language, fact.chosen_by)
                return self._say(
                    "story.offer_made",
                    queue=queue,
                    agent=self._agent(fact.agent),
                    chosen_by=chosen_by,
                    waited=self._lasting(fact.waited),
                    idle=self._lasting(fact.idle_for),
                    qualified=fact.qualified,
                    free=fact.free,
                )
            case facts.OfferEnded():
                sentence = self._say(f"story.offer_ended.{fact.how}", agent=self._agent(fact.agent))
                return sentence if fact.how is OfferEnd.ACCEPTED else self._because(sentence, fact.why)

    def _talking(
        self,
        fact: facts.Connected
        | facts.Dialled
        | facts.HoldBegan
        | facts.HoldEnded
        | facts.Transferred
        | facts.TransferFailed
        | facts.DeskLost
        | facts.DeskBack
        | facts.AgentLeft
        | facts.WrapUpExtended
        | facts.WrapUpPutOff
        | facts.NoteWritten
        | facts.WrapUpEnded,
    ) -> str:
        match fact:
            case facts.Connected():
                agent = self._agent(fact.agent)
                if fact.queue is None:
                    return self._say("story.connected", agent=agent)
                return self._say("story.connected.queue", agent=agent, queue=self._queue(fact.queue))
            case facts.Dialled():
                return self._say(f"story.dialled.{fact.whom}")
            case facts.HoldBegan():
                return self._say("story.hold_began", agent=self._agent(fact.agent))
            case facts.HoldEnded():
                return self._say("story.hold_ended", agent=self._agent(fact.agent))
            case facts.Transferred():
                return self._transferred(fact)
            case facts.TransferFailed():
                return self._because(self._say("story.transfer_failed"), fact.why)
            case facts.DeskLost():
                return self._because(self._say("story.desk_lost", agent=self._agent(fact.agent)), fact.why)
            case facts.DeskBack():
                return self._say("story.desk_back", agent=self._agent(fact.agent))
            case facts.AgentLeft():
                talked = self._lasting(fact.talked)
                sentence = self._say(f"story.agent_left.{fact.who}", agent=self._agent(fact.agent), talked=talked)
                if fact.wrap_up <= 0:
                    return sentence
                limit = self._lasting(fact.wrap_up)
                return self._say("story.agent_left.wrap_up", sentence=sentence, limit=limit)
            case facts.WrapUpExtended():
                return self._more_time(fact)
            case facts.NoteWritten():
                return self._say("story.note_written", agent=self._agent(fact.agent))
            case facts.WrapUpPutOff():
                return self._say("story.wrap_up_put_off", agent=self._agent(fact.agent))
            case facts.WrapUpEnded():
                return self._wrapped_up(fact)

    def _consult(self, fact: facts.ConsultBegan | facts.ConsultAnswered | facts.ConsultEnded) -> str:
        by = self._agent(fact.by)
        if isinstance(fact, facts.ConsultEnded):
            return self._because(self._say(f"story.consult_ended.{fact.how}", by=by), fact.why)
        other = self._agent(fact.agent) if fact.agent else self._say("story.outside_party")
        answered = isinstance(fact, facts.ConsultAnswered)
        return self._say("story.consult_answered" if answered else "story.consult_began", by=by, other=other)

    def _party(self, fact: facts.PartyJoined | facts.PartyLeft) -> str:
        who = self._agent(fact.agent) if fact.agent else self._say("story.outside_party")
        if isinstance(fact, facts.PartyJoined):
            return self._say("story.party_joined", who=who)
        lasting = self._lasting(fact.talked)
        return self._say("story.watcher_left" if fact.watched else "story.party_left", who=who, talked=lasting)

    def _help(self, fact: facts.HelpAsked | facts.HelpEnded) -> str:
        agent = self._agent(fact.agent)
        if isinstance(fact, facts.HelpAsked):
            return self._say("story.help_asked", agent=agent)
        if fact.by is None:
            return self._say("story.help_ended", agent=agent)
        return self._say("story.help_came", agent=agent, by=self._agent(fact.by))

    def _stepping_in(self, fact: facts.SupervisorJoined | facts.TakenOver | facts.EndedByForce) -> str:
        match fact:
            case facts.SupervisorJoined():
                by, agent = self._agent(fact.by), self._agent(fact.agent)
                return self._say(f"story.supervisor_joined.{fact.mode}", by=by, agent=agent)
            case facts.TakenOver():
                return self._say("story.taken_over", by=self._agent(fact.by), agent=self._agent(fact.agent))
            case facts.EndedByForce():
                return self._say("story.ended_by_force", by=fact.by)

    def _transferred(self, fact: facts.Transferred) -> str:
        by = self._agent(fact.by)
        if fact.to is TransferTo.AGENT:
            return self._say("story.transferred.agent", by=by, agent=self._agent(fact.agent))
        if fact.to is TransferTo.QUEUE and fact.queue is not None:
            return self._say("story.transferred.queue", by=by, queue=self._queue(fact.queue))
        return self._say("story.transferred.number", by=by)

    def _wrapped_up(self, fact: facts.WrapUpEnded) -> str:
        agent = self._agent(fact.agent)
        if fact.by_itself:
            return self._say("story.wrap_up_ended.by_itself", agent=agent)
        if fact.disposition is None:
            return self._say("story.wrap_up_ended", agent=agent)
        disposition = self._disposition(fact.disposition)
        return self._say("story.wrap_up_ended.disposition", agent=agent, disposition=disposition)

    def _more_time(self, fact: facts.WrapUpExtended) -> str:
        agent, length = self._agent(fact.agent), self._lasting(fact.seconds)
        title = self._company.wrap_up_reasons.get(fact.reason) if fact.reason else None
        sentence = self._say("story.wrap_up_extended", agent=agent, length=length)
        return self._because(sentence, text_in(title, self._language) if title else fact.reason or "")

    def _ended(self, fact: facts.Ended) -> str:
        outcome = self._say(f"outcome.{fact.outcome}")
        sentence = self._say(f"story.ended.{fact.who}", outcome=outcome)
        if fact.why not in (EndReason.HUNG_UP, EndReason.ENDED):
            sentence = self._because(sentence, fact.why)
        return self._say("story.ended.late", sentence=sentence) if fact.observed_late else sentence

    def _supervised(self, fact: facts.Supervised) -> str:
        match fact:
            case facts.Forced() | facts.SkillsChanged() | facts.MessageSent():
                return self._agent_supervised(fact)
            case facts.NoticeBegan() | facts.NoticeEnded() | facts.NoticeHeard():
                return self._notice(fact)
            case _:
                return self._queue_supervised(fact)

    def _agent_supervised(self, fact: facts.Forced | facts.SkillsChanged | facts.MessageSent) -> str:
        by, agent = self._company.name_of(fact.by), self._agent(fact.agent)
        match fact:
            case facts.Forced():
                return self._say(f"story.forced.{fact.presence}", by=by, agent=agent, code=self._aux(fact.code))
            case facts.SkillsChanged():
                return self._say(f"story.skills.{'reverted' if fact.reverted else 'changed'}", by=by, agent=agent)
            case facts.MessageSent():
                return self._say("story.message_sent", by=by, agent=agent)

    def _queue_supervised(
        self,
        fact: facts.Moved | facts.Prioritised | facts.Handed | facts.HandedBack | facts.QueueClosed | facts.QueueOpened,
    ) -> str:
        by, queue = self._company.name_of(fact.by), self._queue(fact.queue)
        match fact:
            case facts.Moved():
                return self._say("story.moved", by=by, queue=queue, to=self._queue(fact.to))
            case facts.Prioritised():
                return self._say("story.prioritised", by=by, queue=queue, points=f"{fact.points:+g}")
            case facts.Handed():
                return self._say("story.handed", by=by, queue=queue, agent=self._agent(fact.agent))
            case facts.HandedBack():
                return self._say("story.handed_back", by=by, queue=queue)
            case facts.QueueClosed():
                if fact.divert_to is None:
                    return self._say("story.queue_closed", by=by, queue=queue)
                return self._say("story.queue_diverted", by=by, queue=queue, to=self._queue(fact.divert_to))
            case facts.QueueOpened():
                return self._say("story.queue_opened", by=by, queue=queue)

    def _notice(self, fact: facts.NoticeBegan | facts.NoticeEnded | facts.NoticeHeard) -> str:
        match fact:
            case facts.NoticeBegan():
                return self._say("story.notice_began", by=self._company.name_of(fact.by))
            case facts.NoticeEnded():
                if fact.by is None:
                    return self._say("story.notice_over")
                return self._say("story.notice_ended", by=self._company.name_of(fact.by))
            case facts.NoticeHeard():
                return self._say("story.notice_heard")

    def _presence(self, fact: facts.Attendance) -> str:
        agent = self._agent(fact.agent)
        match fact:
            case facts.SignedIn():
                return self._say("story.signed_in", agent=agent)
            case facts.SignedOut():
                return self._say("story.signed_out", agent=agent)
            case facts.SeatTaken():
                return self._say("story.seat_taken", agent=agent, by=self._agent(fact.by))
            case facts.NotResponding():
                return self._say("story.not_responding", agent=agent)
            case facts.PresenceChanged():
                if fact.presence == "available":
                    sentence = self._say("story.presence.available", agent=agent)
                else:
                    sentence = self._say("story.presence.aux", agent=agent, code=self._aux(fact.code))
                if fact.next_code is None:
                    return sentence
                return self._say("story.presence.next", sentence=sentence, code=self._aux(fact.next_code))
