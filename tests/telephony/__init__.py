"""One suite, several telephone networks."""
