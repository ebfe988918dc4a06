"""What a person may state of a child as such. A form's cleaned data are the fact that is stated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import uuid4

from django import forms

from wayhome.cases.children.forms.fields import NOT_KNOWN, an_agency, one_of, yes_or_no
from wayhome.cases.children.forms.identity import IdentityFields
from wayhome.cases.children.reading.care import open_placements, placements
from wayhome.cases.children.reading.known import Known
from wayhome.cases.children.reading.parts import in_words
from wayhome.cases.partners.models import Agency
from wayhome.rules.access import Act
from wayhome.rules.ages import is_age_disputed
from wayhome.rules.facts import (
    AgeDisputed,
    AgencyKind,
    CareStatus,
    CareStatusStated,
    Fact,
    IdentifierStated,
    IdentityStated,
    Placed,
    PlacementEnded,
    PlacementKind,
    ResponsibleAuthorityStated,
)
from wayhome.rules.moment import Moment
from wayhome.ui.fields import MomentField
from wayhome.ui.forms import language
from wayhome.ui.wording import when

HOMES = (AgencyKind.CHILDRENS_HOME, AgencyKind.FOSTERING, AgencyKind.OTHER)


class StatementForm(forms.Form):
    """`kind` is the fact. Each field that is not about the time is one of the fact's, by its name."""

    kind: ClassVar[type[Fact]]
    heading: str
    hint: str = ""
    act: ClassVar[Act] = Act.STATE
    beside: ClassVar[tuple[str, ...]] = ()  # kinds that are of the same matter; none: its own alone

    happened_at = MomentField(
        time_required=False, label="Since when?", help_text="Leave the time blank if only the day is known."
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def __init__(self, *args: Any, known: Known, names: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["token"].initial = uuid4().hex
        self.begin(known, names)
        self.order_fields([name for name in self.fields if name != "happened_at"])

    def begin(self, known: Known, names: Mapping[str, str]) -> None:
        """Fits the questions to what is known of the child."""

    @property
    def said(self) -> dict[str, Any]:
        """What the fact says, by the names of its fields."""
        said = {
            name: value for name, value in self.cleaned_data.items() if name not in ("happened_at", "token")
        }
        agencies = {name: value.as_fact() for name, value in said.items() if isinstance(value, Agency)}
        return said | agencies

    @property
    def fact(self) -> Fact:
        """Raises Refusal for what means nothing."""
        return self.kind(**self.said)

    @property
    def moment(self) -> Moment | None:
        """None: now."""
        return self.cleaned_data.get("happened_at")


class IdentityForm(StatementForm, IdentityFields):
    kind = IdentityStated
    beside = ("IdentityStated", "IdentityDecided")
    heading = "State a name or date of birth"
    hint = "It stands beside what others have stated. Nothing is overwritten."
    happened_at = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said.get(name) for name in IdentityFields.base_fields):
            self.add_error("forename", "Enter a name, or what else you know")
        return said


class AgeDisputedForm(StatementForm):
    """Stated while nobody disputes it, and resolved while somebody does."""

    kind = AgeDisputed
    heading = "State that the age is disputed"
    hint = "Until it is resolved the person is treated as a child: no birthday ends anything."

    reason = forms.CharField(
        max_length=300, label="Who disputes it, and why?", widget=forms.Textarea(attrs={"rows": 3})
    )

    def begin(self, known: Known, names: Mapping[str, str]) -> None:
        self.resolves = is_age_disputed(known.chronology)
        if self.resolves:
            self.heading = "State that the age is no longer disputed"
            self.hint = "Decide first which identity stands: its date of birth then counts."
            self.fields["reason"].label = "How was it resolved, and by whom?"
            self.fields["happened_at"].label = "When was it resolved?"

    @property
    def fact(self) -> Fact:
        return AgeDisputed(resolved=self.resolves, reason=self.cleaned_data["reason"])


class IdentifierForm(StatementForm):
    kind = IdentifierStated
    heading = "State a number for the child"
    happened_at = None  # type: ignore[assignment]

    scheme = forms.CharField(
        max_length=60, label="Whose number is it?", help_text="For example NHS number, or case system"
    )
    value = forms.CharField(max_length=120, label="The number")


class CareStatusForm(StatementForm):
    kind = CareStatusStated
    heading = "State the care status"

    status = one_of(CareStatus, label="Is the child looked after?")


class AuthorityForm(StatementForm):
    kind = ResponsibleAuthorityStated
    heading = "State the responsible authority"
    hint = "The authority that looks after the child or holds the case, not the one where the child happens to be."

    authority = an_agency(AgencyKind.AUTHORITY, label="Which authority is responsible?")


class PlacedForm(StatementForm):
    kind = Placed
    beside = ("Placed", "PlacementEnded")
    heading = "A placement began"

    placement = one_of(PlacementKind, label="What kind of placement is it?")
    home = an_agency(*HOMES, required=False, label="Who runs it?", empty_label="Not stated")
    host = an_agency(
        AgencyKind.AUTHORITY,
        required=False,
        label="In which authority's area does it stand?",
        help_text="As you know it. It is never worked out from a postcode.",
        empty_label="Not stated",
    )
    emergency = yes_or_no(
        "Was it made in an emergency?", no="No, it was planned", unknown=NOT_KNOWN, required=False
    )
    adjoins = yes_or_no(
        "If it stands in another authority's area, does that area adjoin the responsible authority's?",
        no="No, it is at a distance",
        unknown=NOT_KNOWN,
        required=False,
    )
    short_breaks = yes_or_no(
        "Is it one of an agreed series of short breaks?", unknown=NOT_KNOWN, required=False
    )


class PlacementEndedForm(StatementForm):
    kind = PlacementEnded
    beside = ("Placed", "PlacementEnded")
    heading = "A placement ended"

    began = forms.ChoiceField(widget=forms.RadioSelect, label="Which placement ended?")

    def begin(self, known: Known, names: Mapping[str, str]) -> None:
        self.fields["happened_at"].label = "When did it end?"
        self.fields["began"].choices = [  # type: ignore[attr-defined]
            (one.began.key, named_placement(one.fact, one.began.happened_at, names))
            for one in open_placements(known.chronology)
        ]


def named_placement(placed: Placed, began: Moment, names: Mapping[str, str]) -> str:
    where = [in_words(one, names) for one in (placed.placement, placed.home) if one is not None]
    return f"{', '.join(where)}, since {when(began, language())}"


class HostToldForm(forms.Form):
    """Which placement the host authority was told of, and when: a telling of what was said, and nothing new."""

    heading = "The host authority was told of a placement"
    hint = "Of a host that uses Wayhome it is assumed. Record here when one outside was told in writing."

    began = forms.ChoiceField(widget=forms.RadioSelect, label="Which placement?")
    told_at = MomentField(time_required=False, label="When were they told?")

    def __init__(self, *args: Any, known: Known, names: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["began"].choices = [  # type: ignore[attr-defined]
            (one.began.key, named_placement(one.fact, one.began.happened_at, names))
            for one in placements(known.chronology)
            if one.fact.host is not None
        ]
