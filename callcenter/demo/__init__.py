"""A believable company to try everything with: invented agents, customers, orders, and a month of past calls.

    if config.demo and not await has_demo(database, tenant):
        await accounts.add(*demo_users(password), now=now)
        await load_demo(database, tenant, company, now)
    await remove_demo(database, tenant)                    # all of it is gone again

All rows bear `demo`; the same tenant, company and `now` give the same rows. The calls are told by the same story that
tells real ones, so their journals are what the program would have written.
"""

from callcenter.demo.agents import demo_agents, demo_users
from callcenter.demo.loading import Loaded, Removed, has_demo, load_demo, remove_demo

__all__ = ["Loaded", "Removed", "demo_agents", "demo_users", "has_demo", "load_demo", "remove_demo"]
