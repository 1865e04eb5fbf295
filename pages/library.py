"""The articles of a corpus, and the way in for more: drop, paste, watch them being read; list, open, remove with undo.

Built-in corpora are not changed: what a reader adds while one of them is open goes into a corpus of the reader's own,
which is made on first use and opened. Works before there is any corpus at all.
"""

from analysis.corpus import queries
from analysis.desk import corpora
from pages.parts import absent, adding, article_list, corpora_panel, exports, header, jobs_panel, shell, states, words
from pages.parts.session import Absent, View


def page(view: View) -> None:
    """What is going on, the ways to add, the articles, and the corpora."""
    total = queries.article_count(view.desk, view.filters)
    export = header.show(view, "Library", _lede(view, total), lambda: header.copy_link("library"))
    running = jobs_panel.show(view.corpus.name)
    article_list.undo(view)
    adding.show(None if view.corpus.is_builtin else view.corpus.name)
    if not view.corpus.articles:
        if not running:
            states.no_articles(view, link=False)
    elif not total:
        states.nothing(view, "article")
    else:
        article_list.show(view, total)
    corpora_panel.show(view.corpus.name)
    if total:
        exports.library(export, view)


def without_corpus(asked: Absent) -> None:
    """The same where no corpus can be shown: adding makes one."""
    header.bare("Library", absent.lede(asked))
    absent.explain(asked)
    adding.show(None)
    corpora_panel.show("")


def _lede(view: View, total: int) -> str:
    if not view.corpus.articles:
        return "No article yet: paste one or drop files."
    all_of_them = words.count(view.corpus.articles, "article")
    if view.filters.is_empty:
        said = f"{all_of_them} in this corpus."
    else:
        said = f"{total:,} of {all_of_them} {'fits' if total == 1 else 'fit'} the filters."
    if view.corpus.is_builtin:
        said += (
            f" It comes with Dateline and stays as it is; what you add goes to “{words.plain(corpora.own_title())}”."
        )
    return said


shell.serve("Library", page, needs_articles=False, without=without_corpus)
