"""The kinds of id there are. All are URL-safe text minted in `callcenter.ids`, or names the company chose."""

from __future__ import annotations

from typing import NewType

TenantId = NewType("TenantId", str)
InteractionId = NewType("InteractionId", str)
LegId = NewType("LegId", str)
TurnId = NewType("TurnId", str)
OfferId = NewType("OfferId", str)
AgentId = NewType("AgentId", str)
CustomerId = NewType("CustomerId", str)
QueueName = NewType("QueueName", str)
FlowName = NewType("FlowName", str)
NodeName = NewType("NodeName", str)
Language = NewType("Language", str)  # BCP 47: "zh-CN", "en"
