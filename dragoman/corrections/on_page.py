"""What stands on a clip's page of answered disputes and of where it is cited."""

from __future__ import annotations

from django.db import connection

from dragoman.corrections.selectors import Dispute, disputes_of
from dragoman.corrections.terms import ReportState, UseState
from dragoman.corrections.uses import PublicUse, uses_of

_HAS = """
SELECT EXISTS (SELECT 1 FROM corrections_report WHERE publication_id = clip.id AND state = %s),
       EXISTS (SELECT 1 FROM corrections_use WHERE publication_id = clip.id AND state = %s)
FROM publications_publication AS clip WHERE number = %s
"""


def disputes_and_uses(number: int) -> tuple[tuple[Dispute, ...], tuple[PublicUse, ...]]:
    """Most clips have neither, and then one plain question says so."""
    with connection.cursor() as cursor:
        cursor.execute(_HAS, [ReportState.NOT_UPHELD.value, UseState.ACCEPTED.value, number])
        has_disputes, has_uses = cursor.fetchone() or (False, False)
    return disputes_of(number) if has_disputes else (), uses_of(number) if has_uses else ()
