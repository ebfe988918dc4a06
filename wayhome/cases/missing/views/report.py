"""Reporting a missing child: one thing a page, saved as it goes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache

from wayhome.cases.audit.showing import show_list
from wayhome.cases.children.models import Episode
from wayhome.cases.missing import actions
from wayhome.cases.missing.answers import BY_SLUG, Answers, Page
from wayhome.cases.missing.checking import rows
from wayhome.cases.missing.forms.report import PoliceForm
from wayhome.cases.missing.models import CHILDREN, Draft
from wayhome.cases.missing.news import written
from wayhome.cases.missing.views.asking import require_page, user_of
from wayhome.cases.partners.models import User
from wayhome.rules.access import Act
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import ConfirmForm, accepted, give_mark, sent
from wayhome.ui.news import MARK

#: What a browser sends beside what was typed.
UNTYPED = ("csrfmiddlewaretoken", MARK)


def begin(request: HttpRequest) -> HttpResponse:
    """The first question, and the reports this person has begun and not sent."""
    user = user_of(request)
    require_page(user, Act.REPORT)
    form = PoliceForm(sent(request))
    if form.is_valid():
        draft = actions.begin_draft("police", _typed(request), by=user, at=now())
        return _onward(Answers(draft, user), "police")
    begun = [
        Answers(draft, user) for draft in Draft.objects.visible_to(user).unfinished().order_by("-saved_at")
    ]
    return render(request, "missing/report.html", {"form": form, "begun": begun})


@never_cache
def page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    user = user_of(request)
    draft = _draft(user, pk)
    if draft.finished_at is not None:
        return redirect("missing:reported", pk)
    answers, asked = Answers(draft, user), _page(slug)
    form = answers.form(asked, sent(request))
    of = [written(draft, user, slug)]
    if request.method != "POST":  # what was answered before is shown again, and is no answer anew
        give_mark(form, of)
    elif _typed(request) == draft.answers.get(slug) or accepted(
        form, lambda: actions.save_draft(draft, slug, _typed(request), by=user, at=now()), of
    ):
        return _onward(Answers(_draft(user, pk), user), slug)
    shown = {"form": form, "page": asked, "answers": answers, "before": answers.before(slug)}
    return render(request, "missing/report_page.html", shown)


@never_cache
def check(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    draft = _draft(user, pk)
    if draft.finished_at is not None:
        return redirect("missing:reported", pk)
    answers, refused = Answers(draft, user), list[Sentence]()
    waits, form = answers.following(""), ConfirmForm(sent(request))

    def finish() -> object:
        try:
            return actions.finish_draft(draft, answers.report(), by=user, at=now())
        except Refusal as refusal:
            refused.append(refusal.sentence)
            raise

    if waits is None and accepted(form, finish, [written(draft, user)]):
        return redirect("missing:reported", pk)
    shown = {
        "answers": answers,
        "rows": rows(answers),
        "waits": waits,
        "form": form,
        "refused": refused[0] if refused else None,
    }
    named = len(answers.children)
    return show_list(request, "missing/report_check.html", shown, found=named, at=now(), draft=pk)


def made(request: HttpRequest, pk: int) -> HttpResponse:
    """What a finished report has opened, and what to do now."""
    user = user_of(request)
    draft = _draft(user, pk)
    if draft.finished_at is None:
        return redirect("missing:report_check", pk)
    visible = Episode.objects.visible_to(user).filter(pk__in=draft.opened).select_related("child")
    opened = list(visible.order_by("pk"))
    shown = {"episodes": opened, "draft": draft}
    return show_list(request, "missing/reported.html", shown, found=len(opened), at=now(), draft=pk)


def discard(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    draft = get_object_or_404(Draft.objects.visible_to(user).unfinished(), pk=pk)
    form = ConfirmForm(sent(request))
    if accepted(form, lambda: actions.discard_draft(draft, by=user, at=now()), [written(draft, user)]):
        return redirect("missing:report")
    return render(request, "missing/report_discard.html", {"answers": Answers(draft, user), "form": form})


def _draft(user: User, pk: int) -> Draft:
    """This person's own report, while they may still report."""
    require_page(user, Act.REPORT)
    return get_object_or_404(Draft.objects.visible_to(user), pk=pk)


def _page(slug: str) -> Page:
    if slug not in BY_SLUG or slug == CHILDREN:
        raise Http404
    return BY_SLUG[slug]


def _typed(request: HttpRequest) -> dict[str, str]:
    """What was typed, as it was typed: the form reads it again."""
    return {name: str(value) for name, value in request.POST.items() if name not in UNTYPED}


def _onward(answers: Answers, slug: str) -> HttpResponse:
    """To the next page that waits for an answer, and when none does, to look over them all."""
    waits = answers.following(slug)
    if waits is None:
        return redirect("missing:report_check", answers.draft.pk)
    if waits.slug == CHILDREN:
        return redirect("missing:report_children", answers.draft.pk)
    return redirect("missing:report_page", answers.draft.pk, waits.slug)
