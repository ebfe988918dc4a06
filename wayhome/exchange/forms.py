"""Handing in a partner's files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from wayhome.cases.partners.models import Agency, User
from wayhome.exchange.profiles.named import PROFILES
from wayhome.exchange.senders import authorities_of
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

#: In mebibytes: ten times what a large force's year of incidents takes.
LARGEST = 200


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """As many files as a profile has at most; cleans to a list of them."""

    widget = FilesInput

    def clean(self, data: Sequence[UploadedFile] | None, initial: Any = None) -> list[UploadedFile]:
        if not data:
            raise ValidationError(self.error_messages["required"], code="required")
        files = [super(FilesField, self).clean(one, initial) for one in data]
        if len(files) > max(len(profile.layouts) for profile in PROFILES.values()):
            raise ValidationError(say(Sentence("upload.too_many", n=len(files)), language()))
        too_large = [str(file.name) for file in files if (file.size or 0) > LARGEST * 1024 * 1024]
        if too_large:
            sentence = Sentence("upload.too_large", files=", ".join(too_large), largest=LARGEST)
            raise ValidationError(say(sentence, language()))
        return files


class UploadForm(forms.Form):
    profile = forms.ChoiceField(
        label="What are they?",
        choices=lambda: [(name, say(Sentence(f"upload.profile.{name}"), language())) for name in PROFILES],
        widget=forms.RadioSelect,
        initial="police",
    )
    extract = FilesField(
        label="The files",
        help_text=(
            "CSV files. Of a police force: <b>incidents</b>, and if you have them <b>contacts</b> and "
            "<b>interviews</b>. Of a return: <b>missing</b>, <b>episodes</b> and <b>header</b>. Choose all of one "
            "extract together."
        ),
        error_messages={"required": "Choose at least one file"},
        allow_empty_file=True,  # it is told which of them is, when they are opened
    )
    authority = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Which authority is responsible for these children?",
        help_text="The files do not say, and it is never guessed from an address.",
        empty_label="Choose an authority",
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authorities = authorities_of(by.agency)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]
        if len(authorities) == 1:
            self.fields["authority"].initial = authorities[0]
