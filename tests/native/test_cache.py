"""What is kept on the disk: found again when whole, taken for missing when not."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from pathlib import Path

from callcenter.native import cache, tree
from callcenter.native.apt import Package
from callcenter.native.finding import find_in_cache
from callcenter.native.recipes import RECIPES
from callcenter.native.venv import cache_home, locked_block, uv_settings

CONTENT = b"a package"
PACKAGE = Package("a", "1", "a_1_all.deb", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
MANIFEST = cache.Manifest("sipp", "3.8.0", "tree", ("sip-tester",), 12, (PACKAGE,))


def test_a_package_is_whole_only_when_every_byte_is_the_signed_one(tmp_path: Path) -> None:
    file = tmp_path / "a.deb"
    assert not cache.is_whole(file, PACKAGE)
    file.write_bytes(CONTENT)
    assert cache.is_whole(file, PACKAGE)
    file.write_bytes(CONTENT.replace(b"a", b"b", 1))
    assert not cache.is_whole(file, PACKAGE)
    file.write_bytes(CONTENT[:-1])
    assert not cache.is_whole(file, PACKAGE)


def test_a_manifest_is_read_back_as_written_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    with cache.locked(tmp_path, print):
        cache.write_manifest(tmp_path, MANIFEST)
    assert cache.read_manifest(tmp_path, "sipp") == MANIFEST
    written = tmp_path / "programs/sipp.json"
    for damaged in ("", "[]", "{}", '{"packages": [1]}', written.read_text()[:-20]):
        written.write_text(damaged)
        assert cache.read_manifest(tmp_path, "sipp") is None


def test_a_second_fetcher_waits_and_says_so(tmp_path: Path) -> None:
    told: list[str] = []
    waiting, order = threading.Event(), []

    def second() -> None:
        def tell(line: str) -> None:
            told.append(line)
            waiting.set()

        with cache.locked(tmp_path, tell):
            order.append("second")

    with cache.locked(tmp_path, told.append):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
    assert told == ["waiting for another process that is fetching"]


def test_what_an_interrupted_fetch_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for part in ("packages/partial-x1", "packages", "trees/abc.7.new/usr", "trees/abc/usr"):
        (tmp_path / part).mkdir(parents=True, exist_ok=True)
    (tmp_path / "packages/00.deb").touch()
    cache.remove_unfinished(tmp_path)
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")}
    assert left == {"packages", "packages/00.deb", "trees", "trees/abc", "trees/abc/usr"}


def test_the_same_packages_make_the_same_tree_and_others_another() -> None:
    sipp = RECIPES["sipp"]
    assert tree.name_of(sipp, ["1", "2"]) == tree.name_of(sipp, ["2", "1"])
    assert (
        len({tree.name_of(sipp, ["1"]), tree.name_of(sipp, ["1", "2"]), tree.name_of(RECIPES["tcpdump"], ["1"])}) == 3
    )


def test_links_to_the_root_stay_inside_the_tree(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "usr/share").mkdir(parents=True)
    (tmp_path / "etc/fonts").touch()
    (tmp_path / "usr/share/fonts").symlink_to("/etc/fonts")
    (tmp_path / "usr/share/outside").symlink_to("/nowhere/at/all")
    tree.keep_links_inside(tmp_path)
    assert str((tmp_path / "usr/share/fonts").readlink()) == "../../etc/fonts"
    assert str((tmp_path / "usr/share/outside").readlink()) == "/nowhere/at/all"


def test_caches_go_to_the_users_place_or_else_to_the_projects(tmp_path: Path) -> None:
    home, project = tmp_path / "home", tmp_path / "project"
    home.mkdir()
    (tmp_path / "file").touch()
    assert cache_home({"HOME": str(home)}, project) == f"{home}/.cache"
    assert cache_home({"HOME": str(home), "XDG_CACHE_HOME": f"{tmp_path}/x/y"}, project) == f"{tmp_path}/x/y"
    for environment in ({}, {"HOME": ""}, {"XDG_CACHE_HOME": "not/absolute"}, {"HOME": f"{tmp_path}/file"}):
        assert cache_home(environment, project) == f"{project}/.cache"


def test_programs_are_looked_for_where_they_can_only_be_read_too(tmp_path: Path) -> None:
    project, home = tmp_path / "project", tmp_path / "file"
    home.touch()
    assert cache.folders({"HOME": str(home)}, project) == (project / ".cache/callcenter", home / ".cache/callcenter")
    assert cache.folders({"HOME": str(tmp_path)}, project) == (tmp_path / ".cache/callcenter",)


def test_pips_settings_are_handed_to_uv() -> None:
    listing = "global.cert='/c.pem'\nglobal.index-url='https://a.example/simple'\n:env:.index-url='https://b.example'\n"
    assert uv_settings(listing) == {"SSL_CERT_FILE": "/c.pem", "UV_DEFAULT_INDEX": "https://b.example"}
    assert uv_settings("") == {}


def test_one_packages_pin_is_taken_with_its_hashes() -> None:
    lock = "aa==1 \\\n    --hash=sha256:0\nuv==2 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n    # via x\nzz==3\n"
    assert locked_block(lock, "uv") == "uv==2 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n"
    assert locked_block(lock, "missing") == ""


def test_a_manifest_of_another_recipe_or_a_damaged_tree_is_not_found(tmp_path: Path) -> None:
    sipp = RECIPES["sipp"]
    with cache.locked(tmp_path, print):
        cache.write_manifest(tmp_path, replace(MANIFEST, wanted=("something-else",)))
        assert find_in_cache(sipp, tmp_path) is None
        cache.write_manifest(tmp_path, MANIFEST)
        assert find_in_cache(sipp, tmp_path) is None
