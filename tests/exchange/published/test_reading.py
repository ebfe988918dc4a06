"""Claims are read as they were written, or every fault in them is said at once with what may stand there."""

from __future__ import annotations

import json
from decimal import Decimal
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wayhome.config.protocol import in_words
from wayhome.exchange.published import reading
from wayhome.exchange.published.faults import Unclear
from wayhome.exchange.published.kinds import KINDS
from wayhome.exchange.published.reading import MOST_CLAIMS, read
from wayhome.insight.reconciling.answer import reconciled
from wayhome.insight.reconciling.fitting import Undecided
from wayhome.rules.published.counts import Count
from wayhome.rules.published.figure import Figure
from wayhome.rules.published.passage import Verdict
from wayhome.rules.published.ratios import Share

BEFORE = """
title = "A case"
[published]
report = "The report, page 12"
[counts]
girls = "girls"
all = "everybody"
"""


def faults_of(text: str) -> dict[str, str]:
    """By key, the code of what is wrong there; each is worded as well."""
    with pytest.raises(Unclear) as unclear:
        read(text)
    assert all(map(in_words, unclear.value.faults))
    return {fault.key: fault.why.key for fault in unclear.value.faults}


def of_claim(said: str) -> dict[str, str]:
    return faults_of(f'{BEFORE}[claims.one]\n{said}\npublished = "report"')


def test_the_example_of_the_module_is_read() -> None:
    assert reading.__doc__ is not None
    publication = read(dedent(reading.__doc__.partition("\n\n")[2]))
    source = "The annual report, page 12, second paragraph"
    assert publication.claims == (
        Count(id="incidents", published=source, what="incidents", n=143453),
        Share(
            id="flagged_share", published=source, top="flagged", bottom="incidents", figure=Figure(Decimal(9))
        ),
    )
    assert publication.expect is None


def test_the_decimals_that_were_published_are_kept() -> None:
    claims = f'{BEFORE}[claims.one]\nshare = "girls"\nof = "all"\npercent = 69.0\npublished = "report"'
    (share,) = read(claims).claims
    assert isinstance(share, Share)
    assert share.figure == Figure(Decimal("69.0"))


def test_what_is_expected_may_be_said() -> None:
    claims = '[claims.one]\ncount = "girls"\nis = 3\npublished = "report"'
    assert read(f'expect = "inconsistent"\n{BEFORE}{claims}').expect is Verdict.INCONSISTENT
    assert faults_of(f'expect = "wrong"\n{BEFORE}{claims}') == {"expect": "claims.expect"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("this is not = = toml", "claims.no_toml"),
        (f"{BEFORE}[claims.one]\n[claims.one]\n", "claims.no_toml"),
        (f"a = {'9' * 5000}", "claims.beyond_reading"),
        ("a = 1e99999999999999999999999", "claims.beyond_reading"),
        (f"a = {'[' * 5000}{']' * 5000}", "claims.beyond_reading"),
    ],
)
def test_what_is_no_text_of_this_kind_is_a_fault_of_the_whole(text: str, code: str) -> None:
    assert faults_of(text) == {"": code}


def test_an_empty_text_is_told_all_that_it_lacks() -> None:
    assert faults_of("") == {
        "title": "claims.words",
        "published": "claims.table.published",
        "counts": "claims.table.counts",
        "claims": "claims.table.claims",
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('count = "girls"', {"claims.one": "claims.ways"}),
        ('count = "girls"\nis = 3\nabout = 3', {"claims.one": "claims.ways"}),
        ('count = "girls"\nabout = 3', {"claims.one": "claims.ways"}),
        ('count = "girls"\niss = 3', {"claims.one.iss": "claims.unknown"}),
        ('count = "girls"\nshare = "girls"', {"claims.one": "claims.kind"}),
        ("is = 3", {"claims.one": "claims.kind"}),
        ('count = "girl"\nis = 3', {"claims.one.count": "claims.no_such_count"}),
        ("count = 3\nis = 3", {"claims.one.count": "claims.a_name"}),
        ('count = "girls"\nis = "3"', {"claims.one.is": "claims.whole"}),
        ('count = "girls"\nis = 3.0', {"claims.one.is": "claims.whole"}),
        ('count = "girls"\nis = true', {"claims.one.is": "claims.whole"}),
        ('count = "girls"\nis = -3', {"claims.one.is": "published.refused.below_nought"}),
        (f'count = "girls"\nis = {10**30}', {"claims.one.is": "published.refused.too_large"}),
        (
            'share = "girls"\nof = "all"\npercent = "69 %"',
            {"claims.one.percent": "claims.figure"},
        ),
        (
            'share = "girls"\nof = "all"\npercent = 120',
            {"claims.one.percent": "published.refused.more_than_all"},
        ),
        (
            'share = "girls"\nof = "all"\npercent = nan',
            {"claims.one.percent": "published.refused.too_large"},
        ),
        ('share = "girls"\nof = "girls"\npercent = 3', {"claims.one.of": "published.refused.of_itself"}),
        ('parts = "girls"\nmake_up = "all"', {"claims.one.parts": "claims.names"}),
        ('parts = []\nmake_up = "all"', {"claims.one.parts": "published.refused.no_parts"}),
        ('part = ["girls"]\nof = "all"', {"claims.one.part": "claims.a_name"}),
        (
            'count = "boys"\nis = "3"',
            {"claims.one.count": "claims.no_such_count", "claims.one.is": "claims.whole"},
        ),
    ],
)
def test_what_is_wrong_with_a_claim_is_said_of_its_field(said: str, expected: dict[str, str]) -> None:
    assert of_claim(said) == expected


@pytest.mark.parametrize("said", ["", 'published = "elsewhere"', "published = 3"])
def test_every_claim_says_where_it_was_published(said: str) -> None:
    claim = f'[claims.one]\ncount = "girls"\nis = 3\n{said}'
    assert faults_of(BEFORE + claim) == {"claims.one.published": "claims.no_source"}


def test_every_fault_of_every_claim_is_said_at_once() -> None:
    claims = '[claims]\nOne = 3\ntwo = 3\n[claims.three]\ncount = "girls"\nis = -1\npublished = "report"'
    assert faults_of(f"colour = 3\n{BEFORE}Boys = 'x'\nnobody = ''\n{claims}") == {
        "colour": "claims.unknown",
        "counts.Boys": "claims.name_of",
        "counts.nobody": "claims.words",
        "claims.One": "claims.name_of",
        "claims.two": "claims.a_table",
        "claims.three.is": "published.refused.below_nought",
    }


def test_a_key_that_no_page_can_show_is_marked() -> None:
    claim = '[claims.one]\ncount = "girls"\nis = 3\npublished = "report"\n'
    assert faults_of(f'"\\u001b[31m" = 3\n{BEFORE}{claim}') == {"�[31m": "claims.unknown"}


def test_more_claims_than_a_paragraph_makes_are_refused() -> None:
    claims = "\n".join(f"[claims.claim_{n}]" for n in range(MOST_CLAIMS + 1))
    assert faults_of(BEFORE + claims) == {"claims": "claims.too_many"}


_values = some.recursive(
    some.sampled_from(
        ['"girls"', '"all"', '"boys"', '"report"', "[]", "{}", "2026-01-01", "nan", "-inf", "true"]
    )
    | some.sampled_from(["1e30", "0e999999999", "-1e-300", "69.0", str(10**30), "1_000", "0x1f"])
    | some.integers(-200, 200).map(str)
    | some.floats(0, 200, allow_nan=False).map(lambda n: f"{n:.2f}")
    | some.text(max_size=9).map(json.dumps),
    lambda inner: some.lists(inner, max_size=3).map(lambda values: f"[{', '.join(values)}]"),
    max_leaves=4,
)
_fields = sorted({field for ways in KINDS.values() for way in ways for field in way.fields} | {"published"})


@some.composite
def _claims(draw: some.DrawFn) -> str:
    """Often nearly right: the fields of one way to write a claim, with some other value under one of them."""
    way = draw(some.sampled_from([way for ways in KINDS.values() for way in ways]))
    said = {field: draw(_values) for field in way.fields}
    for field, (says, _) in way.fields.items():
        if says in ("what", "top", "later", "bottom", "earlier", "whole") and draw(some.integers(0, 5)):
            said[field] = '"girls"' if says in ("what", "top", "later") else '"all"'
    if draw(some.booleans()):
        said[draw(some.sampled_from(_fields))] = draw(_values)
    said.setdefault("published", '"report"')
    return "\n".join(f"{field} = {value}" for field, value in said.items())


@given(some.lists(_claims(), max_size=5))
@settings(max_examples=150)
def test_whatever_a_text_says_is_answered_or_refused(claims: list[str]) -> None:
    text = BEFORE + "\n".join(f"[claims.claim_{n}]\n{claim}" for n, claim in enumerate(claims))
    try:
        said = json.dumps(reconciled(read(text)).as_json)
    except Unclear as unclear:
        said = "".join(map(in_words, unclear.faults))
    except Undecided as undecided:
        said = repr(undecided)
    assert said


@given(some.text())
def test_any_text_at_all_is_refused_in_words(text: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(text)
    assert all(map(in_words, unclear.value.faults))
