"""What is asked from the moment a child is found."""

from __future__ import annotations

from typing import Any

from django import forms

from wayhome.cases.children.forms.fields import NOT_KNOWN, one_of, several_of, yes_or_no
from wayhome.cases.missing.forms.fact import FactForm
from wayhome.cases.missing.forms.fields import a_few_words, some_words
from wayhome.rules.facts import (
    CameBackWith,
    CollectionPlanned,
    Found,
    FoundBy,
    FoundDead,
    InsteadOfReturn,
    Item,
    PreventionInterview,
    Recovered,
    ReturnDecided,
    Returned,
    ReturnedTo,
)
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.fields import MomentField
from wayhome.ui.forms import add_refusal

CHILD_SAID = "What did the child say about going back?"


class FoundForm(FactForm):
    kind = Found
    spans = True
    by = one_of(FoundBy, leave_out=[FoundBy.NOT_STATED], label="Who found the child?")
    where = some_words("Where?", rows=2, help_text="Shown only to those who may know where the child is.")
    condition = some_words("How is the child?", help_text="Injured, unwell, hungry, frightened, or well.")


class FoundDeadForm(FactForm):
    kind = FoundDead
    sure = forms.BooleanField(label="The child has died, and police have confirmed who it is")


class CollectionPlannedForm(FactForm):
    kind = CollectionPlanned
    collector = a_few_words("Who collects the child?", required=True)
    collect_by = MomentField(label="By when?")
    waits_at = some_words(
        "Where does the child wait safely until then, and with whom?", required=True, rows=2
    )


class RecoveredForm(FactForm):
    kind = Recovered
    by = a_few_words("Which responsible adult is with the child?", required=True)


class ReturnDecidedForm(FactForm):
    kind = ReturnDecided
    beside = ("ReturnDecided", "Returned")
    safe = yes_or_no("Is it safe for the child to return there?")
    decided_by = a_few_words("Who decided?", required=True)
    child_said = some_words(CHILD_SAID, required=True)
    instead = one_of(InsteadOfReturn, required=False, label="If it is not safe, what happens instead?")


class ReturnedForm(FactForm):
    """The decision whether it is safe is asked here only where nobody has said it before."""

    kind = Returned
    beside = ("Returned", "ReturnDecided")
    to = one_of(ReturnedTo, leave_out=[ReturnedTo.NOT_STATED], label="Where is the child now?")
    how = a_few_words("How did the child get there?")
    condition = some_words("How is the child?")
    decided_by = a_few_words("Who decided that it is safe for the child to return there?")
    child_said = some_words(CHILD_SAID)

    decided: ReturnDecided | None = None

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        was_asked = "decided_by" in self.data  # whatever somebody else has decided since, the words are kept
        is_decided = any(isinstance(one, ReturnDecided) for one in self.about.facts)
        if self.said is not None or (is_decided and not was_asked):
            del self.fields["decided_by"], self.fields["child_said"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and "decided_by" in self.fields and said["decided_by"]:
            if said["child_said"]:
                self.decided = self._decision(said["decided_by"], said["child_said"])
            else:
                add_refusal(self, Refusal(Sentence("missing.ask_the_child"), field="child_said"))
        return said

    def _decision(self, decided_by: str, child_said: str) -> ReturnDecided:
        key = self.about.episode.key
        return ReturnDecided(episode=key, safe=True, decided_by=decided_by, child_said=child_said)


class CameBackWithForm(FactForm):
    kind = CameBackWith
    items = several_of(
        Item,
        required=True,
        label="What did the child have that they did not have before?",
        help_text="If only some of it can be explained, write that down apart.",
    )
    explained = yes_or_no("Is it known how the child came by all of it?", unknown=NOT_KNOWN)
    explanation = some_words(
        "How did they come by it?",
        help_text="What it is, who gave it, who hurt the child: as far as anybody knows.",
    )


class PreventionInterviewForm(FactForm):
    kind = PreventionInterview
    seen_by = a_few_words("Which officer saw the child?", required=True)
    summary = some_words("Is the child well, and has anything happened to them?", required=True, rows=5)
