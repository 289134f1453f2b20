"""Trunks as they are written: what becomes of them, and what each mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from callcenter.config import Config, load
from callcenter.lined_yaml import Mistakes
from callcenter.model.lines import Mobiles, NumberPlan, Shows, Trunk, Writes
from callcenter.telephony.asterisk.settings import Tls

WHOLE = """\
company: {{ id: haihe, name: Haihe, languages: [zh-CN, en], country: CN, time_zone: Asia/Shanghai }}
queues: {{ repairs: {{ title: Repairs }} }}
not_routed: Not in use
telephony:
  tls: {tls}
  trunks:
    carrier: {trunk}
"""
FULL = """{
      host: "sip.carrier.example:5061", transport: tls,
      srtp: yes, codecs: [opus, alaw], dtmf: info, order: 1, limit: 30,
      caller_from: from, dialled_from: diversion, checked: no,
      shows: { repairs: "95001", otherwise: "+86 532 8888 0009" },
      plan: { area: "532", strips: ["1", "17951"], extension: 4, writes: local, mobiles: zero, abroad: "00",
              prefix: "9", shows: national } }"""
WITH_TLS = "{ certificate: own.pem, key: own.key }"


def loaded(folder: Path, trunk: str, tls: str = "{}") -> Config:
    for name in ("own.pem", "own.key"):
        (folder / name).write_text("PEM")
    (folder / "ivr_flows").mkdir(exist_ok=True)
    file = folder / "config.yaml"
    file.write_text(WHOLE.format(trunk=trunk, tls=tls), encoding="utf-8")
    return load(file)


def test_a_trunk_with_everything(tmp_path: Path):
    config = loaded(tmp_path, FULL, WITH_TLS)
    assert config.company.trunks["carrier"] == Trunk(
        name="carrier",
        calls_out=True,
        order=1,
        limit=30,
        plan=NumberPlan(
            area="532",
            strips=("17951", "1"),
            extension=4,
            writes=Writes.LOCAL,
            mobiles=Mobiles.ZERO,
            abroad="00",
            prefix="9",
            shows=Writes.NATIONAL,
        ),
        shows=Shows(number="+8653288880009", by_queue={"repairs": "95001"}),
    )
    (seed,) = config.telephony.trunks
    assert (seed.transport, seed.srtp, seed.codecs, seed.dtmf) == ("tls", True, ("opus", "alaw"), "info")
    assert (seed.caller_from, seed.dialled_from, seed.checked, seed.limit) == ("from", "diversion", False, 30)
    assert config.telephony.tls == Tls(certificate=tmp_path / "own.pem", key=tmp_path / "own.key")


def test_a_trunk_for_calls_in_only_is_no_way_out_and_shows_what_was_dialled(tmp_path: Path):
    trunk = loaded(tmp_path, "{ match: [203.0.113.7] }").company.trunks["carrier"]
    assert trunk == Trunk(name="carrier", calls_out=False)
    assert trunk.shows.to_show("95001", None) == "95001"


HOST = "host: sip.carrier.example"
WRONG = [
    (f"{{ {HOST}, srtp: yes }}", "{}", "write `transport: tls` as well"),
    (f"{{ {HOST}, transport: tls }}", "{}", "SIP over TLS needs"),
    (f"{{ {HOST}, transport: sctp }}", "{}", "'udp', 'tcp' or 'tls'"),
    (f"{{ {HOST}, codecs: [alaw, alaw] }}", "{}", "a codec is there twice"),
    (f"{{ {HOST}, codecs: [g729] }}", "{}", "'alaw', 'ulaw' or 'opus'"),
    (f"{{ {HOST}, codecs: [opus], dtmf: inband }}", "{}", "do not survive opus"),
    (f"{{ {HOST}, limit: 0 }}", "{}", "greater than or equal to 1"),
    (f"{{ {HOST}, shows: nobody }}", "{}", "write `dialled` or a number of yours"),
    (f'{{ {HOST}, shows: {{ sales: "95001" }} }}', "{}", "there is no queue 'sales'"),
    (f"{{ {HOST}, shows: {{ repairs: dialled }} }}", "{}", "leave it out for the dialled one"),
    (f"{{ {HOST}, plan: {{ writes: local }} }}", "{}", "need `area:`"),
    (f"{{ {HOST}, plan: {{ mobiles: zero_from_elsewhere, writes: national }} }}", "{}", "told by `area:`"),
    (f"{{ {HOST}, plan: {{ mobiles: zero }} }}", "{}", "write `writes: national` or leave this out"),
    (f"{{ {HOST}, plan: {{ area: 532 }} }}", "{}", "put the number in quotes"),
    (f'{{ {HOST}, plan: {{ area: "0532" }} }}', "{}", "should match pattern"),
    (f'{{ {HOST}, plan: {{ abroad: "*" }} }}', "{}", "should match pattern"),
    ("{ match: [203.0.113.7] }", "{ certificate: own.pem }", "certificate and key come together"),
    ("{ match: [203.0.113.7] }", "{ certificate: a.pem, key: own.key }", "there is no file"),
]


@pytest.mark.parametrize(("trunk", "tls", "words"), WRONG, ids=[f"{trunk} {tls}" for trunk, tls, _ in WRONG])
def test_a_mistake_names_its_line_and_what_to_do(tmp_path: Path, trunk: str, tls: str, words: str):
    with pytest.raises(Mistakes) as caught:
        loaded(tmp_path, trunk, tls)
    said = [mistake for mistake in caught.value.mistakes if words in mistake.what]
    assert said, str(caught.value)
    assert {mistake.line for mistake in said} <= {5, 7}
