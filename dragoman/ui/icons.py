"""Our own dozen signs, drawn on a 20 by 20 grid, as the inside of an SVG."""

from __future__ import annotations

ICONS = {
    "alert": '<path d="M5 13.8V9a5 5 0 0 1 10 0v4.8M3.5 13.8h13M8.4 16.5a1.7 1.7 0 0 0 3.2 0"/>',
    "back": '<path d="M5 4.5v11M15.5 4.5 8.5 10l7 5.5z"/>',
    "captions": '<path d="M2.5 4.5h15v11h-15zM5.5 12h4M11.5 12h3M5.5 9H8M10 9h4.5"/>',
    "check": '<path d="m4 10.5 4 4 8-9"/>',
    "cite": '<path d="M4 3.5h9l3 3v10H4zM7 9h6M7 12h6"/>',
    "copy": '<path d="M7 7h9.5v9.5H7zM4.5 13H3.5V3.5H13v1"/>',
    "cut": (
        '<circle cx="5" cy="5" r="2.2"/><circle cx="5" cy="15" r="2.2"/>'
        '<path d="M6.8 6.4 17 14.5M6.8 13.6 17 5.5"/>'
    ),
    "download": '<path d="M10 3v9.5M6.5 9.5 10 13l3.5-3.5M4 16.5h12"/>',
    "inset": '<path d="M2.5 4.5h15v11h-15zM10.5 10h4.5v3h-4.5z"/>',
    "keys": ('<path d="M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7"/>'),
    "link": (
        '<path d="M8.4 11.6a3 3 0 0 0 4.3 0l2.9-2.9A3 3 0 0 0 11.3 4.4l-1 1M11.6 8.4a3 3 0 0 0-4.3 '
        '0l-2.9 2.9a3 3 0 0 0 4.3 4.3l1-1"/>'
    ),
    "next": '<path d="M4 10h12M11.5 5.5 16 10l-4.5 4.5"/>',
    "on": '<path d="M15 4.5v11M4.5 4.5l7 5.5-7 5.5z"/>',
    "play": '<path d="M6 4.2v11.6L15.6 10z" fill="currentColor" stroke="none"/>',
    "quote": ('<path d="M8.2 5C5.4 6 3.8 8 3.8 11v4h4.8v-4.8H6M17 5c-2.8 1-4.4 3-4.4 6v4h4.8v-4.8h-2.6"/>'),
    "search": '<circle cx="8.8" cy="8.8" r="5.3"/><path d="m13 13 4 4"/>',
    "sound": '<path d="M3 8v4h3l4 3.5v-11L6 8zM13 7.5a3.5 3.5 0 0 1 0 5M15 5a7 7 0 0 1 0 10"/>',
    "theme": (
        '<circle cx="10" cy="10" r="6.5"/>'
        '<path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" stroke="none"/>'
    ),
    "tongues": (
        '<circle cx="10" cy="10" r="7"/><path d="M3 10h14M10 3c2.4 2.1 3.2 4.4 3.2 7S12.4 14.9 10 17c-2.4-2.1-3.2-4.4'
        '-3.2-7S7.6 5.1 10 3z"/>'
    ),
    "warn": '<path d="M10 3.2 17.8 16.5H2.2zM10 8v4M10 14v.6"/>',
}

MARK = '<path d="M2 5h8M2 10h6M2 15h8M2 20h4"/><path d="M22 5h-8M22 10h-5M22 15h-8M22 20h-6" opacity=".55"/>'
