"""An Asterisk that is not of our making is used where it has what is needed; else one line says what it lacks."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from aiohttp import WSMsgType, web
from real.phones.ports import free_ports

from callcenter import native
from callcenter.native import asterisk_directories
from callcenter.telephony.asterisk.configuration import MODULES, NEEDED, external_files, files
from callcenter.telephony.asterisk.probe import asterisk_here, missing_here, probe
from callcenter.telephony.asterisk.settings import Phones, Secrets, Settings, Trunk
from telephony.contract.phones import ANA

SETTINGS = Settings(
    data=Path("data"),
    secrets=Secrets(ari="a", ami="b", web_guest="c"),
    trunks=(Trunk(name="carrier", match=("203.0.113.7",), host="sip.carrier.example"),),
    phones=(Phones(agent=ANA, softphone_secret="x", desk_secret="y"),),
)
HAS_THE_SOCKET = b"... RESTRequest ..."


class FakeAsterisk:
    """Only ARI's part that the probe looks at."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.modules = set(NEEDED)
        self.stopped: set[str] = set()
        self.info_status = 200
        self.answers: list[int] = [204]
        self.apps: list[str] = []

    async def info(self, request: web.Request) -> web.Response:
        if self.info_status != 200:
            return web.Response(status=self.info_status)
        return web.json_response({"system": {"version": "22.10.1", "entity_id": "x"}})

    async def module_list(self, request: web.Request) -> web.Response:
        running = [{"name": name, "status": "Running"} for name in sorted(self.modules)]
        return web.json_response(running + [{"name": name, "status": "Not Running"} for name in self.stopped])

    async def events(self, request: web.Request) -> web.WebSocketResponse:
        self.apps.append(request.query["app"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "ApplicationRegistered"})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT and self.answers:
                asked = json.loads(frame.data)
                answer = {"type": "RESTResponse", "request_id": asked["request_id"], "status_code": self.answers[0]}
                await socket.send_json(answer)
            else:
                await socket.close()
        return socket


@pytest.fixture
async def asterisk() -> AsyncIterator[FakeAsterisk]:
    port = free_ports(1)[0]
    fake = FakeAsterisk(port)
    app = web.Application()
    app.router.add_get("/ari/asterisk/info", fake.info)
    app.router.add_get("/ari/asterisk/modules", fake.module_list)
    app.router.add_get("/ari/events", fake.events)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield fake
    await runner.cleanup()


async def test_an_asterisk_that_has_everything_can_be_used(asterisk: FakeAsterisk) -> None:
    probed = await probe(asterisk.url, "user", "password")
    assert (probed.fit, probed.version) == (True, "22.10.1")
    assert probed.describe() == f"Asterisk 22.10.1 at {asterisk.url} can be used"
    assert asterisk.apps == ["cc-probe"]  # nobody's calls are taken over


async def test_missing_and_stopped_modules_are_named(asterisk: FakeAsterisk) -> None:
    asterisk.modules -= {"app_stasis.so", "res_srtp.so"}
    asterisk.stopped = {"res_srtp.so"}
    probed = await probe(asterisk.url, "user", "password")
    assert set(probed.missing) == {"app_stasis.so", "res_srtp.so"}
    assert probed.describe().startswith(f"Asterisk 22.10.1 at {asterisk.url} cannot be used; it lacks ")


async def test_an_old_asterisk_without_requests_over_the_websocket_is_refused(asterisk: FakeAsterisk) -> None:
    asterisk.answers = []
    probed = await probe(asterisk.url, "user", "password")
    assert probed.missing == ("requests over ARI's websocket (Asterisk 22 of mid-2025 or later)",)


@pytest.mark.parametrize(
    ("status", "lacks"), [(403, "an ARI user that may change things (read_only=no)"), (404, "event filters of ARI")]
)
async def test_an_ari_that_refuses_changes_is_refused(asterisk: FakeAsterisk, status: int, lacks: str) -> None:
    asterisk.answers = [status]
    assert (await probe(asterisk.url, "user", "password")).missing == (lacks,)


@pytest.mark.parametrize(
    ("status", "lacks"),
    [
        (401, "our ARI user with our password"),
        (404, "ARI (or it has not finished starting)"),
        (503, "ARI in working order (it answers 503)"),
    ],
)
async def test_an_asterisk_that_does_not_let_us_in_is_described(
    asterisk: FakeAsterisk, status: int, lacks: str
) -> None:
    asterisk.info_status = status
    probed = await probe(asterisk.url, "user", "password")
    assert probed.describe() == f"the Asterisk at {asterisk.url} cannot be used; it lacks {lacks}"


async def test_an_asterisk_that_is_not_there_is_described() -> None:
    url = f"http://127.0.0.1:{free_ports(1)[0]}"
    assert (await probe(url, "user", "password")).missing == ("an answer: it cannot be reached",)


async def test_a_module_that_does_harm_is_advised_against(asterisk: FakeAsterisk) -> None:
    asterisk.modules.add("res_stasis_device_state.so")
    probed = await probe(asterisk.url, "user", "password")
    assert probed.fit
    assert probed.describe().endswith("can be used; better without res_stasis_device_state.so")


# -------------------------------------------------------------------- on this machine


def installed(root: Path, without: str = "", ari: bytes = HAS_THE_SOCKET) -> native.Program:
    modules = root / "usr/lib/asterisk/modules"
    modules.mkdir(parents=True)
    (root / "usr/share/asterisk/sounds").mkdir(parents=True)
    for name in MODULES:
        (modules / f"{name}.so").write_bytes(ari if name == "res_ari" else b"")
    (modules / without).unlink() if without else None
    return native.Program(name="asterisk", version="22.1.0", source="path", start=("/usr/sbin/asterisk",), root=root)


def test_an_installed_asterisk_with_all_its_modules_will_do(tmp_path: Path) -> None:
    assert missing_here(installed(tmp_path)) == ()


def test_an_installed_asterisk_may_lack_what_can_be_spared(tmp_path: Path) -> None:
    assert missing_here(installed(tmp_path, without="codec_opus_open_source.so")) == ()


def test_an_installed_asterisk_without_a_module_says_which(tmp_path: Path) -> None:
    assert missing_here(installed(tmp_path, without="res_stasis_snoop.so")) == ("res_stasis_snoop.so",)


def test_an_installed_asterisk_that_is_too_old_for_the_socket_is_passed_over(tmp_path: Path) -> None:
    missing = missing_here(installed(tmp_path, ari=b"old"))
    assert missing == ("requests over ARI's websocket (Asterisk 22 of mid-2025 or later)",)


def test_an_asterisk_whose_files_are_not_found_says_so(tmp_path: Path) -> None:
    program = native.Program(name="asterisk", version="22.1.0", source="path", start=("x",), root=tmp_path)
    assert missing_here(program)[0].startswith("Asterisk's modules are not where they usually are")


# -------------------------------------------------------------------- what the administrator includes


def test_the_files_for_an_administrator_are_parts_of_our_own(tmp_path: Path) -> None:
    own = files(SETTINGS, asterisk_directories(installed(tmp_path)))
    parts = external_files(SETTINGS)
    assert set(parts) == {f"callcenter_{name}.conf" for name in ("extensions", "pjsip", "ari", "manager")}
    for name, text in parts.items():
        assert own[name.removeprefix("callcenter_")].endswith(text)
        assert "[general]" not in text
    assert "type=transport" not in parts["callcenter_pjsip.conf"]
    assert "[arrivals]" in parts["callcenter_extensions.conf"]


def test_the_files_for_an_administrator_refuse_what_cannot_be() -> None:
    evil = msgspec.structs.replace(SETTINGS, secrets=Secrets(ari="a b", ami="b", web_guest="c"))
    with pytest.raises(ValueError, match="password"):
        external_files(evil)


# -------------------------------------------------------------------- the real one


@pytest.mark.real
def test_nothing_is_missing_in_the_asterisk_of_this_machine() -> None:
    program = asterisk_here()
    assert program is not None
    assert missing_here(program) == ()
