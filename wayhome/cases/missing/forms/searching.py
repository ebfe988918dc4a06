"""What is asked while a child is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wayhome.cases.children.forms.fields import an_agency, one_of, yes_or_no
from wayhome.cases.missing.forms.fact import FactForm
from wayhome.cases.missing.forms.fields import a_few_words, some_words
from wayhome.rules.facts import (
    AgencyKind,
    BelievedToBe,
    Contact,
    ContactKind,
    Enquiry,
    MayBeTold,
    MissingMeeting,
    Risk,
    RiskAssessed,
    Sighting,
    Whereabouts,
    WhereaboutsStanding,
)
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.fields import MomentField
from wayhome.ui.forms import add_refusal


class WhereaboutsForm(FactForm):
    kind = Whereabouts
    standing = one_of(WhereaboutsStanding, label="Is it known where the child is?")
    verified_by = a_few_words(
        "Who has verified it?",
        help_text="A named adult who is trusted and has seen or spoken with the child. A message alone is a claim.",
    )
    how = a_few_words("How?", help_text="For example: went to the address and saw the child.")
    place_of_concern = yes_or_no(
        "Is it a place of concern?",
        required=False,
        help_text="If it is, the response stays that for a missing child, although the place is known.",
    )
    where = some_words("Where?", rows=2)


class RiskForm(FactForm):
    kind = RiskAssessed
    level = one_of(Risk, leave_out=[Risk.OTHER], label="What is the risk to the child?")
    rationale = some_words(
        "What is that based on?",
        required=True,
        rows=5,
        help_text="What is known, who said so, and when they knew it.",
    )
    review_by = MomentField(
        required=False,
        label="Look at it again by",
        help_text="Must be set for no apparent risk. Any level is looked at again when something new is known.",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if (
            said.get("level") is Risk.NO_APPARENT_RISK
            and not said.get("review_by")
            and "review_by" not in self.errors
        ):
            add_refusal(self, Refusal(Sentence("missing.set_a_review"), field="review_by"))
        return said

    def more(self) -> Mapping[str, Any]:
        return {"assessor": self.about.by.full_name, **super().more()}


class BelievedToBeForm(FactForm):
    kind = BelievedToBe
    force = an_agency(AgencyKind.POLICE, label="In which force's area is the child believed to be?")


class EnquiryForm(FactForm):
    kind = Enquiry
    what = some_words("What was done, or asked, and of whom?", required=True)
    outcome = some_words("What came of it?", help_text="Leave blank if there is no answer yet.")


class SightingForm(FactForm):
    kind = Sighting
    spans = True
    where = some_words("Where was the child seen?", required=True, rows=2)
    seen_by = a_few_words("By whom?")
    confirmed = yes_or_no(
        "Is it certain that it was the child?", no="No, it was somebody else", unknown="Not certain"
    )


class ContactForm(FactForm):
    kind = Contact
    contact = one_of(ContactKind, label="Who or what is it?")
    value = a_few_words(
        "Name, address, number or online name",
        required=True,
        help_text="One of them. Add another for another.",
    )
    role = a_few_words(
        "What is it to the child?", help_text="For example: a friend, a place the child has been found."
    )
    may_be_told = one_of(
        MayBeTold,
        initial=MayBeTold.NOTHING.value,
        label="What may they be told once the child is found?",
        help_text="Nothing, unless somebody has decided that it is safe for the child.",
    )


class MissingMeetingForm(FactForm):
    kind = MissingMeeting
    agreed = some_words("Who met, and what was agreed?", required=True, rows=5)
