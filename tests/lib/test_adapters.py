from __future__ import annotations

import pytest

from dragoman.lib.adapters import AdapterUnusable, build


class Engine:
    def __init__(self, model: str = "small", threads: int = 0) -> None:
        self.made_with = (model, threads)


HERE = f"{__name__}.Engine"


@pytest.mark.parametrize(
    ("spec", "made_with"),
    [
        (HERE, ("small", 0)),
        (f"{HERE}?model=/srv/large&threads=2", ("/srv/large", 2)),
        (f"{HERE}?model=a%20b", ("a b", 0)),
        ((HERE, {"threads": 4}), ("small", 4)),
    ],
)
def test_adapter_is_built_as_the_setting_says(spec, made_with):
    assert build(spec).made_with == made_with


@pytest.mark.parametrize("spec", ["", "nothing", "no.such.Module", f"{HERE}s", f"{HERE}?colour=red", "..x"])
def test_wrong_path_is_said(spec):
    with pytest.raises(AdapterUnusable, match="cannot be used"):
        build(spec)
