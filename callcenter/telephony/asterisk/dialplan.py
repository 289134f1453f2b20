"""The dialplan: every call goes to the program; while it is away, callers get music, words and a way out.

Two ways lead into the reception's music loop: a call that arrives finds no program, or the watchdog, a call inside
Asterisk that looks every second for the program's sign of life, takes callers out of the dead program's hands.
People who talk with each other are left alone. The loop knocks at the program's door twice a second.
"""

from __future__ import annotations

import re

from callcenter.telephony.asterisk.settings import DIALLING, Settings, Trunk

KNOCKS_A_SECOND = 2
NUMBER = re.compile(r"[0-9+*#]+")
SIGN_OF_LIFE = "CC_HEARD"
WATCHDOG = "cc-watchdog"
"""The id of the watchdog's channel; its other half has `-2` behind it."""
OWN_APOLOGY = ("please-try-call-later",)
ECHO, ECHO_LASTS = "echo", 20
"""What an agent's browser may dial, to hear itself when it tests its sound; and for how many seconds."""
KIND = "CC_KIND"
"""Channel variable of a leg we placed: AGENT or CUSTOMER."""
AGENT, CUSTOMER = "agent", "customer"
ARRIVED, DIALLED, RETURNED, UNANSWERED, PLACED = "arrived", "dialled", "returned", "unanswered", "placed"
"""How a channel comes to the program: first word of what it is told. Taken back are those who returned; the program
that died had not answered the unanswered ones, and perhaps had not even written them down."""


def extensions_conf(settings: Settings) -> str:
    return "\n".join(("[general]", "static=yes", "writeprotect=yes", "", contexts(settings)))


def contexts(settings: Settings) -> str:
    """All of it but the head of the file."""
    return "\n".join((*_reception(settings), *_watchdog(settings)))


def _reception(settings: Settings) -> list[str]:
    away = settings.away
    knock = f"Stasis({settings.app},${{CC_ENTRY}},${{CC_TRUNK}},${{CALLERID(pres)}},${{CC_DIALLED}},${{CC_MUSIC}})"
    apology = "&".join(OWN_APOLOGY) if away.apology is None else str(away.apology.absolute().with_suffix(""))
    said_every = max(1, away.apologise_every * KNOCKS_A_SECOND)
    give_up = max(1, away.give_up_after * KNOCKS_A_SECOND)
    lines = [
        *_arrivals("arrivals"),
        *(line for context, reads in _diverted(settings).items() for line in _arrivals(context, *reads)),
        "[softphones]",
        f"exten => {ECHO},1,Set(CC_AWAY=yes)",  # which the watchdog leaves alone
        f" same => n,Set(TIMEOUT(absolute)={ECHO_LASTS})",
        " same => n,Answer()",
        " same => n,Echo()",
        " same => n,Hangup()",
        "exten => _[0-9A-Za-z+*#]!,1,Hangup(21)",
        "",
        f"[{DIALLING}]",
        r"exten => _[0-9A-Za-z+*#]!,1,Set(CC_DIALLED=${FILTER(0-9+*#,${EXTEN})})",
        f" same => n,Set({KIND}={AGENT})",
        f" same => n,Stasis({settings.app},{DIALLED},${{CHANNEL(endpoint)}},${{CC_DIALLED}})",
        # Back here without the program having had it: the program is away.
        ' same => n,GotoIf($["${STASISSTATUS}" = "SUCCESS"]?over)',
        " same => n,Hangup(42)",
        " same => n(over),Hangup()",
        "exten => h,1,NoOp()",
        "",
        f"[{PLACED}]",
        f"exten => s,1,Set(CC_ENTRY={PLACED})",
        " same => n,Goto(reception,s,1)",
        "",
        "[taken-back]",
        f'exten => s,1,Set(CC_ENTRY=${{IF($["${{CHANNEL(state)}}" = "Up"]?{RETURNED}:{UNANSWERED})}})',
        " same => n,Goto(reception,s,away)",
        "",
        "[reception]",
        f"exten => s,1,{knock}",
        ' same => n,GotoIf($["${STASISSTATUS}" = "SUCCESS"]?over)',
        " same => n(away),Answer()",
        " same => n,Set(CC_MUSIC=yes)",
        " same => n,Set(waited=0)",
        " same => n(music),StartMusicOnHold(default)",
        " same => n(wait),Set(CC_AWAY=yes)",
        f" same => n,Wait({1 / KNOCKS_A_SECOND})",
        " same => n,Set(CC_AWAY=)",
        f" same => n,{knock}",
        ' same => n,GotoIf($["${STASISSTATUS}" = "SUCCESS"]?over)',
        " same => n,Set(waited=$[${waited} + 1])",
        f" same => n,GotoIf($[${{waited}} >= {give_up}]?last)",
        f" same => n,GotoIf($[${{waited}} % {said_every} != 0]?wait)",
        " same => n,Set(CC_AWAY=yes)",
        " same => n,StopMusicOnHold()",
        f" same => n,Playback({apology})",
        " same => n,Goto(music)",
        " same => n(last),Set(CC_AWAY=yes)",
        " same => n,StopMusicOnHold()",
    ]
    if away.number and away.trunk:
        if not NUMBER.fullmatch(away.number):
            raise ValueError("the number for callers while the program is away may hold digits, + * # only")
        lines.append(f" same => n,Dial(PJSIP/{away.number}@{away.trunk},60)")
    else:
        lines.append(f" same => n,Playback({apology})")
    return [*lines, " same => n(over),Hangup()", ""]


def arrivals_of(trunk: Trunk) -> str:
    """The context in which calls of this trunk arrive."""
    caller = "-caller" if trunk.caller_from == "diversion" else ""
    dialled = "-dialled" if trunk.dialled_from == "diversion" else ""
    return f"arrivals{caller}{dialled}"


def _diverted(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Contexts for trunks on which the Diversion header tells who calls, or what was dialled: context → how."""
    contexts = {arrivals_of(trunk): trunk for trunk in settings.trunks}
    contexts.pop("arrivals", None)
    return {
        context: tuple(
            f' same => n,Set({what}=${{IF($["${{CC_DIVERTED}}" != ""]?${{CC_DIVERTED}}:${{{what}}})}})'
            for what, source in (("CALLERID(num)", trunk.caller_from), ("CC_DIALLED", trunk.dialled_from))
            if source == "diversion"
        )
        for context, trunk in contexts.items()
    }


def _arrivals(context: str, *reads: str) -> list[str]:
    diverted = [
        " same => n,Set(CC_DIVERTED=${PJSIP_HEADER(read,Diversion)})",
        " same => n,Set(CC_DIVERTED=${CUT(CC_DIVERTED,<,2)})",
        " same => n,Set(CC_DIVERTED=${CUT(CC_DIVERTED,:,2)})",
        " same => n,Set(CC_DIVERTED=${CUT(CC_DIVERTED,@,1)})",
        r" same => n,Set(CC_DIVERTED=${FILTER(0-9A-Za-z+*#._\-,${CC_DIVERTED})})",
        *reads,
    ]
    return [
        f"[{context}]",
        # What a stranger dialled is filtered before it is used anywhere (AST-2010-002).
        r"exten => _[0-9A-Za-z+*#]!,1,Set(CC_DIALLED=${FILTER(0-9A-Za-z+*#._\-,${EXTEN})})",
        *(diverted if reads else []),
        f" same => n,Set(CC_ENTRY={ARRIVED})",
        " same => n,Goto(reception,s,1)",
        "; the pattern above would match the extension for hang-ups",
        "exten => h,1,NoOp()",
        "",
    ]


def _watchdog(settings: Settings) -> list[str]:
    return [
        "[watchdog]",
        "exten => watch,1,Answer()",
        " same => n,Set(missed=0)",
        " same => n(tick),Wait(1)",
        f' same => n,GotoIf($["${{GLOBAL({SIGN_OF_LIFE})}}" = "1"]?heard)',
        " same => n,Set(missed=$[${missed} + 1])",
        f" same => n,GotoIf($[${{missed}} < {settings.away.notice_after}]?tick)",
        " same => n,Set(left=${CHANNELS(^PJSIP/)})",
        " same => n(next),GotoIf($[${LEN(${left})} = 0]?tick)",
        " same => n,Set(one=${CUT(left, ,1)})",
        " same => n,Set(left=${CUT(left, ,2-)})",
        # Those who talk, and those who have their music already, are left alone.
        ' same => n,GotoIf($["${IMPORT(${one},BRIDGEPEER)}" != ""]?next)',
        ' same => n,GotoIf($["${IMPORT(${one},CC_AWAY)}" != ""]?next)',
        f' same => n,GotoIf($["${{IMPORT(${{one}},{KIND})}}" = "{AGENT}"]?agent)',
        # A call we are placing is still rung by Asterisk, not held by the program.
        f' same => n,GotoIf($["${{IMPORT(${{one}},{KIND})}}" = ""]?take)',
        ' same => n,GotoIf($["${IMPORT(${one},CHANNEL(state))}" != "Up"]?next)',
        " same => n(take),ChannelRedirect(${one},taken-back,s,1)",
        " same => n,Goto(next)",
        ' same => n(agent),GotoIf($["${IMPORT(${one},CHANNEL(state))}" != "Up"]?next)',
        " same => n,SoftHangup(${one})",
        " same => n,Goto(next)",
        f" same => n(heard),Set(GLOBAL({SIGN_OF_LIFE})=0)",
        " same => n,Set(missed=0)",
        " same => n,Goto(tick)",
        "exten => idle,1,Wait(86400)",
        " same => n,Goto(1)",
        "",
    ]
