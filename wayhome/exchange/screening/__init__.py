"""A question put to every child in a partner's files, in company: straight from files, without a record."""
