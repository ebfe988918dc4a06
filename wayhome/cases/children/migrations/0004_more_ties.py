"""More kinds of tie; an authority that knew a child by the child's placement was the host, and is now called so."""

from django.db import migrations, models


def name_the_hosts(apps, _):
    ties = apps.get_model("children", "Relation").objects.filter(
        agency__kind="authority", because="placement"
    )
    ties.filter(kind="own_agency").update(kind="placed_in_area")


def name_nobody_a_host(apps, _):
    apps.get_model("children", "Relation").objects.filter(kind="placed_in_area").update(kind="own_agency")


class Migration(migrations.Migration):
    dependencies = [("children", "0003_relation_of_child"), ("partners", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="relation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("own_agency", "own_agency"),
                    ("placed_in_area", "placed_in_area"),
                    ("allocated", "allocated"),
                    ("reviews", "reviews"),
                    ("cares_for", "cares_for"),
                    ("on_agenda", "on_agenda"),
                    ("referred", "referred"),
                    ("own_report", "own_report"),
                    ("shared", "shared"),
                    ("break_glass", "break_glass"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunPython(name_the_hosts, name_nobody_a_host),
    ]
