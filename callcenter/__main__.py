"""`python -m callcenter …`, the same as `callcenter …`."""

from callcenter.cli import main

main()
