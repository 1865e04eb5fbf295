"""The commands of `python -m analysis corpora` that look into one; those on whole corpora are in whole_corpora_cli."""

import json
from pathlib import Path
from typing import Annotated

import typer

from analysis import whole_corpora_cli
from analysis.errors import InputError
from analysis.sentences import one_line

Option, Argument = typer.Option, typer.Argument
Corpus = Annotated[str, Argument(metavar="NAME", help="The corpus's name, as `corpora list` shows it.")]
Progress = Annotated[str, Option(metavar="FORM", help='"bar", or "jsonl" on standard output.')]
StopFile = Annotated[Path | None, Option(hidden=True, help="Stop cleanly when this file appears.")]

app = typer.Typer(help="The corpora on this machine: list, show, build, check, make, put together, export, remove.")
whole_corpora_cli.add_to(app)


@app.callback(invoke_without_command=True)
def corpora(context: typer.Context) -> None:
    """The corpora on this machine. Without a command: list them."""
    if context.invoked_subcommand is None:
        list_()


@app.command("list")
def list_() -> None:
    """List the corpora: name, number of articles, title. Exit code 1 where one is damaged."""
    from analysis.corpus import catalog

    found, damaged = catalog.corpora(), catalog.damaged()
    if not found and not damaged:
        typer.echo("There are no corpora yet; `python -m analysis prepare` makes the built-in ones.")
    for info in found:
        kind = " (built in)" if info.is_builtin else ""
        typer.echo(f"{info.name:<24} {info.articles:>7,} articles  {one_line(info.title)}{kind}")
    for sentence in damaged.values():
        typer.echo(sentence, err=True)
    raise typer.Exit(1 if damaged else 0)


@app.command("show")
def show(
    name: Corpus,
    as_json: Annotated[bool, Option("--json", help="One JSON object, for other programs.")] = False,
) -> None:
    """Show a corpus: rows and digest of every table, and the versions that made them.

    A digest is over the sorted rows: it is the same for the same content, however and in whatever order it came.
    """
    from dataclasses import asdict

    from analysis.corpus import layout, snapshot, store
    from analysis.schema import SCHEMA_VERSION

    layout.require(name)
    tables = snapshot.digests(name)
    runs = store.runs(name)
    versions = {
        "schema": SCHEMA_VERSION, "desk": snapshot.current_version(name), "runs": [asdict(run) for run in runs],
    }  # fmt: skip
    if as_json:
        typer.echo(json.dumps({"tables": tables, "versions": versions}, ensure_ascii=False))
        return
    typer.echo(f"{layout.about(name).title} ({name})")
    for table, content in tables.items():
        typer.echo(f"  {table:<12} {content['rows']:>9,} rows  {content['digest'][:16]}")
    for run in runs:
        typer.echo(f"  made {run.made_at} by code {run.code}, model {run.model}, gazetteer {run.gazetteer}")


@app.command("build")
def build(name: Corpus, progress: Progress = "bar", stop_file: StopFile = None) -> None:
    """Derive anew what the pages read of a corpus from its articles. The version before stays until all is done."""
    from analysis.corpus import snapshot
    from analysis.progress import form
    from analysis.streams import stopping

    with stopping(stop_file) as stop, form(progress) as show:

        def advance(done: int, total: int) -> None:
            if stop.exists():
                raise typer.Exit(1)
            show.advance(f"Deriving {name}", done, total, "")

        version = snapshot.build(name, on_progress=advance, whole=True)
    if progress == "bar":
        typer.echo(f"{name}: version {version}")


@app.command("again")
def again(
    name: Corpus,
    article: Annotated[list[str] | None, Option(help="Only the article with this id; may be given again.")] = None,
    workers: Annotated[int, Option(min=0, help="Processes to use; 0 is one for each core.")] = 0,
    progress: Progress = "bar",
    stop_file: StopFile = None,
) -> None:
    """Annotate the articles of a corpus again: after a correction of a date, or by a newer Dateline.

    Times count from the publication date that a person set, where one did. Exit code 1 where anything failed.
    """
    from analysis import batch
    from analysis.corpus import layout, store
    from analysis.corpus.lock import in_turn
    from analysis.progress import form
    from analysis.streams import stopping

    layout.require(name)
    unknown = set(article or ()) - store.ids(name)
    if unknown:
        raise InputError(f"The corpus {name} has no article {sorted(unknown)[0]!r}; nothing was done.")
    with stopping(stop_file) as stop, form(progress) as show:
        with in_turn(name, stop.exists, show.wait):
            outcome = batch.again(name, article, show.update, stop=stop, workers=workers)
        show.finish(outcome)
    raise typer.Exit(1 if outcome.failures or outcome.cancelled else 0)


@app.command()
def doctor(
    name: Corpus,
    mend: Annotated[bool, Option("--mend", help="Make again what can be made from what is whole.")] = False,
) -> None:
    """Check a corpus: files, hashes, spans, references, what the pages read, and the index of words.

    Each trouble is told in a sentence that names the file or the article. Exit code 1 where anything is wrong, or is
    still wrong after --mend, which throws no article away.
    """
    from analysis.corpus import doctor as checks

    found = checks.mend(name) if mend else list(checks.examine(name))
    for finding in found:
        later = " `--mend` mends this." if finding.can_be_mended else ""
        typer.echo(f"{one_line(finding.sentence)}{later}", err=True)
    if not found:
        typer.echo(f"{name}: nothing is wrong.")
    raise typer.Exit(1 if found else 0)


@app.command()
def find(
    name: Corpus,
    words: Annotated[str, Argument(metavar="WORDS", help="As in the search of the pages: words, phrases, title: …")],
    most: Annotated[int, Option(min=1, max=1000, help="Articles shown.")] = 20,
) -> None:
    """Search the articles of a corpus; shows how many there are, and where the words stand in the newest."""
    from analysis.corpus import snapshot
    from analysis.corpus.queries.found import found

    desk = snapshot.open_desk(name)
    answer = found(desk, words, most)
    desk.close()
    if answer.sentence:
        typer.echo(one_line(answer.sentence), err=True)
    typer.echo(f"{answer.total:,} articles")
    for row in answer.articles.itertuples():
        typer.echo(f"{row.article_id}  {one_line(str(row.title))}: {one_line(str(row.snippet))}")
