from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from wayhome.cases.audit.actions import INSTALLATION, enter
from wayhome.cases.audit.models import Entry


@pytest.mark.django_db(transaction=True)
def test_a_table_emptied_between_tests_is_guarded_again():
    enter("see", by=INSTALLATION, at=datetime(2026, 3, 1, tzinfo=UTC), subject="child:12")
    call_command("flush", interactive=False, verbosity=0)
    assert not Entry.objects.exists()
    enter("see", by=INSTALLATION, at=datetime(2026, 3, 1, tzinfo=UTC), subject="child:12")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")
