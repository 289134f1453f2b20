"""A folder of flows is loaded as a whole: what is wrong in any of them is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from callcenter.config import load
from callcenter.flows import load_flows
from callcenter.lined_yaml import Mistakes

COMPANY = load(Path(__file__).parents[2] / "config.yaml").company
GOOD = "start: a\nnodes:\n  a: { hangup: { zh-CN: 再见, en: Bye } }\n"


def mistakes(folder: Path, **flows: str) -> list[str]:
    for name, text in flows.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    with pytest.raises(Mistakes) as caught:
        load_flows(folder, COMPANY)
    return [str(mistake).removeprefix(f"{folder}/") for mistake in caught.value.mistakes]


def test_a_flow_is_called_as_its_file(tmp_path: Path):
    (tmp_path / "hotline.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "README.md").write_text("not a flow")
    assert list(load_flows(tmp_path, COMPANY)) == ["hotline"]


def test_the_mistakes_of_all_files_are_told_at_once(tmp_path: Path):
    assert mistakes(
        tmp_path,
        one="start: a\nnodes:\n  a: { queue: repair }\n",
        three="start: a\nnodes:\n  a: { says: { en: Hi }, then: a }\n",
        two=GOOD,
    ) == [
        "one.yaml:3: node 'a': there is no queue 'repair'; did you mean 'repairs'?",
        "three.yaml:3: node 'a' has the unknown kind 'says'; did you mean 'say'?",
    ]


def test_a_recording_that_is_played_must_be_there_in_every_language(tmp_path: Path):
    (tmp_path / "prompts" / "en").mkdir(parents=True)
    (tmp_path / "prompts" / "en" / "jingle.wav").write_bytes(b"RIFF")
    flow = "start: a\nnodes:\n  a: { play: jingle, then: b }\n  b: { hangup: }\n"
    missing = tmp_path / "prompts" / "zh-CN" / "jingle.wav"
    assert mistakes(tmp_path, one=flow) == [f"one.yaml:3: node 'a': there is no file {missing}"]


def test_a_file_that_is_no_text_or_has_no_good_name_is_told(tmp_path: Path):
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "my flow.yaml").write_text(GOOD, "utf-8")
    assert mistakes(tmp_path) == [
        "my flow.yaml:1: a flow's name is made of letters, digits, _ and -; rename the file",
        "odd.yaml:1: is not text in UTF-8; save it as such",
    ]
