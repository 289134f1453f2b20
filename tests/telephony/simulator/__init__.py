"""The simulated network keeps the contract, and does what is its own."""
