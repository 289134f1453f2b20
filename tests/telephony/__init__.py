"""One suite, several telephone networks."""

import pytest

pytest.register_assert_rewrite("telephony.contract")  # a promise that is broken says what was heard instead
