"""An open contact-center platform. `app.py` puts it together; `docs/architecture.md` tells where to start reading."""

__version__ = "0.1.0"
