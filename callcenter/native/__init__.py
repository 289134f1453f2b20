"""Native programs: on the PATH and new enough, else in the user's cache, else fetched, without root.

    program = native.find("asterisk")                       # a Program or None; takes milliseconds
    programs = native.fetch(("asterisk", "sipp"), tell=print)   # fetches what is missing
    subprocess.Popen(program.command("-V"), env={**os.environ, **program.environment})

The programs: asterisk, espeak-ng, sipp, chromium (headless, for tests), tcpdump;
baresip and linphone, which play desk phones in tests.
"""

from callcenter.native.fetching import fetch
from callcenter.native.finding import find
from callcenter.native.places import AsteriskDirectories, asterisk_directories, sipp_pcap_directory
from callcenter.native.program import Program, Unavailable

__all__ = [
    "AsteriskDirectories",
    "Program",
    "Unavailable",
    "asterisk_directories",
    "fetch",
    "find",
    "sipp_pcap_directory",
]
