"""The Library without a browser: the list, what is refused, what was removed, and the states of a corpus."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.corpus import catalog, layout, snapshot, store
from analysis.desk import edits, jobs, removals
from analysis.desk.job_state import FileState, JobState
from pages.parts import adding, article_list, file_list, jobs_panel, session
from tests import factory
from tests.pages.test_pages import texts

MANY = 450


@pytest.fixture
def many(corpora: Path) -> str:
    """More articles than one page of the list holds."""
    originals = factory.articles()
    rows = [replace(originals[n % 6], article_id=f"{n:020d}", source=f"row {n}", title=f"Notice {n:03d}")
            for n in range(MANY)]  # fmt: skip
    return factory.build_corpus(corpora, rows)


def press(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label == label).click().run()


def test_the_list_says_what_a_reader_should_know_of_each_article(flood, app):
    table = app("library", corpus=flood).dataframe[0].value.set_index("Headline")
    assert list(table.columns) == ["Outlet", "Published", "Language", "Words", "Places", "Events", "Quotes", "Note"]
    german = table.loc[[title for title in table.index if "Hochwasser" in title][0]]
    assert (german["Language"], german["Note"]) == ("German", "not analysed")
    assert table.loc["Who opened the gates?", "Note"] == "no date"
    assert sorted(table.loc["Bridge at Melk reopens after flood", "Note"]) == ["", "a copy"]


def test_a_long_list_is_turned_page_by_page_and_begins_anew_in_another_order(many, app):
    test = app("library", corpus=many)
    assert "1–200 of 450" in texts(test) and len(test.dataframe[0].value) == 200
    seen = list(test.dataframe[0].value["Headline"])
    for said in ("201–400 of 450", "401–450 of 450"):
        test = press(test, "Next")
        assert said in texts(test)
        seen += list(test.dataframe[0].value["Headline"])
    assert len(set(seen)) == MANY
    test.selectbox(key="library_order").select("headline").run()
    assert "1–200 of 450" in texts(test)
    assert list(test.dataframe[0].value["Headline"]) == [f"Notice {n:03d}" for n in range(200)]


def test_the_words_of_the_sidebar_search_the_list(flood, app):
    test = app("library", corpus=flood, q="drowned")
    assert list(test.dataframe[0].value["Headline"]) == ["Flood nears Linz"]
    assert "1 of 6 articles fits the filters" in texts(test)


def test_an_article_without_headline_is_listed_by_how_it_begins():
    assert article_list._headline("", "  A ferry\nbroke loose") == "A ferry broke loose"
    assert article_list._headline(None, "word " * 24).endswith("word …")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text to add"),
        ("a" * 300_000, "300,000 characters long; at most 200,000"),
        ("a\0b", "NUL"),
    ],
)
def test_a_refused_paste_gets_a_sentence_and_keeps_its_text(flood, app, text, said):
    test = app("library", corpus=flood)
    test.text_area(key="paste_text").set_value(text)
    test.text_input(key="paste_title").set_value("Kept")
    test = press(test, "Add article")
    assert said in texts(test)
    assert (test.text_area(key="paste_text").value, test.text_input(key="paste_title").value) == (text, "Kept")
    assert jobs.of(flood) == []


def test_what_is_accepted_is_said_as_the_readers_and_settings_have_it(flood, app):
    said = texts(app("library", corpus=flood))
    assert "up to 20 MB each" in said and "200,000 characters" in said
    tips = [one.proto.help for one in app("library", corpus=flood).get("file_uploader")]
    assert adding.kinds() == ".csv, .docx, .gz, .html, .jsonl, .newsml, .rss, .rtf, .txt, .warc and .zip"
    assert any(adding.kinds() in tip for tip in tips)


def test_a_refused_title_stays_in_its_field(flood, app):
    test = app("library", corpus=flood)
    test.text_input(key="corpus_title").set_value("🌊" * 80)
    test = press(test, "Create")
    assert "at least one letter or digit" in texts(test)
    assert test.text_input(key="corpus_title").value == "🌊" * 80


def test_removals_are_told_and_undone_the_last_one_first_also_in_a_new_session(flood, app):
    ids = {article.title: article.article_id for article in store.read(flood, ["title"])}
    for title in ("Who opened the gates?", "Flood nears Linz"):
        edits.remove_articles(flood, [ids[title]])
    test = app("library", corpus=flood)
    assert "Removed: “Flood nears Linz”." in texts(test) and "1 earlier removal can be undone" in texts(test)
    test = press(test, "Undo")
    assert "Removed: “Who opened the gates?”." in texts(test)
    test = press(test, "Undo")
    assert "Removed:" not in texts(test) and "6 articles in this corpus" in texts(test)
    assert removals.standing(flood) == []


def test_many_that_were_removed_are_counted():
    undo = removals.Undo("c", ("1", "2", "3", "4"), 0, ("A", "B", "C", "D"))
    assert article_list._removed(undo) == "4 articles removed: “A”, “B” and 2 more."


def test_files_that_could_not_be_read_are_counted_in_the_title_and_closed_for_good(flood, app):
    edits.add_files(flood, [("<b>a</b>.exe", b"MZ"), ("![x](http://127.0.0.1/x.png).txt", b"")])
    test = app("library", corpus=flood)
    assert ":material/error: 2 of 2 files could not be read; nothing added" in texts(test)
    for danger in ("<b>", "![x]"):
        assert danger not in texts(test)
    test = press(test, "Close")
    assert "could not be read" not in texts(test)
    assert "could not be read" not in texts(app("library", corpus=flood))


def state(**fields: object) -> JobState:
    return replace(JobState("process", "running"), **fields)


def test_progress_says_how_far_how_fast_and_how_long():
    assert jobs_panel._doing(state()) == "Getting ready"
    assert jobs_panel._doing(state(waiting=True)) == "Waiting for other work on this corpus"
    assert jobs_panel._doing(state(total=12)) == "Reading 12 articles"
    assert jobs_panel._how_far(state(done=1, total=12)) == "1 of 12"
    assert jobs_panel._how_far(state(done=5, total=12, rate=0.175)) == "5 of 12 · 10 a minute · about 40 s left"
    long = state(done=100, total=10_100, rate=3.0)
    assert jobs_panel._how_far(long) == "100 of 10,100 · 3.0 a second · about 56 min left"
    assert "what is finished stays" in jobs_panel._note(state(stopping=True, current="x"))


def test_the_outcome_of_a_job_is_its_title():
    failed, partly, added = (FileState("1", "a", status) for status in ("failed", "partly", "added"))
    cases = {
        "3 articles added": state(status="done", added=3, files=(added,)),
        "3 articles added; 2 there already": state(status="done", added=3, duplicates=2, files=(added,)),
        "Nothing new: the corpus holds this already": state(status="done", duplicates=1, files=(added,)),
        "The file could not be read; nothing added": state(status="done", files=(failed,)),
        "2 of 3 files could not be read in full; 3 articles added":
            state(status="done", added=3, files=(failed, partly, added)),
        "Stopped; 1 article added": state(status="cancelled", added=1, files=(added,)),
        "The work broke off; 0 articles added": state(status="failed", files=(added,)),
    }  # fmt: skip
    assert [jobs_panel._outcome(case) for case in cases.values()] == list(cases)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (FileState("1", "a", "waiting"), "waiting"),
        (FileState("1", "a", "waiting", total=40), "waiting, 40 articles"),
        (FileState("1", "a", "reading", total=40, done=12), "being read, 12 of 40"),
        (FileState("1", "a", "added", total=1, done=1, added=1), "1 article added"),
        (FileState("1", "a", "held", total=1, done=1, duplicates=1), "nothing new: the corpus holds this already"),
        (FileState("1", "a", "partly", total=9, done=9, added=5, duplicates=1, failed=3),
         "5 articles added, 1 there already, 3 failed"),
        (FileState("1", "a", "failed"), "not read"),
        (FileState("1", "a", "failed", total=1, done=1, failed=1), "failed"),
        (FileState("1", "a", "stopped", total=9, done=4, added=4), "4 articles added, 5 not begun"),
        (FileState("1", "a", "empty"), "no article in it"),
        (FileState("1", "a", "retried", failed=1), "tried again"),
    ],
)  # fmt: skip
def test_what_became_of_a_file_is_said_in_words(file, said):
    assert file_list.said(file) == said


def test_a_sentence_does_not_repeat_the_name_that_stands_above_it():
    assert file_list._alone("a.csv, row 2: there is no text.", "a.csv") == "Row 2: there is no text."
    assert file_list._alone("The pasted text holds NUL.", "pasted") == "The pasted text holds NUL."


def test_without_any_corpus_the_library_can_be_used(app):
    test = app("library")
    assert not test.exception
    labels = [button.label for button in test.button]
    assert {"Prepare the built-in corpora", "Add article", "Create"} <= set(labels)
    test.text_input(key="corpus_title").set_value("Mine")
    test = press(test, "Create")
    assert "This corpus holds no article yet" in texts(test)
    assert [info.name for info in catalog.corpora()] == ["mine"]


@pytest.mark.parametrize("page", ["", "library"])
def test_a_corpus_of_another_version_offers_to_be_derived_anew(page, flood, app, monkeypatch):
    started: list[str] = []
    monkeypatch.setattr(jobs, "build", lambda name: started.append(name) or "")
    monkeypatch.setitem(snapshot.TABLES["articles"], "new_column", None)
    test = app(page, corpus=flood)
    assert not test.exception
    assert "was made by another version of Dateline" in texts(test)
    press(test, "Derive it anew")
    assert started == [flood]


def test_a_damaged_corpus_is_named_in_the_library_beside_the_good_ones(flood, app):
    catalog.create("mine", "Mine")
    (layout.folder("mine") / "corpus.json").write_text("{")
    session.look_again()
    test = app("library", corpus=flood)
    said = texts(test)
    assert "mine cannot be opened" in said and "write it anew or remove the corpus" in said
    assert "Derive it anew" not in [button.label for button in test.button], "that would not mend its description"
    assert [re.sub(r"\W+", "", text.value) for text in test.header].count("Articles") == 1


def test_a_corpus_is_removed_after_a_question_that_names_and_counts_it(flood, app):
    test = app("library", corpus=flood)
    next(button for button in test.button if button.key == f"remove_{flood}").click().run()
    assert "“Flood on the Danube” with 6 articles is deleted" in texts(test) and "cannot be undone" in texts(test)
    press(test, "Remove it with 6 articles")
    assert not layout.exists(flood)


def test_built_in_corpora_stay_and_say_where_what_is_added_goes(flood, app):
    layout.describe(flood, replace(layout.about(flood), builtin=True))
    session.look_again()
    test = app("library", corpus=flood)
    assert "stays as it is; what you add goes to “My articles”" in texts(test)
    labels = [button.label for button in test.button]
    assert "Remove" not in labels and "Rename" not in labels
    assert "remove" not in " ".join(toggle.label for toggle in test.toggle).lower()
