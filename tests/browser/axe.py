"""What axe-core finds wrong with a page of the admin."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: Rules that Django's own widgets break, with a part of the node that does: an autocomplete field has its label beside
#: the select that it hides, and a table of inlines headers of cells that are drawn over others or hold nothing.
_DJANGOS = {"aria-input-field-name": ("select2-",), "empty-table-header": ('class="original"', "<th></th>")}


def violations(page: Page) -> list[str]:
    """One line for each rule that what stands between the frame of the admin's pages breaks, with some places.

    Axe does not load style sheets anew, which it would do by an inline style that the site forbids.
    """
    found = []
    for violation in Axe().run(page, context="#content", options={"preload": False}).response["violations"]:
        of_django = _DJANGOS.get(violation["id"], ())
        nodes = [node["html"] for node in violation["nodes"] if not any(part in node["html"] for part in of_django)]
        if nodes:
            places = "; ".join(html[:160] for html in nodes[:3])
            found.append(f"{page.url}: {violation['impact']} {violation['id']}: {places}")
    return found
