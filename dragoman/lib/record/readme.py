"""The text in every bundle of this format: how to check it by hand."""

from __future__ import annotations

README_TEXT = """\
What this is
============

Everything there is to know about one published clip, so that you can check it without asking its archive:

  bundle.json                 every file here with its size and SHA-256
  editions/N.json             the header of edition N; its SHA-256 is the edition's digest
  editions/N.lines.jsonl      its words, one JSON line per sentence and language; the header names the root over them
  media/  tracks/             the film and its captions as published
  ledger/lines.jsonl          what the archive's ledger says about this clip and about its own keys
  ledger/checkpoint.txt       the signed head of the whole ledger
  ledger/proofs.json          for each line the path to that head; for each earlier head the path too
  ledger/checkpoints/         the heads signed when the editions were published
  keys/                       the keys that signed; compare them with those you know from elsewhere
  openings.json               the names behind the commitments in the editions, where they are not erased

With the program
================

  dragoman verify THIS-FILE --key "THE KEY YOU KNOW"

It needs no database and asks nobody. It says "verified", "verified, signer unknown" when everything holds together but
you gave no key that you trust, or "broken" and which file is at fault.

By hand
=======

1. An edition's digest:

     sha256sum editions/1.json
     grep '"act":"edition.published"' ledger/lines.jsonl

   The digest must stand in the ledger's line for that edition, and in "previous" of the next edition's header.

2. A line's hash, as the tree and the line after it name it:

     (printf '\\000'; sed -n 1p ledger/lines.jsonl | tr -d '\\n') | sha256sum

3. The head's signature (Ed25519 over the text above the empty line). A key file reads NAME+ID+BASE64; the last 32 bytes
   of its base64 are the public key:

     cut -d+ -f3- keys/1.vkey | base64 -d | tail -c 32 > raw
     (printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; cat raw) > key.der
     sed '/^$/,$d' ledger/checkpoint.txt > text
     grep '^— ' ledger/checkpoint.txt | head -1 | cut -d' ' -f3 | base64 -d | tail -c 64 > signature
     openssl pkeyutl -verify -pubin -inkey key.der -keyform DER -rawin -in text -sigfile signature

4. A file of the film:

     sha256sum media/*
     grep '"act":"rendition' ledger/lines.jsonl

The paths in proofs.json are those of RFC 9162 (Certificate Transparency): combine the line's hash with each hash of the
path in turn, and the last result is the root in checkpoint.txt.
"""
