"""Who has had which training, who records it, and until when it counts."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.cases.partners.conftest import AT
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import create_system_account, create_user, record_training
from wayhome.cases.partners.models import Training
from wayhome.cases.partners.training import lines_of, may_by_training, reminders
from wayhome.rules.access import Act
from wayhome.rules.guidance.protocol import Protocol
from wayhome.rules.refusal import Refusal
from wayhome.rules.training import Course

pytestmark = pytest.mark.django_db

TODAY = AT.date()
ASKED = (Protocol(training_to_interview=(Course.RETURN_INTERVIEWS,)),)


@pytest.fixture
def interviewer(authority):
    return create_user(
        authority,
        email="ira@bradford.example",
        full_name="Ira Interviewer",
        role="return_interview_worker",
        by=INSTALLATION,
        at=AT,
    )


def line_of(user, course=Course.RETURN_INTERVIEWS, at=AT):
    return next(line for line in lines_of([user], at)[user.pk] if line.course is course)


def test_what_is_recorded_last_of_a_course_counts_and_what_was_before_is_kept(interviewer, administrator):
    for taken_on, ends in ((date(2024, 1, 8), date(2025, 1, 8)), (date(2026, 1, 8), date(2027, 1, 8))):
        record_training(
            interviewer,
            Course.RETURN_INTERVIEWS,
            taken_on=taken_on,
            valid_until=ends,
            by=administrator,
            at=AT,
        )
    assert (line_of(interviewer).state, line_of(interviewer).held.valid_until) == (
        "counts",
        date(2027, 1, 8),
    )
    assert line_of(interviewer, Course.MISSING).state == "lacking"
    assert Training.objects.count() == 2
    entry = Entry.objects.filter(verb="record_training").latest("pk")
    kept = {"course": "return_interviews", "training": Training.objects.latest("pk").pk}
    assert (entry.subject, entry.actor_id, entry.detail) == (
        f"user:{interviewer.pk}",
        administrator.pk,
        kept,
    )


@pytest.mark.parametrize(("years", "until"), [(None, None), (3, date(2027, 3, 1))])
def test_one_without_an_end_counts_as_the_protocol_says(interviewer, administrator, settings, years, until):
    settings.WAYHOME_PROTOCOL = (Protocol(training_lasts_years=years),)
    leap = date(2024, 2, 29)
    made = record_training(interviewer, Course.MISSING, taken_on=leap, by=administrator, at=AT)
    assert made.valid_until == until


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"taken_on": TODAY + timedelta(days=1)}, "training.ahead"),
        (
            {"taken_on": TODAY, "valid_until": TODAY - timedelta(days=1)},
            "training.ends_before_it_begins",
        ),
    ],
)
def test_a_day_to_come_and_an_end_before_it_are_refused(interviewer, administrator, said, why):
    with pytest.raises(Refusal) as refused:
        record_training(interviewer, Course.MISSING, **said, by=administrator, at=AT)
    assert refused.value.sentence.key == why
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.create(
            user=interviewer,
            course="missing",
            taken_on=TODAY,
            valid_until=date(2020, 1, 1),
            recorded_at=AT,
        )


def test_nobody_records_their_own_and_a_system_has_none(administrator, authority):
    feed = create_system_account(authority, "Feed", by=administrator, at=AT)
    for whose, why in ((administrator, "training.own"), (feed, "partners.system_account")):
        with pytest.raises(Refusal) as refused:
            record_training(whose, Course.MISSING, taken_on=TODAY, by=administrator, at=AT)
        assert refused.value.sentence.key == why


def test_it_is_shown_to_the_person_and_to_whoever_records_it(interviewer, worker, administrator, officer):
    record_training(interviewer, Course.MISSING, taken_on=TODAY, by=administrator, at=AT)
    shown = {
        who.full_name: Training.objects.visible_to(who).count()
        for who in (interviewer, administrator, worker, officer)
    }
    assert shown == {"Ira Interviewer": 1, "Ada Admin": 1, "Wes Worker": 0, "Olu Officer": 0}


# ── what a protocol asks for ─────────────────────────────────────────────────────────────────────────


def test_by_default_nobody_is_asked_for_any(interviewer):
    assert may_by_training(Act.INTERVIEW, interviewer, AT)
    assert reminders(interviewer, AT) == []


def test_where_it_is_asked_for_it_opens_until_its_last_day(interviewer, administrator, settings):
    settings.WAYHOME_PROTOCOL = ASKED
    assert may_by_training(Act.INTERVIEW, interviewer, AT).reason.key == "training.lacked"
    record_training(
        interviewer,
        Course.RETURN_INTERVIEWS,
        taken_on=TODAY,
        valid_until=TODAY + timedelta(days=60),
        by=administrator,
        at=AT,
    )
    opens = [bool(may_by_training(Act.INTERVIEW, interviewer, AT + timedelta(days=n))) for n in (0, 60, 61)]
    assert opens == [True, True, False]
    states = [[one.state for one in reminders(interviewer, AT + timedelta(days=n))] for n in (30, 31, 61)]
    assert states == [[], ["soon"], ["ran_out"]]


def test_only_whoever_may_interview_is_reminded(interviewer, administrator, settings):
    settings.WAYHOME_PROTOCOL = ASKED
    assert [one.state for one in reminders(interviewer, AT)] == ["lacking"]
    assert reminders(administrator, AT) == []


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_manager_sees_who_lacks_it_records_it_and_the_person_sees_it(
    client, interviewer, administrator, settings
):
    settings.WAYHOME_PROTOCOL = ASKED
    client.force_login(administrator)
    everybody = reverse("partners:training", args=["E08000032"])
    before = client.get(everybody)
    assert (before.context["short"], "Not recorded" in before.content.decode()) == (1, True)
    page = reverse("partners:record_training", args=[interviewer.pk])
    answers = {"course": "return_interviews", "taken_on": "2/3/2026", "valid_until": ""}
    assert client.post(page, answers).url == reverse("partners:user", args=[interviewer.pk])
    assert client.get(everybody).context["short"] == 0
    assert "does not run out" in client.get(reverse("partners:user", args=[interviewer.pk])).content.decode()
    client.force_login(interviewer)
    assert "does not run out" in client.get(reverse("partners:my_account")).content.decode()


def test_the_list_says_of_whom_what_is_asked(client, interviewer, administrator, settings):
    asked = {
        "training_to_interview": (Course.RETURN_INTERVIEWS,),
        "training_to_screen": (Course.EXPLOITATION,),
    }
    settings.WAYHOME_PROTOCOL = (Protocol(**asked),)
    client.force_login(administrator)
    words = client.get(reverse("partners:training", args=["E08000032"])).content.decode()
    assert "held a return interview is asked for: Holding return interviews." in words
    assert "screens a child for exploitation is asked for: Exploitation of children." in words


def test_my_work_reminds_whoever_lacks_it(client, interviewer, settings):
    settings.WAYHOME_PROTOCOL = ASKED
    client.force_login(interviewer)
    assert (
        "not recorded of you: Holding return interviews"
        in client.get(reverse("worklist:mine")).content.decode()
    )


def test_a_colleague_who_keeps_no_rota_finds_neither_the_list_nor_the_form(client, worker, interviewer):
    client.force_login(worker)
    for page in (
        reverse("partners:training", args=["E08000032"]),
        reverse("partners:record_training", args=[interviewer.pk]),
    ):
        assert client.get(page).status_code == 404
    shown = client.get(reverse("partners:user", args=[interviewer.pk])).content.decode()
    assert "Training" not in shown


def test_somebody_who_keeps_the_rota_finds_no_form_for_themselves_and_no_list_of_another_agency(
    client, officer, interviewer
):
    client.force_login(officer)
    for page in (
        reverse("partners:record_training", args=[officer.pk]),
        reverse("partners:record_training", args=[interviewer.pk]),
        reverse("partners:training", args=["E08000032"]),
    ):
        assert client.get(page).status_code == 404


@pytest.mark.parametrize("page", ["for_practitioners", "for_carers"])
def test_a_page_to_read_says_whom_to_call_and_what_it_rests_on(client, worker, page):
    client.force_login(worker)
    text = client.get(reverse(f"partners:{page}")).content.decode()
    assert 'href="tel:999"' in text.split("What each of these rests on")[0]
    assert "Not checked against the original" in text
