"""Django's own forms in GOV.UK markup: `FORM_RENDERER = "wayhome.ui.forms.Renderer"`, then `{{ form }}`.

A form may say two things about itself, as class attributes:
`asks_one_thing = True` makes its label or legend the heading of the page;
`says_optional = False` leaves out '(optional)', as in a filter where everything is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.db import transaction
from django.forms import (
    BaseForm,
    BooleanField,
    BoundField,
    ChoiceField,
    Field,
    FileField,
    Form,
    ModelChoiceField,
    Widget,
)
from django.forms.formsets import BaseFormSet
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    MultiWidget,
    PasswordInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.news import MARK, NEWS, Matter, mark_of, news_since
from wayhome.ui.wording import say

OURS: Final = {
    "django/forms/label.html": "ui/forms/label.html",
    "django/forms/errors/list/default.html": "ui/forms/errors.html",
    "django/forms/widgets/radio.html": "ui/forms/radios.html",
    "django/forms/widgets/checkbox_select.html": "ui/forms/checkboxes.html",
    "django/forms/widgets/checkbox.html": "ui/forms/checkbox.html",
    "django/forms/widgets/select.html": "ui/forms/select.html",
    "django/forms/widgets/password.html": "ui/forms/password.html",
    "django/forms/widgets/clearable_file_input.html": "ui/forms/file.html",
    "django/forms/widgets/file.html": "ui/forms/file.html",
}
"""Django's templates that we draw ourselves; its others are right once they have GOV.UK classes."""


class GovukField(BoundField):
    """A field that knows its GOV.UK class, what to say when it is left blank, and where that leads."""

    def __init__(self, form: BaseForm, field: Field, name: str) -> None:
        super().__init__(form, field, name)
        # Django's 'This field is required.' says neither which nor what to do; a form's own words stand.
        if field.error_messages.get("required") == Field.default_error_messages["required"]:
            field.error_messages["required"] = say(Sentence(_blank(field), label=str(self.label)), language())

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden:
            if classes := self._classes(widget):
                built["class"] = classes
            built.pop("required", None)  # our own errors say what to do; the browser's bubble does not
            built["placeholder"] = False  # it vanishes on typing, and many cannot read it: use a hint
        return built

    @property
    def error_target(self) -> str:
        """The id of the first control, to which the error summary leads."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def shows_own_label(self) -> bool:
        """A single checkbox carries its label beside the box."""
        return isinstance(self.field.widget, CheckboxInput)

    def _classes(self, widget: Widget) -> str:
        kind, *more = _kind(widget)
        error = f"{kind}--error" if kind and self.errors else ""
        return " ".join(filter(None, (kind, error, *more, widget.attrs.get("class"))))


class Renderer(DjangoTemplates):
    """Draws forms from `templates/ui/forms/`."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = GovukField

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OURS.get(template_name, template_name))


def add_refusal(form: BaseForm, refusal: Refusal) -> None:
    """Shows a refusal in the form: at its field if the form has it, otherwise for the form as a whole."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, say(refusal.sentence, language()))


def errors_of(form: BaseForm | BaseFormSet) -> Iterator[tuple[str, str]]:
    """Each error of a form or formset: the id of the control to mend ('' for the whole), and what to do."""
    if isinstance(form, BaseFormSet):
        yield from (("", str(error)) for error in form.non_form_errors())
        for each in form.forms:
            yield from errors_of(each)
        return
    whole = NEWS if getattr(form, NEWS, ()) else ""
    yield from ((whole, str(error)) for error in form.non_field_errors())
    for field in form:
        yield from ((_target(field), str(error)) for error in field.errors)


def language() -> str:
    """The language of the person reading, as the catalogue names it: 'en' for 'en-gb'."""
    return (get_language() or "en").partition("-")[0]


def _target(field: BoundField) -> str:
    return field.error_target if isinstance(field, GovukField) and not field.is_hidden else ""


def _blank(field: Field) -> str:
    """Which sentence tells a person who left this blank what to do."""
    match field:
        case BooleanField():
            return "blank.tick"
        case ChoiceField() | ModelChoiceField() | FileField():
            return "blank.choose"
    return "blank.fill_in"


def _kind(widget: Widget) -> tuple[str, ...]:
    """GOV.UK's class for a control; '' where the class belongs to the parts inside it."""
    match widget:
        case RadioSelect() | CheckboxSelectMultiple() | CheckboxInput() | MultiWidget():
            return ("",)
        case PasswordInput():
            return ("govuk-input", "govuk-password-input__input", "govuk-js-password-input-input")
        case Textarea():
            return ("govuk-textarea",)
        case FileInput():
            return ("govuk-file-upload",)
        case Select():
            return ("govuk-select",)
    return ("govuk-input",)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None when its page is only opened."""
    return request.POST if request.method == "POST" else None


class ConfirmForm(Form):
    """Asks nothing: the page says what will happen, and the button is the answer."""


def made[T](form: BaseForm, act: Callable[[], T], of: Sequence[Matter] = ()) -> T | None:
    """What the act makes once a sent form is whole; None: it was not, or was refused, which the form then says.

    `of` is what others may say something of as well: what they said since the page was opened is shown first.
    """
    if not of:
        return _made(form, act)
    if not form.is_bound:
        give_mark(form, of)
        return None
    with transaction.atomic():
        return None if _is_behind(form, of) else _made(form, act)


def give_mark(form: BaseForm, of: Sequence[Matter]) -> None:
    """The form carries, unseen, how far each matter has come as its page is given out."""
    form.mark = mark_of(of)  # type: ignore[attr-defined]


def accepted(form: BaseForm, act: Callable[[], object], of: Sequence[Matter] = ()) -> bool:
    """The same of an act of which only that it was done is asked."""
    return made(form, lambda: (act(),), of) is not None


def _made[T](form: BaseForm, act: Callable[[], T]) -> T | None:
    if not form.is_valid():
        return None
    try:
        return act()
    except Refusal as refusal:
        add_refusal(form, refusal)
        return None


def _is_behind(form: BaseForm, of: Sequence[Matter]) -> bool:
    """Was something said that did not stand on the page that was sent? Then it stands on the one that comes back."""
    news = news_since(form.data.get(MARK, ""), of)
    give_mark(form, of)
    form.news = news  # type: ignore[attr-defined]
    if news:
        form.full_clean()
        form.add_error(None, say(Sentence("news.said_meanwhile"), language()))
    return bool(news)
