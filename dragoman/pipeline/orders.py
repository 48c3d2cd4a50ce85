"""What someone asks for when they ask for a clip: text as typed, turned into values once, at the edge."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.catalogue.services import ChannelEntry
from dragoman.clips.passages import BadPassages, read_passages
from dragoman.clips.services import ClipDescription
from dragoman.clips.terms import Convention
from dragoman.lib.bounded import TooLong, bounded_line
from dragoman.lib.languages import UnknownLanguage, canonical
from dragoman.lib.timecode import BadTimecode, Span, parse_clock
from dragoman.recordings.airtime import Airtime, BadAirtime, read_airtime
from dragoman.recordings.capture import BadCapture, Capture, read_capture


class OrderRefused(ValueError):
    """Something asked for can't be done. ``field`` names the part of the order, the message says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class ClipOrder:
    """An order in the words of the person who gives it."""

    title: str
    channel: str
    aired: str
    spoken: tuple[str, ...]
    country: str = ""
    into: tuple[str, ...] = ()
    in_point: str = ""
    out_point: str = ""
    passages: tuple[str, ...] = ()
    """``0:10-0:45`` each: several stretches instead of in and out point."""
    speakers: tuple[str, ...] = ()
    programme: str = ""
    place: str = ""
    topics: tuple[str, ...] = ()
    summary: str = ""
    title_original: str = ""
    channel_original: str = ""
    language: str = "en"
    convention: str = Convention.VERBATIM
    # Published whatever the checks find, as an operator decides; or only when nothing holds it back.
    publish: bool = False
    publish_if_clear: bool = False
    reason: str = ""
    """Why it may go out before a person reviewed it; readers are shown it."""
    without_sound: bool = False
    without_picture: bool = False
    origin: str = ""
    """A ``RecordingOrigin``; empty is the broadcast, or what a recording that is here says itself."""
    origin_url: str = ""
    capture_note: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerTold:
    """Who speaks from a position of the clip on, until the next."""

    at_ms: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """The order as values."""

    order: ClipOrder
    description: ClipDescription
    channel: ChannelEntry
    airtime: Airtime
    capture: Capture
    spoken: tuple[str, ...]
    into: tuple[str, ...]
    in_ms: int | None
    out_ms: int | None
    passages: tuple[Span, ...]
    speakers: tuple[SpeakerTold, ...]


_LONGEST = {
    "title": 300,
    "title_original": 300,
    "channel": 200,
    "channel_original": 200,
    "country": 120,
    "programme": 200,
    "place": 200,
}


def read_order(order: ClipOrder) -> ReadOrder:
    """Check everything that can be checked before the recording is touched. Raises ``OrderRefused``."""
    _check_lines(order)
    in_ms, out_ms = _points(order)
    passages = _passages(order)
    spoken = _languages("spoken", order.spoken)
    if not spoken:
        raise OrderRefused("spoken", "Say which language is spoken, for example en or pt-BR.")
    if order.convention not in Convention.values:
        raise OrderRefused("convention", f"Choose one of {', '.join(Convention.values)}.")
    return ReadOrder(
        order=order,
        description=ClipDescription(
            title=order.title,
            title_original=order.title_original,
            title_language=spoken[0] if order.title_original else "",
            language=_languages("language", (order.language,))[0],
            summary=order.summary,
            convention=_convention(order.convention, passages),
        ),
        channel=ChannelEntry(
            order.channel, order.country, order.channel_original, spoken[0] if order.channel_original else ""
        ),
        airtime=_airtime(order.aired),
        capture=_capture(order),
        spoken=spoken,
        into=_languages("into", order.into),
        in_ms=in_ms,
        out_ms=out_ms,
        passages=passages,
        speakers=tuple(read_speaker(text) for text in order.speakers if text.strip()),
    )


def _check_lines(order: ClipOrder) -> None:
    lines = {field: _fitting(field, getattr(order, field), most) for field, most in _LONGEST.items()}
    if not lines["title"]:
        raise OrderRefused("title", "Give the clip a title.")
    if not lines["channel"]:
        raise OrderRefused("channel", "Say which channel aired it.")
    for topic in order.topics:
        _fitting("topics", topic, 200)


def _points(order: ClipOrder) -> tuple[int | None, int | None]:
    in_ms, out_ms = _position("in_point", order.in_point), _position("out_point", order.out_point)
    if in_ms is not None and out_ms is not None:
        try:
            Span(in_ms, out_ms)
        except ValueError as error:
            raise OrderRefused("out_point", str(error)) from error
    return in_ms, out_ms


def _passages(order: ClipOrder) -> tuple[Span, ...]:
    try:
        passages = read_passages(order.passages)
    except BadPassages as error:
        raise OrderRefused("passages", str(error)) from error
    if passages and (order.in_point.strip() or order.out_point.strip()):
        raise OrderRefused("passages", "Give either passages or an in and an out point, not both.")
    return passages


def _convention(asked: str, passages: tuple[Span, ...]) -> str:
    """What is put together from passages says so, unless someone chose otherwise."""
    return Convention.EXCERPTS if len(passages) > 1 and asked == Convention.VERBATIM else asked


def read_speaker(text: str) -> SpeakerTold:
    """``Xi Jinping, President of China`` from the start, or ``0:58 Sergey Lavrov, Foreign Minister`` from there."""
    words = text.strip()
    first, _, rest = words.partition(" ")
    at_ms = 0
    if first.replace(":", "").replace(".", "").isdigit() and rest:
        try:
            at_ms = parse_clock(first)
        except BadTimecode as error:
            raise OrderRefused("speakers", str(error)) from error
        words = rest.strip()
    told, _, role = words.partition(",")
    name = _fitting("speakers", told, 200)
    if not name:
        raise OrderRefused("speakers", f"“{text}” names no speaker: write 0:58 Name, role.")
    return SpeakerTold(at_ms, name, _fitting("speakers", role, 200))


def _fitting(field: str, text: str, most: int) -> str:
    try:
        return bounded_line(text, most=most, what=field.replace("_", " "))
    except TooLong as error:
        raise OrderRefused(field, str(error)) from error


def _position(field: str, text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return parse_clock(text)
    except BadTimecode as error:
        raise OrderRefused(field, str(error)) from error


def _languages(field: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(canonical(tag) for tag in tags if tag.strip()))
    except UnknownLanguage as error:
        raise OrderRefused(field, str(error)) from error


def _capture(order: ClipOrder) -> Capture:
    try:
        return read_capture(order.origin, order.origin_url, order.capture_note)
    except BadCapture as error:
        raise OrderRefused(error.field, str(error)) from error


def _airtime(text: str) -> Airtime:
    if not text.strip():
        raise OrderRefused("aired", "Say when it aired: 2024-04-09 or 2024-04-09T19:00+08:00.")
    try:
        return read_airtime(text)
    except BadAirtime as error:
        raise OrderRefused("aired", str(error)) from error
