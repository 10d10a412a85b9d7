"""Which province and city 「全省」 and 「市委」 mean in an article."""

from __future__ import annotations

import dataclasses

from archive.importing.authority import Authority, Body
from archive.importing.recognising import home
from archive.importing.recognising.home import Home
from tests.importing.recognising.reports import AUTHORITY, report

CITIES = dataclasses.replace(AUTHORITY, bodies=(*AUTHORITY.bodies, Body("云津市", "place", "prefecture", ("云津",))))


def test_the_place_named_far_more_often_than_others() -> None:
    assert home.find(report("溪山要修渠，溪山省有水，禾川也有。"), AUTHORITY) == Home("溪山省")
    assert home.find(report("溪山要修渠，禾川也要修渠。"), AUTHORITY) == Home(None)
    assert home.find(report("全国都要修渠。"), AUTHORITY) == Home(None)


def test_the_paper_an_article_is_from_counts() -> None:
    assert home.find(report("全省要修渠。", source="溪山日报"), AUTHORITY) == Home("溪山省")


def test_cities_where_the_text_speaks_of_one() -> None:
    assert home.find(report("全市要修渠，云津先行。"), CITIES) == Home(None, "云津市")
    assert home.find(report("云津先行。"), CITIES) == Home(None, None)
    assert home.find(report("6日，石渡市委召开会议，石渡市委要求修渠。"), Authority()) == Home(None, "石渡市")
    assert home.find(report("各区市委召开会议，以及市委办公室。"), Authority()) == Home(None, None)


def test_a_province_that_the_authority_does_not_know() -> None:
    text = "6日，中共远岭省委召开会议。远岭省人民政府要修渠，各省委都要修渠。"
    assert home.find(report(text), AUTHORITY) == Home("远岭省")
    assert home.find(report("远岭省委召开会议。"), AUTHORITY) == Home(None)


def test_a_place_named_in_passing_is_not_the_home() -> None:
    lead = "全省要修渠。"
    assert home.find(report(lead, "学习溪山经验。"), AUTHORITY) == Home(None)
    assert home.find(report(lead, "学习溪山经验，溪山有水，溪山有渠。"), AUTHORITY) == Home("溪山省")
    assert home.find(report(lead, "学习经验。", title="溪山修渠"), AUTHORITY) == Home("溪山省")


def test_a_place_within_another_word_does_not_count() -> None:
    known = Authority(
        bodies=(
            Body("浙江省", "place", "province", ("浙江",)),
            Body("江西省", "place", "province", ("江西",)),
            Body("海口市", "place", "prefecture", ("海口",), "海南省"),
            Body("长治市", "place", "prefecture", ("长治",), "山西省"),
        )
    )
    assert home.find(report("浙江西部要修渠。"), known) == Home("浙江省")
    assert home.find(report("管好入海口，求长治久安。"), known) == Home(None)
    assert home.find(report("海口要修渠。"), known) == Home("海南省")


def test_the_city_of_a_municipality_is_itself() -> None:
    capital = Authority(bodies=(Body("云京市", "place", "province", ("云京",)),))
    assert home.find(report("云京全市修渠。"), capital) == Home("云京市", "云京市")


def test_a_city_stands_for_its_province() -> None:
    cities = Authority(
        bodies=(
            Body("北渡省", "place", "province", ("北渡",)),
            Body("柳城市", "place", "prefecture", ("柳城",), "北渡省"),
        )
    )
    assert home.find(report("柳城的春天。"), cities) == Home("北渡省")


def test_an_article_that_names_no_place_is_of_where_the_document_is() -> None:
    articles = [report("溪山全省要修渠。")] * 3 + [report("全省要修渠。"), report("禾川要修渠。")]
    assert [place.province for place in home.of_document(articles, AUTHORITY)] == ["溪山省"] * 4 + ["禾川省"]
    assert home.of_document(articles[:1] + articles[3:4], AUTHORITY)[1] == Home(None)


def test_only_what_speaks_of_its_place_tells_where_a_document_is_and_is_told() -> None:
    articles = [report("禾川4日电 水是命脉。")] * 9 + [report("溪山省委要修渠。")] * 3
    articles += [report("省纪委要修渠。"), report("直辖市委要修渠。"), report("水是命脉。")]
    places = [place.province for place in home.of_document(articles, AUTHORITY)]
    assert places == ["禾川省"] * 9 + ["溪山省"] * 4 + [None, None]


def test_a_level_is_that_of_its_place() -> None:
    assert (Home("溪山省", "柳城市").of("省"), Home("溪山省", "柳城市").of("市")) == ("溪山省", "柳城市")
    assert (Home("溪山省", "柳城市").of("自治区"), Home("云京市", "云京市").of("省")) == ("自治区", "省")
