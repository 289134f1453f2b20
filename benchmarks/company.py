"""The company that is put under load: one number straight to one queue, its agents' desk phones at fixed addresses.

file = write_company(folder, ports, agents=20, phones_port=24000)      # folder/config.yaml and folder/flows
await open_accounts(load(file), folder / "data")                       # logins a01, a02, …; all with PASSWORD
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import yaml

from callcenter.clock import SystemClock
from callcenter.config import Config, storage_url
from callcenter.storage.accounts import Accounts, NewUser
from callcenter.storage.database import Database
from callcenter.storage.migrating import migrate
from callcenter.telephony.asterisk.settings import Ports

NUMBER = "95001"
QUEUE = "bench"
PASSWORD = "eighteen chargers"


def agent_names(agents: int) -> list[str]:
    return [f"a{number:02}" for number in range(1, agents + 1)]


def company(*, agents: int, phones_port: int, recorded: bool) -> dict[str, Any]:
    """Everything of a config.yaml that is not a machine's own: numbers, the queue, the agents."""
    return {
        "company": {
            "id": "bench",
            "name": {"zh-CN": "负载", "en": "Load"},
            "languages": ["zh-CN", "en"],
            "country": "CN",
            "time_zone": "Asia/Shanghai",
        },
        "numbers": {NUMBER: {"flow": "straight", "trunk": "carrier"}},
        "queues": {
            QUEUE: {
                "title": {"zh-CN": "负载", "en": "Load"},
                "wrap_up": "0s",
                "announce": False,
                "recording": "yes" if recorded else "no",
                "dispositions": [],
            }
        },
        "recording": {"notice": False},  # the first thing heard is the agent
        "not_routed": {"zh-CN": "未启用。", "en": "Not in use."},
        "agents": {
            name: {
                "name": name,
                "number": str(1000 + at),
                "roles": ["agent", "supervisor"] if at == 1 else ["agent"],
                "phone": {"kind": "desk_phone", "contact": f"sip:{name}@127.0.0.1:{phones_port}"},
            }
            for at, name in enumerate(agent_names(agents), start=1)
        },
        "flows": "flows",
        "demo": False,
    }


def write_flow(folder: Path) -> None:
    flows = folder / "flows"
    flows.mkdir(parents=True, exist_ok=True)
    flow = {"start": "wait", "nodes": {"wait": {"queue": QUEUE, "unanswered": True}}}
    (flows / "straight.yaml").write_text(yaml.safe_dump(flow), encoding="utf-8")


def write_company(folder: Path, web_port: int, ports: Ports, *, agents: int, phones_port: int) -> Path:
    """A configuration for an Asterisk that the benchmark runs itself; the secrets are in files beside it."""
    write_flow(folder)
    for name in ("ari", "ami"):
        file = folder / f"{name}.secret"
        file.touch(mode=0o600)
        file.write_text(f"{name}-of-the-benchmark", encoding="utf-8")
    told = company(agents=agents, phones_port=phones_port, recorded=False) | {
        "web": {"port": web_port},
        "telephony": {
            "mode": "external",
            "external": {
                "url": f"http://127.0.0.1:{ports.http}",
                "secret_file": "ari.secret",
                "ami": {"port": ports.ami, "secret_file": "ami.secret"},
            },
            "ports": {name: getattr(ports, name) for name in ports.__struct_fields__},
            "trunks": {"carrier": {"match": ["127.0.0.1"]}},
        },
    }
    file = folder / "config.yaml"
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


async def open_accounts(config: Config, data: Path) -> None:
    """A login for every agent."""
    url = storage_url(config, data)
    await asyncio.to_thread(migrate, url)  # makes the folder too
    database = Database(url)
    accounts = Accounts(database, config.company.tenant)
    try:
        users = [NewUser(login=agent.login, password=PASSWORD) for agent in config.company.agents.values()]
        await accounts.add(*users, now=SystemClock().now())
    finally:
        accounts.close()
        await database.close()
