"""Recorded tracks: where they lie, and how the tracks of one interaction become one stereo recording.

recordings = Recordings(settings.recordings, cache=Path("data/heard"))
file = recordings.track("01J…")                              # one party's; None when it is not there
file = await recordings.stereo(interaction, tracks)          # the customer left, agents right
customer, agents = await recordings.heights(file)             # for a picture of it
"""

from callcenter.recordings.listening import Recordings

__all__ = ["Recordings"]
