"""The program on the command line: `callcenter serve`, `check`, `trace`, `demo`, `password`, `prompts`."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

import msgspec
import structlog
import typer

from callcenter import __version__
from callcenter.app import AlreadyRunning, App, demo_removed, lock
from callcenter.certificate import certificate_of
from callcenter.checking import check as check_files
from callcenter.clock import SystemClock
from callcenter.config import Config, Off, in_the_clear, load, storage_url
from callcenter.demo import remove_demo
from callcenter.demo.staffing import with_demo_agents
from callcenter.flows import load_flows, texts_of
from callcenter.history.records import InHand
from callcenter.journal import Unreadable
from callcenter.lined_yaml import Mistakes
from callcenter.model.ids import AgentId, InteractionId, Language
from callcenter.model.phones import own_desk_phone, seat_phone
from callcenter.secrets import Derived
from callcenter.speech import recording_name
from callcenter.storage.accounts import Accounts, NewUser
from callcenter.storage.database import Database
from callcenter.storage.history import History
from callcenter.storage.migrating import CannotMigrate, migrate
from callcenter.telephones import desk_phone_secret, seat_secret
from callcenter.telephony.asterisk.network import NotReady
from callcenter.viewer import the_house
from callcenter.web.telling_story import story

program = typer.Typer(
    help="callcenter: an open contact-center platform.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
demo = typer.Typer(help="The invented company: its people, customers and history.", no_args_is_help=True)
program.add_typer(demo, name="demo")

ConfigFile = Annotated[Path, typer.Option("--config", help="The configuration file.")]
DataFolder = Annotated[Path, typer.Option("--data", help="Where everything is kept.")]
CONFIG, DATA = Path("config.yaml"), Path("data")


def main() -> None:
    """What the console script starts."""
    program()


def _fail(message: str, status: int = 1) -> typer.Exit:
    print(message, file=sys.stderr)
    return typer.Exit(status)


def _read(file: Path) -> Config:
    try:
        return load(file)
    except Mistakes as mistakes:
        raise _fail(str(mistakes), 2) from None


def _say(line: str) -> None:
    print(line, flush=True)


# ---------------------------------------------------------------------- serve


@program.command()
def serve(
    config: ConfigFile = CONFIG,
    data: DataFolder = DATA,
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of the configured one.")] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port to listen on, instead of the configured one.")
    ] = None,
    simulator: Annotated[bool, typer.Option("--simulator", help="Use no Asterisk.")] = False,
) -> None:
    """Start the contact center."""
    told = _read(config)
    changed: dict[str, Any] = {} if host is None else {"host": host}
    changed |= {} if port is None else {"port": port}
    told = msgspec.structs.replace(told, web=msgspec.structs.replace(told.web, **changed))
    if in_the_clear(told.web):
        raise _fail(
            f"{told.web.host} is open to other machines, and passwords would travel in the clear: say "
            "certificate: generated in config.yaml, or name a certificate and its key, or say plain_http: yes if "
            "something in front of it does TLS",
            2,
        )
    if simulator:
        told = msgspec.structs.replace(told, telephony=msgspec.structs.replace(told.telephony, asterisk=Off()))
    sys.setswitchinterval(0.0005)  # the thread that saves must not wait long for a busy event loop
    _keep_log()
    raise typer.Exit(asyncio.run(_serve(told, data)))


def _keep_log() -> None:
    """Warnings and worse on standard error: one line each, fixed text and fields.

    A fault is told with where it was, and without what was in hand there: that is personal, and takes minutes to print.
    """
    before = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, structlog.stdlib.ExtraAdder()]
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.processors.TimeStamper(fmt="iso", utc=True), *before],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(
                    colors=False, pad_event_to=0, pad_level=False, exception_formatter=structlog.dev.plain_traceback
                ),
            ],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


async def _serve(config: Config, data: Path) -> int:
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, over.set)
    try:
        app = App(config, data, say=_say)
    except OSError as problem:
        print(f"callcenter cannot start: {_plain(problem)}", file=sys.stderr)
        return 1
    try:
        starting = loop.create_task(app.start())
        stopping = loop.create_task(over.wait())
        await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            await app.stop()
            return 130
        await starting
    except (AlreadyRunning, CannotMigrate, Mistakes, NotReady, OSError, Unreadable, ValueError) as problem:
        await app.stop()
        print(f"callcenter cannot start: {_plain(problem)}", file=sys.stderr)
        return 2 if isinstance(problem, Mistakes) else 1
    _welcome(app, config)
    await over.wait()
    calls = app.calls_up
    _say(f"stopping; {calls} calls go on in Asterisk until the next start" if calls else "stopping")
    await app.stop()
    return 0


def _plain(problem: Exception) -> str:
    """Without the number of the error that the system puts before its words."""
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.strerror}: {problem.filename}" if problem.filename else problem.strerror
    return str(problem)


def _welcome(app: App, config: Config) -> None:
    scheme = "https" if config.web.tls else "http"
    shown = "localhost" if config.web.host in ("127.0.0.1", "0.0.0.0", "::") else config.web.host  # noqa: S104
    shown = config.web.names[0] if config.web.names else shown
    address = config.web.public_url or f"{scheme}://{shown}:{config.web.port}"
    _say("")
    _say(f"The contact center is ready ({app.telephony}).")
    _say(f"  desk, board, history   {address}/")
    if config.web.guest_page and app.has_telephones:
        _say(f"  the customer's page    {address}/call")
    if app.certificate is not None:
        made = "generated; desks trust it by `callcenter certificate`" if app.certificate.authority else "given"
        _say(f"  certificate            {made}; until {app.certificate.until:%Y-%m-%d}")
        _say(f"  its SHA-256            {app.certificate.fingerprint}")
    if app.has_telephones:
        _say(f"  SIP (UDP and TCP)      {config.telephony.bind}:{config.telephony.ports.sip}")
    numbers = [number for number in config.company.numbers if number != "web"]
    _say(f"  numbers                {', '.join(numbers)}")
    if app.demo_password is not None:
        _say("  demo logins            wang, li, smith, garcia … (agents), yang (supervisor), brown (administrator)")
        _say(f"  their password         {app.demo_password}")
    _say("Ctrl-C stops it.")


# ---------------------------------------------------------------------- looking


@program.command()
def check(
    config: ConfigFile = CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="For a program to read.")] = False,
) -> None:
    """Say what is wrong with the configuration and the flows, without starting."""
    mistakes = check_files(config)
    if as_json:
        print(json.dumps([{"file": m.file, "line": m.line, "what": m.what} for m in mistakes], ensure_ascii=False))
    else:
        for mistake in mistakes:
            print(mistake)
        if not mistakes:
            print("The configuration and the flows are fine.")
    raise typer.Exit(2 if mistakes else 0)


@program.command()
def trace(
    interaction: Annotated[str, typer.Argument(help="An interaction's id.")],
    config: ConfigFile = CONFIG,
    data: DataFolder = DATA,
    language: Annotated[str, typer.Option(help="zh-CN or en.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="For a program to read.")] = False,
) -> None:
    """Tell the story of one interaction, from its journal."""
    told = _read(config)

    async def tell(database: Database) -> int:
        viewer, history = the_house(told.company.tenant), History(database)
        found = await history.interaction(viewer, InteractionId(interaction), InHand())
        if found is None:
            print(f"there is no interaction {interaction}", file=sys.stderr)
            return 1
        lines = await history.journal(viewer, found.id)
        if as_json:
            for line in lines:
                print(msgspec.json.encode(line).decode())
            return 0
        company = with_demo_agents(told.company) if told.demo else told.company
        for sentence in story(lines, company, Language(language), company.zone):
            if sentence.day:
                print(sentence.day)
            print(f"  {sentence.at_text}  {sentence.sentence}")
        return 0

    raise typer.Exit(_with_database(told, data, tell))


@program.command()
def prompts(config: ConfigFile = CONFIG) -> None:
    """List every text callers hear, with the file a recording of it would be kept in."""
    told = _read(config)
    try:
        flows = load_flows(told.flows, told.company)
    except Mistakes as mistakes:
        raise _fail(str(mistakes), 2) from None
    for language, text in texts_of(told.company, flows):
        file = told.flows / "prompts" / language / recording_name(text)
        print(f"{'recorded' if file.exists() else 'spoken  '}  {file}  {text}")


@program.command()
def phone(
    name: Annotated[str, typer.Argument(help="A seat, or an agent with a desk phone.")],
    config: ConfigFile = CONFIG,
    data: DataFolder = DATA,
) -> None:
    """Say what the phone of a seat, or an agent's desk phone, must be told to register."""
    told = _read(config)
    company = with_demo_agents(told.company) if told.demo else told.company
    secrets, seat, agent = Derived(data / "secret"), company.seats.get(name), company.agents.get(AgentId(name))
    if seat is not None and seat.contact is None:
        user, password = seat_phone(name), seat_secret(secrets, name)
    elif agent is not None and agent.phone.contact is None:
        user, password = own_desk_phone(agent.id), desk_phone_secret(secrets, agent.id)
    else:
        raise _fail(f"{name!r} is no seat and no agent whose desk phone registers (config.yaml: seats, agents)")
    print(f"server    {told.telephony.bind}:{told.telephony.ports.sip} (UDP or TCP)")
    print(f"user      {user}")
    print(f"password  {password}")


@program.command()
def certificate(config: ConfigFile = CONFIG, data: DataFolder = DATA) -> None:
    """Print the authority of the generated certificate, for desks to trust; about it on standard error."""
    told = _read(config)
    if not told.web.generated:
        raise _fail("config.yaml has no generated certificate (web: certificate: generated)")
    try:
        shown = certificate_of(told.web, data, SystemClock().now())
    except (OSError, ValueError) as problem:
        raise _fail(str(problem)) from None
    assert shown.authority is not None
    print(f"made out to {', '.join(shown.names)}; until {shown.until:%Y-%m-%d}", file=sys.stderr)
    print(f"SHA-256 of the authority: {shown.fingerprint}", file=sys.stderr)
    print(shown.authority.read_text(encoding="ascii"), end="")


@program.command()
def version() -> None:
    """Say which version this is."""
    print(__version__)


# ---------------------------------------------------------------------- changing


@demo.command("remove")
def remove(config: ConfigFile = CONFIG, data: DataFolder = DATA) -> None:
    """Take the demo company's people, customers and history out, for good. Stop the program before."""
    told = _read(config)
    _alone(data)

    async def take_out(database: Database) -> int:
        removed = await remove_demo(database, told.company.tenant)
        (data / "demo-password").unlink(missing_ok=True)
        demo_removed(data).touch()
        print(
            f"Removed {removed.customers} customers, {removed.orders} orders, {removed.interactions} interactions and "
            f"{removed.users} logins. `callcenter demo restore` lets them come back."
        )
        return 0

    raise typer.Exit(_with_database(told, data, take_out))


@demo.command("restore")
def restore(data: DataFolder = DATA) -> None:
    """Let the demo company come back at the next start."""
    demo_removed(data).unlink(missing_ok=True)
    print("the demo company is made again at the next start")


@program.command()
def password(
    login: Annotated[str, typer.Argument(help="A login of config.yaml's agents.")],
    config: ConfigFile = CONFIG,
    data: DataFolder = DATA,
) -> None:
    """Give somebody a password; it is asked for, or read from standard input."""
    told = _read(config)
    if all(agent.login != login for agent in told.company.agents.values()):
        raise _fail(f"config.yaml has no agent with the login {login!r}; add one under `agents:`")
    secret = typer.prompt("password", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(secret) < 8:
        raise _fail("a password has at least 8 characters")

    async def give(database: Database) -> int:
        accounts = Accounts(database, told.company.tenant)
        try:
            await accounts.add(NewUser(login=login, password=secret), now=SystemClock().now())
        finally:
            accounts.close()
        print(f"{login} has a new password; sessions with the old one are over")
        return 0

    raise typer.Exit(_with_database(told, data, give))


def _alone(data: Path) -> None:
    """What is done now must not happen under a running program."""
    try:
        lock(data)
    except (AlreadyRunning, OSError) as problem:
        raise _fail(_plain(problem)) from None


def _with_database(config: Config, data: Path, work: Callable[[Database], Awaitable[int]]) -> int:
    """Do something with the database outside the running program."""

    async def run() -> int:
        url = storage_url(config, data)
        await asyncio.to_thread(migrate, url)
        database = Database(url)
        try:
            return await work(database)
        finally:
            await database.close()

    try:
        return asyncio.run(run())
    except CannotMigrate as problem:
        raise _fail(str(problem)) from None
