"""What any test may ask for, and what every test gets."""

import os

from hypothesis import HealthCheck, settings

from tests.browser import browser, desktop_page, phone_page
from tests.cases.audit.emptying import tables_that_only_grow_are_emptied_between_tests
from tests.cases.audit.refused import nobody_was_refused_before
from tests.cases.children.lots import the_same_lots_are_drawn
from tests.cases.children.partnership import partnership
from tests.signing_in import whoever_is_signed_in_has_a_second_factor

__all__ = [
    "browser",
    "desktop_page",
    "nobody_was_refused_before",
    "partnership",
    "phone_page",
    "tables_that_only_grow_are_emptied_between_tests",
    "the_same_lots_are_drawn",
    "whoever_is_signed_in_has_a_second_factor",
]

# Everywhere the same examples, so that a change is judged by what it changes; and a busy machine makes none a failure.
# WAYHOME_FUZZING=long draws others at each run: what it finds becomes an example of its own.
settings.register_profile(
    "anywhere",
    deadline=None,
    derandomize=os.environ.get("WAYHOME_FUZZING") != "long",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("anywhere")
