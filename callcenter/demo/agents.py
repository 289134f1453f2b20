"""Ten invented agents who between them staff every queue; one also supervises, one also administers."""

from __future__ import annotations

from callcenter.model.company import Agent, Phone
from callcenter.model.ids import AgentId, Language
from callcenter.model.phones import PhoneKind
from callcenter.storage.accounts import NewUser

_ZH, _EN = Language("zh-CN"), Language("en")

# login, name, language, skills
_PEOPLE: tuple[tuple[str, str, Language, dict[str, int]], ...] = (
    ("wang", "王芳", _ZH, {"repairs": 8, "installation": 4, "mandarin": 10}),
    ("li", "李伟", _ZH, {"repairs": 7, "installation": 6, "mandarin": 10}),
    ("zhang", "张敏", _ZH, {"sales": 8, "repairs": 3, "mandarin": 10}),
    ("liu", "刘洋", _ZH, {"installation": 8, "repairs": 4, "mandarin": 10}),
    ("chen", "陈静", _ZH, {"complaints": 7, "repairs": 5, "mandarin": 10}),
    ("zhao", "赵磊", _ZH, {"sales": 6, "installation": 5, "mandarin": 10}),
    ("smith", "Emily Smith", _EN, {"repairs": 5, "sales": 5, "installation": 3, "english": 10}),
    ("garcia", "Carlos Garcia", _EN, {"installation": 5, "repairs": 4, "complaints": 4, "english": 9, "mandarin": 4}),
    ("yang", "杨丽", _ZH, {"complaints": 9, "sales": 5, "repairs": 5, "mandarin": 10, "english": 6}),
    ("brown", "Laura Brown", _EN, {"sales": 4, "repairs": 3, "english": 10, "mandarin": 5}),
)
_ALSO = {"yang": ("supervisor", "analyst"), "brown": ("admin",)}
_WITH_DESK_PHONE = "liu"


def demo_agents() -> tuple[Agent, ...]:
    return tuple(
        Agent(
            id=AgentId(login),
            login=login,
            name=name,
            number=str(1001 + place),
            skills=skills,
            roles=("agent", *_ALSO.get(login, ())),
            language=language,
            phone=Phone(kind=PhoneKind.DESK_PHONE) if login == _WITH_DESK_PHONE else Phone(),
        )
        for place, (login, name, language, skills) in enumerate(_PEOPLE)
    )


def demo_users(password: str) -> tuple[NewUser, ...]:
    """Their logins, for `Accounts.add`."""
    return tuple(
        NewUser(login=agent.login, password=password, language=agent.language, demo=True) for agent in demo_agents()
    )
