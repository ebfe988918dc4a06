from django.db import migrations

from wayhome.cases.audit.append_only import guard


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [guard("audit_entry")]
