from __future__ import annotations

import json
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.console import verify
from dragoman.project.main import main
from dragoman.publications.sentence_proofs import proof_of
from tests.publications.bundles import a_bundle

pytestmark = pytest.mark.django_db

WITHOUT_DJANGO = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ImportError("no Django here")
sys.meta_path.insert(0, Blocked())
from dragoman.project.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def bundle(world, settings, tmp_path):
    return a_bundle(world, settings, tmp_path)


@pytest.fixture
def site(tmp_path, bundle):
    """The bundle behind the address where an archive has it."""
    folder = tmp_path / "site" / "clips" / "1"
    folder.mkdir(parents=True)
    (folder / "bundle.zip").write_bytes(bundle[0].read_bytes())
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "site"))
    handler.log_message = lambda *_: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def asked(capsys, *arguments):
    status = main(["verify", *map(str, arguments), "--known-keys", "/nowhere"])
    return status, capsys.readouterr().out


def test_answers_have_their_own_exit_status(capsys, bundle, tmp_path):
    path, key = bundle
    assert asked(capsys, path, "--key", key)[0] == 0
    assert asked(capsys, path)[0] == 3
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(path.read_bytes().replace(b"1 June", b"1 July", 1))
    assert asked(capsys, damaged, "--key", key)[0] == 1
    assert asked(capsys, tmp_path / "nothing.zip")[0] == 2


def test_first_broken_link_is_named_for_machines(capsys, bundle, tmp_path):
    path, key = bundle
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(path.read_bytes().replace(b"1 June", b"1 July", 1))
    told = json.loads(asked(capsys, damaged, "--key", key, "--json")[1])
    assert (told["result"], told["broken"]["file"]) == ("broken", "bundle")


def test_known_keys_are_read_from_a_file(capsys, bundle, tmp_path):
    path, key = bundle
    kept = tmp_path / "known_keys"
    kept.write_text(f"# the archive's key, from its letterhead\n{key}\n")
    assert main(["verify", str(path), "--known-keys", str(kept)]) == 0


def test_page_address_and_number_lead_to_the_bundle(capsys, bundle, site):
    key = bundle[1]
    assert asked(capsys, f"{site}/clips/1/night-trains#s1", "--key", key)[0] == 0
    assert asked(capsys, "1", "--site", site, "--key", key)[0] == 0
    assert asked(capsys, f"{site}/clips/1/bundle.zip", "--key", key)[0] == 0


@pytest.mark.parametrize("what", ["1", "ftp://archive.example/x", "http://127.0.0.1:9/clips/1", "http:///x"])
def test_what_can_t_be_fetched_is_said(capsys, what):
    assert main(["verify", what]) == 2


def test_missing_number_on_a_site_is_said(capsys, site):
    assert main(["verify", "77", "--site", site]) == 2
    assert "404" in capsys.readouterr().err


def test_proof_of_a_sentence_is_checked_too(capsys, bundle, tmp_path):
    path = tmp_path / "s1.proof"
    path.write_bytes(proof_of(1, "1"))
    status, words = asked(capsys, path, "--key", bundle[1])
    assert (status, words.startswith("verified: No. 1, edition 2,")) == (0, True)


def test_it_works_where_there_is_no_django(bundle, tmp_path):
    path, key = bundle
    command = [sys.executable, "-c", WITHOUT_DJANGO, "verify", str(path), "--key", key]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0][:8]) == (0, "verified"), done.stderr


def test_addresses_of_pages_and_files_are_told_apart():
    told = [
        "https://a.example/clips/11045/night-trains?in=pt#s1",
        "https://a.example/ar/clips/11045",
        "https://a.example/clips/11045/bundle.zip",
        "https://a.example/11045/s1.proof",
    ]
    assert [verify._bundle_address(url) for url in told] == [
        "https://a.example/clips/11045/bundle.zip",
        "https://a.example/ar/clips/11045/bundle.zip",
        told[2],
        told[3],
    ]
