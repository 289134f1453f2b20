"""The journal as a story: what each fact reads like in both languages."""

from __future__ import annotations

from typing import get_args

import pytest
from samples import CALL, EN, HAIHE, LI, REPAIRS, WANG, ZH, line, wrap_up

from callcenter.model import facts as f
from callcenter.model.ids import AgentId, FlowName, Language, NodeName, OfferId, QueueName
from callcenter.model.interaction import Direction, EndReason, LeftQueue, Medium, Outcome, Party
from callcenter.web.telling_story import story

O1 = OfferId("o1")

TOLD: list[tuple[f.Fact, str, str]] = [
    (f.Forced(by="boss", agent=LI, presence="available"), "boss将Li Wei强制示闲。", "boss made Li Wei available."),
    (
        f.Forced(by="boss", agent=LI, presence="aux", code="x"),
        "boss将Li Wei强制示忙：x。",
        "boss set Li Wei to aux: x.",
    ),
    (f.Forced(by="boss", agent=LI, presence="signed_out"), "boss将Li Wei强制签出。", "boss signed Li Wei out."),
    (f.SkillsChanged(by="boss", agent=LI), "boss更改了Li Wei的技能。", "boss changed the skills of Li Wei."),
    (
        f.SkillsChanged(by="boss", agent=LI, reverted=True),
        "boss恢复了Li Wei原来的技能。",
        "boss gave Li Wei the configured skills again.",
    ),
    (
        f.MessageSent(by="boss", agent=LI, message="m1"),
        "boss给Li Wei发了一条消息。",
        "boss sent Li Wei a message.",
    ),
    (
        f.Moved(by="boss", queue=REPAIRS, to=QueueName("x")),
        "boss将来电从队列“维修”移到队列“x”。",
        "boss moved the caller from the queue “Repairs” to “x”.",
    ),
    (
        f.Prioritised(by="boss", queue=REPAIRS, points=50.0),
        "boss调整了在队列“维修”中的优先级：+50。",
        "boss changed the priority in the queue “Repairs” by +50.",
    ),
    (
        f.Handed(by="boss", queue=REPAIRS, agent=LI),
        "boss将队列“维修”中的来电指定给Li Wei。",
        "boss handed the caller in the queue “Repairs” to Li Wei.",
    ),
    (
        f.HandedBack(by="boss", queue=REPAIRS),
        "boss取消指定，队列“维修”中的来电重新派给任何合适的坐席。",
        "boss took that back: the caller in the queue “Repairs” waits for anybody again.",
    ),
    (f.QueueClosed(by="boss", queue=REPAIRS), "boss关闭了队列“维修”。", "boss closed the queue “Repairs”."),
    (
        f.QueueClosed(by="boss", queue=REPAIRS, divert_to=QueueName("x")),
        "boss将队列“维修”分流到“x”。",
        "boss diverted the queue “Repairs” to “x”.",
    ),
    (
        f.QueueOpened(by="boss", queue=REPAIRS),
        "boss重新开放了队列“维修”。",
        "boss opened the queue “Repairs” again.",
    ),
    (f.NoticeBegan(by="boss", notice="n1"), "boss发布了紧急公告。", "boss put up an emergency notice."),
    (f.NoticeEnded(by="boss", notice="n1"), "boss结束了紧急公告。", "boss ended the emergency notice."),
    (f.NoticeEnded(notice="n1"), "紧急公告到期结束。", "The emergency notice was over."),
    (f.NoticeHeard(notice="n1"), "播放了紧急公告。", "Heard the emergency notice."),
    (f.Began(medium=Medium.VOICE, direction=Direction.INBOUND, site="main"), "客户来电。", "The customer called."),
    (
        f.Began(medium=Medium.CALLBACK, direction=Direction.OUTBOUND, site="main", related=CALL),
        f"记下一次回呼。它来自服务记录 {CALL}。",
        f"A callback was noted down. It came from interaction {CALL}.",
    ),
    (f.CustomerMatched(matches=0), "没有找到与该号码对应的客户。", "No customer was found for the address."),
    (f.CustomerMatched(matches=1), "识别出客户。", "The customer was recognised."),
    (f.CustomerMatched(matches=3), "找到 3 位可能的客户。", "3 customers could be meant."),
    (
        f.FlowEntered(flow=FlowName("hotline"), revision=3),
        "进入语音流程“hotline”(第 3 版)。",
        "Entered the voice flow “hotline” (revision 3).",
    ),
    (
        f.NodesPassed(nodes=(NodeName("welcome"), NodeName("main"))),
        "经过流程节点:welcome → main。",
        "Went through: welcome → main.",
    ),
    (f.LanguageChosen(language=EN), "选择了英文。", "Chose English."),
    (f.LanguageChosen(language=Language("fr")), "选择了fr。", "Chose fr."),
    (
        f.FlowBroke(why="no node x"),
        "语音流程出错,来电已转人工:no node x",
        "The voice flow broke, and the call was rescued: no node x",
    ),
    (
        f.QueueEntered(queue=REPAIRS, visit=1, medium=Medium.VOICE),
        "进入队列“维修”。",
        "Entered the queue “Repairs”.",
    ),
    (
        f.QueueEntered(queue=REPAIRS, visit=2, medium=Medium.VOICE),
        "第 2 次排队,进入队列“维修”。",
        "Entered the queue “Repairs”; visit 2 to a queue.",
    ),
    (
        f.QueueEntered(queue=REPAIRS, visit=2, medium=Medium.VOICE, agent=LI),
        "在队列“维修”中等候Li Wei。",
        "Entered the queue “Repairs” to wait for Li Wei.",
    ),
    (
        f.QueueLeft(queue=REPAIRS, visit=1, how=LeftQueue.ABANDONED, waited=125.2),
        "在队列“维修”等候 2 分 5 秒后放弃。",
        "Gave up waiting in the queue “Repairs” after 2 min 5 s.",
    ),
    (
        f.QueueLeft(queue=QueueName("closed_last_year"), visit=1, how=LeftQueue.OVERFLOWED, waited=3725),
        "在队列“closed_last_year”等候 1 小时 2 分后溢出。",
        "Overflowed from the queue “closed_last_year” after 1 h 2 min.",
    ),
    (f.Announced(position=2), "播报排队位置:第 2 位。", "Was told the position in the queue: 2."),
    (
        f.OfferMade(
            offer=O1,
            agent=WANG,
            queue=REPAIRS,
            chosen_by="longest_idle",
            waited=1,
            idle_for=432,
            qualified=3,
            free=2,
        ),
        "队列“维修”分配给王芳:空闲时间最长,客户已等候 1 秒,坐席空闲 7 分 12 秒;符合条件 3 人,其中空闲 2 人。",
        "Offered to 王芳 by the queue “Repairs”: longest idle; customer waiting for 1 s, agent idle for 7 min 12 s, "
        "3 qualified, 2 free.",
    ),
    (
        f.OfferEnded(offer=O1, agent=WANG, queue=REPAIRS, how=f.OfferEnd.ACCEPTED),
        "王芳接受了。",
        "王芳 accepted.",
    ),
    (
        f.OfferEnded(offer=O1, agent=WANG, queue=REPAIRS, how=f.OfferEnd.RESCINDED, why="customer_left"),
        "给王芳的分配被收回(客户已离开)。",
        "The offer to 王芳 was taken back (the customer had left).",
    ),
    (
        f.OfferEnded(offer=O1, agent=WANG, queue=REPAIRS, how=f.OfferEnd.RESCINDED, why="new_word"),
        "给王芳的分配被收回(new_word)。",
        "The offer to 王芳 was taken back (new_word).",
    ),
    (f.Connected(agent=WANG, queue=None), "王芳与客户接通。", "王芳 and the customer were connected."),
    (
        f.Connected(agent=WANG, queue=REPAIRS),
        "王芳与客户接通(队列“维修”)。",
        "王芳 and the customer were connected (queue “Repairs”).",
    ),
    (f.Dialled(whom=Party.CUSTOMER), "正在拨打客户的电话。", "The customer's number was dialled."),
    (f.HoldBegan(agent=WANG), "王芳保持了通话。", "王芳 put the customer on hold."),
    (f.HoldEnded(agent=WANG), "王芳取回了通话。", "王芳 came back to the customer."),
    (
        f.Transferred(by=WANG, to=f.TransferTo.AGENT, agent=LI),
        "王芳转接给Li Wei。",
        "王芳 transferred the call to Li Wei.",
    ),
    (
        f.Transferred(by=WANG, to=f.TransferTo.QUEUE, queue=REPAIRS),
        "王芳转接到队列“维修”。",
        "王芳 transferred the call to the queue “Repairs”.",
    ),
    (
        f.Transferred(by=WANG, to=f.TransferTo.NUMBER),
        "王芳转接到外部号码。",
        "王芳 transferred the call to an outside number.",
    ),
    (
        f.TransferFailed(why="number_not_allowed"),
        "转接没有成功(该号码不允许拨打)。",
        "The transfer did not succeed (that number may not be dialled).",
    ),
    (
        f.ConsultBegan(by=WANG, agent=LI),
        "王芳发起咨询:Li Wei;客户听音乐等候。",
        "王芳 began a consult: Li Wei. The customer heard music.",
    ),
    (f.ConsultAnswered(by=WANG), "外线应答了王芳的咨询。", "An outside party answered 王芳's consult."),
    (
        f.ConsultEnded(by=WANG, how=f.ConsultEnd.FAILED, why="busy"),
        "王芳的咨询没有接通(占线)。",
        "王芳's consult was not answered (busy).",
    ),
    (f.PartyJoined(agent=LI), "Li Wei加入了通话。", "Li Wei joined the conversation."),
    (
        f.PartyLeft(talked=61),
        "外线离开了通话,历时 1 分 1 秒。",
        "An outside party left the conversation after 1 min 1 s.",
    ),
    (
        f.PartyLeft(agent=LI, talked=61, watched=True),
        "Li Wei结束了监听,历时 1 分 1 秒。",
        "Li Wei stopped supervising after 1 min 1 s.",
    ),
    (f.HelpAsked(agent=WANG), "王芳请求班长支援。", "王芳 asked for a supervisor's help."),
    (f.HelpEnded(agent=WANG), "王芳的求助已结束。", "王芳's request for help is over."),
    (f.HelpEnded(agent=WANG, by=LI), "Li Wei来支援王芳。", "Li Wei came to help 王芳."),
    (
        f.SupervisorJoined(by=LI, agent=WANG, mode=f.Mode.COACH),
        "Li Wei开始耳语指导王芳。",
        "Li Wei began to coach 王芳.",
    ),
    (f.TakenOver(by=LI, agent=WANG), "Li Wei拦截了王芳的通话。", "Li Wei took the call over from 王芳."),
    (f.EndedByForce(by="li"), "li强制结束了通话。", "li ended the call."),
    (
        f.DeskLost(agent=WANG, why=EndReason.MEDIA_LOST),
        "王芳的电话断开,客户正在听音乐(声音中断)。",
        "王芳's phone vanished; the customer hears music (no sound arrived any more).",
    ),
    (f.DeskBack(agent=WANG), "王芳的电话恢复,通话继续。", "王芳's phone is back; the conversation goes on."),
    (
        f.AgentLeft(agent=WANG, who=Party.CUSTOMER, wrap_up=60, talked=193),
        "客户结束了与王芳的通话,历时 3 分 13 秒。话后处理时限 1 分钟。",
        "The customer ended the conversation with 王芳 after 3 min 13 s. Up to 1 min for wrap-up.",
    ),
    (
        f.AgentLeft(agent=AgentId("gone"), who=Party.AGENT, wrap_up=0, talked=5),
        "gone结束了通话,历时 5 秒。",
        "gone ended the conversation after 5 s.",
    ),
    (wrap_up("solved"), "王芳完成了话后处理,小结:已解决。", "王芳 finished wrap-up: Solved."),
    (wrap_up("no_longer"), "王芳完成了话后处理,小结:no_longer。", "王芳 finished wrap-up: no_longer."),
    (wrap_up(None), "王芳完成了话后处理,没有选择小结。", "王芳 finished wrap-up without a disposition."),
    (
        f.WrapUpEnded(agent=WANG, disposition=None, by_itself=True),
        "王芳的话后处理时间到,自动结束。",
        "王芳's wrap-up ran out and ended by itself.",
    ),
    (
        f.LegQuality(
            party=Party.AGENT,
            agent=WANG,
            loss=0.031,
            worst_loss=0.08,
            jitter=0.0412,
            worst_jitter=0.09,
            round_trip=0.2,
            seconds=60.0,
            reports=12,
        ),
        "王芳的线路音质差:平均丢包 3.1%(最差 8.0%),抖动 41 ms(最差 90 ms)。",
        "Poor sound on the line of 王芳: 3.1% lost (worst 8.0%), 41 ms jitter (worst 90 ms) on average.",
    ),
    (
        f.LegQuality(
            party=Party.CUSTOMER,
            agent=None,
            loss=0.0,
            worst_loss=0.0,
            jitter=0.004,
            worst_jitter=0.009,
            round_trip=None,
            seconds=60.0,
            reports=12,
        ),
        "客户的线路音质:平均丢包 0.0%,抖动 4 ms。",
        "Line of Customer: 0.0% lost, 4 ms jitter on average.",
    ),
    (
        f.WrapUpExtended(agent=WANG, seconds=60.0, reason="customer_waits"),
        "王芳将话后处理延长1 分钟(customer_waits)。",
        "王芳 took 1 min more for wrap-up (customer_waits).",
    ),
    (f.NoteWritten(agent=WANG), "王芳写了备注。", "王芳 wrote a note."),
    (f.WrapUpPutOff(agent=WANG), "王芳将话后处理留待稍后完成。", "王芳 put the wrap-up off for later."),
    (f.TrackBegan(track="t1", party=Party.CUSTOMER), "开始录制客户的声音。", "Recording of the customer began."),
    (
        f.TrackBegan(track="t2", party=Party.AGENT, agent=WANG),
        "开始录制王芳的声音。",
        "Recording of 王芳 began.",
    ),
    (f.TrackEnded(track="t1"), "一路录音结束。", "A recording ended."),
    (
        f.RecordingPaused(why=f.PauseReason.AGENT, by=WANG),
        "王芳暂停了录音,此段声音不会保留。",
        "王芳 paused the recording; nothing of this stretch is kept.",
    ),
    (
        f.RecordingPaused(why=f.PauseReason.FLOW),
        "进入安全按键节点,录音已暂停。",
        "The recording was paused by the voice menu for a secure entry.",
    ),
    (
        f.RecordingResumed(why=f.PauseReason.API, by=WANG),
        "王芳通过接口恢复了录音。",
        "王芳 let the recording go on through the interface.",
    ),
    (
        f.RecordingResumed(why=f.PauseReason.LIMIT),
        "暂停已达最长时间,录音自动继续。",
        "The pause reached its limit; the recording goes on by itself.",
    ),
    (
        f.VoicemailLeft(voicemail=CALL, seconds=12),
        f"客户留言 12 秒,见服务记录 {CALL}。",
        f"The customer left a message of 12 s: interaction {CALL}.",
    ),
    (
        f.CallbackPromised(callback=CALL),
        f"已安排回呼:服务记录 {CALL}。",
        f"A callback was promised: interaction {CALL}.",
    ),
    (
        f.Ended(outcome=Outcome.SERVED, who=Party.AGENT, why=EndReason.HUNG_UP),
        "坐席结束了会话:已接待。",
        "Ended by the agent: Served.",
    ),
    (
        f.Ended(outcome=Outcome.LOST, who=Party.SYSTEM, why=EndReason.NETWORK_LOST, observed_late=True),
        "系统结束了会话:线路中断(电话网络故障)。发生在本系统离线期间,此处为发现的时间。",
        "Ended by the system: Lost (the telephone network failed). "
        "It happened while this program was away; the time is when it was noticed.",
    ),
    (f.SignedIn(agent=WANG), "王芳签入。", "王芳 signed in."),
    (f.SignedOut(agent=WANG), "王芳签出。", "王芳 signed out."),
    (
        f.SeatTaken(agent=WANG, by=LI),
        "Li Wei在王芳的座位签入,王芳在那里不再可接通。",
        "Li Wei signed in at 王芳's seat; 王芳 cannot be rung there any more.",
    ),
    (f.PresenceChanged(agent=WANG, presence="available"), "王芳变为空闲。", "王芳 became available."),
    (
        f.PresenceChanged(agent=WANG, presence="aux", code="lunch"),
        "王芳示忙:午餐。",
        "王芳 went to aux: Lunch.",
    ),
    (
        f.PresenceChanged(agent=WANG, presence="available", next_code="lunch"),
        "王芳变为空闲。当前工作结束后:午餐。",
        "王芳 became available. Chosen for after the present work: Lunch.",
    ),
    (f.NotResponding(agent=WANG), "王芳被标为无响应。", "王芳 is marked as not responding."),
    (
        f.Repaired(what=f.Repair.BACK_IN_LINE),
        "核对后发现与实际不符,已修正:已回到队列原位。",
        "Belief and reality were apart, and were mended: it is back in line, at its place.",
    ),
]

FULL_WIDTH = str.maketrans({",": "\uff0c", ":": "\uff1a", ";": "\uff1b", "(": "\uff08", ")": "\uff09"})


def test_the_table_above_knows_every_fact_there_is():
    assert {type(fact) for fact, _, _ in TOLD} == set(get_args(f.Fact))


@pytest.mark.parametrize(("fact", "chinese", "english"), TOLD, ids=lambda value: type(value).__name__)
def test_every_fact_is_one_sentence_in_both_languages(fact: f.Fact, chinese: str, english: str):
    [in_chinese] = story([line(0, fact)], HAIHE, ZH, "Asia/Shanghai")
    [in_english] = story([line(0, fact)], HAIHE, EN, "Asia/Shanghai")

    assert in_chinese.sentence == chinese.translate(FULL_WIDTH)
    assert in_english.sentence.replace("\u00a0", " ") == english


@pytest.mark.parametrize("what", f.Repair)
@pytest.mark.parametrize("language", [ZH, EN])
def test_every_repair_has_words(what: f.Repair, language: Language):
    [told] = story([line(0, f.Repaired(what=what))], HAIHE, language, "UTC")

    assert "repaired." not in told.sentence


@pytest.mark.parametrize("how", LeftQueue)
@pytest.mark.parametrize("language", [ZH, EN])
def test_every_way_out_of_a_queue_has_words(how: LeftQueue, language: Language):
    [told] = story([line(0, f.QueueLeft(queue=REPAIRS, visit=1, how=how, waited=5))], HAIHE, language, "UTC")

    assert HAIHE.queue_title(REPAIRS, language) in told.sentence


def test_times_are_those_of_the_readers_zone_and_a_new_day_is_named_once():
    lines = [line(0, f.SignedIn(agent=WANG)), line(1, f.SignedOut(agent=WANG)), line(25200, f.SignedIn(agent=WANG))]

    told = story(lines, HAIHE, EN, "Asia/Shanghai")

    assert [(one.day, one.at_text) for one in told] == [
        ("2026-03-02", "17:00:03"),
        ("", "17:00:04"),
        ("2026-03-03", "00:00:03"),
    ]
    assert story(lines, HAIHE, EN, "UTC")[0].at_text == "09:00:03"


def test_nothing_happened_and_nothing_is_told():
    assert story([], HAIHE, ZH, "UTC") == []
