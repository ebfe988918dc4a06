"""The pages of police files: for whoever may load them, of their own agency, and there for nobody else."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.exchange.files import FIRST, OTHER, UNREADABLE
from tests.exchange.uploading import force_and_council, incidents, somebody
from wayhome.cases.partners.models import Agency
from wayhome.exchange import forms
from wayhome.exchange.models import Load
from wayhome.exchange.profiles.mapping import examples

MAPPED = Path(__file__).parents[1] / "data" / "mapped"
FAKE = Path(__file__).parents[1] / "data" / "ssda903"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def agencies() -> tuple[Agency, Agency]:
    return force_and_council()


def signed_in(agency: Agency, role: str = "coordinator") -> Client:
    browser = Client()
    browser.force_login(somebody(agency, role))
    return browser


def upload(
    browser: Client, council: Agency, *files: object, profile: str = "police", mapping: str = ""
) -> object:
    sent = {"profile": profile, "extract": list(files), "authority": council.pk}
    if mapping:
        sent["mapping"] = SimpleUploadedFile("ours.toml", mapping.encode())
    return browser.post(reverse("exchange:upload"), sent)


def a_return() -> SimpleUploadedFile:
    rows = "CHILD,DOB,MISSING,MIS_START,MIS_END\n7,01/02/2005,M,01/06/2017,03/06/2017\n"
    return SimpleUploadedFile("missing 2018.csv", rows.encode())


def test_a_council_hands_in_its_own_return_and_nobody_does_for_it(agencies: tuple[Agency, Agency]) -> None:
    force, council = agencies
    refused = upload(signed_in(force), council, a_return(), profile="ssda903")
    assert b"handed in by its own council" in refused.content  # type: ignore[attr-defined]
    assert not Load.objects.exists()
    upload(signed_in(council), council, a_return(), profile="ssda903")
    load = Load.objects.get()
    assert (load.profile, load.account.agency, load.counts["episodes"]) == ("ssda903", council, 1)


def test_the_xml_form_of_a_return_is_handed_in_too(agencies: tuple[Agency, Agency]) -> None:
    _, council = agencies
    browser = signed_in(council)
    sent = SimpleUploadedFile("our return.XML", (FAKE / "fake_903.xml").read_bytes())
    upload(browser, council, sent, profile="ssda903")
    assert (Load.objects.get().state, Load.objects.get().counts["episodes"]) == ("done", 6)
    broken = SimpleUploadedFile("broken.xml", b"<EXPSSDA903><CHILD>")
    refused = upload(browser, council, broken, profile="ssda903")
    assert b"broken.xml cannot be read as XML" in refused.content  # type: ignore[attr-defined]


def test_one_return_is_not_handed_in_in_both_forms(agencies: tuple[Agency, Agency]) -> None:
    _, council = agencies
    sent = SimpleUploadedFile("return.xml", (FAKE / "fake_903.xml").read_bytes())
    refused = upload(signed_in(council), council, sent, a_return(), profile="ssda903")
    assert b"either as XML or as CSV files" in refused.content  # type: ignore[attr-defined]
    assert not Load.objects.exists()


def a_council_table() -> SimpleUploadedFile:
    return SimpleUploadedFile("Episodes of March.csv", (MAPPED / "council.csv").read_bytes())


def test_other_tables_are_handed_in_with_their_mapping(agencies: tuple[Agency, Agency]) -> None:
    _, council = agencies
    browser = signed_in(council)
    whole = examples.text("council").replace('"Legal Status"]', '"Legal Status", "Locality"]')
    upload(browser, council, a_council_table(), profile="mapping", mapping=whole)
    load = Load.objects.get()
    assert (load.profile, load.state, load.account.agency) == ("mapping", "done", council)
    assert (load.counts["episodes"], load.counts["contacts"]) == (3, 2)
    page = browser.get(reverse("exchange:load", args=[load.pk])).content.decode()
    assert "Date Missing, Time Missing" in page
    assert "March" not in page


def test_what_is_wrong_with_a_mapping_is_all_said_at_once(agencies: tuple[Agency, Agency]) -> None:
    _, council = agencies
    browser = signed_in(council)

    def said(mapping: str, profile: str = "mapping") -> str:
        sent = upload(browser, council, a_council_table(), profile=profile, mapping=mapping)
        return unescape(sent.content.decode())  # type: ignore[attr-defined]

    faults = said('onto = "police"\nsent_by = "us"\n[incidents]\nriskk = "Risk"')
    assert "sent_by: Say whose statement the rows are" in faults
    assert "incidents.riskk: There is nothing of that name here. The nearest is risk" in faults
    assert "Choose the mapping file" in said("")
    assert "This is no mapping" in said("#" * 200_000)
    assert "A mapping is for other tables" in said(examples.text("council"), profile="police")
    assert "says nothing of these columns: Locality" in said(examples.text("council"))
    assert not Load.objects.exists()


def test_a_force_does_not_hand_in_a_councils_own_tables_by_a_mapping(agencies: tuple[Agency, Agency]) -> None:
    force, council = agencies
    mapping = examples.text("council")
    refused = upload(signed_in(force), council, a_council_table(), profile="mapping", mapping=mapping)
    assert b"handed in by its own council" in refused.content  # type: ignore[attr-defined]


def test_the_safeguarding_dataset_is_handed_in_as_its_own_tables(agencies: tuple[Agency, Agency]) -> None:
    _, council = agencies
    missing = SimpleUploadedFile(
        "1.csv",
        b"miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
        b"miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n"
        b"1,7,2026-01-12 21:00,M,2026-01-13,Y,Y\n",
    )
    person = SimpleUploadedFile("2.csv", b"pers_person_id,pers_dob\n7,2011-05-06\n")
    upload(signed_in(council), council, missing, person, profile="ssd")
    load = Load.objects.get()
    assert (load.state, load.counts["episodes"], load.counts["interviews"]) == ("done", 1, 1)


def test_police_files_are_no_return(agencies: tuple[Agency, Agency]) -> None:
    _, council = agencies
    refused = upload(signed_in(council), council, incidents(FIRST), profile="ssda903")
    assert b"There is a problem" in refused.content  # type: ignore[attr-defined]
    assert not Load.objects.exists()


def test_a_round_trip(agencies: tuple[Agency, Agency], django_assert_max_num_queries: object) -> None:
    _, council = agencies
    browser = signed_in(council)
    assert b"No files have been loaded" in browser.get(reverse("exchange:loads")).content
    sent = upload(browser, council, incidents(FIRST, OTHER, UNREADABLE, name="March.csv"))
    load = Load.objects.get()
    assert (sent.status_code, sent.headers["Location"]) == (302, reverse("exchange:load", args=[load.pk]))  # type: ignore[attr-defined]
    page = browser.get(reverse("exchange:load", args=[load.pk])).content.decode()
    assert "Line 4" in page
    assert "of incidents.csv" in page
    assert "not a date that can be read" in page
    assert "Kit" not in page
    assert "every 2s" not in page
    report = browser.get(reverse("exchange:refused", args=[load.pk]))
    assert report.content.decode().splitlines()[0] == "file,line,field,code,reason"
    assert report.content.decode().splitlines()[1].startswith("incidents.csv,4,last_seen_at,moment.")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert b"Loaded" in browser.get(reverse("exchange:loads")).content


def test_while_it_goes_on_the_page_refreshes_itself_and_by_hand(agencies: tuple[Agency, Agency]) -> None:
    _, council = agencies
    browser = signed_in(council)
    upload(browser, council, incidents(FIRST))
    Load.objects.update(finished_at=None, upload="a", counts={"rows": 7})
    address = reverse("exchange:load", args=[Load.objects.get().pk])
    whole = browser.get(address).content.decode()
    assert "7 rows so far" in whole
    assert "every 2s" in whole
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode().strip()
    assert part.startswith('<div id="load"')


def test_the_sending_force_and_the_authority_see_a_load_and_others_do_not(
    agencies: tuple[Agency, Agency],
) -> None:
    force, council = agencies
    upload(signed_in(council), council, incidents(FIRST))
    stranger, _ = force_and_council("Y")
    ours, theirs = signed_in(force), signed_in(stranger)
    for name in ("exchange:load", "exchange:refused"):
        address = reverse(name, args=[Load.objects.get().pk])
        assert (ours.get(address).status_code, theirs.get(address).status_code) == (200, 404)


def test_for_whoever_may_not_load_the_pages_are_not_there(agencies: tuple[Agency, Agency]) -> None:
    _, council = agencies
    browser = signed_in(council, "duty_worker")
    for address in (
        reverse("exchange:loads"),
        reverse("exchange:upload"),
        reverse("exchange:load", args=[1]),
    ):
        assert browser.get(address).status_code == 404
    assert upload(browser, council, incidents(FIRST)).status_code == 404  # type: ignore[attr-defined]
    assert not Load.objects.exists()


def test_files_are_handed_in_for_the_own_authority_or_those_of_the_own_force(
    agencies: tuple[Agency, Agency],
) -> None:
    force, council = agencies
    _, elsewhere = force_and_council("Y")
    refused = upload(signed_in(force), elsewhere, incidents(FIRST))
    assert b"Select a valid choice" in refused.content  # type: ignore[attr-defined]
    assert not Load.objects.exists()
    assert upload(signed_in(council), council, incidents(FIRST)).status_code == 302  # type: ignore[attr-defined]


def test_what_is_wrong_is_said_at_the_files_by_the_names_the_person_knows(
    agencies: tuple[Agency, Agency], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, council = agencies
    browser = signed_in(council)

    def said(*files: object) -> str:
        return upload(browser, council, *files).content.decode()  # type: ignore[attr-defined]

    assert "Choose at least one file" in said()
    workbook = SimpleUploadedFile("March.xlsx", b"PK\x03\x04 and more")
    assert "March.xlsx is a workbook" in said(workbook)
    assert "You chose 6 files" in said(*(incidents(FIRST, name=f"{n}.csv") for n in range(6)))
    monkeypatch.setattr(forms, "LARGEST", 0)
    assert "Too large: incidents.csv" in said(incidents(FIRST))
    assert not Load.objects.exists()
