"""Recorded tracks: where they lie, and how the tracks of one interaction become one stereo recording."""
