"""Reading pages the way a person does: what a form holds, what stands beside a field."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.http import HttpResponse


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "lxml")


def form_values(page: BeautifulSoup, action: str) -> dict[str, str]:
    """What the browser would send of the form with this action, nothing changed."""
    form = page.find(
        "form", attrs={"action": lambda value: value is not None and value.split("#")[0] == action}
    )
    assert form is not None, f"no form sends to {action}"
    values: dict[str, str] = {}
    for control in form.find_all(["input", "textarea", "select"]):
        name = control.get("name")
        if not name or control.find_parent("template") or name == "csrfmiddlewaretoken":
            continue
        if control.name == "select":
            chosen = control.find("option", selected=True) or control.find("option")
            values[name] = chosen["value"]
        elif control.get("type") in {"checkbox", "radio"}:
            if control.has_attr("checked"):
                values[name] = control.get("value", "on")
        elif control.name == "textarea":
            values[name] = control.get_text().removeprefix("\n").replace("\n", "\r\n")
        else:
            values[name] = control.get("value", "")
    return values


def errors(page: BeautifulSoup) -> list[str]:
    return [error.get_text(" ", strip=True) for error in page.select(".error")]


def said(page: BeautifulSoup) -> list[str]:
    return [line.get_text(" ", strip=True) for line in page.select(".said li")]


def buttons(page: BeautifulSoup) -> list[str]:
    return [button.get_text(" ", strip=True) for button in page.select(".clip-acts .button")]
