"""Names and roles."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.roles import split_speaker


@pytest.mark.parametrize(
    ("label", "speaker", "role"),
    [
        ("Xi Jinping", "Xi Jinping", ""),
        (
            "Iranian Foreign Minister Hossein Amir-Abdollahian",
            "Hossein Amir-Abdollahian",
            "Iranian Foreign Minister",
        ),
        ("Egyptian author Amr Sample", "Amr Sample", "Egyptian author"),
        ("IRGC Commander Gen. Hossein Sample", "Gen. Hossein Sample", "IRGC Commander"),
        ("President of Yemen Ali Abdallah Sample", "Ali Abdallah Sample", "President of Yemen"),
        ("Head of the Security Committee Ali Sample", "Head of the Security Committee Ali Sample", ""),
        ("Faysal Al-Sample, mediator", "Faysal Al-Sample", "mediator"),
        (
            "Abd Al-Bari Sample, Editor-In-Chief, 'Al-Quds'",
            "Abd Al-Bari Sample",
            "Editor-In-Chief, 'Al-Quds'",
        ),
        ("Abu Muhammad, Jr.", "Abu Muhammad, Jr.", ""),
        ("Sample, Omar", "Sample, Omar", ""),
        ("Ali Sample (host)", "Ali Sample", "host"),
        ("(host)", "host", ""),
        ("Interviewer", "Interviewer", ""),
        ("TV host", "TV host", ""),
        ("Student 1", "Student 1", ""),
        ("Dr. Abd al-Rahman ibn Al-Sample", "Dr. Abd al-Rahman ibn Al-Sample", ""),
        ("Gen. H. R. McSample", "Gen. H. R. McSample", ""),
        ("Imam Ali Sample", "Imam Ali Sample", ""),
    ],
)
def test_role_is_split_only_where_it_is_safe(label: str, speaker: str, role: str) -> None:
    assert split_speaker(label) == (speaker, role)
