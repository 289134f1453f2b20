"""A voice without a voice, for tests: a program that is called like espeak-ng and hums.

It notes each text it was given in the file `said`; "stutter" ends badly, "hang" never ends, "silence" is silent.
"""

from __future__ import annotations

import sys
from pathlib import Path

from callcenter.native.program import Program

HUMS = """
import os, struct, sys, time, math
if "--voices" in sys.argv:
    print("Pty Language Age/Gender VoiceName File Other Languages")
    print(" 5  fr-fr  --/M  French_(France)  roa/fr  (fr 5)")
    print(" 5  pt  --/M  Portuguese  roa/pt")
    sys.exit()
text = sys.stdin.read()
folder = os.path.dirname(os.path.abspath(__file__))
voice = sys.argv[sys.argv.index("-v") + 1]
running = os.path.join(folder, "running-%d" % os.getpid())
open(running, "w").close()
together = sum(name.startswith("running-") for name in os.listdir(folder))
with open(os.path.join(folder, "said"), "a") as said:
    said.write("%s %d %s\\n" % (voice, together, text))
if text == "hang":
    time.sleep(3600)
os.unlink(running)
if text == "stutter":
    sys.exit(3)
loud = 0 if text == "silence" else 3000
hum = b"".join(struct.pack("<h", int(loud * math.sin(i / 10))) for i in range(11025))
quiet = bytes(22050)
shape = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 22050, 44100, 2, 16)
head = struct.pack("<4sI4s", b"RIFF", 0x7FFFF024, b"WAVE") + shape + struct.pack("<4sI", b"data", 0x7FFFF000)
sys.stdout.buffer.write(head + quiet + hum + quiet)
"""


class Voice:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        (folder / "hums.py").write_text(HUMS, encoding="utf-8")
        self.program = Program(
            name="espeak-ng", version="1.0", source="path", start=(sys.executable, "-S", str(folder / "hums.py"))
        )

    @property
    def said(self) -> list[tuple[str, int, str]]:
        """Voice, how many spoke at that moment, text."""
        file = self._folder / "said"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [(voice, int(together), text) for voice, together, text in (line.split(" ", 2) for line in lines)]
