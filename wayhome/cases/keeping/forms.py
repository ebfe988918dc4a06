"""What is asked before a record is held, released, erased or given to the person it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wayhome.cases.children.reading.parts import Entry
from wayhome.cases.keeping.pack import Pack, Piece
from wayhome.ui.forms import language
from wayhome.ui.wording import say, when


def _why(label: str) -> forms.CharField:
    return forms.CharField(
        max_length=300,
        label=label,
        help_text="Without names: only the leads of your agency read it",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ActForm(forms.Form):
    """What its page says of an act, and `done` once it was done; `code` is what the audit calls it."""

    code: str
    heading: str
    hint: str
    button: str
    done: str
    grave = False


class HoldForm(ActForm):
    code = "hold"
    heading = "Place a legal hold"
    hint = "While it stands nothing of this record is erased, whichever agency said it."
    button = "Place the hold"
    done = "Held. Another person of your agency can lift it."

    reason = _why("Why must it be held?")


class LiftForm(ActForm):
    code = "lift"
    heading = "Lift a legal hold"
    hint = "What is due may be erased from then on, unless another hold stands."
    button = "Lift the hold"
    done = "Lifted."
    grave = True

    reason = _why("Why is it no longer needed?")


class AskForm(ActForm):
    code = "ask"
    heading = "Ask for erasure"
    hint = "Nothing goes yet: another lead of your agency confirms it, or takes it back."
    button = "Ask for it"
    done = "Asked for. Another lead of your agency confirms it."


class TakeBackForm(ActForm):
    code = "take_back"
    heading = "Take back the request for erasure"
    hint = "Nothing is erased. It can be asked for again."
    button = "Take it back"
    done = "Taken back."


class EraseForm(ActForm):
    code = "erase"
    heading = "Erase what your agency said"
    hint = "It cannot be brought back, by anybody. A certificate without a name stays."
    button = "Erase it"
    done = "Erased."
    grave = True

    typed = forms.CharField(
        max_length=60, widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, words: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["typed"].label = f"Type: {words}"


class PackForm(forms.Form):
    """What is marked and not ticked is withheld, so that what nobody has read is never given."""

    given = forms.MultipleChoiceField(
        required=False,
        label="What of this may the person have?",
        help_text="Each is marked because it may be about somebody else, or may do harm. What you do not tick is"
        " withheld, and the copy says that it is and why.",
        widget=forms.CheckboxSelectMultiple,
    )
    file = forms.ChoiceField(
        label="Which file?",
        choices=[("pdf", "PDF, to be read"), ("json", "JSON, for another program")],
        widget=forms.RadioSelect,
        initial="pdf",
    )

    def __init__(self, *args: Any, pack: Pack, **more: Any) -> None:
        super().__init__(*args, **more)
        marked = [(piece.name, _marked(one, piece)) for one, piece in pack.pieces if piece.ground]
        if marked:
            self.fields["given"].choices = marked  # type: ignore[attr-defined]
        else:  # a question without an answer is none
            del self.fields["given"]


def _marked(one: Entry, piece: Piece) -> SafeString:
    words = {"what": one.title, "label": piece.said.label, "why": piece.why}
    what, label, why = (say(said, language()) if said else "" for said in words.values())
    return format_html(
        '{}, {}: {}<span class="wayhome-table__more">{}; {}</span>',
        what,
        label,
        piece.said.words,
        when(one.event.happened_at, language()),
        why,
    )
