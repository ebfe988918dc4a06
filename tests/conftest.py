"""What any test may ask for, and what every test gets."""

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
