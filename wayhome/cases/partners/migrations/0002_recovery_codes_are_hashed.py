"""Recovery codes that could be shown again become hashes. Those on paper go on opening what they opened."""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import migrations

from wayhome.cases.partners.sign_in.recovery_codes import KIND, hashed


def hash_what_is_held(apps, _schema):
    """One person's take some seconds. There is no way back from a hash, and none is needed to go back a version: they are
    made anew.
    """
    for held in apps.get_model("mfa", "Authenticator").objects.filter(type=KIND):
        if "seed" in held.data:
            held.data = hashed(RecoveryCodes(held).get_unused_codes())
            held.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(hash_what_is_held, migrations.RunPython.noop)]
