"""What turns an unpacked Chromium into one that runs from its tree: its own way to start itself, and its own fonts."""

from __future__ import annotations

import shutil
from pathlib import Path

from callcenter.native.machine import Machine

FOLDER = "usr/lib/chromium"
WRAPPER = f"{FOLDER}/chromium-in-tree"
FONTS = "etc/fonts/tree.conf"

# Chromium looks for its data beside /proc/self/exe, which is the loader when the loader starts it. So the loader is
# copied into Chromium's folder, and child processes are started through this script too. A zygote would start
# /proc/self/exe directly, and the sandbox needs a zygote or a set-uid helper: both are off, this browser is for tests.
SCRIPT = """#!/bin/sh
here=${{0%/*}}
tree=${{here%/{folder}}}
libraries=$tree/{libraries}
FONTCONFIG_FILE=$tree/{fonts} exec "$here/ld.so" --library-path "$libraries:$libraries/pulseaudio" --argv0 "$0" \\
    "$here/chromium-headless-shell" --no-sandbox --no-zygote --browser-subprocess-path="$0" "$@"
"""

# Only the tree's fonts, so that a page looks the same on every machine.
FONTS_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">../../usr/share/fonts</dir>
  <include ignore_missing="yes">conf.d</include>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def finish(root: Path, machine: Machine) -> None:
    """Put the loader, the start script and the font configuration into a freshly unpacked tree."""
    shutil.copy2(root / machine.loader, root / FOLDER / "ld.so")
    (root / FONTS).write_text(FONTS_CONFIGURATION, encoding="utf-8")
    wrapper = root / WRAPPER
    wrapper.write_text(SCRIPT.format(folder=FOLDER, libraries=machine.libraries, fonts=FONTS), encoding="utf-8")
    wrapper.chmod(0o755)
