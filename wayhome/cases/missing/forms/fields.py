"""The kinds of question asked here: words, many or few."""

from __future__ import annotations

from typing import Any

from django import forms


def some_words(label: str, *, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        **{"required": False, **more},
    )


def a_few_words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **{"required": False, **more})
