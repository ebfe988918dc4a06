"""Where somebody lives, for one question alone: whether they read of a child who lives there too."""

from __future__ import annotations

from typing import Self

from django.db import models

from wayhome.cases.partners.models.user import User


class OwnPostcodeQuerySet(models.QuerySet["OwnPostcode"]):
    def visible_to(self, user: User) -> Self:
        """Nobody is shown one, not even whoever gave it."""
        return self.none()


class OwnPostcode(models.Model):
    """A person's own postcode, as `partners.postcodes` writes it, encrypted.

    Not a column of the user: it is read with nobody, and on one page alone.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="own_postcode")
    postcode = models.TextField()

    objects = OwnPostcodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"postcode of user {self.user_id}"
