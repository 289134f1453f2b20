"""What the journal adds up to: figures of queues and agents, and the live board."""
