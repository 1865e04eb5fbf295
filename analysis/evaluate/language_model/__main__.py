"""`make model`: train the language model, `python -m analysis.evaluate.language_model all`.

Parse and names are trained by a process each, at the lowest priority, and go on where they were stopped. The result
takes the place of data/model only when both are whole and the corpora may be trained on.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from thinc.api import use_ops

from analysis.evaluate.language_model import card, corpora, package, train
from analysis.settings import DATA

SHARED = Path("../shared/corpora")
VERSION = "0.3.0"

app = typer.Typer(add_completion=False)
Shared = Annotated[Path, typer.Option(help="folder of the development corpora")]
Articles = Annotated[Path, typer.Option(help="annotated articles whose names are learnt (JSON lines)")]
Scratch = Annotated[Path, typer.Option(help="folder for checkpoints; a stopped training goes on from there")]

DEFAULT_ARTICLES = SHARED / corpora.ARTICLES.path
DEFAULT_SCRATCH = Path(tempfile.gettempdir()) / "dateline-model"


@app.command("parse")
def parse(shared: Shared = SHARED, scratch: Scratch = DEFAULT_SCRATCH) -> None:
    """Train tags, lemmas and parse."""
    os.nice(10)
    with use_ops("numpy", use_blis=False):
        train.parse(shared, scratch / "parse")


@app.command("names")
def names(shared: Shared = SHARED, articles: Articles = DEFAULT_ARTICLES, scratch: Scratch = DEFAULT_SCRATCH) -> None:
    """Train the names."""
    os.nice(10)
    with use_ops("numpy", use_blis=False):
        train.names(shared, articles, scratch / "names")


@app.command("package")
def pack(shared: Shared = SHARED, articles: Articles = DEFAULT_ARTICLES, scratch: Scratch = DEFAULT_SCRATCH) -> None:
    """Put both into data/model, with a card whose scores `make quality` is then to fill."""
    rows = _rows(shared, articles)
    pipeline = package.join(scratch / "parse" / "last", scratch / "names" / "last", VERSION)
    new, old = DATA / "model.new", DATA / "model"
    shutil.rmtree(new, ignore_errors=True)
    package.save(pipeline, scratch / "parse" / "last", new)
    shutil.copy(old / "LICENSE", new / "LICENSE")
    how = (
        f"Parse: {train.PARSE.steps:,} steps of {train.PARSE.batch_words:,} words; names: {train.NAMES.steps:,} steps "
        f"of {train.NAMES.batch_words:,} words; Adam, averaged weights, the last step. {datetime.now(UTC).date()}."
    )
    card.write(new, rows, how, {})
    shutil.rmtree(old)
    new.rename(old)
    typer.echo("data/model is new; run make quality and make digests.")


@app.command("all")
def everything(
    shared: Shared = SHARED, articles: Articles = DEFAULT_ARTICLES, scratch: Scratch = DEFAULT_SCRATCH
) -> None:
    """Train both at once, a process each, and package them."""
    _rows(shared, articles)
    options = ["--shared", str(shared), "--scratch", str(scratch)]
    command = [sys.executable, "-m", "analysis.evaluate.language_model"]
    running = [
        subprocess.Popen([*command, "parse", *options]),
        subprocess.Popen([*command, "names", *options, "--articles", str(articles)]),
    ]
    if any([process.wait() for process in running]):
        raise typer.Exit(1)
    pack(shared, articles, scratch)


def _rows(shared: Path, articles: Path) -> list[card.Row]:
    """The corpora as the card names them. Exits with a sentence where one is missing or may not be trained on."""
    rows = []
    for corpus in (*corpora.TREEBANKS, *corpora.NAMES, corpora.ARTICLES):
        path = articles if corpus is corpora.ARTICLES else shared / corpus.path
        if not path.is_file():
            typer.echo(f"The corpus {path} is missing; name the folder of the corpora with --shared.", err=True)
            raise typer.Exit(2)
        if not card.may_ship(corpus.licence):
            typer.echo(f"{corpus.path} is under {corpus.licence!r}; weights trained on it may not ship.", err=True)
            raise typer.Exit(2)
        rows.append(card.Row(corpus.path, corpus.what, corpus.licence, corpus.credit, corpora.digest(path)))
    return rows


if __name__ == "__main__":
    app()
