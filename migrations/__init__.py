"""The database's steps from version to version (Alembic). The program takes them by itself when it starts.

callcenter/storage/tables.py says how the tables are; after a change there, `python -m migrations "what changed"` writes
the next step into versions/. Read it before it is committed: expand before, contract after.
"""
