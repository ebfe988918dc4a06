"""How far a matter had come when a page was given out, and what has come since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django import forms

from wayhome.ui.forms import accepted, errors_of
from wayhome.ui.news import MARK, News, mark_of, news_since

AT = datetime(2026, 11, 26, 21, 0, tzinfo=UTC)


@dataclass
class Rota:
    """A matter of which each number was said once."""

    name: str = "rota"
    said: list[int] = field(default_factory=list)
    turns: int = 0

    def take_turn(self) -> None:
        self.turns += 1

    def latest(self) -> int:
        return max(self.said, default=0)

    def news(self, after: int) -> list[News]:
        return [News(one, f"No. {one}", "A colleague", AT) for one in self.said if one > after]


class Note(forms.Form):
    words = forms.CharField()


@pytest.fixture
def rota() -> Rota:
    return Rota(said=[1, 2])


def numbers(mark: str, *of: Rota) -> list[int]:
    return [one.number for one in news_since(mark, of)]


def test_what_stood_on_the_page_is_no_news_and_what_came_since_is(rota: Rota) -> None:
    mark = mark_of([rota])
    assert numbers(mark, rota) == []
    rota.said.append(3)
    assert numbers(mark, rota) == [3]


@pytest.mark.parametrize("forged", ["", "2", "2:never-signed", "9.9:x"])
def test_a_mark_that_is_not_ours_has_seen_nothing(forged: str, rota: Rota) -> None:
    assert numbers(forged, rota) == [1, 2]


def test_a_mark_of_one_matter_is_none_of_another(rota: Rota) -> None:
    assert numbers(mark_of([rota]), Rota("team", [1])) == [1]


def test_of_several_matters_each_is_counted_by_itself(rota: Rota) -> None:
    other = Rota("team", [7])
    mark = mark_of([rota, other])
    rota.said.append(3)
    assert numbers(mark, rota, other) == [3]


@pytest.mark.django_db
def test_a_form_that_is_behind_saves_nothing_and_says_so_at_the_top(rota: Rota) -> None:
    opened, saved = Note(), list[str]()
    assert not accepted(opened, lambda: saved.append("opened"), [rota])
    mark = opened.mark  # type: ignore[attr-defined]
    rota.said.append(3)
    sent = Note({"words": "Mine", MARK: mark})
    assert not accepted(sent, lambda: saved.append("sent"), [rota])
    assert saved == []
    assert [target for target, _ in errors_of(sent)] == ["news"]
    page = str(sent)
    assert "No. 3" in page
    assert 'value="Mine"' in page
    again = Note({"words": "Mine", MARK: sent.mark})  # type: ignore[attr-defined]
    assert accepted(again, lambda: saved.append("again"), [rota])
    assert (saved, rota.turns) == (["again"], 2)


@pytest.mark.django_db
def test_faults_and_news_are_shown_together(rota: Rota) -> None:
    sent = Note({"words": ""})
    assert not accepted(sent, lambda: None, [rota])
    assert {target for target, _ in errors_of(sent)} == {"news", "id_words"}
