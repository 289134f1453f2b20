"""Write the next step: `python -m migrations "what changed"` compares the tables with a database of the last step."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from callcenter.storage.database import open_engine
from callcenter.storage.migrating import alembic_config, migrate


def main(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'last.db'}")
        with engine.connect() as connection:
            config = alembic_config(connection)
            number = 1 + sum(1 for _ in ScriptDirectory.from_config(config).walk_revisions())
            if number > 1:
                migrate(engine)
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f'usage: python -m migrations "what changed"\n{__doc__}')
    main(sys.argv[1])
