from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.record.manifests.state import MediaState, State, digest_named, interpret, named_by_digest


@given(st.binary(min_size=32, max_size=32))
def test_name_by_digest_goes_both_ways(raw):
    assert digest_named(named_by_digest(raw.hex())) == raw.hex()


@given(st.text(max_size=60))
def test_other_names_are_no_digest(text):
    assert digest_named(text) == ""
    assert len(digest_named("ni:///sha-256;" + text)) in {0, 64}


def report(state, *failures):
    told = [{"code": code, "url": url} for code, url in failures]
    return {"validation_state": state, "validation_results": {"activeManifest": {"failure": told}}}


def judged(*arguments):
    found = interpret(report(*arguments), "video/mp4", "")
    return found.state, found.problem


def test_states():
    untrusted, expired = ("signingCredential.untrusted", ""), ("signingCredential.expired", "")
    assert judged("Trusted") == (State.TRUSTED, "")
    assert judged("Valid", untrusted) == (State.UNKNOWN_SIGNER, "")
    assert judged("Invalid", untrusted, expired) == (State.UNKNOWN_SIGNER, "certificate expired")
    assert judged("Invalid") == (State.BROKEN, "ingredient")
    assert judged("Invalid", ("claimSignature.mismatch", "")) == (State.BROKEN, "signature")
    assert judged("Invalid", ("assertion.dataHash.mismatch", "")) == (State.BROKEN, "media")
    assert judged("Invalid", untrusted, ("claim.malformed", "")) == (State.BROKEN, "claim.malformed")
    both = ("assertion.bmffHash.mismatch", ""), ("assertion.hashedURI.mismatch", "self#x/org.dragoman.quote")
    assert judged("Invalid", *both) == (State.BROKEN, "assertion org.dragoman.quote")
    assert judged("Trusted", ("claimSignature.mismatch", ""))[0] == State.BROKEN


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "manifests",
                    "active_manifest",
                    "assertions",
                    "label",
                    "data",
                    "actions",
                    "ingredients",
                    "failure",
                    "code",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["manifests", "active_manifest", "validation_results"]), anything))
def test_any_report_has_a_reading(told):
    assert isinstance(interpret(told, "", ""), MediaState)
