"""Addresses of the site. Slugs and keys are made of ASCII letters, digits and hyphens (importing/keys.py)."""

from django.contrib import admin
from django.urls import include, path

from archive.pages import articles, documents, home

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("documents/", documents.DocumentList.as_view(), name="documents"),
    path("documents/<slug:slug>/", documents.DocumentDetail.as_view(), name="document"),
    path("documents/<slug:slug>/leftovers/", documents.LeftoverList.as_view(), name="leftovers"),
    path("articles/", articles.ArticleList.as_view(), name="articles"),
    path("articles/<slug:key>/", articles.ArticleDetail.as_view(), name="article"),
    path("i18n/", include("django.conf.urls.i18n")),  # the switch of the interface language
    path("admin/", admin.site.urls),
]
