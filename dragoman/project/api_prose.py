"""What stands above the generated part of the API's reference page."""

from __future__ import annotations

BEFORE = """# The API

`GET /api/v1/openapi.json` is this page for machines (OpenAPI 3.1); both are made from the code.

```
curl -s 'https://archive.example/api/v1/clips?topic=railways&fields=number,title'
```

**Reading is open** and needs no account; scripts of any site may read. What is not published is not there: drafts
answer 404 like numbers that were never given out, and a withdrawn number answers 410 with its date and reason.

**Lists** are `{"items": […], "next": "…"}`. `next` is the address of the next page, null on the last; the header `Link`
has it too. Take a cursor as it comes. Nothing is skipped or repeated on the way.

**To keep a copy**, read `clips?order=changed` to the end and keep the greatest `updated_at`; next time go on with it
as `updated_since`. Withdrawals are among the `corrections`.

**`fields=number,title`** sends only those fields of an answer, or of each item of a list.

**Nothing new?** Send the `ETag` of the last answer as `If-None-Match`; the answer is 304 and empty.

**How often.** Every answer says in `RateLimit` what is left and in `RateLimit-Policy` how many questions a minute there
are; they flow in evenly. Whoever asks too often gets 429 and `Retry-After`. A program with a token may ask more often:
`Authorization: Bearer drg_…`. Administrators make and revoke tokens at the desk, under Machines; a token opens
nothing that is not public. One that does not hold gets 401, one that is not for what is asked 403.

**Problems** are `application/problem+json` (RFC 9457): `status`, `title`, and in `detail` a sentence that says what to
ask instead. An unknown parameter is a problem too, so that a misspelt filter is not taken for none.

Times are UTC, positions whole milliseconds of the clip, languages BCP 47 tags, countries ISO 3166-1 alpha-2."""
