"""Through a certified provider and back, in a browser: the whole way, with nothing standing in for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import HERE, assert_accessible
from tests.outside.environment import HOUSE
from tests.postgres import free_port
from tests.signing_in import code_of, equip
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.models import User
from wayhome.config.single_sign_on import providers

pytestmark = pytest.mark.django_db(transaction=True)

SOURCE = Path(__file__).parent / "oidc"
INSTALLED = HOUSE / ".bootstrap" / "oidc"
SECRET = "only for tests"


@pytest.fixture(scope="session")
def installed() -> Path:
    """The provider, as its lock states it, installed when that is new."""
    lock = INSTALLED / "node_modules" / ".package-lock.json"
    if not lock.exists() or lock.stat().st_mtime < (SOURCE / "package-lock.json").stat().st_mtime:
        INSTALLED.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(SOURCE / name, INSTALLED)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=INSTALLED, check=True, capture_output=True)
    shutil.copy(SOURCE / "provider.mjs", INSTALLED)
    return INSTALLED


@pytest.fixture
def provider(
    installed: Path, partnership: User, live_server: LiveServer, settings: Any
) -> Iterator[subprocess.Popen[str]]:
    """Knows the worker by `verified`, the same address unchecked by `unchecked`, and somebody unknown here."""
    people = {
        "verified": {"email": str(partnership.email).upper(), "email_verified": True},
        "unchecked": {"email": partnership.email, "email_verified": False},
        "unknown": {"email": "somebody@else.example", "email_verified": True},
    }
    back = live_server.url + reverse("openid_connect_callback", args=["town"])
    port = str(free_port())
    told = {"PORT": port, "BACK": back, "SECRET": SECRET, "PEOPLE": json.dumps(people)}
    with subprocess.Popen(
        ["node", "provider.mjs"], cwd=installed, env=os.environ | told, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": named(address, partnership)}}
        yield running
        running.terminate()


def named(address: str, worker: User) -> list[dict[str, Any]]:
    about = {
        "TITLE": "Town Hall",
        "URL": address,
        "CLIENT_ID": "wayhome",
        "CLIENT_SECRET": SECRET,
        "AGENCIES": worker.agency.code,
    }
    said = {f"WAYHOME_OIDC_TOWN_{what}": value for what, value in about.items()}
    return providers({"WAYHOME_OIDC": "town", **said})


@pytest.fixture
def sign_in(provider: object, live_server: LiveServer, browser: Browser) -> Iterator[Callable[[str], Page]]:
    with browser.new_context(**HERE) as context:
        # The provider's own pages would load a typeface from elsewhere.
        context.route(
            lambda asked: "//localhost" not in asked and "//127.0.0.1" not in asked, lambda way: way.abort()
        )
        page = context.new_page()
        page.set_default_timeout(10_000)

        def as_known(name: str) -> Page:
            page.goto(live_server.url + reverse("account_login", query={"next": reverse("worklist:mine")}))
            page.get_by_role("button", name="Sign in with Town Hall").click()
            page.get_by_placeholder("Enter any login").fill(name)
            page.get_by_placeholder("and password").fill("any")
            page.get_by_role("button", name="Sign-in").click()
            page.get_by_role("button", name="Continue").click()
            return page

        yield as_known


def test_whoever_it_vouches_for_gives_a_code_and_goes_where_they_were_going(
    sign_in: Callable[[str], Page], partnership: User
) -> None:
    equip(partnership)
    page = sign_in("verified")
    expect(page.get_by_role("heading", level=1)).to_have_text("Type your code")
    page.get_by_label("Code").fill(code_of(partnership))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    done = [(one.verb, one.detail.get("provider")) for one in Entry.objects.filter(actor_id=partnership.pk)]
    assert done[-4:-1] == [("connect_sign_in", "town"), ("use_second_factor", None), ("sign_in", "town")]


@pytest.mark.parametrize("name", ["unchecked", "unknown"])
def test_whomever_it_has_not_checked_or_nobody_added_is_refused(
    sign_in: Callable[[str], Page], name: str
) -> None:
    there = User.objects.count()
    page = sign_in(name)
    expect(page.get_by_role("heading", level=1)).to_contain_text("no account here that Town Hall can open")
    assert_accessible(page)
    page.goto(page.url.partition("/sign/")[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to Wayhome")
    assert User.objects.count() == there


def test_a_wrong_secret_of_ours_lets_nobody_in(
    sign_in: Callable[[str], Page], partnership: User, settings: Any
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["secret"] = "another"
    page = sign_in("verified")
    expect(page.get_by_role("heading", level=1)).to_contain_text("did not say who you are")
    assert_accessible(page)
