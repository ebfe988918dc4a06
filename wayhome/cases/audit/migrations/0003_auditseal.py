from django.db import migrations, models

from wayhome.cases.audit.append_only import guard


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("form", models.PositiveSmallIntegerField()),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("entries", models.PositiveIntegerField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("sealed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("imprints", models.BinaryField()),
            ],
            options={"db_table": "audit_seal"},
        ),
        guard("audit_seal"),
    ]
