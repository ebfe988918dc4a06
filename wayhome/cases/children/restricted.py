"""Of restricted records, who of several people may still see each."""

from __future__ import annotations

from collections.abc import Iterable

from wayhome.cases.children.models import Restriction
from wayhome.cases.partners.models import User


class Restricted:
    """Reads once which of these children's records are restricted, and of those alone to whom they are closed."""

    def __init__(self, children: Iterable[int]) -> None:
        standing = Restriction.objects.standing().of_record().filter(child__in=set(children))
        self._children = set(standing.values_list("child", flat=True))
        self._closed: dict[int, set[int]] = {}

    def open_to(self, people: Iterable[User], child: int) -> list[User]:
        """Those to whom no restriction closes this child's record, in the order given."""
        if child not in self._children:
            return list(people)
        return [user for user in people if child not in self._closed_to(user)]

    def _closed_to(self, user: User) -> set[int]:
        if user.pk not in self._closed:
            closing = Restriction.objects.closing(user).filter(child__in=self._children)
            self._closed[user.pk] = set(closing.values_list("child", flat=True))
        return self._closed[user.pk]
