"""What is asked before a record is restricted to people by name, and opened again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from wayhome.cases.partners.models import User
from wayhome.rules.access import ROLES, Act, RestrictionKind
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

#: Roles that see some child; to name anybody else would open nothing.
_SEEING = sorted(role.key for role in ROLES.values() if role.ties[Act.SEE])


class RestrictingForm(forms.Form):
    """What its page says of an act; `code` is what the audit calls it."""

    code: str
    heading: str
    hint: str
    button: str
    grave = False


class RestrictForm(RestrictingForm):
    code = "restrict"
    heading = "Restrict this record"
    hint = (
        "It closes from the next click on, to everybody who is not named: in lists, searches, counts and files too. "
        "For a protected address only where the child is closes. The two leads of each agency keep it. In an emergency "
        "a closed record can still be opened for hours by anybody who is not barred; a protected address cannot."
    )
    button = "Restrict"

    kind = forms.TypedChoiceField(coerce=RestrictionKind, label="Why?", widget=forms.RadioSelect)
    reason = forms.CharField(
        max_length=300,
        label="In your own words",
        help_text="It is read by those who can still see the record",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    named = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="Who else of your agency keeps it?",
        help_text="You do. A safeguarding lead names more people, and each agency’s its own.",
        empty_label="Nobody",
    )
    barred = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="Who must not see it in any way?",
        help_text="For example the colleague whose child it is. Not even an emergency opens it to them.",
        empty_label="Nobody",
    )

    def __init__(self, *args: Any, by: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [(kind, _named(kind)) for kind in RestrictionKind]  # type: ignore[attr-defined]
        for field in ("named", "barred"):
            self.fields[field].queryset = colleagues(by)  # type: ignore[attr-defined]
            self.fields[field].label_from_instance = _with_role  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """As the act takes it."""
        people = {field: [one] if (one := self.cleaned_data[field]) else [] for field in ("named", "barred")}
        return {**self.cleaned_data, **people}


class NameForm(RestrictingForm):
    code = "name_on_restricted"
    heading = "Name somebody on a restricted record"
    hint = "They see what their role and their tie to the child open. Whoever is barred sees nothing of it at all."
    button = "Save"
    grave = True

    user = forms.ModelChoiceField(User.objects.none(), label="Who?", empty_label="Choose")
    is_barred = forms.TypedChoiceField(
        coerce=lambda value: value == "barred",
        choices=[("named", "They may see it"), ("barred", "They must not see it in any way")],
        label="And may they see it?",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, by: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["user"].queryset = colleagues(by)  # type: ignore[attr-defined]
        self.fields["user"].label_from_instance = _with_role  # type: ignore[attr-defined]


class TakeOffForm(RestrictingForm):
    code = "take_off_restricted"
    heading = "Take somebody off a restricted record"
    hint = "Whoever was named sees it no more. Whoever was barred can open it in an emergency again."
    button = "Take off"
    grave = True


class LiftForm(RestrictingForm):
    code = "lift_restriction"
    heading = "Lift the restriction"
    hint = "The record is open again to everybody who is tied to the child, from the next click on."
    button = "Lift it"
    grave = True

    reason = forms.CharField(
        max_length=300, label="Why is it no longer needed?", widget=forms.Textarea(attrs={"rows": 3})
    )


def colleagues(by: User) -> QuerySet[User]:
    """Those of the same agency who could see a child."""
    people = User.objects.people().active().filter(agency=by.agency_id, role__in=_SEEING)
    return people.exclude(pk=by.pk).order_by("full_name")


def _with_role(user: User) -> str:
    return f"{user.full_name}, {user.role_title}"


def _named(kind: RestrictionKind) -> str:
    """'Adoption: the names before and after must not be joined'."""
    words = say(Sentence(f"access.restriction.{kind.value}"), language())
    return words[:1].upper() + words[1:]
