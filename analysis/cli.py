"""The commands of `python -m analysis`. Each reads its help like a manual page.

What a command needs is imported when it runs, so that `--help` and a `prepare` with nothing to do are quick.
"""

import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from analysis import corpora_cli, gazetteer_cli
from analysis.errors import InputError
from analysis.sentences import sentence_of


class _Sentences(TyperGroup):
    """Whatever ends a command is told in one sentence, with exit code 2; `python -X dev` shows where it happened."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # who reads our output has enough of it, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from None
        except (typer.Exit, typer.Abort, TyperException):  # of its own: the end, Ctrl-C, a word it does not know
            raise
        except Exception as error:
            if sys.flags.dev_mode:
                raise
            typer.echo(sentence_of(error), err=True)
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=_Sentences, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Turn news articles into places, times, quotes and events.\n\nExit codes: 0 all well; 1 some records failed, "
    "the rest is done; 2 nothing was done, and one sentence says why.",
)  # fmt: skip
app.add_typer(corpora_cli.app, name="corpora", cls=_Sentences)
app.add_typer(gazetteer_cli.app, name="gazetteer", cls=_Sentences)

Option, Argument = typer.Option, typer.Argument
In = Annotated[str, Argument(metavar="IN.jsonl", help='One article a line; "-" is standard input.')]
Out = Annotated[str, Argument(metavar="OUT.jsonl", help='One annotated article a line; "-" is standard output.')]
Paths = Annotated[
    list[Path],
    Argument(
        metavar="SOURCE",
        readable=False,
        allow_dash=True,
        help='Files, archives, folders that are walked for files of these kinds; "-" is standard input.',
    ),
]
Progress = Annotated[str, Option(metavar="FORM", help='"bar", or "jsonl" on standard output.')]
StopFile = Annotated[Path | None, Option(hidden=True, help="Stop cleanly when this file appears.")]
Stages = Annotated[list[str] | None, Argument(metavar="STAGE", help="Measure only these, e.g. places quotes.")]


@app.command()
def annotate(
    source: In,
    target: Out,
    no_clean: Annotated[bool, Option("--no-clean", help="Take the whole text as body; look for no furniture.")] = False,
    workers: Annotated[int, Option(min=1, help="Processes to use; the output keeps the order of the input.")] = 1,
) -> None:
    """Annotate a file of articles: one JSON object a line in, one a line out, in the same order.

    In: {"id", "text"} and, where known, "title", "published" ("2016-11-03", or a date and time with its offset),
    "outlet", "home" (a name, or "lat, lon": of places of one name, the nearest to it is likelier), and "places"
    ([{"start", "end"}]: then these are resolved and no others looked for).
    Out: parts, names, places, times, people, quotes and events, each with its offsets into the text given
    (docs/annotation-file.md). A record that cannot be annotated comes out as {"id", "error"}; the exit code is then 1.

    Nothing appears under the name of OUT before all of it is there.
    """
    from analysis.interchange import annotate_lines, numbered_lines
    from analysis.streams import reading, writing

    failed = False
    with reading(source) as lines, writing(target) as out:
        for record in annotate_lines(numbered_lines(lines), clean=not no_clean, workers=workers):
            failed = failed or "error" in record
            out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            if target == "-":
                out.flush()
    raise typer.Exit(1 if failed else 0)


@app.command()
def process(
    paths: Paths,
    corpus: Annotated[str, Option(help="The corpus to add to, made where there is none: a-z, 0-9 and hyphens.")],
    title: Annotated[str, Option(help="What to call a new corpus on the pages.")] = "",
    workers: Annotated[int, Option(min=0, help="Processes to use; 0 is one for each core.")] = 0,
    progress: Progress = "bar",
    labels: Annotated[Path | None, Option(hidden=True, help="JSON object: names to show for the files.")] = None,
    stop_file: StopFile = None,
) -> None:
    """Read articles from files, archives, folders or standard input, annotate them, and add them to a corpus.

    Reads texts, saved pages, feeds, tables, JSON, exports of Nexis and Factiva, web archives, ninjs, NewsML-G2, and
    .zip and .gz of these (docs/formats.md). What cannot be read is told in a sentence each, and the rest is processed;
    an article that is in the corpus already is not added again. Ctrl-C stops after the article at hand: what is
    finished stays. Where another process adds to the same corpus, this one waits its turn. Exit code 1 where anything
    failed.
    """
    from analysis import batch
    from analysis.corpus import layout
    from analysis.corpus.lock import in_turn
    from analysis.progress import form
    from analysis.read import read_file, readers
    from analysis.read.standard_input import sources
    from analysis.streams import stopping

    layout.check_name(corpus)
    shown_as = form(progress)
    with sources(paths) as files:
        if not files:
            raise InputError(f"There is nothing to read here; give files ending in {', '.join(sorted(readers()))}.")
        if not layout.exists(corpus):
            layout.describe(corpus, layout.About(title=title.strip() or corpus))
        names = json.loads(labels.read_text(encoding="utf-8")) if labels else {}
        readings = (one for file in files for one in read_file(file.path, label=names.get(file.path.name, file.label)))
        with stopping(stop_file) as stop, shown_as as show:
            with in_turn(corpus, stop.exists, show.wait):
                outcome = batch.process(readings, corpus, show.update, stop=stop, workers=workers)
            show.finish(outcome)
    raise typer.Exit(1 if outcome.failures or outcome.cancelled else 0)


@app.command()
def prepare(progress: Progress = "bar", stop_file: StopFile = None) -> None:
    """Process the corpora that come with Dateline where they are missing or were made by another version.

    `make run` calls this before it serves the pages. With nothing to do it takes about a second.
    """
    from analysis import builtin

    waiting = builtin.outdated()
    if not waiting and progress == "bar":
        return
    from analysis.progress import form
    from analysis.streams import stopping

    with stopping(stop_file) as stop, form(progress) as show:
        for name in waiting:
            if not builtin.prepare(name, partial(show.advance, f"Preparing {name}"), stop):
                raise typer.Exit(1)


@app.command()
def evaluate(
    only: Stages = None,
    limit: Annotated[int | None, Option(min=1, help="Measure a sample of so many, quickly; checks no floor.")] = None,
    pin: Annotated[bool, Option("--pin", help="Raise the floors to what was measured.")] = False,
    lower: Annotated[bool, Option("--lower", help="With --pin: lower floors too.")] = False,
) -> None:
    """Measure precision, recall and F of every stage, and hold them against the pinned floors (`make quality`).

    Exit code 1 where a number lies below its floor. Corpora that are not here are named, and their floors counted
    as not checked.
    """
    from analysis.evaluate import command

    raise typer.Exit(0 if command.run(only or (), limit=limit, pin=pin, lower=lower) else 1)
