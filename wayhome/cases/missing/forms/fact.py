"""A form that takes in one fact: its cleaned data become the fact, whose construction is its validation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import uuid4

from django import forms

from wayhome.cases.children.models import Episode
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import facts
from wayhome.rules.facts import Fact, OfEpisodes
from wayhome.rules.finding import Finding
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.refusal import Refusal
from wayhome.ui.fields import MomentField
from wayhome.ui.forms import add_refusal
from wayhome.ui.wording import when

EARLIEST = "happened_at"
LATEST = "happened_until"


@dataclass(frozen=True, kw_only=True)
class About:
    """What a form is filled in about. `findings` are those of this episode; `facts` what was said of it."""

    episode: Episode
    by: User
    at: datetime
    episodes: tuple[Episode, ...] = ()
    findings: tuple[Finding, ...] = ()
    facts: tuple[Fact, ...] = ()


class FactForm(forms.Form):
    """`kind` is the fact; each field that has the name of one of the fact's becomes it.

    Once valid, `fact` is what was said and `moment` when it happened. `spans` offers a latest time as well,
    for what nobody saw happen.
    """

    kind: ClassVar[type[Fact]]
    beside: ClassVar[tuple[str, ...]] = ()  # kinds that are of the same matter; none: its own alone
    spans: ClassVar[bool] = False

    happened_at = MomentField(
        time_required=False,
        label="When was this?",
        help_text="Leave the time blank if only the day is known.",
    )
    happened_until = MomentField(
        time_required=False,
        required=False,
        label="The latest it can have been",
        help_text="Only if nobody can say exactly when it was.",
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    fact: Fact
    moment: Moment

    def __init__(
        self, *args: Any, about: About, said: Fact | None = None, happened: Moment | None = None, **more: Any
    ) -> None:
        """`said` and `happened` are what is to be corrected; None: something new is said."""
        self.about = about
        self.said = said
        spans = self.spans or (happened is not None and not _is_simple(happened))
        super().__init__(*args, **more)
        self.initial = {**self.begin_with(), **_typed(said), **_times(happened)}
        if not spans:
            del self.fields[LATEST]
        self.order_fields([*self.fields_asked(), EARLIEST, LATEST])

    def begin_with(self) -> Mapping[str, Any]:
        """What stands in the boxes at first."""
        return {EARLIEST: Moment.at(self.about.at.replace(second=0, microsecond=0)), "token": uuid4().hex}

    def fields_asked(self) -> list[str]:
        return [name for name in self.fields if name not in (EARLIEST, LATEST, "token")]

    def more(self) -> Mapping[str, Any]:
        """Fields of the fact that are known without asking."""
        if self.said is not None:
            kept = {one.name: getattr(self.said, one.name) for one in fields(self.said)}
            return {name: value for name, value in kept.items() if name not in self.fields}
        key = self.about.episode.key
        return {"covers": (key,)} if issubclass(self.kind, OfEpisodes) else {"episode": key}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                self.moment = _moment(said[EARLIEST], said.get(LATEST))
                self.fact = self.kind(**{**self.more(), **self._of_fact(said)})
            except Refusal as refusal:
                add_refusal(self, refusal)
        return said

    def _of_fact(self, said: Mapping[str, Any]) -> dict[str, Any]:
        named = {one.name for one in fields(self.kind)}
        return {
            name: _as_said(value) for name, value in said.items() if name in named and name in self.fields
        }


class CoversForm(FactForm):
    """About one or several of the child's episodes: one interview may cover more than one."""

    covers = forms.MultipleChoiceField(
        label="Which missing episodes does this cover?", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        asked = self.fields["covers"]
        assert isinstance(asked, forms.MultipleChoiceField)
        asked.choices = [(one.key, _named(one)) for one in self.about.episodes]
        if len(self.about.episodes) < 2 and self.said is None:
            del self.fields["covers"]

    def begin_with(self) -> Mapping[str, Any]:
        return {**super().begin_with(), "covers": [self.about.episode.key]}


def _as_said(value: Any) -> Any:
    """What a field cleans to, as a fact says it."""
    match value:
        case Agency():
            return value.as_fact()
        case list():
            return tuple(value)
        case _:
            return value


def _named(episode: Episode) -> str:
    return f"Episode {episode.number}, last seen {when(episode.since)}"


def _typed(said: Fact | None) -> dict[str, Any]:
    """What a fact says, as its form shows it."""
    if said is None:
        return {}
    values = {one.name: getattr(said, one.name) for one in fields(said)}
    keys = {
        agency.code: agency.pk
        for agency in Agency.objects.filter(
            code__in=[value.code for value in values.values() if isinstance(value, facts.Agency)]
        )
    }
    return {name: _plain(value, keys) for name, value in values.items()}


def _plain(value: Any, keys: Mapping[str, int]) -> Any:
    match value:
        case StrEnum():
            return value.value
        case bool():
            return str(value)
        case facts.Agency():
            return keys.get(value.code)
        case tuple():
            return list(value)
        case _:
            return value


def _times(happened: Moment | None) -> dict[str, Any]:
    """What stands in the boxes; none of a moment of which nobody said when it ended: whoever corrects it knows."""
    if happened is None:
        return {}
    if happened.is_open:
        return {EARLIEST: None}
    if _is_simple(happened):
        return {EARLIEST: happened}
    return {EARLIEST: Moment.at(happened.begins), LATEST: Moment.at(happened.ends)}


def _is_simple(moment: Moment) -> bool:
    """An instant, or one whole day: what one pair of boxes can hold."""
    return moment.is_instant or moment == Moment.day(day_of(moment.begins))


def _moment(earliest: Moment, latest: Moment | None) -> Moment:
    return earliest if latest is None else Moment.between(earliest.begins, latest.ends)
