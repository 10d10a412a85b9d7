"""Addresses of the site.

Slugs of documents and keys of articles are ASCII (importing/keys.py); keys of records are
names (importing/linking.py).
"""

from django.contrib import admin
from django.urls import include, path

from archive.pages import articles, documents, home, records
from archive.pages.suggestions import suggestions

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("documents/", documents.DocumentList.as_view(), name="documents"),
    path("documents/<slug:slug>/", documents.DocumentDetail.as_view(), name="document"),
    path("documents/<slug:slug>/leftovers/", documents.LeftoverList.as_view(), name="leftovers"),
    path("articles/", articles.ArticleList.as_view(), name="articles"),
    path("articles/<slug:key>/", articles.ArticleDetail.as_view(), name="article"),
    path("people/<path:key>/", records.PersonDetail.as_view(), name="person"),
    path("meetings/<path:key>/", records.MeetingDetail.as_view(), name="meeting"),
    path("initiatives/<path:key>/", records.InitiativeDetail.as_view(), name="initiative"),
    path("instruments/<path:key>/", records.InstrumentDetail.as_view(), name="instrument"),
    path("suggestions/", suggestions, name="suggestions"),
    path("i18n/", include("django.conf.urls.i18n")),  # the switch of the interface language
    path("admin/", admin.site.urls),
]
