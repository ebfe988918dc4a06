"""What holds of every instrument, whatever is answered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wayhome.rules.guidance.instruments import INSTRUMENTS, Instrument, Level
from wayhome.rules.guidance.instruments.instrument import UNKNOWN, Band
from wayhome.rules.indicators import Result, result

LEVELS = list(Level)

instruments = st.sampled_from(INSTRUMENTS)
ages = st.none() | st.integers(9, 17)
Given = dict[str, str]


def answered(instrument: Instrument) -> st.SearchStrategy[Given]:
    """An answer to each question, 'unknown' among them."""
    choices = {
        question.code: st.sampled_from([UNKNOWN, *(answer.code for answer in question.answers)])
        for question in instrument.questions
    }
    return st.fixed_dictionaries(choices)


filled = instruments.flatmap(lambda one: st.tuples(st.just(one), answered(one)))


def found(instrument: Instrument, said: Given, age: int | None) -> Result:
    return result(instrument, [f"{question}.{answer}" for question, answer in said.items()], age)


def height(instrument: Instrument, band: Band) -> tuple[int, int]:
    return LEVELS.index(band.level), instrument.bands.index(band)


@given(filled, ages, st.data())
def test_a_heavier_answer_never_lowers_what_it_says(
    case: tuple[Instrument, Given], age: int | None, data: st.DataObject
) -> None:
    instrument, said = case
    question = data.draw(st.sampled_from(list(instrument.questions)))
    lightest_first = [UNKNOWN, *(answer.code for answer in question.answers)]
    place = lightest_first.index(said[question.code])
    heavier = data.draw(st.sampled_from(lightest_first[place:]))
    before, after = found(instrument, said, age), found(instrument, said | {question.code: heavier}, age)
    assert height(instrument, after.band) >= height(instrument, before.band)


@given(filled, ages)
def test_what_is_not_known_never_lowers_what_the_answers_say(
    case: tuple[Instrument, Given], age: int | None
) -> None:
    instrument, said = case
    of_known = {question: answer for question, answer in said.items() if answer != UNKNOWN}
    without, with_unknown = found(instrument, of_known, age), found(instrument, said, age)
    assert with_unknown == without
    assert height(instrument, with_unknown.could_be) >= height(instrument, with_unknown.band)


@given(filled, ages, st.data())
def test_whatever_the_unknown_turn_out_to_be_it_lies_between_the_two_ends(
    case: tuple[Instrument, Given], age: int | None, data: st.DataObject
) -> None:
    instrument, said = case
    drawn = data.draw(answered(instrument))
    settled = {
        question: drawn[question] if answer == UNKNOWN else answer for question, answer in said.items()
    }
    before, after = found(instrument, said, age), found(instrument, settled, age)
    assert height(instrument, before.band) <= height(instrument, after.band)
    assert height(instrument, after.band) <= height(instrument, before.could_be)


@given(filled, ages)
def test_a_child_whose_age_nobody_knows_is_not_taken_for_an_older_one(
    case: tuple[Instrument, Given], age: int | None
) -> None:
    instrument, said = case
    unknown, known = found(instrument, said, None), found(instrument, said, age)
    assert height(instrument, unknown.band) >= height(instrument, known.band)


@given(filled, ages, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(
    case: tuple[Instrument, Given], age: int | None, chance
) -> None:  # type: ignore[no-untyped-def]
    instrument, said = case
    shuffled = list(said.items())
    chance.shuffle(shuffled)
    assert found(instrument, dict(shuffled), age) == found(instrument, said, age)


@given(filled, ages)
def test_what_is_answered_whole_is_settled(case: tuple[Instrument, Given], age: int | None) -> None:
    instrument, said = case
    lightest = {question.code: question.answers[0].code for question in instrument.questions}
    whole = {code: lightest[code] if answer == UNKNOWN else answer for code, answer in said.items()}
    one = found(instrument, whole, age)
    assert one.is_settled
    assert one.unanswered == ()


@given(filled, ages)
def test_what_decided_it_is_said_with_its_total(case: tuple[Instrument, Given], age: int | None) -> None:
    instrument, said = case
    one = found(instrument, said, age)
    *rules, total = one.why
    assert [rule.key.rpartition(".")[2] for rule in rules] == [rule.code for rule in one.automatic]
    assert total.facts["n"] == sum(instrument.weights.get(f"{q}.{a}", 0) for q, a in said.items())


def test_what_an_instrument_does_not_ask_is_passed_over() -> None:
    instrument = INSTRUMENTS[0]
    assert result(instrument, ["nothing.yes", "vehicles.perhaps"], 15) == result(instrument, [], 15)
