"""Is somebody else's reason why something will not be done agreed to?"""

from __future__ import annotations

from django import forms


class AnswerReasonForm(forms.Form):
    agreed = forms.TypedChoiceField(
        coerce=lambda typed: typed == "True",
        choices=[("True", "Yes: it will not be done"), ("False", "No: it is still to be done")],
        label="Do you agree?",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        max_length=4000,
        required=False,
        label="Why?",
        help_text="Say why, where you do not agree.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
