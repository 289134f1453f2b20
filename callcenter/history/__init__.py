"""What the journal tells once it has happened: segments, the story of an interaction, the queues' figures."""
