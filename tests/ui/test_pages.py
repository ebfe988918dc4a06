"""What every page has, seen in the gallery, the sign-in page and the pages for when something goes wrong."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.test.utils import modify_settings

PROBLEMS = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html"]


@pytest.fixture(autouse=True)
def _only_our_pages():
    with override_settings(
        ROOT_URLCONF="tests.ui.urls",
        WAYHOME_SIMULATED=True,
        WAYHOME_NAVIGATION=[
            ("Gallery", "gallery", {""}),
            ("Password", "account_change_password", {""}),
            ("For others", "account_login", {"another role"}),
        ],
        WAYHOME_BEGINNINGS=[
            ("Sign in anew", "account_reset_password", {""}),
            ("Begun by others", "account_login", {"another role"}),
        ],
    ):
        yield


@pytest.fixture
def page() -> str:
    return Client().get("/gallery/").content.decode()


def test_simulated_stands_on_every_page_when_it_is_so(page):
    assert "Simulated children only" in page
    with override_settings(WAYHOME_SIMULATED=False):
        assert "Simulated children only" not in Client().get("/gallery/").content.decode()


def test_where_the_reader_is_stands_out_in_the_navigation(page):
    assert 'href="/gallery/" aria-current="true"' in page
    assert 'href="/sign/password/change/">Password' in page


def test_what_the_reader_can_begin_stands_beside_the_name_before_any_menu(page):
    beginning = page.index('class="wayhome-begin__link" href="/sign/password/reset/"')
    assert page.index("Wayhome\n") < beginning < page.index('id="navigation"')


def test_nobody_is_shown_the_way_to_what_their_role_may_not_see(page):
    assert "For others" not in page
    assert "Begun by others" not in page


def test_signing_out_is_a_post(page):
    assert re.search(r'<form method="post" action="/sign/logout/">\s*<input type="hidden" name="csrf', page)


def test_every_script_carries_the_nonce_and_none_is_called_from_an_attribute():
    response = Client().get("/gallery/")
    nonce = re.search(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])
    assert nonce
    page = response.content.decode()
    assert set(re.findall(r"<script[^>]*?nonce=\"([^\"]*)\"", page)) == {nonce[1]}
    assert re.findall(r"<script(?![^>]*nonce)", page) == []
    assert re.findall(r"\s(?:style|on[a-z]+)=", page) == []


def test_every_file_a_page_asks_for_is_there(page):
    asked = set(re.findall(r"/static/([^\"]+)", page))
    assert len(asked) == 8
    assert [name for name in asked if finders.find(name) is None] == []


def test_a_page_whose_form_has_errors_says_so_first(page):
    wrong = Client().get("/gallery/?wrong").content.decode()
    assert "<title>Error: Gallery – Wayhome</title>" in wrong
    assert wrong.index("There is a problem") < wrong.index("<h1")
    assert "<title>Gallery – Wayhome</title>" in page


def test_the_sign_in_page_says_simulated_and_offers_no_sign_up():
    page = Client().get("/sign/login/").content.decode()
    assert "Simulated children only" in page
    assert "Sign in to Wayhome" in page
    assert "sign up" not in page.lower()
    assert 'href="/sign/password/reset/"' in page


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_explained_without_a_request(name):
    page = render_to_string(name)
    assert "Wayhome is not a way to call police" in page
    assert page.count("<h1") == 1
    assert "<p class" in page.partition("</h1>")[2]


def test_a_refused_person_reads_the_reason():
    reason = "Only a lead may see this."
    assert reason in render_to_string("403.html", {"exception": reason})


@modify_settings(MIDDLEWARE={"remove": "django.contrib.auth.middleware.LoginRequiredMiddleware"})
def test_a_page_that_is_not_there_looks_like_the_others():
    response = Client(raise_request_exception=False).get("/nowhere/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()
