"""The article row as a reader makes it: text as read and metadata, not yet annotated."""

import hashlib

from analysis import schema


def make_article(
    text: str, source: str, *, title: str = "", outlet: str = "", byline: str = "", url: str = "",
    published: str | None = None, utc_offset: str | None = None, published_basis: str = "given",
) -> schema.Article:  # fmt: skip
    """A new article row.

    Its id is a hash of the outlet, the url (or else `source`) and the text, so that the same wire copy in two
    outlets stays two articles and the same article read twice stays one.
    """
    article_id = hashlib.sha256("\x1f".join((outlet, url or source, text)).encode()).hexdigest()[:20]
    return schema.Article(
        article_id=article_id, source=source, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=title, outlet=outlet, byline=byline, url=url, published=published, utc_offset=utc_offset,
        published_basis=published_basis if published else "none",
        published_precision="none" if not published else ("minute" if len(published) > 10 else "day"),
        words=len(text.split()),
    )  # fmt: skip
