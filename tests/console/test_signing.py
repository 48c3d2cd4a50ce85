from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.console.signing import make_test_chain_if_none
from dragoman.engines.signing import certificates
from dragoman.project.main import main
from tests.factories.clips import published
from tests.media.signed import chain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.SIGNING_CERTIFICATE_FILE = tmp_path / "keys" / "chain.pem"
    settings.SIGNING_KEY_FILE = tmp_path / "keys" / "signing.key"
    settings.SIGNING_TRUST_FILE = tmp_path / "keys" / "trust.pem"
    return tmp_path / "keys"


def test_setup_says_loudly_what_it_made_and_never_overwrites(keys, capsys):
    assert main(["signing", "setup"]) == 0
    assert "TEST CHAIN: it vouches for nobody" in capsys.readouterr().out
    before = (keys / "signing.key").read_bytes()
    assert main(["signing", "setup"]) == 1
    assert "nothing was overwritten" in capsys.readouterr().err
    assert (keys / "signing.key").read_bytes() == before


def test_first_start_makes_one_and_leaves_any_other_alone(keys):
    assert (make_test_chain_if_none(), make_test_chain_if_none()) == (True, False)
    (keys / "chain.pem").unlink()
    assert make_test_chain_if_none() is False


def test_show(capsys):
    assert main(["signing", "show"]) == 1
    assert "There is no certificate at" in capsys.readouterr().err
    main(["signing", "setup"])
    capsys.readouterr()
    assert main(["signing", "show"]) == 0
    shown = capsys.readouterr().out
    assert "VOUCHES FOR NOBODY" in shown and "es256" in shown and "renew" not in shown


@pytest.mark.parametrize(
    ("days", "status", "words"), [(20, 0, "ends in 19 days"), (-1, 1, "not valid today")]
)
def test_end_of_a_certificate_is_told(keys, settings, capsys, monkeypatch, days, status, words):
    monkeypatch.setattr(
        certificates, "_TEST_LIFE", timedelta(days=days) if days > 0 else timedelta(minutes=-30)
    )
    files = chain(keys)
    assert files.key == settings.SIGNING_KEY_FILE and datetime.now(UTC)
    assert main(["signing", "show"]) == status
    told = capsys.readouterr()
    assert words in told.out + told.err


def test_retry_queues_what_is_not_signed(world, capsys):
    published(world.editor.actor)
    assert main(["signing", "retry"]) == 0
    assert capsys.readouterr().out.startswith("1 clips have files")
