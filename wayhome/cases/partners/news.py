"""What others did to the same thing while a page was open, from the audit: what, who, when, and what stands now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Max, Model, Q, QuerySet

from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.models.entry import EntryQuerySet
from wayhome.cases.audit.wording import done, in_words
from wayhome.cases.partners.models import Agency, Shift, Team, Training, User
from wayhome.cases.partners.models.user import ADMINISTRATOR
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.news import Line, News
from wayhome.ui.wording import say, when

OF_A_USER = (
    *("change_role", "move_user", "keep_postcode"),
    *("deactivate_user", "reactivate_user", "reset_second_factor"),
)
OF_A_ROTA = ("put_on_shift", "take_off_shift", "hand_over_shift")


@dataclass(frozen=True, kw_only=True)
class Done:
    """Acts on one thing, one's own in another window too: each would be written over.

    `entries` are theirs, whoever may read the audit; the view has seen to it that `by` may see the thing. `rows` are
    held by whoever acts on it. `stands` says what it has come to, under the last of them.
    """

    name: str
    by: User
    entries: EntryQuerySet
    rows: QuerySet[Model]
    stands: Callable[[Entry], Iterable[Line]] = lambda last: ()

    def take_turn(self) -> None:
        list(self.rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))

    def latest(self) -> int:
        return self.entries.aggregate(last=Max("pk"))["last"] or 0

    def news(self, after: int) -> list[News]:
        entries = list(self.entries.filter(pk__gt=after).order_by("pk"))
        names = Names([(one.actor_id, one.agency_code) for one in entries], self.by)
        news = [News(one.pk, _did(one), names.of(one.actor_id, one.agency_code), one.at) for one in entries]
        if not news:
            return []
        return [*news[:-1], replace(news[-1], lines=tuple(self.stands(entries[-1])))]


class Names:
    """What somebody who acted is called to this reader: a colleague by name, anybody else by their agency."""

    def __init__(self, actors: Iterable[tuple[int | None, str]], by: User) -> None:
        asked = list(actors)
        people = User.objects.visible_to(by).people().filter(pk__in={pk for pk, _ in asked if pk})
        self._people = dict(people.values_list("pk", "full_name"))
        self._agencies = dict(
            Agency.objects.filter(code__in={code for _, code in asked}).values_list("code", "name")
        )
        self._by = by

    def of(self, actor: int | None, code: str) -> str:
        if actor is not None and actor == self._by.pk:
            return say(Sentence("news.you"), language())
        agency = self._agencies.get(code, code) or say(Sentence("history.installation"), language())
        if actor not in self._people:
            return agency
        return say(Sentence("news.by", who=self._people[actor], agency=agency), language())


def changed(agency: Agency, by: User) -> Done:
    """What is known of an agency."""
    return Done(
        name=f"agency:{agency.pk}",
        by=by,
        entries=Entry.objects.about(f"agency:{agency.pk}").filter(verb="change_agency"),
        rows=Agency.objects.filter(pk=agency.pk),
        stands=lambda last: _of_agency(
            Agency.objects.select_related("force", "host_authority").get(pk=agency.pk)
        ),
    )


def done_to(user: User, by: User) -> Done:
    """Somebody's role, team and account. Whoever changes one takes turns with whoever changes an administrator's."""
    administrators = Q(role=ADMINISTRATOR)
    return Done(
        name=f"user:{user.pk}",
        by=by,
        entries=Entry.objects.about(f"user:{user.pk}").filter(verb__in=OF_A_USER),
        rows=User.objects.filter(Q(pk=user.pk) | administrators),
        stands=lambda last: _of_user(User.objects.select_related("team").get(pk=user.pk)),
    )


def training_of(user: User, by: User) -> Done:
    """What somebody was trained in: of a course, what is recorded last counts."""
    return Done(
        name=f"user:{user.pk}/training",
        by=by,
        entries=Entry.objects.about(f"user:{user.pk}").filter(verb="record_training"),
        rows=User.objects.filter(pk=user.pk),
        stands=lambda last: _of_training(Training.objects.get(pk=last.detail["training"])),
    )


def on_rota(team: Team, by: User) -> Done:
    """Who is put on a team's rota, and taken off it."""
    return Done(
        name=f"team:{team.pk}/rota",
        by=by,
        entries=Entry.objects.filter(subject_kind="shift", verb__in=OF_A_ROTA, detail__team=team.pk),
        rows=Team.objects.filter(pk=team.pk),
        stands=lambda last: _of_shift(
            Shift.objects.filter(pk=last.subject_id).select_related("user").first()
        ),
    )


def line(key: str, words: str) -> Line:
    """Under a label of the catalogue's."""
    return Line(say(Sentence(f"news.{key}"), language()), words)


def _of_agency(agency: Agency) -> Iterator[Line]:
    yield line("called", agency.name)
    yield line("nation", agency.works_in)
    joined_at, not_yet = agency.joined_at, say(Sentence("news.not_yet"), language())
    yield line("records_since", when(joined_at, language()) if joined_at else not_yet)
    if agency.force:
        yield line("force", agency.force.name)
    if agency.host_authority:
        yield line("stands_in", agency.host_authority.name)


def _of_user(user: User) -> Iterator[Line]:
    yield line("role", user.role_title)
    if user.team:
        yield line("team", str(user.team))
    yield line("account", say(Sentence("news.open" if user.is_active else "news.closed"), language()))


def _of_training(training: Training) -> Iterator[Line]:
    yield line("training", say(training.as_value().course.sentence, language()))
    if training.valid_until:
        yield line("until", when(training.valid_until, language()))


def _of_shift(shift: Shift | None) -> Iterator[Line]:
    """None: it had not begun, and is not there any more."""
    if shift is not None:
        yield line("on_call", str(shift.user))
        yield line("from", when(shift.begins, language()))
        yield line("until", when(shift.ends, language()))


def _did(entry: Entry) -> str:
    return in_words(done(entry), entry.verb, language())
