"""What every telephone network promises. Subclass `NetworkContract` and give it `phones` (see `phones.py`).

Times are chosen so that the same story can be told on a real network: nothing here depends on less than a second.
"""

from __future__ import annotations

import pytest

from telephony.contract.ends import Ends
from telephony.contract.menus import Menus
from telephony.contract.phones import Heard, Phones
from telephony.contract.ringing import Ringing
from telephony.contract.rooms import Rooms
from telephony.contract.story import Story
from telephony.contract.tracks import Tracks


class NetworkContract(Menus, Ringing, Rooms, Tracks, Ends):
    """The promises. A subclass provides the fixture `phones`."""

    @pytest.fixture
    def heard(self) -> Heard:
        return Heard()

    @pytest.fixture
    def story(self, phones: Phones, heard: Heard) -> Story:
        return Story(phones, heard)
