"""What the caller hears as words: a recorded file where there is one, else the text spoken by espeak-ng, kept.

speech = Speech(native.find("espeak-ng"), cache=Path("data/speech"), prompts=Path("prompts"))
file = await speech.sound_for("您好。", Language("zh-CN"))       # wav, 8 kHz, mono, 16 bit
await speech.prepare([("您好。", Language("zh-CN"))], lambda done, of: print(done, of))
"""

from callcenter.speech.recorded import recording_name
from callcenter.speech.speaking import Speech

__all__ = ["Speech", "recording_name"]
