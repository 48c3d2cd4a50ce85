"""File and count what was published before there were filings."""

from collections import Counter
from typing import Any

from django.db import migrations

from dragoman.search.filing import keys_of, standing_of


def file_everything(apps: Any, schema_editor: Any) -> None:  # Any: as migrations have them
    Publication = apps.get_model("publications", "Publication")
    Filing = apps.get_model("search", "Filing")
    Count = apps.get_model("search", "Count")
    counts: Counter[tuple[str, str]] = Counter()
    labels: dict[tuple[str, str], str] = {}
    published = Publication.objects.filter(state="published").exclude(card={})
    for publication in published.only("pk", "card", "aired_on", "number").iterator(500):
        keys = keys_of(publication.card, publication.aired_on)
        standing = standing_of(publication.aired_on, publication.number)
        Filing.objects.bulk_create(
            Filing(publication=publication, kind=kind, value=value, standing=standing) for kind, value in keys
        )
        counts.update(keys.keys())
        labels |= keys
    Count.objects.bulk_create(
        Count(kind=key[0], value=key[1], label=labels[key], count=count) for key, count in counts.items()
    )
    apps.get_model("search", "ListVersion").objects.create(pk=1, version=1)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("publications", "0006_lists")]

    operations = [migrations.RunPython(file_everything, migrations.RunPython.noop)]
