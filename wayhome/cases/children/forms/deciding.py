"""Which of several stated identities stands: every one with its source, how it is known, and who decided."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wayhome.cases.children.reading.known import Known
from wayhome.cases.children.reading.naming import source, told_also, who
from wayhome.cases.children.reading.parts import Entry
from wayhome.cases.children.reading.shown import identities
from wayhome.cases.children.reading.story import Reader
from wayhome.rules.facts import IdentityDecided


class DecideIdentityForm(forms.Form):
    """`among` is what stood on the page: an identity that came in meanwhile was not weighed."""

    heading = "Decide which identity stands"
    hint = "The others stay on the record beside it. You can decide again when more is known."

    stands = forms.ChoiceField(widget=forms.RadioSelect, label="Who is the child?")
    among = forms.Field(widget=forms.MultipleHiddenInput)
    reason = forms.CharField(
        max_length=300,
        label="How is it known?",
        help_text="For example: seen on the birth certificate",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decided_by = forms.CharField(max_length=200, label="Who decided?")
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def __init__(self, *args: Any, known: Known, reader: Reader, **more: Any) -> None:
        super().__init__(*args, **more)
        stated = [one.entry for one in identities(known, reader)]
        self.offered = [one.event.key for one in stated]
        self.fields["stands"].choices = [(one.event.key, _option(one)) for one in stated]  # type: ignore[attr-defined]
        self.fields["among"].initial = self.offered
        self.fields["token"].initial = uuid4().hex

    def clean_among(self) -> tuple[str, ...]:
        return tuple(key for key in self.offered if key in self.cleaned_data["among"])

    @property
    def fact(self) -> IdentityDecided:
        """Raises Refusal for what means nothing."""
        return IdentityDecided(**{name: said for name, said in self.cleaned_data.items() if name != "token"})


def _option(stated: Entry) -> SafeString:
    return format_html(
        '{}<span class="wayhome-table__more">{}; {}</span>', who(stated), source(stated), told_also(stated)
    )
