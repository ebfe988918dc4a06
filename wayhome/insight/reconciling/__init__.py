"""Whether the figures of a publication can all be true at once, and which of them cannot.

HiGHS, through scipy, looks for whole numbers that fit and for reasons why there are none. It reckons with decimals, so
its word is not taken: what it finds is tried in whole numbers, and what it rules out is ruled out again in fractions.
"""
