"""What is asked about the independent return interview."""

from __future__ import annotations

from wayhome.cases.children.forms.fields import one_of, several_of, yes_or_no
from wayhome.cases.missing.forms.fact import CoversForm
from wayhome.cases.missing.forms.fields import a_few_words, some_words
from wayhome.rules.facts import (
    Answer,
    CarerAccount,
    Danger,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
    Pull,
    Push,
)


class InterviewOfferedForm(CoversForm):
    kind = InterviewOffered
    by = a_few_words("Who offered it?", required=True)
    how = a_few_words(
        "How?", required=True, help_text="For example: in person, by phone, by a letter to the carer."
    )


class InterviewAnsweredForm(CoversForm):
    kind = InterviewAnswered
    answer = one_of(
        Answer,
        label="What did the child answer?",
        help_text="Declined is the child's own answer, given to somebody who spoke with them. "
        "If only somebody else answered, the child was not reached.",
    )
    spoken_to = yes_or_no("Was the child spoken to?")
    by = a_few_words("By whom?")


class InterviewHeldForm(CoversForm):
    kind = InterviewHeld
    interviewer = a_few_words(
        "Who held the interview?",
        required=True,
        help_text="Not the child's parent or carer, nor staff of the home.",
    )
    independent = yes_or_no(
        "Is that person independent of those who care for the child?",
        help_text="The child must be able to say what they could not say to a carer.",
    )
    push = several_of(
        Push,
        label="What drove the child away?",
        help_text="As the child told it. Harm where they live, or being made to leave, asks for a decision.",
    )
    pull = several_of(Pull, label="What or whom did the child go to?")
    dangers = several_of(
        Danger,
        label="What was the child in danger of?",
        help_text="As the child told it, whether it happened or could have. Each asks for a decision. "
        "If the child is in danger now, act first.",
    )
    what_happened = some_words("What happened?", rows=6, help_text="In the child's own words where you can.")
    would_help = some_words("What would help?", rows=4)


class CarerAccountForm(CoversForm):
    kind = CarerAccount
    account = some_words("What did the parent or carer say?", required=True, rows=6)
