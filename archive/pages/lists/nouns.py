"""All lists, in the order in which they are shown."""

from archive.pages.lists.articles import Articles
from archive.pages.lists.documents import Documents
from archive.pages.lists.initiatives import Initiatives
from archive.pages.lists.instruments import Instruments
from archive.pages.lists.listing import Listing
from archive.pages.lists.meetings import Meetings
from archive.pages.lists.organizations import Organizations
from archive.pages.lists.people import People

LISTS: tuple[type[Listing], ...] = (
    Documents, Articles, People, Meetings, Initiatives, Instruments, Organizations,
)  # fmt: skip
