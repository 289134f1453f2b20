"""The fetched programs themselves, each started once."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from callcenter import native

pytestmark = pytest.mark.real


def have(name: str) -> native.Program:
    """The program; fetched first where the test is run on its own."""
    return native.fetch([name], tell=print)[name]


def output_of(program: native.Program, *arguments: str) -> str:
    """What the program prints; its exit code is of no interest (SIPp's is 99 for -v)."""
    return subprocess.run(
        program.command(*arguments),
        env={**os.environ, **program.environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    ).stdout


def test_asterisk_is_22_or_newer_and_has_its_modules_sounds_and_music() -> None:
    asterisk = have("asterisk")
    assert int(asterisk.version.split(".")[0]) >= 22
    assert output_of(asterisk, "-V").startswith(f"Asterisk {asterisk.version}")
    directories = native.asterisk_directories(asterisk)
    for module in ("app_stasis.so", "res_ari.so", "res_pjsip.so", "res_http_websocket.so", "app_audiosocket.so"):
        assert (directories.modules / module).is_file()
    assert list((directories.data / "sounds/en").glob("vm-goodbye.*"))


def test_sipp_starts_and_has_its_captured_digits() -> None:
    sipp = have("sipp")
    assert f"SIPp v{sipp.version}" in output_of(sipp, "-v")
    captures = native.sipp_pcap_directory(sipp)
    assert {"g711a.pcap", "dtmf_2833_1.pcap"} <= {file.name for file in captures.iterdir()}


def test_espeak_reads_chinese_characters_as_chinese() -> None:
    assert output_of(have("espeak-ng"), "-q", "-x", "-v", "cmn-latn-pinyin", "您好") == "ni35nX'Au214_|\n"


def test_tcpdump_starts() -> None:
    tcpdump = have("tcpdump")
    assert f"tcpdump version {tcpdump.version}" in output_of(tcpdump, "--version")


@pytest.mark.parametrize(
    ("name", "argument", "said"), [("baresip", "-h", "baresip v"), ("linphone", "-v", "version: ")]
)
def test_the_phones_start(name: str, argument: str, said: str) -> None:
    phone = have(name)
    assert f"{said}{phone.version}" in output_of(phone, argument)


async def test_chromium_draws_chinese_characters_and_has_webrtc(tmp_path: Path) -> None:
    chromium = have("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(chromium.executable))
        page = await browser.new_page(viewport={"width": 200, "height": 100})
        shots = {}
        for text in ("您好", "客户", "\U0010fffe\U0010fffe"):  # the last has no glyph in any font
            await page.set_content(f"<h1>{text}</h1>")
            shots[text] = await page.screenshot(path=tmp_path / "page.png")
        assert len(set(shots.values())) == 3
        assert await page.evaluate("typeof RTCPeerConnection") == "function"
        await browser.close()
