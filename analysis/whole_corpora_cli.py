"""The commands of `python -m analysis corpora` on whole corpora: make, rename, put together, take apart, export,
import, remove, bring back; and forgetting articles for good."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Option, Argument = typer.Option, typer.Argument
Corpus = Annotated[str, Argument(metavar="NAME", help="The corpus's name, as `corpora list` shows it.")]
Names = Annotated[list[str], Argument(metavar="NAME", help="The corpora to put together.")]
New = Annotated[str, Argument(metavar="NEW", help="A name that is free: a-z, 0-9 and hyphens.")]
Into = Annotated[str, Option(metavar="NEW", help="The name of the new corpus: a-z, 0-9 and hyphens.")]
Title = Annotated[str, Option(help="What to call the new corpus on the pages.")]
Values = Annotated[list[str] | None, Option(help="May be given again; one of them is enough.")]
Day = Annotated[datetime | None, Option(formats=["%Y-%m-%d"], help="Of publication, inclusive.")]


def create(name: New, title: Title = "") -> None:
    """Make an empty corpus."""
    from analysis.corpus import catalog

    info = catalog.create(name, title or name)
    typer.echo(f"The corpus {info.name} was made.")


def rename(name: Corpus, new: New) -> None:
    """Give a corpus another name. Addresses of pages that name the old one lead nowhere after that."""
    from analysis.corpus import moving

    moving.rename(name, new)
    typer.echo(f"The corpus {name} is called {new} now.")


def merge(names: Names, into: Into, title: Title = "") -> None:
    """Make a new corpus of the articles and corrections of others, which stay as they are; each article once."""
    from analysis.corpus import moving

    typer.echo(f"{into}: {moving.merge(names, into, title):,} articles")


def split(
    name: Corpus, into: Into, title: Title = "", words: Annotated[str, Option(help="As in the search.")] = "",
    since: Day = None, until: Day = None, outlet: Values = None, language: Values = None, place: Values = None,
    person: Values = None,
    move: Annotated[bool, Option("--move", help="Take the articles out of the old corpus.")] = False,
) -> None:  # fmt: skip
    """Make a new corpus of the articles that filters choose, as on the pages; places and people by their keys."""
    from analysis.corpus import moving
    from analysis.corpus.filters import Filters

    filters = Filters(
        words=words, date_from=since.date() if since else None, date_to=until.date() if until else None,
        outlets=tuple(outlet or ()), languages=tuple(language or ()), places=tuple(place or ()),
        people=tuple(person or ()),
    )  # fmt: skip
    typer.echo(f"{into}: {moving.split(name, filters, into, title, move=move):,} articles")


def export(name: Corpus, target: Annotated[Path, Argument(metavar="FILE.zip")]) -> None:
    """Write a corpus into one .zip: its articles, corrections and runs, with a manifest of hashes."""
    from analysis.corpus import archive

    typer.echo(f"{target}: {archive.write(name, target):,} articles")


def import_(
    source: Annotated[Path, Argument(metavar="FILE.zip")],
    name: Annotated[str, Option(metavar="NEW", help="A name for it, if not its own.")] = "",
) -> None:
    """Make a corpus of a .zip that `corpora export` wrote. Every hash is checked; a damaged one leaves nothing."""
    from analysis.corpus import archive

    corpus, articles = archive.read(source, name)
    typer.echo(f"{corpus}: {articles:,} articles")


def remove(
    name: Corpus,
    for_good: Annotated[bool, Option("--for-good", help="Delete it at once; it cannot be brought back.")] = False,
) -> None:
    """Remove a corpus and all its articles. `corpora restore` brings it back for a week, unless --for-good is given."""
    from analysis.corpus import catalog, moving

    if for_good:
        catalog.remove(name)
        moving.forget_aside(name)
    else:
        moving.put_aside(name)
    typer.echo(f"The corpus {name} was removed.")


def restore(name: Corpus) -> None:
    """Bring a removed corpus back."""
    from analysis.corpus import moving

    moving.bring_back(name)
    typer.echo(f"The corpus {name} is back.")


def forget(
    name: Corpus, article: Annotated[list[str], Option(help="The id of an article; may be given again.")]
) -> None:
    """Forget articles for good: nothing of them stays in the corpus, its log, its versions and its index.

    Articles that were removed before and could still be undone are forgotten too.
    """
    from analysis.desk import forgetting

    typer.echo(f"{forgetting.forget(name, article):,} articles of {name} were forgotten.")


def add_to(app: typer.Typer) -> None:
    """Give the commands to `python -m analysis corpora`."""
    for command in (create, rename, merge, split, export, remove, restore, forget):
        app.command(command.__name__)(command)
    app.command("import")(import_)
