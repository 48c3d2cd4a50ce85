"""By what a kept clip page is known: the clip's own stamp and the version of the lists, by one question."""

from __future__ import annotations

from django.db import connection

from dragoman.publications.selectors import stamp_from, stamp_query


def stamp_and_version(number: int) -> tuple[str, int] | None:
    """None when there is no page. Asked for every page view, so it is plain SQL."""
    asked, given = stamp_query(number)
    with connection.cursor() as cursor:
        cursor.execute(_WITH_VERSION.format(asked=asked), given)
        row = cursor.fetchone()
    return (stamp_from(*row[:4]), int(row[4])) if row else None


_WITH_VERSION = """
SELECT stamped.*, COALESCE((SELECT version FROM search_listversion WHERE id = 1), 0) FROM ({asked}) AS stamped
"""
