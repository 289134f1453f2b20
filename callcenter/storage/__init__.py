"""What must outlive the program: tables, one group-committing writer, and the stores that read."""
