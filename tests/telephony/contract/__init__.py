"""What every telephone network must do. `phones.py` is what a network under test provides, `suite.py` the promises."""
