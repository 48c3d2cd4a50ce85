"""The typefaces of the pages: cut down from the installed font packages to what the pages set, as WOFF2.

Nothing of a typeface is kept in the repository. ``build_faces`` writes a folder that is served as static files:
one file per face and script, and ``faces.css`` that names them, with stand-ins from the reader's own machine
measured so that a line breaks at the same place before and after its face arrives.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import fontpkg
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from dragoman.lib.hashing import digest

_LATIN = (
    "20-7E A0-FF 131 152-153 2C6 2DA 2DC 2009 2010-2014 2018-201A 201C-201E 2020-2022 2026 202F 2032-2033 "
    "2039-203A 20AC 2116 2122 2190 2192 2212"
)
_LATIN_MORE = "100-130 132-151 154-17F 192 1A0-1A1 1AF-1B0 1CD-1DC 218-21B 1E00-1EFF"
_CYRILLIC = "400-45F 490-491"
# Arabic, Persian, Urdu and Kurdish letters in one file: a word never crosses two faces.
_ARABIC = (
    "20-22 28-29 2C-2E 3A AB BB 60C 61B 61F 621-63A 640-655 660-66C 670-671 679 67E 686 688 691 695 698 6A4 6A9 6AF "
    "6B5 6BA 6BE 6C0-6C3 6C6 6CC 6CE 6D2-6D5 6F0-6F9 200C-200F"
)
# In an Arabic interface the names and numbers between come from the same face.
_ARABIC_AND_ASCII = f"{_ARABIC} 23-27 2A-2B 2F-39 3B-7E A0 B7 2013-2014 2018-2019 201C-201D 2026 2190 2192"
# Letters, the points of vowels and the marks within words; spaces and the rest come from the Latin face beside it.
_HEBREW = "5B0-5BD 5BE-5BF 5C1-5C2 5C7 5D0-5EA 5F3-5F4 20AA FB2A-FB4E"
_HEBREW_FEATURES = "kern liga ccmp mark mkmk"
_DIGITS = "20 23 28-3A 41-5A 5F 61-7A 2026"
_ARABIC_FEATURES = "init medi fina isol rlig liga calt ccmp locl mark mkmk kern curs"
_TEXT_FEATURES = "kern liga ccmp locl mark"


@dataclass(frozen=True, slots=True)
class Face:
    """One file: which characters of which package, at which weights."""

    file: str
    package: str
    weight: str
    characters: str
    features: str
    axes: dict[str, float | tuple[float, float]] = field(default_factory=dict)
    pick: int = 400


@dataclass(frozen=True, slots=True)
class StandIn:
    """What the reader's machine has, and how wide and tall it must be set to take the face's place."""

    family: str
    weight: str
    local: tuple[str, ...]
    size: float
    ascent: float
    descent: float


_SERIF: dict[str, float | tuple[float, float]] = {"opsz": 20, "wght": (400, 600)}
_SANS: dict[str, float | tuple[float, float]] = {"opsz": 14, "wght": (400, 600)}
FACES = (
    Face("serif", "Source Serif 4", "400 600", _LATIN, "kern liga", _SERIF),
    Face("serif-more", "Source Serif 4", "400 600", _LATIN_MORE, _TEXT_FEATURES, _SERIF),
    Face("serif-cyrillic", "Source Serif 4", "400 600", _CYRILLIC, _TEXT_FEATURES, _SERIF),
    Face("sans", "Inter", "400 600", _LATIN, "kern tnum cv05 ss03", _SANS),
    Face("sans-more", "Inter", "400 600", _LATIN_MORE, _TEXT_FEATURES, _SANS),
    Face("sans-cyrillic", "Inter", "400 600", _CYRILLIC, _TEXT_FEATURES, _SANS),
    Face("hebrew", "Frank Ruhl Libre", "400 600", _HEBREW, _HEBREW_FEATURES, {"wght": (400, 600)}),
    Face("hebrew-sans", "Assistant", "400 600", _HEBREW, _HEBREW_FEATURES, {"wght": (400, 600)}),
    Face("mono", "JetBrains Mono", "400 600", _DIGITS, "", {"wght": 500}),
    Face("arabic", "Amiri", "400 700", _ARABIC, _ARABIC_FEATURES),
    Face("arabic-sans", "IBM Plex Sans Arabic", "400", _ARABIC_AND_ASCII, _ARABIC_FEATURES),
    Face("arabic-sans-bold", "IBM Plex Sans Arabic", "600", _ARABIC_AND_ASCII, _ARABIC_FEATURES, pick=600),
)
# Widths are averages over running English text: the face's over the stand-in's, weight by weight (Arial 0.4487 and
# 0.4843 em, Times 0.4079 and 0.4333 em, and the families drawn to the same widths). Heights are the face's own.
_TIMES = ("Times New Roman", "Liberation Serif", "Tinos")
_ARIAL = ("Arial", "Liberation Sans", "Arimo")
STAND_INS = (
    StandIn("Source Serif 4 stand-in", "400", _TIMES, 1.1131, 1.036, 0.335),
    StandIn(
        "Source Serif 4 stand-in", "500 600", tuple(f"{one} Bold" for one in _TIMES), 1.0626, 1.036, 0.335
    ),
    StandIn("Inter stand-in", "400", _ARIAL, 1.0728, 0.9688, 0.2412),
    StandIn("Inter stand-in", "500 600", tuple(f"{one} Bold" for one in _ARIAL), 1.0135, 0.9688, 0.2412),
    StandIn(
        "JetBrains Mono stand-in", "400 600", ("Courier New", "Liberation Mono", "Cousine"), 0.9998, 1.02, 0.3
    ),
)


def build_faces(target: Path) -> bool:
    """Write the faces and their style sheet into a folder; False when it already holds exactly these."""
    recipe = _recipe()
    if _kept(target / "recipe") == recipe:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix="faces-"))
    try:
        for face in FACES:
            _write(face, folder / f"{face.file}.woff2")
        (folder / "faces.css").write_text(_style_sheet(), encoding="utf-8")
        (folder / "recipe").write_text(recipe, encoding="utf-8")
        folder.chmod(0o755)
        _put_in_place(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return True


def code_points(characters: str) -> list[int]:
    """Every code point of hexadecimal ranges such as ``20-7E A0``."""
    found: list[int] = []
    for part in characters.split():
        first, _, last = part.partition("-")
        found.extend(range(int(first, 16), int(last or first, 16) + 1))
    return found


def _write(face: Face, target: Path) -> None:
    font = TTFont(fontpkg.path(face.package, face.pick, nearest=True))
    options = Options()
    options.layout_features = face.features.split()
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # the licence travels with the file
    options.notdef_outline = True
    options.drop_tables += ["meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points(face.characters))
    subsetter.subset(font)
    if face.axes:
        instantiateVariableFont(font, face.axes, inplace=True)
    font.flavor = "woff2"
    font.save(target)
    font.close()


def _style_sheet() -> str:
    rules = [
        f'@font-face {{ font-family: "{face.package}"; src: url("{face.file}.woff2") format("woff2"); '
        f"font-weight: {face.weight}; font-display: swap; unicode-range: {_unicode_range(face.characters)}; }}"
        for face in FACES
    ]
    rules += [
        f'@font-face {{ font-family: "{one.family}"; src: {_local(one.local)}; '
        f"font-weight: {one.weight}; size-adjust: {one.size:.2%}; "
        f"ascent-override: {one.ascent / one.size:.2%}; descent-override: {one.descent / one.size:.2%}; "
        "line-gap-override: 0%; }"
        for one in STAND_INS
    ]
    return "\n".join(rules) + "\n"


def _unicode_range(characters: str) -> str:
    return ", ".join(f"U+{part}" for part in characters.split())


def _local(names: tuple[str, ...]) -> str:
    return ", ".join(f'local("{name}")' for name in names)


def _recipe() -> str:
    packages = sorted({f"fontpkg-{face.package.lower().replace(' ', '-')}" for face in FACES})
    versions = {package: version(package) for package in [*packages, "fonttools"]}
    return digest(f"{sorted(versions.items())}{FACES!r}{_style_sheet()}".encode())


def _kept(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _put_in_place(folder: Path, target: Path) -> None:
    """Swap the new folder in; readers see the old one or the new one, and for an instant neither."""
    old = folder.with_name(f"{folder.name}.old")
    if target.exists():
        target.replace(old)
    folder.replace(target)
    shutil.rmtree(old, ignore_errors=True)
