"""What is done about a pattern, why, and when it is looked at again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from wayhome.cases.children.forms.fields import one_of
from wayhome.cases.partners.models import User
from wayhome.rules.facts import PatternAnswer, PatternDecided
from wayhome.rules.sentence import Sentence
from wayhome.ui.fields import DayField
from wayhome.ui.forms import language
from wayhome.ui.wording import say


class DecideOnPatternForm(forms.Form):
    """`by` is who decides, and `last` the last day until which the decision may stand."""

    answer = one_of(PatternAnswer, label="What is done about it?")
    because = forms.CharField(
        max_length=4000,
        label="Why?",
        help_text="In facts that a colleague can check later: what you read, and with whom you spoke.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    look_again_on = DayField(required=False, label="Look again on")
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def __init__(self, *args: Any, by: User, last: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.by = by
        self.fields["token"].initial = uuid4().hex
        self.fields["look_again_on"].help_text = say(
            Sentence("decision.look_again_hint", last=last), language()
        )

    @property
    def fact(self) -> PatternDecided:
        """Raises Refusal for what means nothing. What it rests on the act knows."""
        typed = {name: said for name, said in self.cleaned_data.items() if name != "token"}
        return PatternDecided(**typed, weighed=(), decided_by=self.by.full_name)
