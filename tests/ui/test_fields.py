from datetime import UTC, date, datetime

import pytest
from django import forms

from wayhome.rules.moment import Moment
from wayhome.ui.fields import DayField, MomentField


class Seen(forms.Form):
    at = MomentField()


class Perhaps(forms.Form):
    at = MomentField(required=False, time_required=False)


class Born(forms.Form):
    on = DayField(required=False)


def cleaned(form: forms.Form, field: str) -> object:
    assert form.is_valid(), form.errors
    return form.cleaned_data[field]


def test_a_day_and_a_time_are_an_instant_in_london():
    form = Seen({"at_day": "3 July 2026", "at_time": "9.40pm"})
    assert cleaned(form, "at") == Moment.at(datetime(2026, 7, 3, 20, 40, tzinfo=UTC))


def test_a_day_alone_is_a_day_wide_where_that_will_do():
    assert cleaned(Perhaps({"at_day": "3/11/2026", "at_time": ""}), "at") == Moment.day(date(2026, 11, 3))


def test_nothing_typed_is_none_where_that_will_do():
    assert cleaned(Perhaps({}), "at") is None
    assert cleaned(Born({}), "on") is None


def test_of_an_hour_that_happens_twice_the_first_is_taken():
    form = Seen({"at_day": "25/10/2026", "at_time": "01:30"})
    assert cleaned(form, "at") == Moment.at(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))


def test_both_boxes_are_read_before_the_person_is_asked_to_mend_them():
    form = Seen({"at_day": "31/02/2026", "at_time": ""})
    assert [error.partition(".")[0] for error in form.errors["at"]] == [
        "There is no such day",
        "Enter the time, for example 21:40 or 9",
    ]


def test_a_time_without_a_day_is_asked_for_its_day():
    assert "Enter the day" in Perhaps({"at_time": "21:40"}).errors["at"][0]


@pytest.mark.parametrize(
    ("moment", "day", "time"),
    [
        (Moment.at(datetime(2026, 7, 3, 20, 40, tzinfo=UTC)), "3 July 2026", "21:40"),
        (Moment.day(date(2026, 11, 3)), "3 November 2026", None),
    ],
)
def test_what_was_recorded_is_played_back_as_it_would_be_typed(moment, day, time):
    drawn = str(Seen(initial={"at": moment})["at"])
    assert f'value="{day}"' in drawn
    assert (f'value="{time}"' in drawn) is (time is not None)


def test_what_was_typed_wrongly_is_kept_for_mending():
    assert 'value="31/02/2026"' in str(Seen({"at_day": "31/02/2026"})["at"])


def test_playing_back_unchanged_is_no_change():
    before = Moment.at(datetime(2026, 11, 3, 21, 40, tzinfo=UTC))
    assert not Seen({"at_day": "3 November 2026", "at_time": "21:40"}, initial={"at": before}).has_changed()
    assert Seen({"at_day": "3 November 2026", "at_time": "21:41"}, initial={"at": before}).has_changed()


def test_a_day_is_played_back_as_it_would_be_typed():
    assert 'value="27 March 2009"' in str(Born(initial={"on": date(2009, 3, 27)})["on"])


def test_a_day_left_blank_says_what_to_do():
    class Must(forms.Form):
        on = DayField()

    assert Must({}).errors["on"] == ["Enter the day, for example 3 November 2026"]
