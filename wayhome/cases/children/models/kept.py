"""Words kept apart from what was said, encrypted, because they would say where a child in a refuge is."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wayhome.cases.children.models.child import Child, OfChildQuerySet
from wayhome.cases.partners.models import Agency


def new_token() -> str:
    return uuid4().hex


class KeptWords(models.Model):
    """`token` stands for them in the events of `of`; `sealed` are the words, encrypted, and `index` finds them again.

    The events can never be written again, and keys must be replaced: so the words stand here.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="kept_words", db_index=False)
    of = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    index = models.CharField(max_length=64)
    sealed = models.TextField()

    objects = OfChildQuerySet["KeptWords"].as_manager()

    class Meta:
        verbose_name_plural = "kept words"
        indexes = [models.Index(fields=["child"], name="kept_words_of_child")]

    def __str__(self) -> str:
        return f"kept words {self.pk} of child {self.child_id}"
