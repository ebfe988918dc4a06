"""Whole numbers under a setting of a protocol, by the names that say how each is read and written."""

#: Whole years, which a person counts from a day.
type Years = int

#: How often something happened.
type Times = int

#: Whole years of age of a child.
type ChildYears = int
