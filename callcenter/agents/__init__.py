"""THE FLOOR: agents' presence, what is on their desks, and what they ask for."""
