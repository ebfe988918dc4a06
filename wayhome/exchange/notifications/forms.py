"""A notification to be pasted, and what was read of it to be looked over, put right and confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django import forms

from wayhome.cases.children.forms.fields import an_agency, one_of
from wayhome.cases.children.models import Child
from wayhome.cases.children.search import Match, Search, matches
from wayhome.cases.missing.forms.fields import a_few_words, some_words
from wayhome.cases.missing.forms.report import (
    AddChildForm,
    CircumstancesForm,
    LastSeenForm,
    MissingFromForm,
    ResponsibleForm,
    WhereaboutsNowForm,
)
from wayhome.cases.missing.forms.telling import PoliceToldForm
from wayhome.cases.missing.reports import PoliceTold, Report
from wayhome.exchange.notifications.notification import Notification
from wayhome.exchange.notifications.values import PLACES
from wayhome.rules.facts import IdentityStated, Missing, MissingFrom, RecordedAs, Risk
from wayhome.ui.forms import language
from wayhome.ui.wording import when

#: More than a screen's worth of candidates helps nobody to choose.
MOST = 12


class PasteForm(forms.Form):
    asks_one_thing = True
    text = forms.CharField(
        max_length=20_000,
        label="Paste a notification",
        help_text="As the other system prints it: lines such as “Name: …”, or a row of a table with its header. "
        "One child at a time. Nothing is kept until you confirm it.",
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off", "spellcheck": "false"}),
    )


class WhoForm(AddChildForm):
    """Who the child is, as far as a notification says."""

    ethnicity = a_few_words("Ethnicity")
    postcode = forms.CharField(max_length=12, required=False, label="Home postcode")
    number = forms.CharField(max_length=120, required=False, label="Police number for the child")

    def identity(self) -> IdentityStated:
        return IdentityStated(**{name: self.cleaned_data[name] for name in _of(IdentityStated)})


class NotificationForm(
    CircumstancesForm,
    WhereaboutsNowForm,
    LastSeenForm,
    MissingFromForm,
    PoliceToldForm,
    ResponsibleForm,
    WhoForm,
):
    """The questions of a report, on one page. `children` are those in the record whom it may be about."""

    asks_one_thing = False

    place = an_agency(
        *PLACES, required=False, label="Which home or school?", empty_label="Not listed, or not said"
    )
    missing_from = one_of(MissingFrom, label="Where is the child missing from?")
    recorded_as = one_of(RecordedAs, label="Recorded as")
    level = one_of(Risk, leave_out=[Risk.OTHER], required=False, label="Risk, as police graded it")
    rationale = some_words("Why that risk?", rows=2)
    reported_by = a_few_words("Person reporting, and how to call them back")
    child = forms.ChoiceField(label="Is it one of these children?", widget=forms.RadioSelect)
    rest = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    aside = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    field_order = (
        *("child", "forename", "surname", "born", "sex", "ethnicity", "postcode", "number"),
        *("reference", "force", "at", "authority", "recorded_as", "missing_from", "place"),
        *("last_seen_at", "last_seen_until", "last_seen_by", "last_seen_where"),
        *("thought_to_be", "with_whom", "phone", "clothing", "medication"),
        *("level", "rationale", "reported_by", "circumstances"),
    )

    def __init__(self, *args: Any, children: Iterable[Child], **more: Any) -> None:
        super().__init__(*args, **more)
        self._children = {str(one.pk): one for one in children}
        # 'None of these' is an answer to those that were shown: where there are others by now, it is asked again.
        none = f"none of {'-'.join(self._children)}"
        offered = matches(list(self._children.values())[:MOST], Search())
        asked = self.fields["child"]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = [*((str(one.child.pk), _named(one)) for one in offered), (none, "None of these")]
        if not offered:
            del self.fields["child"]
        self.fields["circumstances"].help_text = (
            "What could not be placed stands here as well. Move what says where the child is to its own box: "
            "more people read this one."
        )

    @property
    def to_look_over(self) -> list[forms.BoundField]:
        """What the notification says, and what must be answered."""
        return [one for one in self.visible_fields() if _is_said(one)]

    @property
    def not_said(self) -> list[forms.BoundField]:
        return [one for one in self.visible_fields() if not _is_said(one)]

    def notification(self) -> Notification:
        said = self.cleaned_data
        chosen = self._children.get(said.get("child", ""))
        force, place = said["force"], said["place"]
        missing = Missing(
            **{name: said[name] for name in _of(Missing) & said.keys() - {"force", "place"}},
            force=force.as_fact(),
            place=place.as_fact() if place else None,
        )
        report = Report(
            missing=missing,
            last_seen_at=said["last_seen_at"],
            children=(chosen,) if chosen else (),
            added=() if chosen else (self.identity(),),
            authority=said["authority"],
            police=PoliceTold(force=force, at=said["at"], reference=said["reference"]),
        )
        return Notification(report, self.identity(), said["number"], said["level"], said["rationale"])


def _of(fact: type) -> set[str]:
    return {one.name for one in fields(fact)}


def _is_said(field: forms.BoundField) -> bool:
    value = field.value()
    typed = any(value) if isinstance(value, list) else value not in (None, "")
    return bool(typed or field.field.required or field.errors)


def _named(match: Match) -> str:
    born = f", born {when(match.child.born, language())}" if match.child.born else ""
    also = f", also known as {', '.join(match.also)}" if match.also else ""
    standing = f": {match.standing}" if match.episode else ""
    return f"{match.child.name or 'Name not known'}{born}{also}{standing}"
