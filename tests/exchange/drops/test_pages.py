"""The page of the drop folder: for whoever watches over files, with what is theirs, and there for nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.exchange.files import FIRST, police_files
from tests.exchange.uploading import force_and_council, somebody
from wayhome.cases.partners.models import Agency
from wayhome.exchange import jobs
from wayhome.exchange.drops import taking

pytestmark = pytest.mark.django_db


def page(agency: Agency, role: str) -> tuple[int, str]:
    browser = Client()
    browser.force_login(somebody(agency, role))
    answer = browser.get(reverse("exchange:drops"))
    return answer.status_code, answer.content.decode()


@pytest.fixture
def council(tmp_path: Path, settings: object) -> Agency:
    """Whose folder holds an extract, and something that is of no kind; something else is nobody's at all."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    settings.WAYHOME_DROP_FOLDER = str(tmp_path / "drop")  # type: ignore[attr-defined]
    for folder in ("drop", "drop/C-X"):
        (tmp_path / folder).mkdir()
    police_files(tmp_path / "drop" / "C-X" / "police", FIRST)
    (tmp_path / "drop" / "C-X" / "Kit Model").mkdir()
    (tmp_path / "drop" / "Sam Example").mkdir()
    council = force_and_council()[1]
    jobs.take_in_what_is_still([one.fingerprint for one in taking.look()])
    return council


def test_each_sees_what_is_for_them_to_see_to(council: Agency) -> None:
    stranger = force_and_council("Y")[1]
    pages = {
        who: page(agency, role)[1]
        for who, agency, role in (
            ("coordinator", council, "coordinator"),
            ("lead", council, "governance_lead"),
            ("administrator", stranger, "administrator"),
            ("elsewhere", stranger, "coordinator"),
        )
    }
    words = ("number ", "no place for files", "no agency&#x27;s code")
    assert {who: [said in shown for said in words] for who, shown in pages.items()} == {
        "coordinator": [True, True, False],
        "lead": [True, True, True],
        "administrator": [True, True, True],
        "elsewhere": [False, False, False],
    }


def test_no_name_of_a_file_or_folder_is_told(council: Agency) -> None:
    said = page(council, "administrator")[1]
    assert "Kit" not in said
    assert "Sam Example" not in said


def test_it_is_not_there_for_others(council: Agency) -> None:
    assert page(council, "duty_worker")[0] == 404


def test_an_installation_without_one_says_so(council: Agency, settings: object) -> None:
    settings.WAYHOME_DROP_FOLDER = None  # type: ignore[attr-defined]
    assert "watches no drop folder" in page(council, "coordinator")[1]
