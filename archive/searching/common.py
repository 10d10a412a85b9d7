"""Common phrases, of three characters and more: the index notes which articles contain them.

Without it the text of every article that has all pairs of characters of such a phrase would have to be read, half of
the archive for a slogan. Any other phrase is rare enough for that. Which phrases are common is learnt from the texts,
and again when there are twice as many; whether one is in the list makes no difference to what is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import islice, pairwise

from archive.importing.copying import insert
from archive.searching.models import CommonPhrase, SearchCommon, SearchText

SHORTEST, LONGEST = 3, 12  # characters
#: A phrase is common that is in this share of the articles of a sample.
SHARE = 0.1
SAMPLE = 500  # articles
#: With fewer articles the texts are read as quickly.
FEWEST = 2000
_BATCH = 500


def is_due() -> bool:
    """Whether there are enough articles, and twice as many as when common phrases were learnt last."""
    last = CommonPhrase.objects.values_list("article_count", flat=True).first() or 0
    return SearchText.objects.count() >= max(FEWEST, 2 * last)


def learn() -> int:
    """Learn the common phrases anew and note all articles that contain them; how many phrases there are.

    It is called in a transaction, so that readers see the old list with its notes or the new one.
    """
    SearchCommon.objects.all().delete()
    CommonPhrase.objects.all().delete()
    count = SearchText.objects.count()
    found = common_in(_sample(count))
    CommonPhrase.objects.bulk_create(
        (CommonPhrase(phrase=phrase, article_count=count) for phrase in found), batch_size=_BATCH
    )
    note(SearchText.objects.only("article_id", "text").iterator(chunk_size=_BATCH))
    return len(found)


def _sample(count: int) -> list[str]:
    """Texts from all over the archive."""
    keys = list(SearchText.objects.order_by("article_id").values_list("article_id", flat=True))
    chosen = keys[:: max(1, count // SAMPLE)]
    return list(SearchText.objects.filter(article_id__in=chosen).values_list("text", flat=True))


def common_in(texts: Iterable[str]) -> list[str]:
    """The phrases on one line that stand in at least SHARE of `texts`. With a phrase all its beginnings are common."""
    texts = list(texts)
    least = max(2, SHARE * len(texts))
    common: list[str] = []
    starts: list[Sequence[int]] = [range(len(text) - SHORTEST + 1) for text in texts]
    for length in range(SHORTEST, LONGEST + 1):
        counts: Counter[str] = Counter()
        for text, places in zip(texts, starts, strict=True):
            counts.update({text[i : i + length] for i in places})
        found = {phrase for phrase, number in counts.items() if number >= least and "\n" not in phrase}
        common += sorted(found)
        starts = [_longer(text, places, length, found) for text, places in zip(texts, starts, strict=True)]
    return common


def _longer(text: str, places: Iterable[int], length: int, found: Container[str]) -> list[int]:
    """Of `places` those where a run of `length` + 1 begins whose two runs of `length` are among `found`."""
    kept = [i for i in places if text[i : i + length] in found]
    return [i for i, following in pairwise(kept) if following == i + 1]


def note(texts: Iterable[SearchText]) -> None:
    """Note which common phrases each of these articles contains."""
    keys = dict(CommonPhrase.objects.values_list("phrase", "pk"))
    left = iter(texts if keys else ())
    while batch := list(islice(left, _BATCH)):
        SearchCommon.objects.filter(article__in=[text.article_id for text in batch]).delete()
        insert(SearchCommon, (SearchCommon(article_id=t.article_id, phrases=contained(t.text, keys)) for t in batch))


def contained(text: str, keys: Mapping[str, int]) -> list[int]:
    """The keys of the phrases in `text`, ascending; `keys` has all beginnings of its phrases."""
    found = set()
    for i in range(len(text) - SHORTEST + 1):
        end = i + SHORTEST
        while (key := keys.get(text[i:end])) is not None and end <= len(text):
            found.add(key)
            end += 1
    return sorted(found)
