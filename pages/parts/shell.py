"""How a page is run: inside the shell, with its view, and with a word where there is nothing to show.

Streamlit runs the file of a page *without* app.py when that page is the first thing anybody asks of a new server.
`serve` notices, and starts the shell itself, which then runs the page; so a deep link always works.
"""

from collections.abc import Callable

from analysis.corpus import queries
from pages.parts import absent, header, session, states
from pages.parts.session import View


def serve(
    title: str, page: Callable[[View], None], needs_articles: bool = True,
    without: Callable[[session.Absent], None] | None = None,
) -> None:  # fmt: skip
    """Run a page. With `needs_articles`, an empty corpus and filters that leave no article are answered here.

    `without` is what the page shows where there is no corpus to show; by default that is answered here, too.
    """
    if not session.running():
        import app

        app.main()
        return
    session.enter(title)
    view = session.current()
    if isinstance(view, session.Absent):
        (without or absent.page(title))(view)
    elif needs_articles and not view.corpus.articles:
        header.show(view, title, "Nothing to show yet.")
        states.no_articles(view)
    elif needs_articles and not queries.article_count(view.desk, view.filters):
        header.show(view, title, "Nothing fits these filters.")
        states.nothing(view, "article")
    else:
        page(view)
