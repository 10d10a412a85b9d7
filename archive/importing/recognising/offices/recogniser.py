"""Offices (职务) printed with the names of an article's people, and bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from archive.importing.authority import Authority
from archive.importing.recognising import named_bodies
from archive.importing.recognising.findings import BodyFound, OfficeFound, PersonFound
from archive.importing.recognising.home import Home
from archive.importing.recognising.offices import posts
from archive.importing.recognising.offices.posts import Post
from archive.importing.recognising.offices.titles import Printed, printed
from archive.importing.records import ArticleRecord

#: How often an office found by the rule is right where the name is, rounded down from what annotated compilations show.
_CONFIDENCE = {"before": 0.98, "behind": 0.98, "shared": 0.97, "group": 0.96, "appointed": 0.96, "stated": 0.94}
#: Characters between a name and the next one's office where the two share a body: 「秘书长甲、副秘书长乙」.
_JOINT = 1
_BODY_CONFIDENCE = 0.95


def find(
    article: ArticleRecord, authority: Authority, people: Sequence[PersonFound], home: Home
) -> tuple[list[OfficeFound], list[BodyFound]]:
    """The offices of `people`, and the bodies named, both in the order of the text."""
    known = named_bodies.register(authority)
    named = [list(known.named(paragraph.text)) for paragraph in article.paragraphs]
    bodies = [
        BodyFound(
            paragraph=i, start=n.start, end=n.end, rule="authority", confidence=_BODY_CONFIDENCE, name=n.body.name
        )
        for i, found in enumerate(named)
        for n in found
        if n.body.kind != "place"
    ]
    by_paragraph: dict[int, list[PersonFound]] = defaultdict(list)
    for person in people:
        by_paragraph[person.paragraph].append(person)
    offices = [
        _office(title, person, post)
        for number, held in sorted(by_paragraph.items())
        for title, person, post in _posts(article.paragraphs[number].text, held, home, known)
    ]
    return _in_full(_without_groups(offices)), bodies


def _posts(
    text: str,
    people: Sequence[PersonFound],
    home: Home,
    known: named_bodies.Register,
) -> list[tuple[Printed, PersonFound, Post | None]]:
    """Each title with its post; a bare one behind another, or behind another's in a list, has that one's body.

    Behind a title of another country in a list nobody tells whose 「财政部长」 it is.
    """
    found = []
    last: tuple[int, Post | None] = (-1, None)
    abroad = False
    for title in printed(text, people):
        goes_on = last[0] >= 0 and 0 <= title.start - people[last[0]].end <= _JOINT
        before = (
            last[1]
            if title.rule in ("before", "shared", "appointed") and (last[0] == title.person or goes_on)
            else None
        )
        place = known.at(title.title, 0)
        told = place is not None and place.body.kind == "place"
        abroad = (
            place.body.level == "foreign" if place and told else abroad and goes_on and text[title.start - 1] in "、和"
        )
        post = None if abroad and not told else posts.resolved(title.title, home, known, before)
        last = (title.person, post)
        found.append((title, people[title.person], post))
    return found


def _office(title: Printed, person: PersonFound, post: Post | None) -> OfficeFound:
    return OfficeFound(
        paragraph=person.paragraph,
        start=title.start,
        end=title.end,
        rule=title.rule,
        confidence=round(_CONFIDENCE[title.rule] * person.confidence, 3),
        title=title.title,
        person=person.name,
        label=post and post.label,
        body=post and post.body,
        post=post and post.post,
    )


def _without_groups(offices: Sequence[OfficeFound]) -> list[OfficeFound]:
    """What a list is called behind 等 is told of those alone who have no office of their own in the article."""
    titled = {office.person for office in offices if office.rule != "group"}
    return [office for office in offices if office.rule != "group" or office.person not in titled]


def _in_full(offices: Sequence[OfficeFound]) -> list[OfficeFound]:
    """The offices with the fullest title that the article prints: 总书记 is the 中共中央总书记 named before."""
    printed_in_full: dict[str, list[OfficeFound]] = defaultdict(list)
    for office in sorted(offices, key=lambda office: -len(office.title)):
        fuller = printed_in_full[office.person]
        if not any(_is_short_for(office.title, other.title) for other in fuller):
            fuller.append(office)
    found = []
    for office in sorted(offices, key=lambda office: (office.paragraph, office.start)):
        whole = next(o for o in printed_in_full[office.person] if _is_short_for(office.title, o.title))
        found.append(
            OfficeFound(
                paragraph=office.paragraph,
                start=office.start,
                end=office.end,
                rule=office.rule,
                confidence=office.confidence,
                title=whole.title,
                person=office.person,
                label=whole.label,
                body=whole.body,
                post=whole.post,
            )
        )
    return found


def _is_short_for(title: str, other: str) -> bool:
    return other.endswith(title) and not other.removesuffix(title).endswith("副")
