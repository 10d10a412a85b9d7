"""Where a meeting was, by the words that tell it from where they are printed: 「在我省召开」, 「在杭召开」."""

from __future__ import annotations

import re

from archive.importing.recognising.home import Home
from archive.importing.vocabulary import pairs

#: 「我区」 is a region only where the text is of one; of a district nothing tells the name.
_OURS = re.compile(r"(?:我|本|全)(?P<level>省|市|自治区|区|州|盟|县|旗)(?P<rest>.*)")
#: 「省教育厅」.
_LEVEL = re.compile(r"(?:自治区|省(?![部级])|市(?![民场级]))(?=..)")
#: Words that are the place of nothing.
_NOWHERE = re.compile(
    r"[当该本]地|这里|那里|此|家|外地|各地|会上|全国|[我本全该][国校院厅局部委会司县旗所馆店队矿]|[省市县区]里"
)


def where(printed: str, home: Home) -> str | None:
    """The place that `printed` tells of in a text of `home`; None where that is not known."""
    if ours := _OURS.fullmatch(printed):
        place = {
            "省": home.province, "自治区": home.province, "区": _region(home.province),
            "市": home.city, "州": home.city, "盟": home.city,
        }.get(ours["level"])  # fmt: skip
        return place + ours["rest"] if place else None
    if level := _LEVEL.match(printed):
        place = home.of(level[0])
        return printed if place == level[0] else place + printed[level.end() :]
    if len(printed) == 1:
        return pairs("place_characters").get(printed)
    return None if _NOWHERE.fullmatch(printed) else printed


def _region(province: str | None) -> str | None:
    return province if province and province.endswith("自治区") else None
