"""Handing in a partner's files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from wayhome.cases.partners.models import Agency, User
from wayhome.exchange.profiles.mapping import reading
from wayhome.exchange.profiles.mapping.translation import Translation
from wayhome.exchange.profiles.named import PROFILES
from wayhome.exchange.register.senders import authorities_of
from wayhome.rules.guidance.agreed import Fault
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

#: In mebibytes: ten times what a large force's year of incidents takes.
LARGEST = 200

#: As many as the widest profile has.
MOST_FILES = max(profile.most for profile in PROFILES.values())

#: In bytes: a mapping is written by hand.
LONGEST_MAPPING = 100_000

#: Chosen where the files are other tables, which a mapping puts in a profile's place.
MAPPED = "mapping"


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """As many files as a profile has at most; cleans to a list of them."""

    widget = FilesInput

    def clean(self, data: Sequence[UploadedFile] | None, initial: Any = None) -> list[UploadedFile]:
        if not data:
            raise ValidationError(self.error_messages["required"], code="required")
        files = [super(FilesField, self).clean(one, initial) for one in data]
        if len(files) > MOST_FILES:
            raise ValidationError(say(Sentence("upload.too_many", n=len(files)), language()))
        too_large = [str(file.name) for file in files if (file.size or 0) > LARGEST * 1024 * 1024]
        if too_large:
            sentence = Sentence("upload.too_large", files=", ".join(too_large), largest=LARGEST)
            raise ValidationError(say(sentence, language()))
        return files


class MappingField(forms.FileField):
    """Cleans to what the file says, None where there is none; shows every fault in it."""

    widget = forms.FileInput

    def clean(self, data: UploadedFile | None, initial: Any = None) -> Translation | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            if (file.size or 0) > LONGEST_MAPPING:
                raise ValidationError(say(Sentence("upload.no_mapping"), language()))
            return reading.read(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise ValidationError(say(Sentence("upload.no_mapping"), language())) from None
        except reading.NoMapping as unread:
            raise ValidationError([_in_words(fault) for fault in unread.faults]) from None


def _in_words(fault: Fault) -> str:
    why = say(fault.why, language())
    return say(Sentence("upload.mapping_fault", place=fault.key, why=why), language()) if fault.key else why


class UploadForm(forms.Form):
    profile = forms.ChoiceField(
        label="What are they?",
        choices=lambda: [
            (name, say(Sentence(f"upload.profile.{name}"), language())) for name in (*PROFILES, MAPPED)
        ],
        widget=forms.RadioSelect,
        initial="police",
    )
    extract = FilesField(
        label="The files",
        help_text=(
            "Choose all of one extract together.<br>"
            "Of a police force: <b>incidents</b>, and if you have them <b>contacts</b> and <b>interviews</b>.<br>"
            "Of a return: its XML file, or <b>missing</b>, <b>episodes</b> and <b>header</b>.<br>"
            "Of the safeguarding dataset: <b>ssd_missing</b>, and if you have them <b>ssd_person</b>, "
            "<b>ssd_cla_episodes</b> and <b>ssd_cla_placement</b>.<br>"
            "All but the XML file are CSV files."
        ),
        error_messages={"required": "Choose at least one file"},
        allow_empty_file=True,  # it is told which of them is, when they are opened
    )
    mapping = MappingField(
        label="The mapping file",
        help_text="For other tables alone: it says which of their columns stands for what.",
        required=False,
        allow_empty_file=True,  # it is told what is wanted in it
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

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "mapping" in said and (said.get("profile") == MAPPED) != bool(said["mapping"]):
            wanted = Sentence("upload.mapping_unasked" if said["mapping"] else "upload.mapping_wanted")
            self.add_error("mapping", say(wanted, language()))
        return said
