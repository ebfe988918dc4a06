"""Names for children who do not exist: common ones of many origins, put together by chance.

They differ in spelling, in accents and in number of parts, because that is what a search by name must cope with.
"""

from __future__ import annotations

from random import Random
from typing import Final, NamedTuple


def listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


GIRLS: Final = listed(
    """Amelia Chloe Ellie Elly Grace Jessica Katie Katy Lauren Lily Mia Poppy Sophie Keira Kiera Megan Caitlin
    Angharad Carys Efa Ffion Gwenllian Lowri Mali Nia Siân Aaliyah Amina Aisha Fatima Hafsa Mariam Sumaiya Zainab
    Ananya Jasleen Priya Simran Abena Adaeze Chiamaka Ife Precious Temperance Tiwa Agnieszka Zuzanna Zoë Renée
    Ana-Maria Ioana Mirela Linh Mei Yuxin Shanice Tanisha Tia Noor Selin Elif Saoirse Niamh"""
)
BOYS: Final = listed(
    """Alfie Callum Connor Conor Charlie Dylan Ethan Finley Jack Jake Jayden Jaden Josh Kian Kyle Liam Logan Ryan
    Tyler Aled Dafydd Emyr Gethin Gruffydd Iwan Macsen Osian Rhys Siôn Tomos Abdullah Bilal Hamza Ibrahim Mohammed
    Muhammad Mohamed Yusuf Zakariya Arjun Gurpreet Harjit Rohan Chidi Emeka Kofi Kwame Malachi Olumide Tunde
    Jakub Łukasz Kacper Andrei Ștefan Florin Bao Wei Minh Darius Jerome Reece Tyrell Ömer Emre Oisín Ciarán"""
)
SURNAMES: Final = listed(
    """Adams Baker Bennett Brown Carter Clark Clarke Cook Cooper Davies Davis Edwards Evans Fisher Green Griffiths
    Hall Harris Hughes Jackson Jenkins Johnson Jones Kelly Lee Lewis Lloyd Morgan Morris Owen Parry Phillips
    Powell Price Pritchard Rees Roberts Rowlands Shaw Smith Smyth Taylor Thomas Vaughan Walker Watkins White
    Williams Wood Wright ap-Rhys Ahmed Akhtar Ali Begum Choudhury Hussain Iqbal Khan Mahmood Malik Miah Rahman
    Shah Abdi Farah Hassan Warsame Adeyemi Agyeman Boateng Eze Mensah Nwosu Okafor Okonkwo Campbell Grant Morrison
    Kaur Patel Sandhu Sharma Singh Kowalski Nowak Wójcik Zieliński Ionescu Popescu Dumitru Nguyen Chen O'Brien
    O’Neill Yılmaz Demir Muñoz Fernández"""
)


class Name(NamedTuple):
    forename: str
    surname: str


def named(sex: str, chance: Random) -> Name:
    """A name for a girl ('F'), a boy ('M') or, for any other word, for either; one surname in twelve is double."""
    forenames = {"F": GIRLS, "M": BOYS}.get(sex, GIRLS + BOYS)
    surname = chance.choice(SURNAMES)
    if chance.random() < 1 / 12:
        surname = f"{surname}-{chance.choice(SURNAMES)}"
    return Name(chance.choice(forenames), surname)


def misheard(name: Name, chance: Random) -> Name:
    """The same name as somebody might write it down: a letter doubled, dropped or swapped with its neighbour."""
    spelled, place = name.forename, chance.randrange(1, len(name.forename) - 1)
    before, letter, after = spelled[:place], spelled[place], spelled[place + 1 :]
    return Name(
        chance.choice((before + letter * 2 + after, before + after, before + after[:1] + letter + after[1:])),
        name.surname,
    )
