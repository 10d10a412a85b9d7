"""Addresses of the API, below `/api/`."""

from django.urls import path

from archive.api.views import Description, NotFound, RecordDetail, RecordList, Start
from archive.pages.lists.nouns import LISTS

urlpatterns = [
    path("openapi.json", Description.as_view(), name="api"),
    *(path(f"{each.name}/", RecordList.as_view(listing=each), name=f"api-{each.name}") for each in LISTS),
    *(
        path(f"{each.name}/<path:key>/", RecordDetail.as_view(listing=each), name=f"api-{each.name}-record")
        for each in LISTS
    ),
    path("", Start.as_view()),
    path("<path:address>", NotFound.as_view()),
]
