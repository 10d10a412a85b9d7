"""Addresses of the site.

Slugs of documents and keys of articles are ASCII (importing/keys.py); keys of records are
names (importing/linking.py).
"""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, include, path

from archive.pages import articles, documents, feeds, home, overviews, raw_text, robots, works
from archive.pages.lists.nouns import LISTS
from archive.pages.lists.views import ListFile, ListPage
from archive.pages.records import initiatives, instruments, meetings, organizations, people
from archive.pages.sitemaps import SITEMAPS
from archive.pages.suggestions import suggestions

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.Home.as_view(), name="home"),
    *(path(f"{each.name}/", ListPage.as_view(listing=each), name=each.name) for each in LISTS),
    *(path(f"{each.name}.<slug:suffix>", ListFile.as_view(listing=each), name=f"{each.name}-file") for each in LISTS),
    path("documents/<slug:slug>/", documents.DocumentDetail.as_view(), name="document"),
    path("documents/<slug:slug>/raw/", raw_text.RawText.as_view(), name="raw"),
    path("documents/<slug:slug>/raw.txt", raw_text.RawFile.as_view(), name="raw_file"),
    path("documents/<slug:slug>/leftovers/", documents.LeftoverList.as_view(), name="leftovers"),
    path("articles/<slug:key>.<slug:suffix>", articles.ArticleFile.as_view(), name="article-file"),
    path("articles/<slug:key>/", articles.ArticleDetail.as_view(), name="article"),
    path("works/", works.WorkList.as_view(), name="works"),
    path("works/<slug:key>/", works.WorkDetail.as_view(), name="work"),
    path("people/<path:key>/meetings.csv", people.PersonMeetings.as_view(), name="person_meetings"),
    path("people/<path:key>/company.csv", people.PersonCompany.as_view(), name="person_company"),
    path("people/<path:key>/", people.PersonDetail.as_view(), name="person"),
    path("meetings/<path:key>/", meetings.MeetingDetail.as_view(), name="meeting"),
    path("series/<path:key>/meetings.csv", meetings.SeriesMeetings.as_view(), name="series_meetings"),
    path("series/<path:key>/", meetings.SeriesDetail.as_view(), name="series"),
    path("initiatives/<path:key>/use.csv", initiatives.InitiativeUse.as_view(), name="initiative_use"),
    path("initiatives/<path:key>/", initiatives.InitiativeDetail.as_view(), name="initiative"),
    path("instruments/<path:key>/", instruments.InstrumentDetail.as_view(), name="instrument"),
    path("organizations/<path:key>/", organizations.OrganizationDetail.as_view(), name="organization"),
    path("timeline/", overviews.MeetingTimeline.as_view(), name="timeline"),
    path("timeline.csv", overviews.MeetingTimelineTable.as_view(), name="timeline_table"),
    path("network/", overviews.People.as_view(), name="network"),
    path("network.csv", overviews.PeopleTable.as_view(), name="network_table"),
    path("feed.atom", feeds.NewDocuments(), name="feed"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="django.contrib.sitemaps.views.sitemap"
    ),
    path("api/", include("archive.api.urls")),
    path("suggestions/", suggestions, name="suggestions"),
    path("i18n/", include("django.conf.urls.i18n")),  # the switch of the interface language
]
_taken = {str(each.pattern).partition("/")[0] for each in urlpatterns} | {settings.STATIC_URL.strip("/")}
if settings.ADMIN_URL.partition("/")[0] in _taken:
    raise ImproperlyConfigured(f"ADMIN_URL is {settings.ADMIN_URL!r}, where the site has other pages.")
urlpatterns.append(path(settings.ADMIN_URL, admin.site.urls))
