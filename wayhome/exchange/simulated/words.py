"""What people write: short, factual, and nothing that a child should not read one day."""

from __future__ import annotations

from typing import Final

from wayhome.rules.facts import FoundBy, MissingFrom, Risk

CIRCUMSTANCES: Final = {
    MissingFrom.FAMILY_HOME: (
        "Left after tea, did not come back. Phone goes to voicemail.",
        "Went to meet friends and was due back by nine.",
        "Was not in the bedroom this morning. The back door was unlocked.",
        "Left after an argument about school. Took a rucksack and a charger.",
    ),
    MissingFrom.CHILDRENS_HOME: (
        "Left the house after tea, did not come back. Phone goes to voicemail.",
        "Was not in at the agreed time. Staff drove round the usual places.",
        "Collected from outside by a car that staff did not know.",
    ),
    MissingFrom.FOSTER_HOME: (
        "Did not come back from college. Carer has rung and sent messages.",
        "Went to the shop and did not come back.",
    ),
    MissingFrom.SCHOOL: ("Was at registration, not in the second lesson. Left by the side gate.",),
}
CIRCUMSTANCES_ELSEWHERE: Final = (
    "Was last seen in town with friends. They came back without the child.",
    "Did not arrive where expected. Nobody has heard since.",
)
CLOTHING: Final = (
    "Black puffer jacket, grey joggers, white trainers.",
    "Navy hoodie, blue jeans, black trainers.",
    "School uniform, dark green coat.",
    "Red tracksuit top, black leggings.",
    "",
)
#: What one child takes; most take nothing that anybody mentions.
MEDICATION: Final = (
    *("",) * 6,
    "Inhaler, taken along.",
    "Inhaler, left in the bedroom.",
    "Tablets for epilepsy morning and evening, not taken along. The next are due at eight in the morning.",
    "Insulin before meals. Has a pen, and enough for about a day.",
    "Antihistamine for hay fever, taken along.",
    "Tablets for ADHD in the morning, kept by the carer. None missed yet.",
    "Adrenaline pen for a nut allergy, taken along.",
)
LAST_SEEN_BY: Final = {
    MissingFrom.CHILDRENS_HOME: "residential worker on shift",
    MissingFrom.FOSTER_HOME: "foster carer",
    MissingFrom.SCHOOL: "form tutor",
    MissingFrom.FAMILY_HOME: "mother",
}
RATIONALE: Final = {
    Risk.NO_APPARENT_RISK: "In touch with a friend's parent, due back this evening. No known risks.",
    Risk.LOW: "Has been late before and came back. No known risks, has money and a coat.",
    Risk.MEDIUM: "Under 18, out overnight without contact. Harm is likely, not thought to be serious.",
    Risk.HIGH: "Known to be at risk of exploitation and not in contact. Serious harm is thought very likely.",
    Risk.OTHER: "",
}
UNCHANGED: Final = "Looked at again with what is known since. The level stays."
ENQUIRIES: Final = (
    ("Rang the child's phone and left a message", "No answer"),
    ("Visited the family address", "Not there; a relative will ring if the child gets in touch"),
    ("Spoke to two friends", "Last saw the child in the afternoon"),
    ("Asked the bus company for its cameras", "Awaited"),
    ("Checked hospitals and custody", "Not there"),
    ("Looked at the child's public accounts", "No post since last seen"),
)
SEEN_AT: Final = (
    "Near the bus station, alone",
    "In the retail park with one other",
    "On the platform, walking",
)
CLAIMED: Final = (
    "Text message from the child's phone to a friend: 'I'm fine'. Nobody has spoken to the child."
)
VERIFIED: Final = "Seen and spoken to at the door"
AGREED: Final = (
    "Shared what each agency knows. Police to speak to the friend's family, social worker to ring the school.",
    "Search plan reviewed. Media not needed yet. Meet again by the next set time.",
)
#: Where nobody around the child says more.
FOUND_AT: Final = {
    FoundBy.RETURNED: ("",),
    FoundBy.POLICE: (
        "Near the bus station",
        "In Castle Park",
        "On the train, at Glynfelin",
        "Walking along the main road",
    ),
    FoundBy.FAMILY: (
        "At a grandparent's",
        "At an older sibling's flat",
        "In town, by a parent looking for the child",
    ),
    FoundBy.CARER: ("At the bus stop near the house", "In the retail park"),
    FoundBy.OTHER: ("At a friend's, whose parent rang", "At the library, by a worker there"),
    FoundBy.NOT_STATED: ("",),
}
CONDITION: Final = (
    "Well, tired and hungry.",
    "Well.",
    "Cold, otherwise well.",
    "Seen by a paramedic, no treatment needed.",
)
CHILD_SAID: Final = (
    "Is all right to go back and would like tea.",
    "Wants to go back, and to speak to the key worker tomorrow.",
    "Would rather not talk tonight. Is all right to go back.",
)
UNSAFE_SAID: Final = "Does not want to go back tonight and would like to stay with an aunt."
SEEN_WELL: Final = "Seen alone. Says nothing has happened and that the officer may ring tomorrow."
WHAT_HAPPENED: Final = (
    "Went to a friend's in the next town and missed the last bus. Did not want to ring that late.",
    "Needed to be somewhere else for a while. Walked about, then stayed with a friend's family.",
    "Met people known from online and did not feel able to leave early.",
    "Was upset after contact was cancelled. Sat in the park, then at the station.",
)
WOULD_HELP: Final = (
    "Somebody to ring at night without it being a report.",
    "Knowing earlier when plans change.",
    "Seeing the same worker each time.",
    "Help with moving to a school nearer.",
    "A later time to be in on Fridays, agreed beforehand.",
    "Being able to see an older brother more often.",
    "Being asked first before others are told.",
    "A lift back without questions until the next day.",
    "Credit on the phone, so that a message can be sent.",
)
NOT_HELD: Final = (
    "Three attempts at different times. The family has moved and the new authority has been told."
)
