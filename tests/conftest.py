"""What any test may ask for, and what every test gets."""

from hypothesis import HealthCheck, settings

from tests.browser import browser, desktop_page, phone_page
from tests.cases.audit.emptying import tables_that_only_grow_are_emptied_between_tests
from tests.cases.children.partnership import partnership

__all__ = [
    "browser",
    "desktop_page",
    "partnership",
    "phone_page",
    "tables_that_only_grow_are_emptied_between_tests",
]

# A machine that is busy makes no example a failure.
settings.register_profile("anywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anywhere")
