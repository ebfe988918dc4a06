"""A report's pages in their order, the answers so far, and the report they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms

from wayhome.cases.children.models import Child
from wayhome.cases.missing.forms import report as asked
from wayhome.cases.missing.forms.telling import PoliceToldForm
from wayhome.cases.missing.models import CHILDREN, Draft
from wayhome.cases.missing.reports import PoliceTold, Report
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.facts import IdentityStated, Missing
from wayhome.rules.moment import Moment


@dataclass(frozen=True, slots=True)
class Page:
    """`is_asked` None: always. Without a form, the page takes in its answer in a way of its own."""

    slug: str
    title: str
    form: type[forms.Form] | None
    is_asked: Callable[[Answers], bool] | None = None


class Answers:
    """The answers of one draft, read through the forms that took them in."""

    def __init__(self, draft: Draft, by: User) -> None:
        self.draft = draft
        self.by = by

    @property
    def is_police_told(self) -> bool:
        """As the person says; whether police hold it is another matter."""
        return bool(self.said("police").get("told") or self.said("call").get("told_now"))

    @property
    def is_police_not_told(self) -> bool:
        """The person has said so, and has not called since."""
        return self.said("police").get("told") is False and not self.is_police_told

    @property
    def pages(self) -> list[Page]:
        """Those that are asked, as the answers now stand."""
        return [page for page in PAGES if page.is_asked is None or page.is_asked(self)]

    def form(self, page: Page, data: Mapping[str, Any] | None = None) -> forms.Form:
        """The page's form, with `data` or with what was answered before. Fresh where neither is there."""
        assert page.form is not None
        held = data if data is not None else self.draft.answers.get(page.slug)
        return page.form(held, **self._about(page))

    def said(self, slug: str) -> Mapping[str, Any]:
        """A page's answers, cleaned; empty where it has not been answered, or not so that it can be read."""
        if slug not in self._said:
            page = BY_SLUG[slug]
            form = self.form(page) if slug in self.draft.answers else None
            self._said[slug] = form.cleaned_data if form is not None and form.is_valid() else {}
        return self._said[slug]

    def is_answered(self, page: Page) -> bool:
        if page.slug == CHILDREN:
            return bool(self.children or self.added)
        return page.slug in self.draft.answers and self.form(page).is_valid()

    def following(self, slug: str) -> Page | None:
        """The next page that still waits for an answer, after this one and then from the first; None: all done."""
        pages = self.pages
        here = next((place for place, page in enumerate(pages) if page.slug == slug), -1)
        turned = pages[here + 1 :] + pages[: here + 1]
        return next((page for page in turned if not self.is_answered(page)), None)

    def before(self, slug: str) -> Page | None:
        slugs = [page.slug for page in self.pages]
        place = slugs.index(slug) if slug in slugs else 0
        return self.pages[place - 1] if place else None

    @cached_property
    def children(self) -> list[Child]:
        """Those chosen, of whom this person may still see; in the order of their names."""
        wanted = self.draft.answers.get(CHILDREN, {}).get("known", [])
        return list(Child.objects.visible_to(self.by).filter(pk__in=wanted).order_by("forename", "pk"))

    @property
    def added(self) -> list[IdentityStated]:
        """Children the record does not know, as they were typed."""
        typed = self.draft.answers.get(CHILDREN, {}).get("added", [])
        read = [asked.AddChildForm(one) for one in typed]
        return [IdentityStated(**one.cleaned_data) for one in read if one.is_valid()]

    @property
    def others_told(self) -> list[Agency]:
        """The other agencies that this report reaches here: those it names that use this record."""
        named = (
            self.said("told").get("force") if self.is_police_told else None,
            self.said("place").get("place"),
            self.said("responsible").get("force"),
            self.said("responsible").get("authority"),
        )
        told = {one.pk: one for one in named if one is not None and one.joined_at}
        told.pop(self.by.agency_id, None)
        return list(told.values())

    def report(self) -> Report:
        """What the answers say. Every page that is asked must have been answered."""
        seen, place = self.said("last-seen"), self.said("place").get("place")
        force, responsible = self.said("responsible")["force"], self.said("responsible")["authority"]
        missing = Missing(
            missing_from=self.said("from")["missing_from"],
            place=place.as_fact() if place else None,
            force=force.as_fact() if force else None,
            last_seen_by=seen["last_seen_by"],
            last_seen_where=seen["last_seen_where"],
            **self.said("whereabouts"),
            **self.said("circumstances"),
            **self.said("reported-by"),
        )
        return Report(
            missing=missing,
            last_seen_at=seen["last_seen_at"],
            children=tuple(self.children),
            added=tuple(self.added),
            authority=responsible,
            police=PoliceTold(**self.said("told")) if self.is_police_told else None,
        )

    def fields(self) -> Iterator[tuple[Page, forms.BoundField, Any]]:
        """Every question that was asked on a form, with its answer."""
        for page in self.pages:
            if page.form is not None:
                form = self.form(page)
                yield from ((page, field, self.said(page.slug).get(field.name)) for field in form)

    @cached_property
    def _said(self) -> dict[str, Mapping[str, Any]]:
        return {}

    def _about(self, page: Page) -> dict[str, Any]:
        if page.slug == "place":
            return {"missing_from": self.said("from").get("missing_from")}
        if page.slug == "told" and self.said("call").get("told_now"):
            # They have just put the telephone down, which was when they last saved a page.
            return {"initial": {"at": Moment.at(self.draft.saved_at.replace(second=0, microsecond=0))}}
        if page.slug == "reported-by":
            return {"initial": {"reported_by": f"{self.by.full_name}, {self.by.agency}, "}}
        return {}


def _is_a_place(answers: Answers) -> bool:
    return answers.said("from").get("missing_from") in asked.PLACES


PAGES = (
    Page("police", "Have police been told?", asked.PoliceForm),
    Page(
        "call", "Call police now", asked.CallForm, lambda answers: answers.said("police").get("told") is False
    ),
    Page("told", "What police were told", PoliceToldForm, lambda answers: answers.is_police_told),
    Page(CHILDREN, "Who is missing?", None),
    Page("from", "Where from?", asked.MissingFromForm),
    Page("place", "Which one?", asked.PlaceForm, _is_a_place),
    Page("responsible", "Who is responsible?", asked.ResponsibleForm),
    Page("last-seen", "Last seen", asked.LastSeenForm),
    Page("whereabouts", "Where the child might be", asked.WhereaboutsNowForm),
    Page("circumstances", "What happened", asked.CircumstancesForm),
    Page("reported-by", "Who is reporting", asked.ReportedByForm),
)

BY_SLUG = {page.slug: page for page in PAGES}
