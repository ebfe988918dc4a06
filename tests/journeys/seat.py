"""A page at which somebody sits: what they press, write and read, in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localtime
from playwright.sync_api import Locator, Page, expect

from tests.browser import assert_accessible
from tests.signing_in import code_of
from wayhome.cases.partners.models import User

PASSWORD = "a simulated password"


class Seat:
    """A page, and the address of the server it asks. Without scripts axe, itself a script, cannot look."""

    def __init__(self, page: Page, server: str, *, scripts: bool = True) -> None:
        self.page, self.server, self.scripts = page, server, scripts
        page.set_default_timeout(8_000)  # milliseconds: a person would have given up

    def sign_in(self, who: str, *, begins_on: str = "Missing now") -> None:
        """By the form and a code, as the simulated person whose e-mail begins so; whoever sat here is signed out.

        Both pages and the board are looked at closely elsewhere, and once is enough.
        """
        self.page.context.clear_cookies()
        self.open("account_login")
        address = f"{who}@demo.wayhome.example"
        self.write({"Email": address})
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")
        self.reaches("Type your code")
        self.write({"Code": code_of(User.objects.get(email=address))})
        self.press("Sign in")
        self.reaches(begins_on)

    def open(self, name: str, *args: object) -> None:
        self.page.goto(self.server + reverse(name, args=args))

    def press(self, name: str) -> None:
        self._click(self.page.get_by_role("button", name=name).first)

    def follow(self, name: str) -> None:
        self._click(self.page.get_by_role("link", name=name).first)

    def _click(self, there: Locator) -> None:
        """A page that loads still moves, and a finger would come down beside it."""
        there.wait_for()
        self.page.wait_for_load_state()
        there.click()

    def write(self, words: Mapping[str, str]) -> None:
        for label, typed in words.items():
            self.page.get_by_label(label).first.fill(typed)

    def write_when(self, ago: timedelta) -> None:
        """The page's first day and time."""
        at = localtime() - ago
        self.write({"Day": f"{at:%d/%m/%Y}", "Time": f"{at:%H:%M}"})

    def select(self, label: str, option: str) -> None:
        self.page.get_by_label(label).select_option(label=option)

    def choose(self, option: str, *, of: str = "") -> None:
        """One radio by its words; `of` names its question where a page asks several. A page that loads still moves."""
        self.page.wait_for_load_state()
        within = self.page.get_by_role("group", name=of) if of else self.page
        within.get_by_label(option, exact=True).check()

    def go_on(self) -> None:
        self.press("Save and continue")

    def reaches(self, heading: str) -> None:
        """The page of this heading, which may go on after these words, is shown, and moves no more.

        Where the page before has the same heading, `reads` comes first: it waits for words of the new one.
        """
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
        self.page.wait_for_load_state()

    def sees(self, heading: str) -> None:
        """It is shown, and has no fault axe can find."""
        self.reaches(heading)
        if self.scripts:
            assert_accessible(self.page)

    def reads(self, *words: str) -> None:
        for said in words:
            expect(self.page.locator("main")).to_contain_text(said)

    def reads_nothing_of(self, *words: str) -> None:
        for said in words:
            expect(self.page.locator("main")).not_to_contain_text(said)

    def reads_of(self, child: str, *words: str) -> None:
        """On the board or in a list."""
        row = self.page.locator("tr", has=self.page.get_by_role("link", name=child)).first
        for said in words:
            expect(row).to_contain_text(said)
