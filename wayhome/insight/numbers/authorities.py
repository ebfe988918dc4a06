"""The partnership's authorities, as tables are told of them."""

from __future__ import annotations

from wayhome.cases.partners.models import Agency
from wayhome.insight.tables.areas import Areas, Authority, among_partners
from wayhome.rules.facts import AgencyKind


def authorities() -> Areas:
    """As they are now, each with its nation, and with its force, which knows the incidents of its area."""
    those = Agency.objects.filter(kind=AgencyKind.AUTHORITY).select_related("force").order_by("code")
    return among_partners(
        Authority(
            one.code,
            one.name,
            nation=one.get_nation_display(),
            force=one.force.code if one.force else "",
        )
        for one in those
    )
