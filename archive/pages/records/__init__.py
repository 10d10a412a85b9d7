"""People, meetings, initiatives, instruments and bodies: one record a page, with the words that prove it."""
