"""The texts that the rules cite, each with how sure we are of it."""

from wayhome.rules.finding import Source

DFE_2014 = Source(
    title="Statutory guidance on children who run away or go missing from home or care (Department for Education)",
    dated="January 2014",
    url="https://www.gov.uk/government/publications/children-who-run-away-or-go-missing-from-home-or-care",
)

#: The interview itself. What it asks was read in the inquiry's report and in local procedures; the paragraph
#: numbers of the guidance were not.
DFE_2014_INTERVIEWS = Source(
    title=DFE_2014.title,
    dated=DFE_2014.dated,
    paragraph="section 'Independent return interviews', about paragraphs 31 to 37",
    url=DFE_2014.url,
)

DFE_2014_NOTICE = Source(
    title=DFE_2014.title,
    dated=DFE_2014.dated,
    paragraph="police notify the local authority; paragraph not known",
    url=DFE_2014.url,
)

IICSA_INTERVIEWS_WALES = Source(
    title="Child sexual exploitation by organised networks, investigation report (IICSA): interviews in Wales",
    dated="February 2022",
    paragraph="G.5 paragraph 25; G.3 paragraph 15",
    url="https://www.iicsa.org.uk/",
    checked=True,
)

APP_RISK = Source(
    title="Authorised professional practice: missing persons, risk (College of Policing)",
    dated="in force since January 2017",
    paragraph="no apparent risk: a latest time of review is set; paragraph not known",
    url="https://www.college.police.uk/app/missing-persons/risk-identification-assessment-and-management",
)

LOCAL_REPORTING = Source(
    title="Local protocol for children missing from home or care, default: report to police at once",
    dated="agreed locally",
    paragraph="default from local procedures that ask for a report immediately on deciding the child is missing",
)

LOCAL_ACKNOWLEDGEMENT = Source(
    title="Local protocol for children missing from home or care, default: a new report is acknowledged",
    dated="agreed locally",
    paragraph="default of this project's own; no published limit is known",
)

LOCAL_LADDER = Source(
    title="Local protocol for children missing from home or care, default: meetings at 24 and 72 hours, then weekly",
    dated="agreed locally",
    paragraph="72 hours and weekly as in Torbay's procedures, appendix B; 24 hours is usual, and was not read",
)

ACCURACY = Source(
    title="UK General Data Protection Regulation",
    dated="in force since January 2021",
    paragraph="article 5(1)(d), accuracy",
    url="https://www.legislation.gov.uk/eur/2016/679/article/5",
)

DFE_2014_CARERS = Source(
    title=DFE_2014.title,
    dated=DFE_2014.dated,
    paragraph="a child who declines: parents or carers are offered the chance to say what they know; as read in"
    " Missing People's account of it",
    url=DFE_2014.url,
)

DFE_2014_FROM_CARE = Source(
    title=DFE_2014.title,
    dated=DFE_2014.dated,
    paragraph="who is told when a looked-after child is missing, within the times agreed locally; paragraph not known",
    url=DFE_2014.url,
)

NATIONAL_COMPUTER = Source(
    title="House of Commons debates (Hansard): circulation of missing persons on the Police National Computer",
    dated="8 January 2003",
    paragraph="as soon as possible and within 48 hours",
    url="https://hansard.parliament.uk/",
    checked=True,
)

MISSING_PERSONS_UNIT = Source(
    title="Missing for more than a few days (Metropolitan Police): when the UK Missing Persons Unit is told",
    dated="read in 2025; in 2003 it was 14 days",
    paragraph="72 hours",
    url="https://www.met.police.uk/",
    checked=True,
)

APP_HIGH_RISK = Source(
    title=APP_RISK.title,
    dated=APP_RISK.dated,
    paragraph="high risk: children's services are told immediately of a person under 18; paragraph not known",
    url=APP_RISK.url,
)

IICSA_PREVENTION = Source(
    title="Child sexual exploitation by organised networks, investigation report (IICSA): on return",
    dated="February 2022",
    paragraph="G.3 paragraph 15; that its frequency may be agreed for a child who is often missing was not read",
    url="https://www.iicsa.org.uk/",
    checked=True,
)

LOCAL_LONG_TERM = Source(
    title="Local protocol for children missing from home or care: a child who stays missing",
    dated="agreed locally",
    paragraph="off until a partnership sets its own times; that senior managers and elected members are told is in"
    " Southwark's procedures, sections 12 and 13",
)

LOCAL_ESCALATION = Source(
    title="Local protocol for children missing from home or care, default: who is told of what is late",
    dated="agreed locally",
    paragraph="default of this project's own; no published times are known. That a return interview is asked about"
    " after 24, 48 and 60 of its 72 hours answers Missing People's finding of 2024 that 63 in 100 are held in time",
)

PLACEMENT_NOTICE = Source(
    title="Care Planning, Placement and Case Review (England) Regulations 2010",
    dated="as amended by SI 2013/3239 regulation 19, in force since January 2014",
    paragraph="regulation 13(4): written notice to the area authority before the placement, or within five working"
    " days of its start if it was made in an emergency",
    url="https://www.legislation.gov.uk/uksi/2010/959/regulation/13",
    checked=True,
)

WORKING_TOGETHER_DEATH = Source(
    title="Children Act 2004, and Working Together to Safeguard Children (Department for Education)",
    dated="2004; December 2023",
    paragraph="section 16C: within five working days of becoming aware, and a rapid review within fifteen; paragraph"
    " not known",
    url="https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
)

UNIFIED_REVIEW_WALES = Source(
    title="Single Unified Safeguarding Review, statutory guidance (Welsh Government)",
    dated="date not checked",
    paragraph="paragraph not known",
)

RETURN_AT_18 = Source(
    title="Children looked-after return (SSDA903): a period open at 18, as in the Standard Safeguarding Dataset",
    dated="July 2026",
    paragraph="item MISS003A; that the police case stays open is not in it",
    url="https://github.com/data-to-insight/ssd-data-model",
)

APP_SUPERVISORS = Source(
    title="Missing persons: supervisors and first-line managers, quick reference guide (College of Policing)",
    dated="date not printed",
    paragraph="a supervisor reviews the case to confirm the grade; no limit is set",
    url="https://www.college.police.uk/app/missing-persons/missing-persons-quick-reference-guides/"
    "supervisors-and-first-line-managers",
    checked=True,
)

LOCAL_AWAY = Source(
    title="Local protocol for children missing from home or care: a child who stays away",
    dated="agreed locally",
    paragraph="off until a partnership sets its own time; 24 or 72 hours in a local procedure for social workers",
)

LOCAL_WRITE_UP = Source(
    title="Local protocol for children missing from home or care: the return interview is written up",
    dated="agreed locally",
    paragraph="off until a partnership sets its own time; three working days in Oxfordshire's",
)

LOCAL_SCREENING = Source(
    title="Local protocol for children missing from home or care: screened for exploitation again",
    dated="agreed locally",
    paragraph="off until a partnership sets its own time; that a child is screened again on new information is in the"
    " West Midlands' regional tool, and that a return interview and a mark bring some is this project's own reading",
)

PLACEMENT_NOTICES = Source(
    title=PLACEMENT_NOTICE.title,
    dated="2010, in force since April 2011",
    paragraph="regulation 13(1) to (3): before the placement, or within five working days of its start if it was made"
    " in an emergency; withheld from parents and some others where it would put the child at risk",
    url=PLACEMENT_NOTICE.url,
    checked=True,
)

PLACEMENT_APPROVAL = Source(
    title=PLACEMENT_NOTICE.title,
    dated="as amended by SI 2013/3239, in force since January 2014",
    paragraph="regulation 11(1)(a), by the nominated officer; regulation 11(1)(b) and (5), at a distance, by the"
    " director of children's services",
    url="https://www.legislation.gov.uk/uksi/2010/959/regulation/11",
    checked=True,
)

CARE_REVIEWS = Source(
    title=PLACEMENT_NOTICE.title,
    dated="2010, in force since April 2011",
    paragraph="regulation 33: within 20 working days, then 3 months, then every 6 months",
    url="https://www.legislation.gov.uk/uksi/2010/959/regulation/33",
)

PLACEMENT_PLAN_WALES = Source(
    title="Care Planning, Placement and Case Review (Wales) Regulations 2015 (WSI 2015/1818)",
    dated="in force since April 2016",
    paragraph="regulations 10 and 12: a placement plan within five working days; out of area only through a panel",
    url="https://www.legislation.gov.uk/wsi/2015/1818",
    checked=True,
)

CHILDRENS_HOME_EVENT = Source(
    title="Children's Homes (England) Regulations 2015 (SI 2015/541)",
    dated="in force since April 2015",
    paragraph="regulation 40(4): a serious event is notified without delay; its words were not read",
    url="https://www.legislation.gov.uk/uksi/2015/541/regulation/40",
)

SUPPORTED_ACCOMMODATION_EVENT = Source(
    title="Supported Accommodation (England) Regulations 2023 (SI 2023/416)",
    dated="2023",
    paragraph="regulation 27, of which the heading was read; within 24 hours, as in Wakefield's procedures",
    url="https://www.legislation.gov.uk/uksi/2023/416/regulation/27",
)

PROVIDER_EVENT_WALES = Source(
    title="Regulated Services (Service Providers and Responsible Individuals) (Wales) Regulations 2017 (WSI 2017/1264)",
    dated="2017",
    paragraph="regulation 60 and schedule 3; which item is a missing child's, and by when, was not read",
    url="https://www.legislation.gov.uk/wsi/2017/1264/regulation/60",
)
