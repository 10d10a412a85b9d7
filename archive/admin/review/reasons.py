"""What found a claim and why an import suggests a value, in words; the archive keeps both as short names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.models.claims import Claim

#: By model and rule; rules of one name mean different things in different models.
_RULES: dict[tuple[str, str], Any] = {
    ("personmention", "context"): _("looks like a name, and the words around it fit"),
    ("personmention", "known"): _("a name that the archive knows"),
    ("personmention", "article"): _("a name that stands elsewhere in the article"),
    ("personmention", "list"): _("stands in a list of names"),
    ("personmention", "run"): _("names that run into each other"),
    ("personmention", "signed"): _("signed with this name"),
    ("personmention", "spaced"): _("a name printed with space between its characters"),
    ("personmention", "surname"): _("a surname with an office, as of somebody named before"),
    ("personmention", "slot"): _("stands where only a name can stand"),
    ("personmention", "cut"): _("a known name that a line end has cut"),
    ("officemention", "before"): _("an office printed before a name"),
    ("officemention", "behind"): _("an office printed behind a name"),
    ("officemention", "shared"): _("an office that several names share"),
    ("officemention", "group"): _("an office of all in a group of names"),
    ("officemention", "appointed"): _("an office that a decision gives or takes"),
    ("officemention", "stated"): _("a sentence says that the person holds it"),
    ("meetingmention", "at"): _("something is said to happen at it"),
    ("meetingmention", "met"): _("it is said to have met"),
    ("meetingmention", "convened"): _("it is said to have been convened"),
    ("meetingmention", "gathering"): _("a gathering that is named by its sort"),
    ("meetingmention", "in a list"): _("stands in a list of meetings"),
    ("meetingmention", "body met"): _("a body that met"),
    ("meetingmention", "congress"): _("a congress with its number"),
    ("meetingmention", "official name"): _("an official name"),
    ("meetingmention", "opener"): _("opens the report"),
    ("meetingmention", "quoted name"): _("a name in quotation marks"),
    ("meetingmention", "series"): _("a meeting of a series that the archive knows"),
    ("meetingmention", "shared name"): _("several meetings under a common name"),
    ("meetingmention", "visit"): _("a visit that the article reports"),
    ("initiativemention", "known"): _("an initiative that the archive knows"),
    ("initiativemention", "head word"): _("ends in a word that initiatives end in"),
    ("initiativemention", "quoted"): _("words in quotation marks"),
    ("instrumentmention", "called"): _("called a document in the text"),
    ("instrumentmention", "head"): _("its title ends like that of a document"),
    ("instrumentmention", "known"): _("a document that the archive knows"),
    ("instrumentmention", "listed"): _("stands in a list of documents"),
    ("instrumentmention", "short"): _("a short title of a document named before"),
    ("participation", "verb"): _("the sentence says what they did at it"),
    ("participation", "words said"): _("the sentence tells what they said at it"),
    ("participation", "speech at"): _("the text is their speech at it"),
    ("participation", "byline of a speech"): _("the speech is signed by them"),
    ("participation", "author"): _("the author of the text speaks at it"),
    ("participation", "member"): _("a member of the body that met"),
    ("participation", "visitor"): _("the visitor whose words are reported"),
    ("officeheld", "authority"): _("authority data say so"),
    ("printing", "shingles"): _("the texts are alike"),
    ("officeheld", "office_printed"): _("the office is printed with the name"),
}
_SUGGESTED = {
    "import": _("the import reads it otherwise"),
    "another text gives this day": _("another text gives this day"),
    "the words of a decided mention are gone": _("the words of a decided mention are gone"),
}


def rule_words(model: type[Claim], rule: str) -> str:
    """A rule that finds claims of a model; one that has no words here by its short name."""
    return str(_RULES.get((str(model._meta.model_name), rule), rule))


def rules(model: type[Claim]) -> list[tuple[str, str]]:
    """The rules that find claims of a model, each with its words, in the order of these."""
    found = [(rule, str(words)) for (name, rule), words in _RULES.items() if name == model._meta.model_name]
    return sorted(found, key=lambda rule: rule[1])


def reason_words(reason: str) -> str:
    """Why a value is suggested."""
    return str(_SUGGESTED.get(reason, reason))
