"""A telephone network without telephones: for tests, demos and training on a machine without Asterisk.

network = SimulatedNetwork(tell, clock)
customer = network.call("+8613800138000", "95001")   # someone dials us
network.phone(AgentId("ana")).answer()               # an agent picks up
network.tick(clock.advance(20))                      # time passes; live, `Runner` does this
"""

from callcenter.telephony.simulator.live import Runner
from callcenter.telephony.simulator.network import SimulatedNetwork
from callcenter.telephony.simulator.people import Customer, Phone

__all__ = ["Customer", "Phone", "Runner", "SimulatedNetwork"]
