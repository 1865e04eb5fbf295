"""The article row as a reader makes it: text as read and metadata, not yet annotated."""

import hashlib
import re

from analysis import schema
from analysis.errors import InputError

HALF = re.compile("[\ud800-\udfff]")


def make_article(
    text: str, source: str, *, title: str = "", outlet: str = "", byline: str = "", url: str = "",
    published: str | None = None, utc_offset: str | None = None, published_basis: str = "given", key: str | None = None,
    language: str = "",
) -> schema.Article:  # fmt: skip
    """A new article row.

    Its id is a hash of the outlet, the url (or else `key`, or else `source`) and the text, so that the same wire copy
    in two outlets stays two articles and the same article read twice stays one. `key` tells records of one outlet
    apart that have the same text; readers leave it empty where a record has no name of its own. `language` is the code
    that the format declares, "" where it declares none.
    """
    told_apart_by = url or (source if key is None else key)
    article_id = hashlib.sha256("\x1f".join((outlet, told_apart_by, text)).encode()).hexdigest()[:20]
    return schema.Article(
        article_id=article_id, source=source, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=title, outlet=outlet, byline=byline, url=url, published=published, utc_offset=utc_offset,
        published_basis=published_basis if published else "none",
        published_precision="none" if not published else ("minute" if len(published) > 10 else "day"),
        words=len(text.split()), language=language or "en",
    )  # fmt: skip


def check_text(text: str, where: str) -> None:
    """Raise InputError where `text` is empty or holds what no text holds: NUL or half a character."""
    if not text.strip():
        raise InputError("there is no text; give the text of the article.", where)
    if "\0" in text:
        raise InputError("the text holds NUL characters, so it is not text; export it again as plain text.", where)
    broken = HALF.search(text)
    if broken is not None:
        raise InputError(
            f"character {broken.start() + 1:,} of the text is half a character (a lone surrogate); "
            "export it again as UTF-8.",
            where,
        )
