"""What must be written down is, and says what is in force."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from allauth.account import app_settings as accounts
from django.conf import settings

from tests.promises.codebase import HOUSE, WAYHOME
from tests.promises.test_docs import anchors
from wayhome.cases.audit.refusals import EACH
from wayhome.cases.children.unusual.refusals import PAGES, TRIES
from wayhome.cases.partners.sign_in.passwords import OUR_WORDS, NotStolenElsewhere
from wayhome.cases.partners.sign_in.recovery_codes import ROUNDS
from wayhome.config.cli.serve import THREADS
from wayhome.config.needed import SHORTEST_KEY
from wayhome.config.refusals import VERBS
from wayhome.exchange.forms import LARGEST, LONGEST_MAPPING, MOST_FILES

SAFE = HOUSE / "docs" / "explanation" / "how-it-is-kept-safe.md"
SECURITY = HOUSE / "SECURITY.md"

HEADINGS = {
    SAFE: (
        "what-may-be-typed-or-sent",
        "which-values-must-agree",
        "ways-to-sign-in",
        "sessions",
        "the-life-of-a-key",
        "with-whom-it-speaks",
        "how-sensitive-each-thing-is",
        "how-each-is-kept",
        "what-is-logged-and-where",
        "what-is-kept-of-a-refusal",
        "what-takes-long",
    ),
    SECURITY: ("tell-us", "what-is-supported", "what-whoever-runs-it-must-do"),
}

(FIRST_VALIDATOR,) = (one for one in settings.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in one)


def text() -> str:
    return re.sub(r"\s+", " ", SAFE.read_text(encoding="utf-8"))


def test_what_must_be_written_down_has_its_heading() -> None:
    for page, headings in HEADINGS.items():
        assert set(headings) - anchors(page) == set()


@pytest.mark.parametrize(
    "said",
    [
        f"{LARGEST} megabytes a file, {MOST_FILES} files",
        f"{LONGEST_MAPPING // 1000} kilobytes",
        f"A form may hold {settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1024**2} megabytes",
        f"at least {FIRST_VALIDATOR['OPTIONS']['min_length']} characters",
        f"not one of {len(NotStolenElsewhere().passwords):,} ",
        f"ends after {settings.WAYHOME_IDLE.seconds // 60} minutes in which nobody did anything",
        f"after {settings.SESSION_COOKIE_AGE // 3600} hours from the sign-in",
        f"asks again after {settings.ACCOUNT_REAUTHENTICATION_TIMEOUT // 60} minutes",
        f"good once, for {settings.PASSWORD_RESET_TIMEOUT // 60} minutes",
        f"{SHORTEST_KEY} characters or more",
        f"lets {4 * THREADS} wait",
        f"a salt for each person, {ROUNDS:,} rounds",
    ],
)
def test_the_figures_on_the_page_are_those_in_force(said: str) -> None:
    assert said in text()


def test_how_often_one_may_ask_and_guess_is_what_is_in_force() -> None:
    source = (WAYHOME / "config" / "settings.py").read_text(encoding="utf-8")
    (most,) = re.findall(r'"WAYHOME_REQUESTS_A_MINUTE", "(\d+)"', source)
    assert f"one process {most} times a minute" in text()
    assert accounts.RATE_LIMITS["login_failed"] == "20/m/ip,5/5m/key,20/h/key,50/d/key"
    assert "Twenty wrong tries in a minute from one place" in text()
    assert "five in five minutes, twenty in an hour or fifty in a day at one account" in text()


def test_what_a_provider_is_not_relied_on_for_is_written_down() -> None:
    assert "how strongly or how lately it asked somebody is not read" in text()
    assert "here-and-at-a-provider" in anchors(SAFE)


def test_the_words_no_password_may_rest_on_stand_there() -> None:
    (listed,) = re.findall(r"No password may rest on these words.*?: (.*?)\.", text())
    assert listed.split(", ") == list(OUR_WORDS)


def test_every_secret_is_named_where_keys_are_listed() -> None:
    """And in the README, where whoever sets the service up looks first."""
    secrets = {
        "WAYHOME_SECRET_KEY",
        "WAYHOME_SECRET_KEY_PREVIOUS",
        "WAYHOME_DATABASE_URL",
        "WAYHOME_EMAIL_URL",
        "WAYHOME_OIDC_<NAME>_CLIENT_SECRET",
    }
    keys = text().partition("## Keys and ciphers")[2].partition("## ")[0]
    for page in (
        keys,
        (HOUSE / "README.md").read_text(encoding="utf-8"),
        SECURITY.read_text(encoding="utf-8"),
    ):
        assert {secret for secret in secrets if secret not in page} == set()


def test_the_whole_life_of_a_key_is_written_down() -> None:
    """And whoever replaces one is told to wait as long as a session lasts."""
    life = SAFE.read_text(encoding="utf-8").partition("### The life of a key")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\w+) \| (.+) \|$", life, re.MULTILINE)
    assert [what for what, _ in rows] == [
        *("made", "given", "used", "replaced", "ended", "destroyed", "lost"),
    ]
    assert "once a year" in dict(rows)["replaced"]
    how = (HOUSE / "docs" / "how-to" / "replace-a-key.md").read_text(encoding="utf-8")
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
    assert "Twelve hours after step 2 take `WAYHOME_SECRET_KEY_PREVIOUS` away" in how


def test_every_kind_of_refusal_is_listed_and_how_many_are_kept() -> None:
    kept = text().partition("### What is kept of a refusal")[2].partition("## ")[0]
    assert {
        verb for verb in {*VERBS, "fail_sign_in", "lock_out", "sign_in"} if f"`{verb}`" not in kept
    } == set()
    assert f"The first {EACH} of a kind within an hour" in kept
    lead = (HOUSE / "docs" / "how-to" / "answer-for-how-the-record-is-used.md").read_text(encoding="utf-8")
    assert f"| {PAGES} different ones within an hour" in lead
    assert f"| {TRIES} or more within an hour at one account" in lead


def test_all_that_it_is_made_of_is_listed_with_its_digest() -> None:
    ours = tomllib.loads((HOUSE / "uv.lock").read_text(encoding="utf-8"))["package"]
    bought = [one for one in ours if one["name"] != "wayhome"]
    files = [
        file
        for one in bought
        for file in (*one.get("wheels", ()), *([one["sdist"]] if "sdist" in one else ()))
    ]
    assert len(files) >= len(bought) > 20
    assert [file for file in files if not file["hash"].startswith("sha256:")] == []
    front = json.loads((HOUSE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, one in front.items() if name and not one["integrity"].startswith("sha512-")] == []
