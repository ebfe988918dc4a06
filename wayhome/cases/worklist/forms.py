"""How the board is narrowed: by codes alone, so that an address names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from operator import and_
from typing import Any, NamedTuple, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.safestring import SafeString

from wayhome.cases.children.models.index import NOT_BACK
from wayhome.cases.worklist.not_back import EVERYONE, ONLY
from wayhome.rules.facts import AgencyKind, Risk
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

NOT_ASSESSED = "not_assessed"


class Desk(NamedTuple):
    """An agency by which the board can be narrowed: a force or an authority."""

    key: int
    kind: str
    code: str
    name: str


class BoardFilter(forms.Form):
    """A code that is not one leaves the board whole: rather too many children than one too few."""

    says_optional = False

    only = forms.ChoiceField(required=False, label="Show only")
    standing = forms.ChoiceField(required=False, label="Standing")
    risk = forms.ChoiceField(required=False, label="Risk")
    force = forms.ChoiceField(required=False, label="Police force")
    authority = forms.ChoiceField(required=False, label="Responsible authority")

    def __init__(self, *args: Any, desks: Iterable[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = tuple(desks)
        for name, offered in _choices(self.desks, language()).items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def which(self) -> Q:
        """The episodes that are asked for."""
        keys = {desk.code: desk.key for desk in self.desks}
        return reduce(and_, (_is(name, code, keys) for name, code in self.chosen.items()), EVERYONE)

    def __str__(self) -> SafeString:
        """The fields in markup. With nothing chosen they are the same on everybody's board, and so are drawn once."""
        return self.render() if self.selected() or self.errors else _nothing_chosen(self.desks, language())

    def selected(self) -> list[dict[str, str]]:
        """What was chosen, each with the address of the board without it."""
        query = cast(QueryDict, self.data).copy()
        query.pop("page", None)
        chips = []
        for name, code in self.chosen.items():
            rest = query.copy()
            rest.pop(name, None)
            label = dict(self.fields[name].choices)[code]  # type: ignore[attr-defined]
            chips.append({"label": label, "url": f"?{rest.urlencode()}"})
        return chips

    @property
    def chosen(self) -> dict[str, str]:
        """The code of each field for which one was chosen."""
        self.is_valid()
        return {name: code for name, code in self.cleaned_data.items() if code}


def _is(name: str, code: str, keys: Mapping[str, int]) -> Q:
    match name:
        case "only":
            return ONLY[code]
        case "risk":
            return Q(risk="" if code == NOT_ASSESSED else code)
        case "standing":
            return Q(standing=code)
    return Q((name, keys[code]))


@lru_cache(maxsize=8)
def _choices(desks: tuple[Desk, ...], language: str) -> dict[str, list[tuple[str, str]]]:
    """What each field offers."""

    def worded(group: str, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((code, say(Sentence(f"{group}.{code}"), language)) for code in codes)

    levels = [level.value for level in Risk][::-1]
    offered = {
        "only": worded("board.only", ONLY),
        "standing": worded("standing", NOT_BACK),
        "risk": worded("risk", [*levels, NOT_ASSESSED]),
        "force": ((one.code, one.name) for one in desks if one.kind == AgencyKind.POLICE),
        "authority": ((one.code, one.name) for one in desks if one.kind == AgencyKind.AUTHORITY),
    }
    return {name: [("", "Any"), *choices] for name, choices in offered.items()}


@lru_cache(maxsize=8)
def _nothing_chosen(desks: tuple[Desk, ...], _language: str) -> SafeString:
    return BoardFilter(QueryDict(), desks=desks).render()
