"""A page that shows every component, with words that belong to no case."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines

from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui.fields import DayField, MomentField
from wayhome.ui.templatetags.ui import COLOURS, tag

NIGHT = datetime(2026, 11, 3, 21, 40, tzinfo=UTC)
CHOICES = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]


class Reader:
    """Someone who has signed in."""

    is_authenticated = True

    def __str__(self) -> str:
        return "Amira Khan, duty desk"


class EveryField(forms.Form):
    name = forms.CharField(help_text="As it is written on the form you hold.")
    born_on = DayField(help_text="For example, 27 3 2009.")
    seen_at = MomentField(label="When was this?", help_text="For example, 3 November 2026 at 21:40.")
    told = forms.ChoiceField(label="Has anyone been told?", choices=CHOICES, widget=forms.RadioSelect)
    with_them = forms.MultipleChoiceField(
        label="What is with them?",
        choices=[("phone", "A phone"), ("money", "Money")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(choices=[("", "Choose"), ("north", "North"), ("south", "South")])
    words = forms.CharField(label="What happened?", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    email = forms.EmailField(required=False)
    password = forms.CharField(widget=forms.PasswordInput)
    file = forms.FileField(required=False)
    sure = forms.BooleanField(label="I have checked this", help_text="With the person who told you.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class Filter(forms.Form):
    says_optional = False
    area = forms.ChoiceField(choices=[("", "Any"), ("north", "North")], required=False)
    state = forms.ChoiceField(choices=[("", "Any"), ("due", "Due")], required=False)


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    request.user = Reader()  # type: ignore[assignment]
    messages.success(request, "What you wrote is saved.")
    form = EveryField({"seen_at_day": "13/13/2026"} if "wrong" in request.GET else None)
    page = engines["django"].from_string((Path(__file__).parent / "gallery.html").read_text())
    return HttpResponse(page.render({**CONTEXT, "form": form}, request))


def row(name: str, state: str, **length: int) -> dict[str, object]:
    missing_for = timedelta(**length)
    return {"name": name, "state": state, "length": missing_for, "next": Moment.at(NIGHT + missing_for)}


CONTEXT = {
    "facts": ["15 years", "Born 27 March 2011", "No. 1042"],
    "tags": [tag("High", "red")],
    "counts": [
        {"figure": 3, "label": "missing now", "url": "/list/"},
        {"figure": 2, "label": "overdue", "url": "/list/", "tone": "alarm"},
        {"figure": 1, "label": "unknown", "tone": "unknown"},
        {"figure": 12, "label": "settled today"},
    ],
    "tabs": [
        {"label": "Now", "url": "?", "current": True},
        {"label": "Earlier", "url": "?earlier"},
        {"label": "Plans", "url": "?plans"},
    ],
    "filter": Filter(),
    "selected": [{"label": "North", "url": "?"}],
    "rows": [
        row("Robin Sample", "overdue", hours=3, minutes=20),
        row("Alex Example", "due", minutes=50),
        row("Sam Specimen", "unknown", days=2, hours=5),
        row("Kim Pattern", "met_late", days=9, hours=5),
    ],
    "page": Paginator(range(200), 10).page(7),
    "items": [
        {
            "title": "Seen",
            "when": Moment.at(NIGHT),
            "by": "a teacher",
            "text": "At the bus stop.\nAlone.",
            "tag": tag("High", "red"),
        },
        {"title": "Reported", "when": Moment.day(date(2026, 11, 3)), "url": "/one/"},
        {
            "title": "Left",
            "when": Moment.between(NIGHT, NIGHT + timedelta(hours=2, minutes=20)),
            "quiet": True,
        },
    ],
    "summary": [
        {"key": "Name", "value": "Robin Sample", "url": "/one/"},
        {"key": "Phone", "value": "", "url": "/one/"},
        {"key": "Born", "value": "27 March 2011"},
    ],
    "said": Sentence("when.instant", day="3 Nov 2026", time="21:40"),
    "states": list(COLOURS),
}
