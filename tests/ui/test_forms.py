import pytest
from django import forms

from tests.ui.gallery import EveryField, Filter
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import add_refusal, errors_of


class Asked(forms.Form):
    name = forms.CharField(
        help_text="As on the form.", widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    told = forms.ChoiceField(choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)
    more = forms.CharField(required=False)


class AskedOne(forms.Form):
    asks_one_thing = True
    told = forms.ChoiceField(label="Told?", choices=[("y", "Yes")], widget=forms.RadioSelect)


class AskedOneInWords(forms.Form):
    asks_one_thing = True
    words = forms.CharField(label="What happened?")


def drawn(form: forms.Form, field: str) -> str:
    return " ".join(form[field].as_field_group().split())


def test_an_input_is_described_by_its_hint_and_keeps_its_width():
    name = drawn(Asked(), "name")
    assert 'class="govuk-input govuk-input--width-10"' in name
    assert 'aria-describedby="id_name_helptext"' in name
    assert 'id="id_name_helptext" class="govuk-hint">As on the form.' in name


def test_what_is_wrong_is_said_at_the_field_and_belongs_to_it():
    name = drawn(Asked({}), "name")
    assert "govuk-form-group--error" in name
    assert 'class="govuk-input govuk-input--error govuk-input--width-10"' in name
    assert 'aria-describedby="id_name_helptext id_name_error"' in name
    assert 'id="id_name_error"' in name
    assert 'aria-invalid="true"' in name


def test_the_browser_says_nothing_over_our_own_words():
    assert "required" not in str(EveryField())
    assert "placeholder" not in str(EveryField())


def test_radios_stand_in_a_fieldset_whose_legend_asks():
    told = drawn(Asked({"told": "y"}), "told")
    assert '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">' in told
    assert 'id="id_told_0" name="told" value="y" checked' in told
    assert 'value="n">' in told
    assert '<label class="govuk-label govuk-radios__label" for="id_told_0">Yes</label>' in told


def test_a_fieldset_is_described_by_its_error():
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_told_error">' in drawn(Asked({}), "told")


def test_what_may_be_left_blank_says_so_except_in_a_filter():
    assert "More (optional)" in drawn(Asked(), "more")
    assert "(optional)" not in drawn(Asked(), "name")
    assert "(optional)" not in str(Filter())


@pytest.mark.parametrize(
    ("form", "heading"),
    [
        (AskedOne(), '<h1 class="govuk-fieldset__heading">Told?</h1>'),
        (AskedOneInWords(), '<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l"'),
    ],
)
def test_the_only_question_of_a_page_is_its_heading(form, heading):
    assert heading in str(form)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("name", "Fill in ‘Name’"),
        ("told", "Choose an answer to ‘Has anyone been told?’"),
        ("sure", "Tick ‘I have checked this’"),
        ("born_on", "Enter the day, for example 3 November 2026"),
    ],
)
def test_a_field_left_blank_says_what_to_do(field, words):
    assert EveryField({}).errors[field] == [words]


def test_a_forms_own_words_for_a_blank_stand():
    class Own(forms.Form):
        name = forms.CharField(error_messages={"required": "Write what they are called"})

    assert Own({}).errors["name"] == ["Write what they are called"]


def test_every_error_leads_to_the_control_to_mend():
    targets = [target for target, _ in errors_of(EveryField({}))]
    page = str(EveryField({}))
    assert {"id_name", "id_seen_at_0", "id_told_0", "id_sure"} <= set(targets)
    assert [target for target in targets if f'id="{target}"' not in page] == []


def test_errors_of_a_formset_lead_to_the_right_form():
    formset = forms.formset_factory(AskedOneInWords, min_num=2, validate_min=True)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-words": "one", "form-1-words": ""}
    )
    formset.is_valid()
    assert ("id_form-1-words", "Fill in ‘What happened?’") in list(errors_of(formset))


def test_a_refusal_is_shown_at_its_field():
    form = Asked({"name": "a", "told": "y"})
    add_refusal(form, Refusal(Sentence("typed.day_missing"), field="name"))
    assert list(errors_of(form)) == [("id_name", "Enter the day, for example 3 November 2026")]


def test_a_refusal_about_the_record_is_shown_for_the_whole():
    form = Asked({"name": "a", "told": "y"})
    add_refusal(form, Refusal(Sentence("typed.day_missing"), field="not_here"))
    assert list(errors_of(form)) == [("", "Enter the day, for example 3 November 2026")]


def test_what_a_person_typed_is_never_markup():
    assert "<script>" not in str(Asked({"name": "<script>"}))
