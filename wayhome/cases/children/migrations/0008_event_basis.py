"""Each event says under which regime it was recorded; those that are there, what follows from their agency's kind.

The column is added in SQL. SQLite makes a table anew for what Django adds, which it refuses while guards of other tables
ask this one; and a new table would have no guard. The one that is taken off for the update is put on again here, and
a certificate's way through it by `keeping`, above.
"""

from django.db import migrations, models

from wayhome.cases.audit.append_only import guard, lift

ADDED = "ALTER TABLE children_event ADD COLUMN basis varchar(1) NOT NULL DEFAULT 'g'"
TAKEN_AWAY = "ALTER TABLE children_event DROP COLUMN basis"
UNDER_PART_3 = """UPDATE children_event SET basis = 'l'
    WHERE of_id IN (SELECT id FROM partners_agency WHERE kind = 'police')"""


class Migration(migrations.Migration):
    dependencies = [("children", "0007_seal_review"), ("partners", "0001_initial")]

    operations = [
        lift("children_event"),
        migrations.RunSQL(
            ADDED,
            TAKEN_AWAY,
            state_operations=[
                migrations.AddField("event", "basis", models.CharField(max_length=1, default="g"), False)
            ],
        ),
        migrations.RunSQL(UNDER_PART_3, migrations.RunSQL.noop),
        guard("children_event"),
    ]
