"""A configuration is one value; each mistake in it names its line and what to do."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import msgspec
import pytest

from callcenter.checking import check
from callcenter.config import Config, Embedded, External, ExternalAmi, Off, TrunkSeed, load, read_secret, storage_url
from callcenter.lined_yaml import Mistakes
from callcenter.model.recording import DAY

GOOD = """\
company: { id: haihe, name: 海河电器, languages: [zh-CN, en], country: CN, time_zone: Asia/Shanghai }
storage: sqlite:///data/callcenter.db
web:
  host: 127.0.0.1
  port: 8080
telephony:
  mode: embedded
  bind: 127.0.0.1
  ports: { sip: 15060 }
  away: { give_up_after: 3m }
  trunks:
    carrier: { match: [127.0.0.1] }
    way_out: { host: "sip.carrier.example:5060", user: haihe, secret_file: secret, match: [203.0.113.0/24] }
numbers:
  "+86 532 8888 0000": { flow: hotline, trunk: carrier }
  "95001": { flow: hotline }
  web: { flow: hotline }
queues:
  repairs:
    title: { zh-CN: 维修, en: Repairs }
    needs: { repairs: 3 }
    serve: 80% in 20s
    ring_for: 15s
    dispositions: [resolved]
  orders:
    title: Orders
    announce: no
announce: { first_after: 8s, position: { zh-CN: "第{position}位", en: "Number {position}" } }
hours:
  office: { days: mon-fri, from: "08:00", to: "20:00", holidays: CN }
dispositions:
  resolved: { zh-CN: 已解决, en: Resolved }
  other: { zh-CN: 其他, en: Other }
aux_codes:
  meal: { zh-CN: 用餐, en: Meal }
dial: [fixed, mobile]
callback_queue: repairs
not_routed: { zh-CN: 号码有误, en: Not in use }
agents:
  wang: { name: 王芳, number: "1001", skills: { repairs: 5 } }
  li: { name: 李强, number: "1002", login: liqiang, phone: desk_phone, language: en }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ivr_flows").mkdir()
    (tmp_path / "ivr_flows" / "hotline.yaml").write_text(
        "start: a\nnodes: { a: { hangup: { zh-CN: 再见, en: Bye } } }\n"
    )
    (tmp_path / "secret").write_text("s3cret\n")
    (tmp_path / "two_words").write_text("not this")
    return tmp_path


def written(folder: Path, text: str) -> Path:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def loaded(folder: Path, old: str = "", new: str = "") -> Config:
    assert old in GOOD
    return load(written(folder, GOOD.replace(old, new, 1)))


# ---------------------------------------------------------------------- what is read


def test_what_is_written_becomes_values(folder: Path):
    config = loaded(folder)
    company = config.company
    assert company.tenant == "haihe"
    assert list(company.numbers) == ["+8653288880000", "95001", "web"]
    assert company.numbers["+8653288880000"].flow == "hotline"
    repairs, orders = company.queues.values()
    assert (repairs.serve_share, repairs.serve_within, repairs.ring_for) == (0.8, 20.0, 15.0)
    assert repairs.needs == {"repairs": 3}
    assert repairs.announce is not None  # the company's
    assert orders.announce is None  # it said no
    assert (repairs.dispositions, orders.dispositions) == (("resolved",), ("resolved", "other"))
    assert orders.title == {"zh-CN": "Orders", "en": "Orders"}
    assert company.hours["office"].days == frozenset({0, 1, 2, 3, 4})
    assert (company.hours["office"].opens, company.hours["office"].closes) == (time(8), time(20))
    assert [(agent.login, agent.language) for agent in company.agents.values()] == [
        ("wang", "zh-CN"),
        ("liqiang", "en"),
    ]
    assert company.agents["li"].phone.kind == "desk_phone"
    assert config.telephony.asterisk == Embedded()
    assert config.telephony.away.give_up_after == 180
    assert config.telephony.trunks == (
        TrunkSeed(name="carrier", match=("127.0.0.1",)),
        TrunkSeed(
            name="way_out",
            host="sip.carrier.example:5060",
            user="haihe",
            secret_file=folder / "secret",
            match=("203.0.113.0/24",),
        ),
    )
    assert (config.flows, config.demo) == (folder / "ivr_flows", False)


def test_a_configuration_cannot_be_changed(folder: Path):
    with pytest.raises(AttributeError):
        loaded(folder).demo = True  # type: ignore[misc]


def test_an_asterisk_of_ones_own_is_named_with_its_secrets_in_files(folder: Path):
    ami = "{ host: 127.0.0.1, port: 5038, user: cc, secret_file: secret }"
    external = f"{{ url: 'http://127.0.0.1:8088/', user: cc, secret_file: secret, ami: {ami}, recordings: ivr_flows }}"
    config = loaded(folder, "  mode: embedded", f"  mode: external\n  external: {external}")
    assert config.telephony.asterisk == External(
        url="http://127.0.0.1:8088",
        user="cc",
        secret_file=folder / "secret",
        ami=ExternalAmi(host="127.0.0.1", port=5038, user="cc", secret_file=folder / "secret"),
        recordings=folder / "ivr_flows",
    )
    assert read_secret(folder / "secret") == "s3cret"
    assert loaded(folder, "  mode: embedded", "  mode: none").telephony.asterisk == Off()


@pytest.mark.parametrize(
    ("days", "meant"),
    [("mon-fri", {0, 1, 2, 3, 4}), ("sat, sun", {5, 6}), ("[mon, wed-thu]", {0, 2, 3}), ("fri-mon", {4, 5, 6, 0})],
)
def test_days_are_written_as_people_write_them(folder: Path, days: str, meant: set[int]):
    config = loaded(folder, "days: mon-fri", f"days: {days if '[' in days else chr(34) + days + chr(34)}")
    assert config.company.hours["office"].days == meant


def test_all_day_is_from_midnight_to_midnight(folder: Path):
    hours = loaded(folder, 'from: "08:00", to: "20:00"', 'from: "00:00", to: "24:00"').company.hours["office"]
    assert (hours.opens, hours.closes) == (time(0), time(0))


# ---------------------------------------------------------------------- where the data is


def test_a_database_in_data_lies_in_the_data_folder_wherever_that_is(folder: Path):
    config = loaded(folder)
    assert storage_url(config, Path("/srv/cc")) == "sqlite:////srv/cc/callcenter.db"
    elsewhere = loaded(folder, "sqlite:///data/", "sqlite:///other/")
    assert storage_url(elsewhere, Path("/srv/cc")) == f"sqlite:///{folder}/other/callcenter.db"
    absolute = loaded(folder, "sqlite:///data/", "sqlite:////var/")
    assert storage_url(absolute, Path("/srv/cc")) == "sqlite:////var/callcenter.db"


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+asyncpg", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_by_one_driver_with_the_password_from_its_file(folder: Path, scheme: str):
    storage = f"storage: {{ url: '{scheme}://cc@db.example/cc', secret_file: secret }}"
    config = loaded(folder, "storage: sqlite:///data/callcenter.db", storage)
    assert storage_url(config, folder) == "postgresql+psycopg://cc:s3cret@db.example/cc"
    assert "s3cret" not in str(msgspec.to_builtins(config.storage))


# ---------------------------------------------------------------------- what is wrong

OPEN_WEB = "passwords would travel in the clear"

WRONG = [
    ("    ring_for: 15s\n", "    alerts: { longest: [90s, 60s] }\n", "so the second one is the worse"),
    ("    ring_for: 15s\n", "    alerts: { service_level: [60%, 80%] }\n", "so the second one is the worse"),
    (
        "  meal: { zh-CN: 用餐, en: Meal }",
        "  meal: { title: { zh-CN: 用餐, en: Meal }, limit_ends: available }",
        "there is no `limit:` that could end it",
    ),
    (", language: en }", ", home_number: '+1 212 555 0100' }", "this kind of number may not be dialled"),
    (", phone: desk_phone,", ", phone: number,", "Write it as `home_number:`"),
    (", phone: desk_phone,", ", phone: seat,", "a seat is named like this"),
    (", phone: desk_phone,", ", phone: { kind: seat, seat: a12 },", "a12"),
    ("dial: [fixed", "seats: { a12: { contct: x } }\ndial: [fixed", "did you mean 'contact'?"),
    # (what stands there, what is written instead, words of the complaint); the line is that of the new text
    ("  port: 8080", "  prot: 8080", "unknown key 'web.prot'; did you mean 'port'?"),
    ("    ring_for: 15s", "    ringfor: 15s", "unknown key 'queues.repairs.ringfor'; did you mean 'ring_for'?"),
    ("callback_queue: repairs", "calback_queue: repairs", "did you mean 'callback_queue'?"),
    ("    ring_for: 15s", "    ring_for: soon", "write 20s, 5m or 1.5h"),
    ("dial: [fixed", "recording: { keep: 20d }\ndial: [fixed", "kept for at least 30d"),
    ("    announce: no", "    keep_recordings: 10d", "kept for at least 30d"),
    ("    announce: no", "    recording: maybe", "write yes, no, inbound or outbound"),
    ("    ring_for: 15s", "    ring_for: 1s", "greater than or equal to 3"),
    ("    ring_for: 15s", "    ring_for: .inf", "less than or equal to"),
    ("    ring_for: 15s", "    priority: .nan", "less than or equal to"),
    ("    title: Orders", '    title: "one\\ntwo"', "one line without control characters"),
    ("login: liqiang", "login: li qiang", "one word without blanks"),
    ("    serve: 80% in 20s", "    serve: fast", "write for instance 80% in 20s"),
    ("    needs: { repairs: 3 }", "    needs: { repairs: 11 }", "less than or equal to 10"),
    (
        "    needs: { repairs: 3 }",
        "    needs: { repair: 3 }",
        "the skill 'repair'; did you mean 'repairs'?",
    ),
    ("    needs: { repairs: 3 }", "    needs: { repairs: 9 }", "no agent has all of this"),
    ("    dispositions: [resolved]", "    dispositions: [solved]", "disposition 'solved'; did you mean 'resolved'?"),
    ("    title: Orders", "    title: { zh-CN: 订购 }", "no text in en"),
    ("    title: Orders", "    title: { zh-CN: 订购, en: Orders, fr: Commandes }", "not one of company.languages"),
    ("    title: Orders", "    title: ''", "a text is empty"),
    ("    announce: no", "    announce: { every: 30s }", "'queues.orders.announce.position' is missing"),
    ("    announce: no", "    music: jazz", "there is no music 'jazz'"),
    ("  port: 8080", "  port: 80800", "less than or equal to 65535"),
    ("  host: 127.0.0.1", "  host: 0.0.0.0", OPEN_WEB),
    ("  host: 127.0.0.1", "  certificate: secret", "certificate and key come together"),
    ("  host: 127.0.0.1", "  key: secret\n  certificate: generated", "a generated certificate brings its key"),
    ("  host: 127.0.0.1", "  names: [calls.haihe.example]", "say `certificate: generated`"),
    ("  host: 127.0.0.1", "  certificate: generated\n  names: ['*.haihe.example']", "write a host's name or address"),
    ("  port: 8080", "  proxies: [proxy.example]", "this is not an address"),
    ("  port: 8080", "  public_url: calls.example", "such as https://calls.example"),
    ("  bind: 127.0.0.1", "  bind: everywhere", "0.0.0.0 for all"),
    ("  bind: 127.0.0.1", "  external_address: here", "this is not an address"),
    ("  bind: 127.0.0.1", "  local_networks: [192.168.0.0/16]", "name that too, or leave this out"),
    (
        "  bind: 127.0.0.1",
        "  ice: { turn: [{ url: relay.example, secret_file: secret }] }",
        "such as turn:relay.example",
    ),
    (
        "  bind: 127.0.0.1",
        "  ice: { turn: [{ url: 'turn:a', secret_file: nowhere }] }",
        "nowhere cannot be read",
    ),
    ("  bind: 127.0.0.1", "  ice: { stun: ['stun:a.example'] }", "write a host, or host:port"),
    ("  mode: embedded", "  mode: internal", "'embedded', 'external' or 'none'"),
    ("  mode: embedded", "  mode: external", "an external Asterisk needs"),
    ("  ports: { sip: 15060 }", "  ports: { sip: 50600 }", "below 32768"),
    ("  ports: { sip: 15060 }", "  ports: { sip: 8080 }", "8080 is the port of web.port too"),
    ("  ports: { sip: 15060 }", "  ports: { sip: 20100 }", "among the ports for sound"),
    ("    carrier: { match: [127.0.0.1] }", "    carrier: { match: [localhost] }", "203.0.113.0/24"),
    ("    carrier: { match: [127.0.0.1] }", "    carrier: {}", "no call can come or go"),
    ("    carrier: { match: [127.0.0.1] }", "    carrier: { match: [127.0.0.1], user: me }", "come together"),
    ("    carrier: { match: [127.0.0.1] }", "    carrier: { match: [203.0.113.0/24] }", "by the trunk carrier too"),
    ("    carrier: { match: [127.0.0.1] }", "    carrier: { host: a.example, registers: yes }", "needs host, user"),
    ("    carrier: { match: [127.0.0.1] }", "    web: { match: [127.0.0.1] }", "choose another name"),
    ("user: haihe, secret_file: secret", "user: haihe, secret_file: nowhere", "nowhere cannot be read"),
    ("user: haihe, secret_file: secret", "user: haihe, secret_file: two_words", "one password without blanks"),
    ("user: haihe, secret_file: secret", "user: a@b, secret_file: secret", "the name a carrier knows you by"),
    ("user: haihe, secret_file: secret", "user: haihe, secret: hunter2", "did you mean 'secret_file'?"),
    ("  away: { give_up_after: 3m }", "  away: { number: '10086' }", "number and trunk come together"),
    ("  away: { give_up_after: 3m }", "  away: { number: '053287654321', trunk: carrier }", "no call can go out by it"),
    ("  away: { give_up_after: 3m }", "  away: { number: '+4930123456', trunk: way_out }", "allow it under `dial:`"),
    ('"95001": { flow: hotline }', '"95001": { flow: hotlin }', "there is no flow 'hotlin'; did you mean 'hotline'?"),
    ('"95001": { flow: hotline }', '"95001": { flow: hotline, trunk: carier }', "did you mean 'carrier'?"),
    ('"95001": { flow: hotline }', "95001: { flow: hotline }", "put the number in quotes"),
    ('"95001": { flow: hotline }', '"call us": { flow: hotline }', "not a number"),
    ('"95001": { flow: hotline }', '"0532-88880000": { flow: hotline }', "is there twice, spelled in two ways"),
    ('days: mon-fri, from: "08:00"', 'days: mon-fry, from: "08:00"', "these are not days"),
    ('from: "08:00"', 'from: "8 o\'clock"', "this is not a time of day"),
    ('to: "20:00"', "to: 20:00", "in quotes"),
    ('to: "20:00"', 'til: "20:00"', "unknown key 'hours.office.til'"),
    ("holidays: CN", "holidays: China", "two capital letters such as CN"),
    ("Asia/Shanghai }", "Asia/Shanghei }", "did you mean 'Asia/Shanghai'?"),
    ("languages: [zh-CN, en]", "languages: [Chinese]", "write for instance zh-CN or en"),
    ("country: CN", "country: China", "two capital letters"),
    ("id: haihe", "id: Haihe Ltd", "short name of small letters"),
    ("callback_queue: repairs", "callback_queue: repair", "there is no queue 'repair'; did you mean 'repairs'?"),
    ("dial: [fixed, mobile]", "dial: [landline]", "'fixed', 'mobile'"),
    ("storage: sqlite:///data/callcenter.db", "storage: mysql://db/cc", "no database of the kind 'mysql'"),
    ("storage: sqlite:///data/callcenter.db", "storage: callcenter.db", "not the address of a database"),
    ("storage: sqlite:///data/callcenter.db", "storage: postgresql://cc:hunter2@db/cc", "secret_file"),
    ('number: "1002"', 'number: "1001"', "'1001' is another agent's too"),
    ('number: "1002"', "number: 0102", "put the number in quotes"),
    ("login: liqiang", "login: wang", "the login 'wang' is another agent's too"),
    ("phone: desk_phone", "phone: mobile", "'softphone', 'desk_phone', 'seat' or 'number'"),
    ("phone: desk_phone", "phone: { contact: 'sip:1@192.0.2.7' }", "only a desk_phone has a contact"),
    ("phone: desk_phone", "phone: { kind: desk_phone, contact: 192.0.2.7 }", "sip:1001@192.0.2.17:5060"),
    ("phone: desk_phone, language: en", "language: fr", "there is no language 'fr'"),
    ("login: liqiang", "roles: [boss]", "'agent', 'supervisor', 'analyst' or 'admin'"),
    ("  li: {", "  carrier: {", "carrier is the name of another phone or a trunk"),
    ("  li: {", "  wang-desk: {", "wang-desk is the name of another phone"),
    ("  li: {", "  王: {", "letters, digits"),
    ("dial: [fixed, mobile]", "flows: nowhere", "there is no folder"),
    ("dial: [fixed, mobile]", "dial: [fixed", "not valid YAML"),
    ("dial: [fixed, mobile]", "queues: {}", "'queues' is there twice"),
]


@pytest.mark.parametrize(("old", "new", "words"), WRONG, ids=[new.strip() for _, new, _ in WRONG])
def test_a_mistake_names_its_line_and_what_to_do(folder: Path, old: str, new: str, words: str):
    with pytest.raises(Mistakes) as caught:
        loaded(folder, old, new)
    place = GOOD.index(old)
    line = GOOD.count("\n", 0, place) + 1
    about = [mistake for mistake in caught.value.mistakes if words in mistake.what]
    assert about, str(caught.value)
    where = {mistake.line for mistake in about}
    assert where <= {line - 1, line, line + 1} if words in AROUND else where == {line}, str(caught.value)
    assert all(mistake.file == str(folder / "config.yaml") for mistake in caught.value.mistakes)
    assert "hunter2" not in str(caught.value)


AROUND = (
    "certificate and key come together",
    "write a host's name or address",
    "by the trunk carrier too",
    "not valid YAML",
)
"""Of two lines that do not fit together, the other one or what holds them may be named."""


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines(folder: Path):
    text = GOOD.replace("flow: hotline, trunk", "flow: nowhere, trunk").replace(
        "callback_queue: repairs", "callback_queue: x"
    )
    with pytest.raises(Mistakes) as caught:
        load(written(folder, text))
    assert [mistake.line for mistake in caught.value.mistakes] == [15, 37]


@pytest.mark.parametrize(
    "text",
    ["", "just words", "- a list", "company: 7", "\ufeff", "{}", "a: 2026-99-99", "a: &a [*a]", "a: !!python/name:x"],
)
def test_what_is_no_configuration_at_all_is_refused(folder: Path, text: str):
    with pytest.raises(Mistakes):
        load(written(folder, text))


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path):
    with pytest.raises(Mistakes, match="cannot be read"):
        load(tmp_path / "config.yaml")
    (tmp_path / "config.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Mistakes, match="UTF-8"):
        load(tmp_path / "config.yaml")


def test_a_web_open_to_others_is_fine_with_tls_in_it_or_before_it(folder: Path):
    assert loaded(folder, "  host: 127.0.0.1", "  host: 0.0.0.0\n  plain_http: yes").web.plain_http
    tls = loaded(folder, "  host: 127.0.0.1", "  host: 0.0.0.0\n  certificate: secret\n  key: secret")
    assert tls.web.certificate == folder / "secret"
    assert tls.web.tls
    made = "  host: 0.0.0.0\n  certificate: generated\n  names: [Calls.Haihe.Example, 192.0.2.10]"
    web = loaded(folder, "  host: 127.0.0.1", made).web
    assert (web.tls, web.generated, web.certificate) == (True, True, None)
    assert web.names == ("calls.haihe.example", "192.0.2.10")


# ---------------------------------------------------------------------- recording


def test_calls_are_recorded_with_notice_unless_something_else_is_written(folder: Path):
    rules = loaded(folder).company.recording
    assert (rules.calls, rules.paused_at_most, rules.keep, rules.keep_at_least) == ("yes", 600, 180 * DAY, 30 * DAY)
    assert rules.notice is not None
    assert list(rules.notice) == ["zh-CN", "en"]


def test_a_queue_and_a_number_may_have_their_own_rules(folder: Path):
    company = loaded(folder, "    announce: no", "    recording: no\n    keep_recordings: 1000d").company
    repairs, orders = company.queues.values()
    assert (repairs.recording, repairs.keep_recordings) == (None, None)
    assert (orders.recording, orders.keep_recordings) == ("no", 1000 * DAY)
    assert not loaded(folder, "{ flow: hotline }", "{ flow: hotline, notice: no }").company.numbers["95001"].notice


def test_a_notice_can_be_ones_own_or_none(folder: Path):
    rules = loaded(folder, "dial:", "recording: { calls: inbound, notice: Recorded. }\ndial:").company.recording
    assert (rules.calls, rules.notice) == ("inbound", {"zh-CN": "Recorded.", "en": "Recorded."})
    assert loaded(folder, "dial:", "recording: { notice: no }\ndial:").company.recording.notice is None


# ---------------------------------------------------------------------- callcenter check


def test_check_finds_the_mistakes_of_the_configuration_and_of_all_flows(folder: Path):
    (folder / "ivr_flows" / "lost.yaml").write_text("start: a\nnodes:\n  a: { queue: nowhere }\n")
    (folder / "ivr_flows" / "odd.yaml").write_text("start: a\nnodes:\n  a: { sing: la }\n")
    good = check(written(folder, GOOD))
    assert [(Path(mistake.file).name, mistake.line) for mistake in good] == [("lost.yaml", 3), ("odd.yaml", 3)]
    bad = check(written(folder, GOOD.replace("  port: 8080", "  prot: 8080")))
    assert [(Path(mistake.file).name, mistake.line) for mistake in bad] == [("config.yaml", 5), ("odd.yaml", 3)]
