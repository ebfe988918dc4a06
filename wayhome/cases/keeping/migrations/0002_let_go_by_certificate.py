"""A certificate only grows, and what was said may go by one: the database refuses everything else as before."""

from django.db import migrations

from wayhome.cases.audit.append_only import guard, let_go
from wayhome.cases.keeping.certified import FUNCTION, NO_FUNCTION, UNLESS


def only_on_postgresql(statement):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement, None)

    return run


class Migration(migrations.Migration):
    dependencies = [("keeping", "0001_initial"), ("children", "0002_append_only")]

    operations = [
        guard("keeping_certificate"),
        *(let_go(table, unless) for table, unless in UNLESS.items()),
        migrations.RunPython(only_on_postgresql(FUNCTION), only_on_postgresql(NO_FUNCTION)),
    ]
