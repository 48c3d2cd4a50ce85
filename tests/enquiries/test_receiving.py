from __future__ import annotations

import json

import pytest

from dragoman.enquiries.enclosing import ArrivedFile, place_of
from dragoman.enquiries.errors import EnquiryRefused, FileRefused, TooManyEnquiries
from dragoman.enquiries.letters import reply_address, status_url
from dragoman.enquiries.models import Attachment, Enquiry, EnquiryClip
from dragoman.enquiries.selectors import enquiry_at, inbox
from dragoman.enquiries.services.receiving import confirm_enquiry
from dragoman.enquiries.terms import State
from dragoman.enquiries.tokens import CONFIRM, STATUS, is_token, token_of
from dragoman.ledger.models import Entry
from dragoman.publications.services import reserve_number
from tests.factories.clips import draft, published
from tests.factories.enquiries import ADDRESS, confirmed, letters, links, received

pytestmark = pytest.mark.django_db


def test_nobody_reads_it_before_the_address_is_confirmed(world):
    enquiry = received()
    assert (enquiry.state, list(inbox())) == (State.RECEIVED, [])
    (subject, text) = letters()[0]
    assert subject == f"Please confirm your request {enquiry.reference}"
    assert links() == [f"{status_url(enquiry)}/confirm/{token_of(CONFIRM, enquiry.nonce)}"]
    assert ("Nadia" in text, "night trains" in text) == (
        False,
        False,
    )  # nobody's words reach a stranger through us
    confirm_enquiry(enquiry=enquiry)
    confirm_enquiry(enquiry=enquiry)
    assert ([one.reference for one in inbox()], len(letters())) == ([enquiry.reference], 2)


def test_references_are_counted_by_year_and_tokens_are_kept_as_hashes(world):
    first, second = received(), received()
    year = first.received_at.year
    assert (first.reference, second.reference) == (f"R-{year}-000001", f"R-{year}-000002")
    token = token_of(STATUS, first.nonce)
    assert (len(token), enquiry_at(token), enquiry_at(token.upper()), enquiry_at("é")) == (
        32,
        first,
        first,
        None,
    )
    row = json.dumps(list(Enquiry.objects.filter(pk=first.pk).values()), default=str)
    assert token not in row
    assert not is_token(CONFIRM, first.nonce, token)


def test_form_sent_twice_is_one_request_and_one_letter(world):
    assert received(form="a").pk == received(form="a").pk
    assert (Enquiry.objects.count(), len(letters())) == (1, 1)


def test_trusted_address_with_proof_of_work_is_at_the_desk_at_once(world, settings):
    settings.ENQUIRY_TRUSTED_DOMAINS = ("*.example",)
    assert [received(is_worked=one).state for one in (False, True)] == [State.RECEIVED, State.VERIFIED]


def test_only_a_published_clip_is_linked(world):
    hidden = reserve_number(publication=draft(world.editor.actor), actor=world.editor.actor)
    shown = published(world.editor.actor)
    received(number=hidden)
    received(number=shown.number)
    received(number=987_654)
    assert [one.publication for one in EnquiryClip.objects.all()] == [shown]


def test_flood_is_stopped_by_place_and_by_address(world):
    for place in range(5):
        received(address="192.0.2.1", email=f"{place}@x.example")
        received(address=f"192.0.2.{place + 10}")
        received(address="192.0.2.1", email=f"{place}@y.example")
    with pytest.raises(TooManyEnquiries, match="where you are"):
        received(address="192.0.2.1", email="z@z.example")
    with pytest.raises(TooManyEnquiries, match="look in your mail"):
        received(address="192.0.2.99", email=ADDRESS.upper())
    assert received(address="192.0.2.99", email="z@z.example").pk


def test_too_much_text_is_refused_in_words(world):
    with pytest.raises(EnquiryRefused, match="5000"):
        received(text="x" * 5001)


def test_files_are_kept_apart_under_drawn_names(world, tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"%PDF-1.7 request")
    enquiry = received(files=[ArrivedFile(path, "../../etc/brief\u202efdp.exe")])
    kept = Attachment.objects.get(enquiry=enquiry)
    assert (kept.name, kept.mime) == ("....etcbrieffdp.exe.pdf".lstrip("."), "application/pdf")
    assert place_of(kept.file).read_bytes() == b"%PDF-1.7 request"
    path.write_bytes(b"MZ\x90\0")
    with pytest.raises(FileRefused):
        received(files=[ArrivedFile(path, "brief.pdf")])
    assert Enquiry.objects.count() == 1


def test_ledger_holds_a_commitment_and_no_word(world):
    enquiry = confirmed()
    lines = b"".join(Entry.objects.values_list("line", flat=True)).decode()
    assert enquiry.requester.commitment in lines
    assert [one in lines for one in ("Nadia", ADDRESS, "Radio Meridian", "night trains")] == [False] * 4


def test_letters_are_answered_by_an_address_of_their_own(world, settings):
    settings.ENQUIRY_MAIL = "enquiries@archive.example"
    enquiry = confirmed()
    assert reply_address(enquiry).endswith("@archive.example")
    assert {one.reply_to for one in enquiry_letters()} == {reply_address(enquiry)}


def enquiry_letters():
    from dragoman.letters.models import Letter

    return Letter.objects.all()
