"""What can be done to an article on the screen of cutting: a form each, which calls the operation."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.curating import correcting, cutting, versions
from archive.curating.models import Operation
from archive.importing.records import Reason
from archive.models import Article, Leftover, Paragraph
from archive.models.documents import REASONS


class CutForm(forms.Form):
    """Something that is done to an article; hidden are the version it was looked at, and the row it is asked for at."""

    todo: ClassVar[str]
    button: ClassVar[Any]
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id=f"{self.todo}-%s")

    def act(self, article: Article, user: AbstractBaseUser) -> Operation:
        """Do it. Raises CurationError."""
        raise NotImplementedError


class SplitForm(CutForm):
    todo = "split"
    button = gettext_lazy("Split here …")
    paragraph = forms.IntegerField(widget=forms.HiddenInput)
    headline = forms.BooleanField(
        required=False, label=gettext_lazy("This paragraph is the headline of the new article")
    )
    supplied = forms.CharField(
        required=False,
        label=gettext_lazy("Headline that you supply"),
        help_text=gettext_lazy("Only where the print has none; it is shown as supplied: 〔…〕."),
    )

    def act(self, article: Article, user: AbstractBaseUser) -> Operation:
        given = self.cleaned_data
        paragraph = versions.present(Paragraph, [given["paragraph"]])[0]
        return cutting.split(
            article, paragraph, user=user, headline=given["headline"], supplied=given["supplied"], seen=given["seen"]
        )


class JoinForm(CutForm):
    todo = "join"
    button = gettext_lazy("Join with the next article …")

    def act(self, article: Article, user: AbstractBaseUser) -> Operation:
        return cutting.join(article, user=user, seen=self.cleaned_data["seen"])


class LinesForm(CutForm):
    first = forms.IntegerField(min_value=1, label=gettext_lazy("From raw line"))
    last = forms.IntegerField(min_value=1, label=gettext_lazy("to raw line"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("first", 0) > given.get("last", given.get("first", 0)):
            raise forms.ValidationError(_("The last line stands before the first one."))
        return given


class AsideForm(LinesForm):
    todo = "aside"
    button = gettext_lazy("Set these lines aside …")
    reason = forms.ChoiceField(choices=list(REASONS.items()), label=gettext_lazy("Reason"))

    def act(self, article: Article, user: AbstractBaseUser) -> Operation:
        given = self.cleaned_data
        reason = Reason(given["reason"])
        return cutting.set_aside(article, given["first"], given["last"], reason, user=user, seen=given["seen"])


class BackForm(LinesForm):
    todo = "back"
    button = gettext_lazy("Give these lines to the article …")
    leftover = forms.IntegerField(widget=forms.HiddenInput)
    each_line = forms.BooleanField(required=False, label=gettext_lazy("Each line is a paragraph of its own"))

    def act(self, article: Article, user: AbstractBaseUser) -> Operation:
        given = self.cleaned_data
        leftover = versions.present(Leftover, [given["leftover"]])[0]
        return cutting.take_back(
            leftover,
            article,
            user=user,
            first=given["first"],
            last=given["last"],
            each_line=given["each_line"],
            seen=given["seen"],
        )


class HeadlineForm(CutForm):
    todo = "headline"
    button = gettext_lazy("Supply this headline …")
    title = forms.CharField(
        required=False,
        label=gettext_lazy("Headline that you supply"),
        help_text=gettext_lazy("It is shown as supplied: 〔…〕. Left blank, none is supplied any more."),
    )

    def act(self, article: Article, user: AbstractBaseUser) -> Operation:
        given = self.cleaned_data
        return correcting.supply_title(article, given["title"], user=user, seen=given["seen"])


FORMS: dict[str, type[CutForm]] = {form.todo: form for form in (SplitForm, JoinForm, AsideForm, BackForm, HeadlineForm)}
