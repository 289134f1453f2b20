"""What a desk can ask for, as it stands on the wire (`docs/desk-protocol.md`).

command = msgspec.json.decode(text, type=Command)
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from callcenter.model.ids import AgentId, CustomerId, InteractionId, Language, LegId, OfferId, QueueName
from callcenter.model.phones import PhoneChoice

Short = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]
Long = Annotated[str, Meta(max_length=4000, pattern=r"^[^\x00]*$")]  # PostgreSQL keeps no NUL


class _Command(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", forbid_unknown_fields=True):
    key: Short
    """Made by the page; what bears the same key is carried out once."""


class SignIn(_Command, frozen=True, kw_only=True, tag="sign_in"):
    phone: PhoneChoice | None = None  #: None = as last time


class SignOut(_Command, frozen=True, kw_only=True, tag="sign_out"):
    pass


class Available(_Command, frozen=True, kw_only=True, tag="available"):
    pass


class Aux(_Command, frozen=True, kw_only=True, tag="aux"):
    code: Short


class PhoneReady(_Command, frozen=True, kw_only=True, tag="phone_ready"):
    calls: Annotated[tuple[LegId, ...], Meta(max_length=16)]


class Accept(_Command, frozen=True, kw_only=True, tag="accept"):
    offer: OfferId


class Decline(_Command, frozen=True, kw_only=True, tag="decline"):
    offer: OfferId


class HangUp(_Command, frozen=True, kw_only=True, tag="hang_up"):
    interaction: InteractionId


class Hold(_Command, frozen=True, kw_only=True, tag="hold"):
    interaction: InteractionId


class Unhold(_Command, frozen=True, kw_only=True, tag="unhold"):
    interaction: InteractionId


class PauseRecording(_Command, frozen=True, kw_only=True, tag="pause_recording"):
    interaction: InteractionId


class ResumeRecording(_Command, frozen=True, kw_only=True, tag="resume_recording"):
    interaction: InteractionId


class Transfer(_Command, frozen=True, kw_only=True, tag="transfer"):
    interaction: InteractionId
    agent: AgentId | None = None
    queue: QueueName | None = None
    number: Short | None = None


class Dial(_Command, frozen=True, kw_only=True, tag="dial"):
    """Call a colleague, a number, or (`interaction`) the caller of that interaction back."""

    agent: AgentId | None = None
    number: Short | None = None
    interaction: InteractionId | None = None
    queue: QueueName | None = None  #: what it is done for


class Consult(_Command, frozen=True, kw_only=True, tag="consult"):
    interaction: InteractionId
    agent: AgentId | None = None
    number: Short | None = None


class Swap(_Command, frozen=True, kw_only=True, tag="swap"):
    interaction: InteractionId


class Complete(_Command, frozen=True, kw_only=True, tag="complete"):
    interaction: InteractionId


class Back(_Command, frozen=True, kw_only=True, tag="back"):
    interaction: InteractionId


class Conference(_Command, frozen=True, kw_only=True, tag="conference"):
    """Everybody of the consult; without one, somebody more is called in."""

    interaction: InteractionId
    agent: AgentId | None = None
    number: Short | None = None


class Drop(_Command, frozen=True, kw_only=True, tag="drop"):
    interaction: InteractionId
    leg: LegId


class Help(_Command, frozen=True, kw_only=True, tag="help"):
    interaction: InteractionId


class NewCustomer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
    language: Language = Language("zh-CN")
    note: Long = ""
    province: Annotated[str, Meta(max_length=6)] = ""  #: where they live, ISO 3166-2


class Read(_Command, frozen=True, kw_only=True, tag="read"):
    message: Short


class Customer(_Command, frozen=True, kw_only=True, tag="customer"):
    interaction: InteractionId
    customer: CustomerId | None = None
    new: NewCustomer | None = None


class Note(_Command, frozen=True, kw_only=True, tag="note"):
    interaction: InteractionId
    text: Long


class Extend(_Command, frozen=True, kw_only=True, tag="extend"):
    interaction: InteractionId
    reason: Short | None = None  #: a code of the company's `wrap_up_reasons`


class Later(_Command, frozen=True, kw_only=True, tag="later"):
    interaction: InteractionId


class Answers(_Command, frozen=True, kw_only=True, tag="answers"):
    interaction: InteractionId
    values: Annotated[dict[Short, str | bool | int | float | None], Meta(max_length=200)]  #: None takes one back


class Finish(_Command, frozen=True, kw_only=True, tag="finish"):
    interaction: InteractionId
    disposition: Short | None = None
    text: Long | None = None  #: None = the note stays as it is


Command = (
    SignIn
    | SignOut
    | Available
    | Aux
    | PhoneReady
    | Accept
    | Decline
    | HangUp
    | Hold
    | Unhold
    | PauseRecording
    | ResumeRecording
    | Transfer
    | Dial
    | Consult
    | Swap
    | Complete
    | Back
    | Conference
    | Drop
    | Help
    | Read
    | Customer
    | Note
    | Answers
    | Extend
    | Later
    | Finish
)
