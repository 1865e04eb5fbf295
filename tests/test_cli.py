"""The commands as a person types them: what they print, what they leave behind, and their exit codes."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from analysis import annotate as annotation
from analysis import builtin, language
from analysis.cli import app
from analysis.corpus import catalog, search, store
from analysis.streams import stopping
from tests.factory import build_corpus, corpora_in

STORY = "A ferry broke loose near Passau on Tuesday, police said. Nobody was hurt, they added."
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return corpora_in(monkeypatch, tmp_path / "corpora")


def run(*words: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=given)


def sentence(result: Result) -> str:
    """The one sentence of a command that could not be done."""
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    (line,) = result.stderr.strip().split("\n")
    return line


@pytest.mark.parametrize(
    "command", [[], ["annotate"], ["process"], ["prepare"], ["evaluate"], ["corpora"], ["corpora", "show"]]
)
def test_every_command_explains_itself(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert len(result.output.split()) > 25


def told(result: Result) -> str:
    """The same for a command that had shown its progress before: the sentence is the last line."""
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    return result.stderr.strip().split("\n")[-1]


# annotate


def test_annotate_writes_a_line_for_each_line(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps({"id": n, "text": STORY}) for n in "ab") + "\n", encoding="utf-8")
    result = run("annotate", source, target)
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()] == ["a", "b"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_annotate_between_standard_streams_and_with_a_bad_record() -> None:
    given = json.dumps({"id": "é", "text": STORY}).encode() + b'\n{"id": "b"}\n'
    result = run("annotate", "-", "-", given=given)
    assert result.exit_code == 1
    first, second = (json.loads(line) for line in result.stdout_bytes.decode().splitlines())
    assert first["id"] == "é" and first["places"]
    assert second["id"] == "b" and "error" in second


def test_annotate_says_what_cannot_be_opened(tmp_path: Path) -> None:
    assert "nowhere.jsonl" in sentence(run("annotate", tmp_path / "nowhere.jsonl", tmp_path / "out.jsonl"))
    (tmp_path / "in.jsonl").write_text("", encoding="utf-8")
    assert "cannot be written" in sentence(run("annotate", tmp_path / "in.jsonl", tmp_path / "no" / "out.jsonl"))


def test_without_a_model_or_a_gazetteer_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "text": STORY}) + "\n", encoding="utf-8")
    monkeypatch.setattr(annotation, "_pipeline", lambda: language.load(str(tmp_path / "nowhere")))
    assert "nowhere" in sentence(run("annotate", source, target))
    assert not target.exists()
    assert "nowhere" in told(run("process", source, "--corpus", "river"))
    assert store.ids("river") == set()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": STORY}) + "\n", encoding="utf-8")
    assert "No space left" in sentence(run("annotate", tmp_path / "in.jsonl", "/dev/full"))


# process


def test_process_reads_folders_and_files_and_tells_what_failed(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\x00\x01")
    (tmp_path / "c.csv").write_text(f'title,text\nFerry,"{STORY} Again."\n', encoding="utf-8")
    result = run("process", folder, tmp_path / "c.csv", "--corpus", "river", "--title", "On the river")
    assert result.exit_code == 1
    assert "b.txt: this is a binary file" in result.stderr
    assert "3 articles read, 2 added, 1 failed" in " ".join(result.stderr.split())
    (info,) = catalog.corpora()
    assert (info.name, info.title, info.articles) == ("river", "On the river", 2)


def test_process_reads_standard_input_and_archives_and_the_same_articles_only_once(tmp_path: Path) -> None:
    record = json.dumps({"text": STORY, "title": "Ferry", "outlet": "The Daily"}).encode()
    assert run("process", "-", "--corpus", "river", given=record).exit_code == 0
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/a.jsonl", record)
        archive.writestr("b.txt", f"{STORY} Again.")
    result = run("process", tmp_path / "a.zip", "--corpus", "river")
    assert result.exit_code == 0
    assert "2 articles read, 1 added" in " ".join(result.stderr.split())
    assert store.ids("river") and catalog.corpora()[0].articles == 2


def test_process_of_nothing_on_standard_input_makes_no_corpus(tmp_path: Path) -> None:
    assert "nothing came in" in sentence(run("process", "-", "--corpus", "river", given=b""))
    assert not catalog.corpora()


def test_process_tells_its_progress_in_lines_of_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    result = run("process", tmp_path / "a.txt", tmp_path / "gone.txt", "--corpus", "river", "--progress", "jsonl")
    assert result.exit_code == 1
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert [event["event"] for event in events if event["event"] not in ("progress", "file")] == ["failure", "end"]
    files = {event["file"]: (event["added"], event["failed"]) for event in events if event["event"] == "file"}
    assert files == {"a.txt": (1, 0), "gone.txt": (0, 1)}
    found = events[-1].pop("found")
    (article,) = store.read("river")
    assert found == {"places": len(article.places), "events": len(article.events), "quotes": len(article.quotes)}
    assert events[-1] == {"event": "end", "status": "done", "done": 2, "total": 2, "added": 1, "duplicates": 0}


@pytest.mark.parametrize("name", ["../river", "River", "", "a" * 64])
def test_process_refuses_what_is_no_name(tmp_path: Path, name: str) -> None:
    assert "not a name for a corpus" in sentence(run("process", tmp_path, "--corpus", name))


def test_process_says_when_there_is_nothing_to_read(tmp_path: Path, corpora: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    assert "nothing to read" in sentence(run("process", tmp_path, "--corpus", "river"))
    assert not corpora.exists()


def test_process_refuses_an_unknown_form_of_progress(tmp_path: Path) -> None:
    assert "form of progress" in sentence(run("process", tmp_path, "--corpus", "river", "--progress", "xml"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_a_process_leaves_a_stop_file_and_not_in_the_middle(number: int, tmp_path: Path) -> None:
    before = signal.getsignal(number)
    with stopping(tmp_path / "stop") as stop:
        os.kill(os.getpid(), number)
        assert stop.exists()
    assert signal.getsignal(number) is before


def test_process_reads_files_of_any_name_and_tells_each_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "in\x1b[31m\nner").mkdir()
    (tmp_path / "in\x1b[31m\nner" / os.fsdecode(b"a\xff.txt")).write_text(STORY, encoding="utf-8")
    (tmp_path / "in\x1b[31m\nner" / "b.txt").write_text("", encoding="utf-8")
    result = run("process", tmp_path, "--corpus", "river")
    assert result.exit_code == 1
    assert "in[31mner/b.txt: the file is empty." in result.stderr.splitlines()
    (article,) = store.read("river")
    assert article.source == "in[31mner/a.txt"


def test_a_folder_that_cannot_be_opened_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    result = run("process", tmp_path, "--corpus", "river")
    assert result.exit_code == 1
    assert "closed: this folder cannot be opened" in result.stderr
    assert len(store.ids("river")) == 1


def test_a_corpus_that_cannot_be_written_to_is_a_sentence(tmp_path: Path, corpora: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    corpora.write_text("a file where the folder should be", encoding="utf-8")
    assert str(corpora) in sentence(run("process", tmp_path / "a.txt", "--corpus", "river"))


def test_a_desk_that_cannot_be_written_keeps_the_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(search, "writing", full)
        assert "articles are safe" in told(run("process", tmp_path / "a.txt", "--corpus", "river"))
    assert len(store.ids("river")) == 1
    listed = run("corpora")
    assert listed.exit_code == 1 and "corpora build river" in listed.stderr
    assert run("corpora", "build", "river").exit_code == 0
    assert run("corpora").exit_code == 0


# corpora


def test_corpora_are_listed_shown_built_and_removed(corpora: Path) -> None:
    assert "no corpora yet" in run("corpora").output
    name = build_corpus(corpora)
    assert name in run("corpora").output and name in run("corpora", "list").output
    shown = json.loads(run("corpora", "show", name, "--json").output)
    assert shown["tables"]["articles"]["rows"] == len(store.ids(name))
    assert all(len(table["digest"]) == 64 for table in shown["tables"].values())
    assert shown["versions"]["schema"] == 1
    assert run("corpora", "build", name).exit_code == 0
    assert json.loads(run("corpora", "show", name, "--json").output)["tables"] == shown["tables"]
    assert "articles" in run("corpora", "show", name).output
    assert run("corpora", "remove", name).exit_code == 0
    assert "no corpora yet" in run("corpora").output


def test_again_annotates_articles_that_are_there_and_names_one_that_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    assert run("process", tmp_path / "a.txt", "--corpus", "river").exit_code == 0
    (before,) = store.read("river")
    result = run("corpora", "again", "river", "--article", before.article_id, "--progress", "jsonl")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout.splitlines()[-1])["added"] == 1
    assert list(store.read("river")) == [before]
    assert "has no article 'nobody'" in sentence(run("corpora", "again", "river", "--article", "nobody"))


@pytest.mark.parametrize("command", ["show", "build", "again", "remove"])
def test_an_unknown_corpus_is_a_sentence(command: str) -> None:
    assert "no corpus called" in sentence(run("corpora", command, "nowhere"))


# prepare


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built-in corpus of one article in the place of those of the repository."""
    folder = tmp_path / "demo" / "small"
    folder.mkdir(parents=True)
    about = {"title": "Small", "is_exercise": True, "credit": "nobody", "about": "One article."}
    (folder / "corpus.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / "articles.jsonl").write_text(json.dumps({"text": STORY}) + "\n", encoding="utf-8")
    monkeypatch.setattr(builtin, "DEMO", folder.parent)
    return folder


def test_prepare_processes_what_is_missing_and_then_has_nothing_to_do(demo: Path) -> None:
    assert run("prepare").exit_code == 0
    (info,) = catalog.corpora()
    assert (info.name, info.title, info.is_builtin, info.is_exercise, info.articles) == (
        "small",
        "Small",
        True,
        True,
        1,
    )
    assert builtin.outdated() == []
    version = info.version
    assert run("prepare").output == ""
    assert catalog.corpora()[0].version == version


def test_prepare_follows_a_change_of_the_articles_and_keeps_what_users_added(demo: Path, tmp_path: Path) -> None:
    run("prepare")
    (tmp_path / "mine.txt").write_text(f"{STORY} This one is mine.", encoding="utf-8")
    run("process", tmp_path / "mine.txt", "--corpus", "small")
    (demo / "articles.jsonl").write_text(json.dumps({"text": f"{STORY} It was changed."}) + "\n", encoding="utf-8")
    assert builtin.outdated() == ["small"]
    assert run("prepare").exit_code == 0
    assert sorted(article.text[len(STORY) :] for article in store.read("small")) == [
        " It was changed.",
        " This one is mine.",
    ]


def test_prepare_makes_a_damaged_corpus_again(demo: Path, corpora: Path) -> None:
    run("prepare")
    (corpora / "small" / "desk" / "current").unlink()
    assert builtin.outdated() == ["small"]
    (corpora / "small" / builtin.STAMP).write_text("{", encoding="utf-8")
    assert run("prepare").exit_code == 0
    assert builtin.outdated() == []


def test_asking_whether_there_is_anything_to_prepare_loads_nothing_heavy() -> None:
    question = "import sys; from analysis import cli, builtin; builtin.outdated(); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert not {"spacy", "duckdb", "deltalake", "pandas", "distributed"} & set(loaded.split())


# whole corpora


def test_corpora_are_made_renamed_merged_split_packed_and_removed(corpora: Path, tmp_path: Path) -> None:
    name = build_corpus(corpora)
    assert run("corpora", "create", "mine", "--title", "Mine").exit_code == 0
    assert run("corpora", "rename", "mine", "ours").exit_code == 0
    assert "both: 6 articles" in run("corpora", "merge", name, "ours", "--into", "both").stdout
    split = run("corpora", "split", name, "--into", "part", "--outlet", "Herald", "--until", "2019-04-03")
    assert "part: 1 articles" in split.stdout
    packed = tmp_path / "flood.zip"
    assert "6 articles" in run("corpora", "export", name, packed).stdout
    assert "again: 6 articles" in run("corpora", "import", packed, "--name", "again").stdout
    assert "no archive" in sentence(run("corpora", "import", tmp_path / "nowhere.zip"))
    assert run("corpora", "remove", "again").exit_code == 0
    assert run("corpora", "restore", "again").exit_code == 0
    assert run("corpora", "remove", "again", "--for-good").exit_code == 0
    assert "No corpus" in sentence(run("corpora", "restore", "again"))
    assert {info.name for info in catalog.corpora()} == {name, "ours", "both", "part"}


def test_doctor_names_what_is_wrong_and_mends_what_it_can(corpora: Path) -> None:
    name = build_corpus(corpora)
    assert "nothing is wrong" in run("corpora", "doctor", name).stdout
    next((corpora / name / "desk").glob("*/desk.duckdb")).write_bytes(b"no database")
    result = run("corpora", "doctor", name)
    assert result.exit_code == 1 and "`--mend` mends this" in result.stderr
    assert run("corpora", "doctor", name, "--mend").exit_code == 0


def test_find_shows_where_the_words_stand_and_says_what_it_changed(corpora: Path) -> None:
    name = build_corpus(corpora)
    result = run("corpora", "find", name, '"bridge at melk')
    assert result.exit_code == 0
    assert "quotation mark was closed" in result.stderr
    assert result.stdout.splitlines()[0] == "3 articles"
    assert "bridge at Melk" in result.stdout


def test_forget_leaves_the_others(corpora: Path) -> None:
    name = build_corpus(corpora)
    gone = sorted(store.ids(name))[0]
    assert "1 articles of flood were forgotten" in run("corpora", "forget", name, "--article", gone).stdout
    assert len(store.ids(name)) == 5
