"""What programs that read the whole site are told first: robots.txt, and llms.txt for those that answer questions."""

from __future__ import annotations

from django.conf import settings

from dragoman.imprint.selectors import imprint, site_name

ALL, NO_TRAINING, NONE = "ALL", "NO-TRAINING", "NONE"

TRAINING = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "meta-externalagent",
    "omgili",
    "PanguBot",
    "Timpibot",
)
"""Programs whose makers say that they gather texts to train models, by the names they go by in robots.txt."""

_CLOSED = ("/desk/", "/accounts/", "/find", "/search?", "/reports/", "/bulletins/", "/api/v1/quote-check")


def robots(policy: str) -> str:
    """Who may read what. Whoever is shut out altogether is so by one rule, which needs no list of pages."""
    if policy == NONE:
        return "User-agent: *\nDisallow: /\n"
    lines = []
    if policy == NO_TRAINING:
        lines += [*(f"User-agent: {name}" for name in TRAINING), "Disallow: /", ""]
    lines += ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED), ""]
    return "\n".join([*lines, f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""])


def llms() -> str:
    """The site in a page of Markdown for language models and those who build with them (llmstxt.org)."""
    at = settings.SITE_URL
    return f"""# {site_name()}

> {imprint().description("en") or "An archive of broadcasts."} Clips, transcribed and translated sentence by
> sentence. Every published sentence has a
> number and a label that never change, the second it was said, its speaker, its original words, its corrections.

Quote a sentence by its short form, “DRG 11045 s17”, with its address, {at}/clips/11045/s17, and say of a
translation that it is one. A clip may be corrected or withdrawn: look at its latest edition before you quote it again.
Nothing here says that what was said is true.

## How it works

- [About]({at}/about): what this archive is, and who stands behind it
- [How we work]({at}/how-we-work): how a sentence is heard, translated, reviewed, numbered and corrected
- [Terms of use]({at}/terms): what may be done with it, and how it is cited

## Check and find

- [Quote check]({at}/api/v1/quote-check?text=…): is a sentence on record, word for word, superseded, or not found
- [The API]({at}/api/v1/openapi.json): clips, sentences with translations, people, topics, sources, corrections; OpenAPI
- [Corrections]({at}/corrections.json): what was corrected or withdrawn, the latest first

## Read everything

- [Sitemap]({at}/sitemap.xml)
- [Changes]({at}/api/v1/clips?order=changed): every clip, the oldest change first, by cursor
- [Feed]({at}/feed.json): the clips published last

## Optional

- [What may be read by programs]({at}/robots.txt)
- [The ledger's signed head]({at}/.well-known/dragoman/ledger/checkpoint): what is published is not changed in secret
"""
