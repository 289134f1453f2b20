"""The nouns of a contact center: frozen values and enums, no I/O."""
