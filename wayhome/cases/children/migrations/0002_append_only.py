"""What was said is added to, never changed: the database itself refuses anything else."""

from django.db import migrations

from wayhome.cases.audit.append_only import guard


class Migration(migrations.Migration):
    dependencies = [("children", "0001_initial")]

    operations = [guard("children_event"), guard("children_telling"), guard("children_seal")]
