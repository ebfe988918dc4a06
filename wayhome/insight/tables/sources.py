"""Where the definitions of the tables come from."""

from wayhome.rules.finding import Source

DFE_TABLES = Source(
    title="Children looked after in England including adoptions: missing (Department for Education)",
    dated="release of 2023, years ending 31 March 2019 to 2023",
    paragraph="categories as its files print them; the rules of counting behind them were not read",
    url="https://explore-education-statistics.service.gov.uk/find-statistics/"
    "children-looked-after-in-england-including-adoptions",
)

LOOKED_AFTER = Source(
    title="Children looked after in England (Department for Education): methodology, and data guidance on placements",
    dated="methodology of 2020 and 2021; guidance of 2024",
    paragraph="an annual return is of every child looked after at any time in the year; who is looked after under an"
    " agreed series of short-term placements is left out; other rules of counting were not read",
    url="https://explore-education-statistics.service.gov.uk/methodology/"
    "children-looked-after-in-england-including-adoptions-methodology",
    checked=True,
)

UKMPU = Source(
    title="UK Missing Persons Unit, missing persons data reports (National Crime Agency)",
    dated="2016/17 to 2020/21",
    paragraph="tables of incidents, individuals, demographics, risk, duration and who found; bands as quoted elsewhere",
    url="https://missingpersons.police.uk/",
)

REPEATS = Source(
    title="Going missing again and again: two published ways to count repeats",
    dated="2020 and 2021",
    paragraph="incidents of children with two or more (Sidebottom and others, Policing and Society 30(10)); incidents"
    " after a child's first (Police Journal, 0032258X211052900)",
)

INTERVIEWS = Source(
    title="Return interviews: the figures that councils are asked for (Children's Society 2019; Missing People 2024)",
    dated="May 2019 and 2024",
    paragraph="missing, looked after, offered, completed, within 72 hours; the 72 hours are the guidance's",
)

REASONS = Source(
    title="What children tell at return interviews: local reasons, and this project's own count",
    dated="2024 and 2026",
    paragraph="the reasons are those of Croydon's procedures, as read there, with a few of our own; police count"
    " thirty others, from reports that are closed, and knew a reason of 56 in 100 (UK Missing Persons Unit, as quoted"
    " elsewhere): the two cannot be compared",
)

LONG_TERM = Source(
    title="Long-term missing children: this project's own count",
    dated="2026",
    paragraph="reviews by police at 28 days, at 3, 6, 9 and 12 months and then yearly are spoken of, and were not read;"
    " a national count of long-term missing people at 31 March is published (UK Missing Persons Unit, 2019/20), and"
    " from how many days it counts was not read either",
)

CONCERNS = Source(
    title="This project's own count of the concerns that a record holds",
    dated="2026",
    paragraph="sexual and criminal exploitation, county lines and trafficking are as the manual defines them, each with"
    " its source; which of the forms are counted as exploitation, and that a child counts in each, is our own",
    checked=True,
)

DECISIONS = Source(
    title="This project's own count of decisions that patterns ask for",
    dated="2026",
    paragraph="each pattern cites its own source, see the manual of patterns; by when a decision is due is agreed"
    " locally, since no published limit is known",
    checked=True,
)

NEXT_EPISODE = Source(
    title="Time to the next missing episode: published studies of repeats, and this project's own count",
    dated="2020, 2021 and 2026",
    paragraph="more than half of first repeats come within four weeks (Sidebottom and others, Policing and Society"
    " 30(10)); most in the weeks that follow (Police Journal, 0032258X211052900); days and life table, and"
    " that following ends with the 18th birthday, are our own",
)

RECORD = Source(
    title="This project's own count of what its rules say",
    dated="2026",
    paragraph="each rule cites its own source: see the manual of duties",
    checked=True,
)
