"""What a certificate names may go, also since events have a column more, for which their table was made anew."""

from django.db import migrations

from wayhome.cases.audit.append_only import let_go
from wayhome.cases.keeping.certified import UNLESS


class Migration(migrations.Migration):
    dependencies = [("keeping", "0002_let_go_by_certificate"), ("children", "0008_event_basis")]

    operations = [let_go("children_event", UNLESS["children_event"])]
