"""A real bundle: a clip published twice through the product's own services, its ledger signed."""

from __future__ import annotations

from pathlib import Path

from dragoman.ledger.heads import sign_head
from dragoman.ledger.keeping import make_first_key
from dragoman.ledger.keys import signing_keys
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.publications.bundling import make_bundle
from dragoman.publications.services import publish_clip
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import published


def a_signed_clip(world, settings, tmp_path):
    """Published, signed, corrected, signed again. Returns the publication and the key one would trust."""
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    make_first_key(actor=SYSTEM)
    publication = published(world.editor.actor)
    told_files(publication)
    sign_head(actor=SYSTEM)
    texts = {"1": "Night trains will run again from 1 June."}
    write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
    change = Change(EditionKind.CORRECTION, "June, not May.")
    publish_clip(publication=publication, actor=world.editor.actor, change=change)
    sign_head(actor=SYSTEM)
    return publication, str(signing_keys()[-1].verifying)


def told_files(publication):
    """What the ledger says of each file that went out without a manifest."""
    for file in publication.files.all():
        record(
            actor=SYSTEM,
            act="rendition.published",
            subject=f"number:{publication.number}",
            detail={"edition": 1, "name": file.name, "sha256": file.sha256, "size_bytes": file.size_bytes},
        )


def a_bundle(world, settings, tmp_path) -> tuple[Path, str]:
    publication, key = a_signed_clip(world, settings, tmp_path)
    path = tmp_path / "bundle.zip"
    make_bundle(publication.number, path)
    return path, key
