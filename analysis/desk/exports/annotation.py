"""One article as a line of the annotation file, with its text, so that the offsets in it can be read.

The object of docs/annotation-file.md with the members of the input (title, outlet, text) and the stamp added: programs
that read either pass over what they do not know.
"""

import json

from analysis import interchange
from analysis.corpus import corrections, store
from analysis.desk.exports.stamp import Stamp
from analysis.errors import CorpusError


def annotation(corpus: str, article_id: str, stamp: Stamp) -> bytes:
    """The article as the pages show it, corrections applied. Raises CorpusError where it is not there any more."""
    article = next(iter(store.read(corpus, article_ids=[article_id])), None)
    if article is None:
        raise CorpusError("This article is not in the corpus any more; reload the page.")
    standing = corrections.standing(corrections.read(corpus))
    article = corrections.apply(article, standing.get(article_id, ()))
    record = {
        **interchange.to_object(article_id, article),
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "text": article.text,
        "stamp": stamp.facts(),
    }
    return (json.dumps(record, ensure_ascii=False) + "\n").encode()
