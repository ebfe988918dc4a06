"""The page that others are measured by: signed in, with the base page, one query of 25 rows, a table and its entry."""

from functools import cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils.timezone import now

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import User
from wayhome.config.urls import urlpatterns as ours

PAGE = """{% extends "ui/base.html" %}
{% block title %}Children{% endblock %}
{% block content %}
  <h1 class="govuk-heading-l">Children</h1>
  <table class="govuk-table">
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        <th scope="col" class="govuk-table__header">Number</th>
        <th scope="col" class="govuk-table__header">First name</th>
        <th scope="col" class="govuk-table__header">Last name</th>
        <th scope="col" class="govuk-table__header">Born</th>
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {% for child in children %}
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">{{ child.pk }}</th>
          <td class="govuk-table__cell">{{ child.forename }}</td>
          <td class="govuk-table__cell">{{ child.surname }}</td>
          <td class="govuk-table__cell">{{ child.born|date:"j F Y" }}</td>
        </tr>
      {% endfor %}
    </tbody>
  </table>
{% endblock %}
"""


@cache
def _page() -> Any:
    """Read once, as the program's own pages are."""
    return engines["django"].from_string(PAGE)


def trivial(request: HttpRequest) -> HttpResponse:
    """Who reads a list of children leaves an entry in the audit, here as everywhere."""
    enter("read", by=cast("User", request.user), at=now(), subject="list:trivial", detail={"found": 25})
    return HttpResponse(_page().render({"children": Child.objects.order_by("pk")[:25]}, request))


urlpatterns = [path("trivial/", trivial), *ours]
