from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.desk.browsing import soup

ADDRESS = reverse("desk:doctor")


def test_administrator_reads_what_is_well_and_what_to_do(administrator: Client) -> None:
    page = soup(administrator.get(ADDRESS))
    names = [heading.get_text(strip=True) for heading in page.select(".doctor h2")]
    assert names[:4] == ["Database", "Tables", "Guards of the record", "Disk"]
    assert all(item.select_one("svg[aria-label]") for item in page.select(".doctor li"))


def test_nobody_else_does(editor: Client, client: Client) -> None:
    assert (editor.get(ADDRESS).status_code, client.get(ADDRESS).status_code) == (403, 302)
