from __future__ import annotations

from datetime import date

import pytest

from dragoman.catalogue.models import Channel
from dragoman.publications.models import Publication
from dragoman.publications.services import withdraw_publication
from dragoman.search.facets import Facet, facets
from dragoman.search.selectors import Filters
from dragoman.search.services import file_everything
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


def pairs(values):
    return [(one.value, one.count) for one in values]


@pytest.fixture
def three(world):
    """Aired 2020, 2021, 2021; the last without the topic railways and heard in Persian alone. And a draft."""
    for number, year in enumerate((2020, 2021, 2021), start=1):
        publication = published(world.editor.actor, title=f"Clip {number}")
        Publication.objects.filter(pk=publication.pk).update(aired_on=date(year, 1, number))
    last = Publication.objects.get(number=3)
    last.card |= {"topics": [["public-works", "Public works"], ["fishing", "Fishing"]], "spoken": ["fa"]}
    last.save()
    file_everything()
    draft(world.editor.actor)


def test_everything_published_is_counted_most_first(three):
    found = facets()
    assert found.topics == (
        Facet("public-works", "Public works", 3),
        Facet("railways", "Railways", 2),
        Facet("fishing", "Fishing", 1),
    )
    assert found.years == (Facet("2021", "", 2), Facet("2020", "", 1))
    assert found.languages == (Facet("ru", "", 2), Facet("zh", "", 2), Facet("fa", "", 1))
    assert found.speakers == (
        Facet("lin-ruomei", "Lin Ruomei", 3),
        Facet("vera-sokolskaya", "Vera Sokolskaya", 3),
    )
    assert found.sources == (Facet("meridian-tv", "Meridian TV", 3),)
    assert found.countries == (Facet("norland", "Norland", 3),)
    assert found.total == 3


def test_inside_a_choice_only_what_leads_on_is_offered(three):
    found = facets(Filters(topic="railways"))
    assert (pairs(found.languages), pairs(found.years), found.total) == (
        [("ru", 2), ("zh", 2)],
        [("2021", 1), ("2020", 1)],
        2,
    )
    # The topics are those one could have chosen instead.
    assert pairs(found.topics) == [("public-works", 3), ("railways", 2), ("fishing", 1)]
    assert found.topics[0].label == "Public works"


def test_inside_two_choices_each_is_counted_within_the_other(three):
    found = facets(Filters(topic="railways", year=2021))
    assert pairs(found.years) == [("2021", 1), ("2020", 1)]
    assert pairs(found.topics) == [("public-works", 2), ("fishing", 1), ("railways", 1)]
    assert (pairs(found.languages), found.total) == ([("ru", 1), ("zh", 1)], 1)


def test_words_narrow_the_counts(three):
    assert pairs(facets(Filters(words="clip 2")).years) == [("2021", 1)]


def test_nothing_is_counted_where_nothing_matches(three):
    found = facets(Filters(language="ko"))
    assert (found.topics, found.total, pairs(found.languages)) == ((), 0, [("ru", 2), ("zh", 2), ("fa", 1)])


def test_sensitive_source_is_no_choice_anywhere(three):
    Channel.objects.update(is_sensitive=True)
    file_everything()
    assert facets().sources == facets(Filters(topic="railways")).sources == ()
    assert facets(Filters(source="meridian-tv")).total == 3


def test_withdrawn_clip_counts_nowhere_at_once(three, world):
    facets()
    withdraw_publication(
        publication=Publication.objects.get(number=3), reason="Twice.", actor=world.editor.actor
    )
    assert [one.value for one in facets().topics] == ["public-works", "railways"]


def test_counts_are_read_once_for_each_version(three, django_assert_num_queries):
    facets(), facets(Filters(topic="railways"))
    with django_assert_num_queries(1):
        facets()
    with django_assert_num_queries(1):
        facets(Filters(topic="railways"))
