"""Of the lists of stolen passwords what our own rule would let pass is kept, and nobody's address."""

from wayhome.cases.partners.sign_in.data.build import long_enough


def test_what_is_long_enough_is_kept_as_it_is_compared() -> None:
    assert [*long_enough(["LeaveMeAlone \n", "123456", "elevenchars", "twelve chars"])] == [
        "leavemealone",
        "twelve chars",
    ]


def test_what_may_be_somebodys_address_is_not() -> None:
    assert [*long_enough(["somebody@else.example"])] == []
