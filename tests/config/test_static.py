"""The front-end files as `wayhome serve` gathers them: hashed names, and addresses that lead somewhere."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

HASHED = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

FILES = [
    "ui/vendor/govuk-frontend.min.css",
    "ui/vendor/govuk-frontend.min.js",
    "ui/vendor/moj-frontend.min.css",
    "ui/vendor/moj-frontend.min.js",
    "ui/vendor/htmx.min.js",
]


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES=HASHED):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def test_every_file_a_page_asks_for_was_built_into_the_package(gathered: Path) -> None:
    assert [name for name in FILES if not (gathered / name).is_file()] == []


def test_a_name_carries_a_hash_so_that_a_browser_may_keep_the_file(gathered: Path) -> None:
    with override_settings(STATIC_ROOT=gathered, STORAGES=HASHED):
        assert re.search(r"htmx\.min\.[0-9a-f]{12}\.js$", staticfiles_storage.url("ui/vendor/htmx.min.js"))


def test_every_address_in_a_style_sheet_leads_to_a_file(gathered: Path) -> None:
    for sheet in gathered.rglob("*.css"):
        for address in re.findall(r"url\([\"']?([^)\"']+)[\"']?\)", sheet.read_text()):
            if not address.startswith(("data:", "#")):
                assert (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_no_page_shows_the_typeface_crest_or_crown_of_gov_uk(gathered: Path) -> None:
    for file in (gathered / "ui/vendor").rglob("*.css"):
        assert not re.search(r"GDS Transport|@font-face|crest|crown", file.read_text()), file.name
