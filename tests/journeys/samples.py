"""For each route that shows a page: who may open it, and addresses that between them show its every shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.cases.children.patterns import times_missing
from tests.signing_in import BY_PASSWORD_ALONE, has_just_signed_in
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children.actions import add_child, decide_on_pattern, introduce, record, relate
from wayhome.cases.children.actions.restricting import restrict
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Episode, Event, Hold, Relation
from wayhome.cases.emergency.actions import open_record
from wayhome.cases.exploitation import actions as picture
from wayhome.cases.exploitation.views import STATEMENTS
from wayhome.cases.keeping.models import Certificate, ErasureRequest
from wayhome.cases.missing import actions
from wayhome.cases.missing.answers import PAGES
from wayhome.cases.missing.models import Draft
from wayhome.cases.missing.next_steps import STEPS
from wayhome.cases.partners.models import Agency, Shift, Team, User
from wayhome.cases.partners.sign_in import recovery_codes
from wayhome.cases.sharing.actions import agree, propose, share
from wayhome.cases.worklist.actions import keep_agency_findings
from wayhome.exchange.models import Load
from wayhome.insight.actions import keep_numbers
from wayhome.insight.numbers import counting
from wayhome.insight.numbers.authorities import authorities
from wayhome.rules import facts
from wayhome.rules.access import RelationKind, RestrictionKind
from wayhome.rules.exploitation import picture as picture_of
from wayhome.rules.finding import State
from wayhome.rules.guidance.instruments import IN_USE
from wayhome.rules.guidance.recording import LATE, MISSING_CHILDREN, RETURN_INTERVIEWS
from wayhome.rules.moment import Moment
from wayhome.rules.recording import AgencyFinding

type Sample = tuple[str, str]
"""Whose e-mail address begins so, '' for nobody signed in; and the address of the page."""

NOBODY = ""

#: One that a device made once, for a page to name.
PASSKEY = Path(__file__).parent.parent / "data" / "passkey.json"

#: The duty worker, once more: with the password given and no code yet, and in another browser.
HALF_WAY, AGAIN = "half way", "again"

#: Somebody who has set nothing up yet.
NEW = "new"

NOWHERE = "/nothing-is-here/"

#: These only take something in, and lead on to a page.
TAKE_IN_ONLY = {
    "sharing:agree",
    "sharing:end_agreement",
    "exchange:paste_check",
    "missing:acknowledge",
    "missing:report_take_child",
    "missing:report_leave_out",
    "missing:report_leave_out_added",
    "worklist:see_notice",
}

#: These are no page: a file that is taken home, the way to a provider of sign-in, and what a page asks on its own.
FILES = {
    "account_here",
    "openid_connect_callback",
    "openid_connect_login",
    "exchange:refused",
    "insight:download",
    "children:history_csv",
    "children:unusual_csv",
    "partners:use_csv",
}


def user(who: str) -> User:
    return User.objects.select_related("agency").get(email=f"{who}@demo.wayhome.example")


class Samples:
    """Reads what it needs of tonight's partnership, and adds what tonight has none of."""

    def __init__(self) -> None:
        self.at: datetime = now()
        self.duty, self.residential = user("duty"), user("residential")
        self.missing = self._latest("missing", authority=self.duty.agency)
        self.untold = Episode.objects.get(police_told=False)
        self.found, self.recovered = self._latest("found"), self._latest("recovered")
        self.returned = self._latest("returned", authority=self.duty.agency)
        self.row, self.sealed = self._corrected_and_sealed()
        self.dead = self._found_dead()
        self.reason = self._reason_given()
        self.closed = self._closed()
        self.refuge = self._refuge()

    def _latest(self, standing: str, **more: object) -> Episode:
        return Episode.objects.filter(standing=standing, **more).latest("since")

    def _say(self, episode: Episode, fact: facts.Fact) -> Event:
        episode.refresh_from_db()
        said = actions.say(episode, fact, happened_at=Moment.at(self.at), by=self.duty, at=self.at)
        return Event.objects.get(key=said.key)

    def _corrected_and_sealed(self) -> tuple[Event, Event]:
        seen = facts.Sighting(episode=self.missing.key, where="Stand 4")
        kept, sealed = self._say(self.missing, seen), self._say(self.missing, seen)
        actions.seal_and_withdraw(sealed, "It was about another child", by=self.duty, at=self.at)
        return kept, sealed

    def _reason_given(self) -> Event:
        """One that waits for somebody else's agreement."""
        fact = facts.NotDone(
            covers=(self.returned.key,),
            duty="uk.prevention_interview",
            reason="Seen by the paramedics",
            decided_by="Duty",
        )
        return self._say(self.returned, fact)

    def _found_dead(self) -> Episode:
        """The last of the oldest waits, so that nothing else here is about that child."""
        one = Episode.objects.filter(standing="missing", authority=self.duty.agency).earliest("since")
        self._say(one, facts.FoundDead(episode=one.key))
        return one

    def _closed(self) -> Episode:
        others = Episode.objects.filter(standing="returned", authority=self.duty.agency)
        one = others.exclude(pk=self.returned.pk).latest("since")
        self._say(one, facts.Closed(episode=one.key))
        return one

    def _refuge(self) -> Child:
        """A child of the same authority of whom nothing else here is."""
        children = (self.missing.child_id, self.returned.child_id, self.closed.child_id, self.dead.child_id)
        others = Episode.objects.filter(standing="returned", authority=self.duty.agency)
        return others.exclude(child__in=children).latest("since").child


def account(_: Samples) -> Iterator[tuple[str, Sample]]:
    for name in (
        "login",
        "inactive",
        "reset_password",
        "reset_password_done",
        "reset_password_from_key_done",
    ):
        yield f"account_{name}", (NOBODY, reverse(f"account_{name}"))
    broken = {"uidb36": "1", "key": "x"}
    yield (
        "account_reset_password_from_key",
        (NOBODY, reverse("account_reset_password_from_key", kwargs=broken)),
    )
    for name in ("logout", "back", "reauthenticate", "change_password", "set_password"):
        yield f"account_{name}", ("duty", reverse(f"account_{name}"))


def security(night: Samples, client: Callable[[str], Client]) -> Iterator[tuple[str, Sample]]:
    """One who is half way in, one who is new, and one who has all there is and is signed in twice."""
    recovery_codes.renew(night.duty)
    newcomer(night.duty.agency)
    for browser, says in ((client("duty"), "Firefox on Windows"), (client(AGAIN), "Chrome on Android")):
        key = browser.session.session_key
        UserSession.objects.create(user=night.duty, session_key=key, ip="127.0.0.1", user_agent=says)
    yield "mfa_authenticate", (HALF_WAY, reverse("mfa_authenticate"))
    for name in ("activate_totp", "add_webauthn"):
        yield f"mfa_{name}", (NEW, reverse(f"mfa_{name}"))
    kept = Authenticator.objects.create(
        user=night.duty, type="webauthn", data=json.loads(PASSKEY.read_text())
    )
    yield "mfa_remove_webauthn", ("duty", reverse("mfa_remove_webauthn", args=[kept.pk]))
    for who, names in {
        "duty": (
            "index",
            "reauthenticate",
            "reauthenticate_webauthn",
            "move_totp",
            "generate_recovery_codes",
        ),
        "administrator": ("index", "deactivate_totp"),
    }.items():
        for name in names:
            yield f"mfa_{name}", (who, reverse(f"mfa_{name}"))
    yield "usersessions_list", ("duty", reverse("usersessions_list"))


def newcomer(agency: Agency) -> User:
    return User.objects.create(
        email=f"{NEW}@demo.wayhome.example", full_name="New Sample", agency=agency, role="duty_worker"
    )


def gaps(agency: Agency) -> None:
    """A line of each kind about this agency, and one that is mended."""
    period, of = Moment(now() - timedelta(days=28), now()), agency.as_fact()
    silent = partial(AgencyFinding, agency=of, period=period, counts={"told": 4, "before": 12})
    late = partial(AgencyFinding, agency=of, period=period, rule=LATE, state=State.OPEN)
    standing = [
        silent(rule=MISSING_CHILDREN, state=State.OPEN, last=now() - timedelta(days=30)),
        silent(rule=RETURN_INTERVIEWS, state=State.NOT_STATED),
        late(duty="england.return_interview", counts={"late": 9, "of": 10, "unknown": 2}),
    ]
    mended = late(duty="local.missing_meeting", counts={"late": 10, "of": 10, "unknown": 0})
    for found, at in (([*standing, mended], now() - timedelta(days=2)), (standing, now())):
        keep_agency_findings(found, by=INSTALLATION, at=at)


def board(night: Samples) -> Iterator[tuple[str, Sample]]:
    gaps(night.duty.agency)
    for who in ("team-manager", "manager", "governance"):
        yield "worklist:gaps_in_recording", (who, reverse("worklist:gaps_in_recording"))
    for name in ("board", "print", "mine", "decisions", "never_decided", "inherited", "gaps"):
        yield f"worklist:{name}", ("duty", reverse(f"worklist:{name}"))
    for query in ({"only": "police_not_told"}, {"risk": "no_apparent_risk", "only": "found"}):
        yield "worklist:board", ("duty", reverse("worklist:board", query=query))
    for heap in ("soon", "unknown", "unallocated"):
        yield "worklist:mine", ("coordinator", reverse("worklist:mine", query={"heap": heap}))
    for who in ("coordinator", "panel-chair"):
        for name in ("decisions", "never_decided", "most_often"):
            yield f"worklist:{name}", (who, reverse(f"worklist:{name}"))
    for who in ("residential", "school", "interviewer", "governance", "administrator"):
        yield "worklist:board", (who, reverse("worklist:board"))
        yield "worklist:mine", (who, reverse("worklist:mine"))


def children(night: Samples) -> Iterator[tuple[str, Sample]]:
    child = night.missing.child_id
    for name in ("find", "add"):
        yield f"children:{name}", ("duty", reverse(f"children:{name}"))
    for name in ("child", "chronology", "duties", "about", "access", "then", "allocate"):
        yield f"children:{name}", ("duty", reverse(f"children:{name}", args=[child]))
    past = {"at": (night.at - timedelta(days=200)).isoformat(), "known_to": night.duty.agency.code}
    yield "children:child", ("duty", reverse("children:child", args=[child], query=past))
    yield "children:child", ("duty", reverse("children:child", args=[night.dead.child_id]))
    yield "children:child", ("residential", reverse("children:child", args=[night.untold.child_id]))
    yield "children:child", ("supervisor", reverse("children:child", args=[night.recovered.child_id]))
    for show in ("settled", "inherited"):
        yield "children:duties", ("duty", reverse("children:duties", args=[child], query={"show": show}))
    for what in ("identity", "number", "authority", "care-status", "placement", "placement-ended"):
        yield "children:state", ("duty", reverse("children:state", args=[child, what]))
    yield "children:decide_identity", ("duty", reverse("children:decide_identity", args=[child]))
    yield "children:tell_host", ("duty", reverse("children:tell_host", args=[child]))
    for who in ("duty", "team-manager"):
        of_reason = [night.returned.child_id, night.reason.pk]
        yield "children:answer_reason", (who, reverse("children:answer_reason", args=of_reason))
    yield from decisions(night)
    yield from exploitation(night)
    yield "children:event", ("duty", reverse("children:event", args=[child, night.row.pk]))
    held = Relation.objects.filter(kind="allocated", user__agency=night.duty.agency).latest("pk")
    yield from restricted(night)
    yield "children:unusual", ("governance", reverse("children:unusual", query={"days": 28}))
    yield "children:histories", ("governance", reverse("children:histories"))
    yield "children:history", ("governance", reverse("children:history", args=[child]))
    yield (
        "children:end_allocation",
        ("duty", reverse("children:end_allocation", args=[held.child_id, held.pk])),
    )


def decisions(night: Samples) -> Iterator[tuple[str, Sample]]:
    """One that waits, read as well by somebody who may not give it, one that was given, and none."""
    waits, given = (_missing_again(night, forename) for forename in ("Juniper", "Rowan"))
    fact = facts.PatternDecided(
        answer=facts.PatternAnswer.PLAN_CHANGED, weighed=(), because="It names the park", decided_by="Duty"
    )
    decide_on_pattern(given, fact, by=night.duty, at=night.at)
    for who, child in (
        ("duty", waits.pk),
        ("supervisor", waits.pk),
        ("duty", given.pk),
        ("duty", night.dead.child_id),
    ):
        yield "children:decision", (who, reverse("children:decision", args=[child]))
    for one in (waits, given):
        yield "children:child", ("duty", reverse("children:child", args=[one.pk]))


def exploitation(night: Samples) -> Iterator[tuple[str, Sample]]:
    """A picture with everything in it, for whoever may read it all and whoever may not; and an empty one."""
    child = night.missing.child
    day, by = localdate() + timedelta(days=28), "Duty worker"
    feared = {
        "at_risk": facts.Whether.YES,
        "because": "Seen with an adult whom nobody knows",
        "review_by": day,
    }
    stated = [
        facts.ConcernStated(form=form, harm_occurred=harm, stated_by=by, **feared)  # type: ignore[arg-type]
        for form, harm in zip(facts.FormOfHarm, cycle(facts.Whether), strict=False)
    ]
    marker = facts.MarkerAdded(
        form=facts.FormOfHarm.SEXUAL, because="Seen", decided_by=by, child_told=True, review_by=day
    )
    referral = facts.ReferralMade(referral=facts.Referral.SAFEGUARDING, because="Seen")
    strength = facts.StrengthStated(strength="An aunt whom the child rings", stated_by=by)
    keys = [_stated(child, fact, night) for fact in (*stated, marker, referral, strength)]
    over = facts.Reviewed(began=keys[0], ended=True, because="It was a cousin", reviewed_by=by)
    picture.follow(child, over, happened_at=Moment.at(night.at), by=night.duty, at=night.at)
    for who in ("duty", "supervisor"):
        yield "exploitation:picture", (who, reverse("exploitation:picture", args=[child.pk]))
    yield "exploitation:picture", ("duty", reverse("exploitation:picture", args=[night.dead.child_id]))
    for what in STATEMENTS:
        yield "exploitation:state", ("duty", reverse("exploitation:state", args=[child.pk, what]))
    for key in keys[1:2] + keys[-3:]:
        row = Event.objects.get(key=key, edition=1).pk
        yield "exploitation:follow", ("duty", reverse("exploitation:follow", args=[child.pk, row]))
    yield "children:child", ("duty", reverse("children:child", args=[child.pk]))
    yield from crossovers(night)
    yield from screenings(night)


def crossovers(night: Samples) -> Iterator[tuple[str, Sample]]:
    """Of a caseload, with the children behind what stands of tonight's child; and of somebody who has no child yet."""
    stand = picture_of(chronology_of(night.missing.child)).forms
    yield "exploitation:together", ("duty", reverse("exploitation:together", args=["-".join(stand)]))
    without = User.objects.create(
        email="without@demo.wayhome.example",
        full_name="Without Sample",
        agency=night.duty.agency,
        role="social_worker",
    )
    for who in (night.duty, without):
        for page in ("crossovers", "not_referred"):
            yield f"exploitation:{page}", (who.email.partition("@")[0], reverse(f"exploitation:{page}"))


def screenings(night: Samples) -> Iterator[tuple[str, Sample]]:
    """By each instrument, of which every other question is answered, as heavily as can be; and of another child, for
    whoever may not read what was answered.
    """
    child, untold = night.missing.child, night.untold.child
    for code, used in IN_USE.items():
        answers = tuple(f"{one.code}.{one.answers[-1].code}" for one in list(used.questions)[::2])
        fact = facts.Screened(
            instrument=code,
            instrument_version=used.version,
            answers=answers,
            harm_occurred=facts.Whether.NOT_KNOWN,
            evidence="Seen in a car",
            screened_by="Duty worker",
        )
        for who, one in (("duty", child), ("residential", untold)):
            row = Event.objects.get(key=_stated(one, fact, night), edition=1).pk
            yield "exploitation:screened", (who, reverse("exploitation:screened", args=[one.pk, row]))
        yield "exploitation:screen", ("duty", reverse("exploitation:screen", args=[child.pk, code]))
    for who, one in (("duty", child), ("residential", untold)):
        yield "exploitation:screenings", (who, reverse("exploitation:screenings", args=[one.pk]))


def _stated(child: Child, fact: facts.Fact, night: Samples) -> str:
    return picture.state(child, fact, happened_at=Moment.at(night.at), by=night.duty, at=night.at).key


def _missing_again(night: Samples, forename: str) -> Child:
    """For the third time within the month."""
    authority, force = night.duty.agency, user("supervisor").agency
    identity = facts.IdentityStated(forename=forename, surname="Exampleton")
    child = introduce(identity, authority=authority, by=night.duty, at=night.at)
    relate(child, force, RelationKind.OWN_AGENCY, because="report", by=night.duty, at=night.at)
    past = times_missing(child, 20, 10, 2, force=force.as_fact(), authority=authority.as_fact())
    record(past, by=night.duty, at=night.at)
    return child


def restricted(night: Samples) -> Iterator[tuple[str, Sample]]:
    """A child whose record stays open to two of its authority, and to the lead."""
    child, named = night.refuge, user("team-manager")
    yield "children:restrict", ("duty", reverse("children:restrict", args=[child.pk]))
    one = restrict(child, RestrictionKind.REFUGE, "A trial", named=[named], by=night.duty, at=night.at)
    listed = one.named.get(user=named)
    for name, keyed in (("name_on", one.pk), ("take_off", listed.pk)):
        yield (
            f"children:{name}_restricted",
            ("safeguarding", reverse(f"children:{name}_restricted", args=[child.pk, keyed])),
        )
    yield (
        "children:lift_restriction",
        ("safeguarding", reverse("children:lift_restriction", args=[child.pk, one.pk])),
    )
    for who in ("duty", "safeguarding"):
        yield "children:access", (who, reverse("children:access", args=[child.pk]))


def emergency(night: Samples) -> Iterator[tuple[str, Sample]]:
    stranger = add_child(by=night.duty, at=night.at)
    opening = open_record(stranger, "Seen at our door tonight", hours=1, by=night.duty, at=night.at)
    yield "emergency:open", ("duty", reverse("emergency:open"))
    yield "emergency:openings", ("governance", reverse("emergency:openings"))
    yield "emergency:review", ("governance", reverse("emergency:review", args=[opening.pk]))


def sharing(night: Samples) -> Iterator[tuple[str, Sample]]:
    """One agreement that waits, and one under which a child's record is shared."""
    lead, child = user("governance"), night.returned.child
    other = Agency.objects.get(code="SIM-W1")
    theirs = User.objects.create(
        email="lead-w@demo.wayhome.example", full_name="Lead Sample", agency=other, role="governance_lead"
    )
    said = {"reference": "ISA-7", "purpose": "Children placed over the border", "at": night.at}
    one = propose(lead.agency, **said, begins=night.at.date(), ends=None, by=theirs)
    two = propose(lead.agency, **said, begins=night.at.date(), ends=None, by=theirs)
    agree(two, by=lead, at=night.at)
    for name in ("agreements", "propose"):
        yield f"sharing:{name}", ("governance", reverse(f"sharing:{name}"))
    for agreement in (one, two):
        yield "sharing:agreement", ("governance", reverse("sharing:agreement", args=[agreement.pk]))
    yield "sharing:share", ("duty", reverse("sharing:share", args=[child.pk]))
    shared = share(child, two, "Seen over the border", until=night.at.date(), by=night.duty, at=night.at)
    yield "sharing:end_share", ("duty", reverse("sharing:end_share", args=[shared.relation_id]))


def searches(night: Samples, client: Callable[[str], Client]) -> Iterator[tuple[str, Sample]]:
    """What was looked for is kept in the session, so that no name stands in an address."""
    for name in (night.missing.child.forename, "Nobody of this name"):
        found = client("duty").post(reverse("children:find"), {"name": name})
        yield "children:found", ("duty", found.headers["Location"])


def missing(night: Samples) -> Iterator[tuple[str, Sample]]:
    of_night = (night.missing, night.untold, night.found, night.returned, night.closed, night.dead)
    for episode in of_night:
        yield "missing:episode", ("duty", reverse("missing:episode", args=[episode.pk]))
        episode.refresh_from_db()
    for step in STEPS:
        fitting = (one for one in of_night if step.may_follow(one.standing))
        yield "missing:say", ("duty", reverse("missing:say", args=[next(fitting).pk, step.slug]))
    for name in ("episode", "first_hour"):
        yield f"missing:{name}", ("residential", reverse(f"missing:{name}", args=[night.untold.pk]))
    yield "missing:episode", ("supervisor", reverse("missing:episode", args=[night.recovered.pk]))
    yield "missing:first_hour", ("duty", reverse("missing:first_hour", args=[night.missing.pk]))
    yield "missing:tell_police", ("duty", reverse("missing:tell_police", args=[night.untold.pk]))
    yield "missing:tell_agency", ("duty", reverse("missing:tell_agency", args=[night.missing.pk]))
    for name in ("correct", "versions", "seal"):
        yield f"missing:{name}", ("duty", reverse(f"missing:{name}", args=[night.row.pk]))
    yield "missing:sealed_entries", ("governance", reverse("missing:sealed_entries"))
    for withdrawn in Event.objects.filter(key=night.sealed.key, kind="Withdrawn"):
        yield "missing:review_seal", ("safeguarding", reverse("missing:review_seal", args=[withdrawn.pk]))
    yield "missing:sealed", ("governance", reverse("missing:sealed", args=[night.sealed.pk]))


def report(night: Samples) -> Iterator[tuple[str, Sample]]:
    """A report half written, its every page, and one that was sent."""
    named = {"known": [night.returned.child_id], "added": [{"forename": "Wren", "surname": "Exampleton"}]}
    answers = {
        "police": {"told": "False"},
        "call": {"told_now": "True"},
        "children": named,
        "from": {"missing_from": "childrens_home"},
    }
    draft = Draft.objects.create(by=night.duty, answers=answers, begun_at=night.at, saved_at=night.at)
    sent = Draft.objects.create(
        by=night.duty, opened=[night.untold.pk], begun_at=night.at, saved_at=night.at, finished_at=night.at
    )
    yield "missing:report", ("residential", reverse("missing:report"))
    yield "missing:report", ("duty", reverse("missing:report"))
    for name in ("report_children", "report_add_child", "report_check", "report_discard"):
        yield f"missing:{name}", ("duty", reverse(f"missing:{name}", args=[draft.pk]))
    for page in PAGES:
        if page.form is not None:
            yield "missing:report_page", ("duty", reverse("missing:report_page", args=[draft.pk, page.slug]))
    yield "missing:reported", ("duty", reverse("missing:reported", args=[sent.pk]))


def partners(night: Samples) -> Iterator[tuple[str, Sample]]:
    code, somebody = night.duty.agency.code, user("team-manager")
    for name in ("agencies", "add_agency", "my_account", "for_practitioners", "for_carers"):
        yield f"partners:{name}", ("administrator", reverse(f"partners:{name}"))
    for name in ("agency", "change_agency", "add_team", "add_user", "training"):
        yield f"partners:{name}", ("administrator", reverse(f"partners:{name}", args=[code]))
    for name in (
        "user",
        "change_role",
        "change_team",
        "change_postcode",
        "record_training",
        "close_account",
        "reset_second_factor",
    ):
        yield f"partners:{name}", ("administrator", reverse(f"partners:{name}", args=[somebody.pk]))
    yield "partners:use", ("governance", reverse("partners:use", args=[somebody.pk]))
    left = User.objects.create(
        email="left@demo.wayhome.example",
        full_name="Left Sample",
        agency=night.duty.agency,
        role="duty_worker",
        is_active=False,
    )
    yield "partners:open_account", ("administrator", reverse("partners:open_account", args=[left.pk]))
    other = Agency.objects.exclude(pk=night.duty.agency_id).latest("code")
    yield "partners:agency", ("duty", reverse("partners:agency", args=[other.code]))
    shift = Shift.objects.filter(team__agency=night.duty.agency, ends__gt=night.at).earliest("begins")
    team = Team.objects.get(pk=shift.team_id)
    for name in ("rota", "add_shift"):
        yield f"partners:{name}", ("team-manager", reverse(f"partners:{name}", args=[team.pk]))
    for name in ("take_off", "hand_over"):
        yield f"partners:{name}", ("team-manager", reverse(f"partners:{name}", args=[shift.pk]))


def keeping(night: Samples) -> Iterator[tuple[str, Sample]]:
    """A child whose record one lead holds and has asked to erase, and a certificate of another's."""
    child, of, lead = night.returned.child_id, night.duty.agency, user("safeguarding")
    held = Hold.objects.create(child_id=child, agency=of, reason="An inquiry", by=lead, at=night.at)
    ErasureRequest.objects.create(child_id=child, of=of, by=lead, at=night.at)
    proof = Certificate.objects.create(
        child=0,
        of=of,
        whole=True,
        counts={"events": 2, "tellings": 3, "seals": 0},
        last_event=0,
        under="england.kept_in_care",
        until=night.at.date(),
        asked_by=lead,
        asked_at=night.at,
        by=user("governance"),
        at=night.at,
        entry=1,
    )
    for name in ("due", "certificates"):
        yield f"keeping:{name}", ("governance", reverse(f"keeping:{name}"))
    yield "keeping:certificate", ("governance", reverse("keeping:certificate", args=[proof.pk]))
    for name in ("kept", "hold", "ask", "take_back", "erase"):
        yield f"keeping:{name}", ("governance", reverse(f"keeping:{name}", args=[child]))
    yield "keeping:lift", ("governance", reverse("keeping:lift", args=[child, held.pk]))
    for name in ("keeping:pack", "children:child"):
        yield name, ("safeguarding", reverse(name, args=[child]))


def files(night: Samples) -> Iterator[tuple[str, Sample]]:
    for name in ("loads", "upload"):
        yield f"exchange:{name}", ("coordinator", reverse(f"exchange:{name}"))
    for who in ("duty", "coordinator"):
        yield "exchange:morning", (who, reverse("exchange:morning"))
    yield "exchange:paste", ("duty", reverse("exchange:paste"))
    yield "exchange:copy_out", ("residential", reverse("exchange:copy_out", args=[night.untold.pk]))
    for who in ("coordinator", "administrator", "governance"):
        yield "exchange:drops", (who, reverse("exchange:drops"))
    for load in Load.objects.visible_to(user("coordinator")):
        yield "exchange:load", ("coordinator", reverse("exchange:load", args=[load.pk]))


def numbers(night: Samples) -> Iterator[tuple[str, Sample]]:
    """Of the whole partnership and one authority; to count each takes a second or two."""
    own = [night.duty.agency.code]
    counted = counting.numbers(night.at, settings.WAYHOME_PROTOCOL, own, authorities())
    keep_numbers(counted, by=INSTALLATION, at=night.at)
    for who, whose in (("analyst", "exact"), ("panel-chair", "all")):
        yield "insight:numbers", (who, reverse("insight:numbers", query={"whose": whose}))
        for table in ("police", "duties"):
            yield "insight:table", (who, reverse("insight:table", args=[table], query={"whose": whose}))
            asked = {"whose": whose, "by": "sex", "category": "Females"} if table == "police" else {}
            yield "insight:made", (who, reverse("insight:made", args=[table], query=asked))
        yield "insight:by_authority", (who, reverse("insight:by_authority", args=["cla_missing"]))


def errors(_: Samples) -> Iterator[tuple[str, Sample]]:
    yield "404", ("duty", NOWHERE)


def signed_in(who: str, password: str) -> Client:
    """The browser of whoever a sample names, as far in as they are."""
    browser = Client()
    if who == HALF_WAY:
        browser.post(reverse("account_login"), {"login": user("duty").email, "password": password})
    elif who == NEW:
        BY_PASSWORD_ALONE(browser, user(who))
        has_just_signed_in(browser, user(who))
    elif who != NOBODY:
        browser.force_login(user("duty" if who == AGAIN else who))
    return browser


def gathered(client: Callable[[str], Client]) -> Iterator[tuple[str, Sample]]:
    night = Samples()
    yield from searches(night, client)
    yield from security(night, client)
    for room in (
        account,
        board,
        children,
        emergency,
        missing,
        report,
        partners,
        sharing,
        keeping,
        files,
        numbers,
        errors,
    ):
        yield from room(night)
