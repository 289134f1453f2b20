"""`config.yaml`: what this machine and this company are, as one frozen value.

config = load(Path("config.yaml"))              # raises lined_yaml.Mistakes: every line that is wrong, and what to do
database = Database(storage_url(config, data))  # with --data DIR applied
trunk = config.telephony.trunks[0]
secret = read_secret(trunk.secret_file)         # passwords stand in files of their own, never in config.yaml
"""

from callcenter.config.machine import in_the_clear
from callcenter.config.read import load
from callcenter.config.storage import read_secret, storage_url
from callcenter.config.values import Config, Embedded, External, ExternalAmi, Off, Telephony, TrunkSeed, Web

__all__ = [
    "Config",
    "Embedded",
    "External",
    "ExternalAmi",
    "Off",
    "Telephony",
    "TrunkSeed",
    "Web",
    "in_the_clear",
    "load",
    "read_secret",
    "storage_url",
]
