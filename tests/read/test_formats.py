"""Every format that researchers hold, in its documented shape: text, title, outlet, byline, date, address, language."""

import gzip
import io
import json
import shutil
from pathlib import Path

import pytest

from analysis.read import read_file
from analysis.read.language_code import language_code
from analysis.read.reading import Reading
from analysis.read.standard_input import laid_out
from analysis.schema import Article
from tests.read import made
from tests.read.made import DAM, FIXTURES, STREETS


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def articles(path: Path) -> list[Article]:
    return [reading.article for reading in read_file(path) if reading.article]


def sentences(readings: list[Reading]) -> list[str]:
    return [reading.sentence for reading in readings if reading.article is None]


def told(article: Article) -> tuple[str, str, str, str | None, str | None]:
    return article.title, article.outlet, article.byline, article.published, article.utc_offset


def test_an_rss_feed_gives_its_whole_texts_and_reports_an_entry_without_one() -> None:
    dam, nothing, bridge = read_file(FIXTURES / "feed.rss")
    assert dam.article is not None and bridge.article is not None
    assert told(dam.article) == ("Dam holds & town waits", "The Daily", "Jane Doe", "2016-11-03T10:00:00", "+01:00")
    assert dam.article.text == f"{DAM}\n\n{STREETS}" and dam.article.url == "https://daily.example/dam"
    assert dam.article.language == "en"
    assert nothing.sentence.startswith("feed.rss, entry 2: there is no text")
    assert bridge.article.byline == "Joe Roe" and "kept without a date" in bridge.sentence


def test_an_atom_feed() -> None:
    (article,) = articles(FIXTURES / "feed.atom")
    assert told(article) == ("Dam holds", "The Daily", "Jane Doe, Joe Roe", "2016-11-03T10:00:00", "+01:00")
    assert (article.text, article.url) == (f"{DAM}\n\n{STREETS}", "https://daily.example/dam")


def test_newsml_g2_reads_its_texts_and_says_which_items_are_none() -> None:
    readings = list(read_file(FIXTURES / "newsml.xml"))
    first, second = (reading.article for reading in readings if reading.article)
    assert told(first) == ("Dam holds", "Wire Agency", "By Jane Doe", "2016-11-03T10:00:00", "+01:00")
    assert first.text == f"{DAM}\n\n{STREETS}"
    assert (second.title, second.outlet, second.published, second.language) == (
        "Bridge shut",
        "WIRE",
        "2016-11-03",
        "de",
    )
    assert sentences(readings) == [
        'newsml.xml, item 2: this news item is of class "ninat:picture" without an article; give items of text.'
    ]


def test_ninjs_of_its_first_and_third_version() -> None:
    readings = list(read_file(FIXTURES / "ninjs.json"))
    first, third = (reading.article for reading in readings if reading.article)
    assert told(first) == ("Dam holds", "Wire Example", "Jane Doe", "2016-11-03T10:00:00", "+01:00")
    assert (first.text, first.url) == (f"{DAM}\n\n{STREETS}", "https://wire.example/1")
    assert told(third) == ("Bridge shut", "Wire Agency", "", "2016-11-03T10:00:00", "+00:00")
    assert third.text == STREETS
    picture, withdrawn = sentences(readings)
    assert "item 2" in picture and "picture" in picture and "item 4" in withdrawn and "withdrawn" in withdrawn


def test_a_factiva_page() -> None:
    readings = list(read_file(FIXTURES / "factiva.html"))
    (article,) = (reading.article for reading in readings if reading.article)
    assert told(article) == ("Dam holds", "The Daily", "By Jane Doe", "2016-11-03T10:34:00", None)
    assert article.text == f"{DAM}\n\n{STREETS}\n\nMore rain is due."
    assert sentences(readings)[0].startswith("factiva.html, article 2: there is no text")


def test_a_factiva_rtf() -> None:
    first, second = articles(FIXTURES / "factiva.rtf")
    assert told(first) == ("Dam holds", "The Daily", "By Jane Doe", "2016-11-03T10:34:00", None)
    assert first.text == f"{DAM}\n\n{STREETS}"
    assert (second.title, second.published, second.text) == ("Bridge shut", "2016-11-04", STREETS)


def test_a_nexis_rtf_without_the_addresses_of_its_links() -> None:
    first, second = articles(FIXTURES / "nexis.rtf")
    assert told(first) == ("Dam holds", "The Daily", "Jane Doe", "2016-11-03T10:30:00", "+00:00")
    assert first.text == f"{DAM}\n\nSee the map for more.\n\nCafé owners sold “soup”."
    assert (second.title, second.outlet, second.published) == ("Bridge shut", "The Weekly", "2016-11-04")
    assert second.text == STREETS


def test_a_nexis_word_file(tmp_path: Path) -> None:
    first, second = articles(written(tmp_path, "a.docx", made.docx(made.NEXIS)))
    assert told(first) == ("Dam holds", "The Daily", "Jane Doe", "2016-11-03", None)
    assert first.text == f"{DAM}\n\n{STREETS}"
    assert told(second) == ("Bridge shut", "The Weekly", "", "2016-11-04T22:30:00", "+00:00")


def test_any_other_word_or_rtf_file_is_one_text(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path, "a.docx", made.docx([DAM, "", STREETS])))
    assert article.text == f"{DAM}\n\n{STREETS}"
    (article,) = articles(written(tmp_path, "a.rtf", rb"{\rtf1\ansi One.\par Two.}"))
    assert article.text == "One.\nTwo."


def test_the_end_of_a_nexis_export_that_was_cut_is_told(tmp_path: Path) -> None:
    *_rest, last = read_file(written(tmp_path, "a.docx", made.docx(made.NEXIS[:-1])))
    assert last.article is not None and "may be cut off" in last.sentence


def test_exports_of_media_cloud_newspaper4k_and_trafilatura() -> None:
    first, second = articles(FIXTURES / "mediacloud.csv")
    assert told(first) == ("Dam holds", "The Daily", "", "2016-11-03", None)  # midnight is how a day is printed
    assert (second.published, second.language) == ("2016-11-03T09:15:00", "de")
    (article,) = articles(FIXTURES / "newspaper4k.json")
    assert told(article) == ("Dam holds", "", "Jane Doe, Joe Roe", "2016-11-03T10:00:00", "+01:00")
    (article,) = articles(FIXTURES / "trafilatura.jsonl")
    assert told(article) == ("Dam holds", "The Daily", "Jane Doe", "2016-11-03", None)
    assert (article.url, article.text) == ("https://daily.example/dam", f"{DAM}\n{STREETS}")


def test_the_news_article_that_a_page_tells_of_itself_goes_before_what_is_guessed() -> None:
    (article,) = articles(FIXTURES / "page.html")
    assert told(article) == ("Dam holds", "The Daily", "Jane Doe, Joe Roe", "2016-11-03T08:15:00", "+01:00")
    assert (article.url, article.language, article.published_basis) == ("https://daily.example/dam", "en", "page")
    assert DAM in article.text and "Home" not in article.text


def test_a_news_article_as_json_ld(tmp_path: Path) -> None:
    record = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Dam holds", "articleBody": DAM,
              "author": {"name": "Jane Doe"}, "publisher": {"name": "The Daily"}, "datePublished": "2016-11-03T08:00Z",
              "mainEntityOfPage": {"@id": "https://daily.example/dam"}, "inLanguage": "en"}  # fmt: skip
    (article,) = articles(written(tmp_path, "a.jsonld", json.dumps(record, indent=1).encode()))
    assert told(article) == ("Dam holds", "The Daily", "Jane Doe", "2016-11-03T08:00:00", "+00:00")
    assert article.url == "https://daily.example/dam"


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_its_pages_and_reports_the_one_without_an_article(tmp_path: Path, packed: bool) -> None:
    pages = [
        ("https://daily.example/dam", "text/html; charset=utf-8", made.page()),
        ("https://daily.example/a.png", "image/png", b"\x89PNG"),
        ("https://daily.example/", "text/html", b"<html><body><a href='/dam'>Dam</a></body></html>"),
        ("https://daily.example/copy", "text/html", made.page().replace(b', "url": "https://daily.example/dam"', b"")),
    ]
    path = written(tmp_path, "a.warc.gz" if packed else "a.warc", made.warc(pages, packed))
    readings = list(read_file(path))
    assert [reading.article is not None for reading in readings] == [True, False, True]
    assert [reading.article.url for reading in readings if reading.article] == [pages[0][0], pages[3][0]]
    assert sentences(readings)[0].startswith(f"{path.name}, record 3: no article was found")


def test_a_zip_of_every_format_gives_the_same_articles_as_the_files(tmp_path: Path) -> None:
    names = sorted(path.name for path in FIXTURES.iterdir())
    single = [a.article_id for name in names for a in articles(FIXTURES / name)]
    packed = {f"folder/{name}": (FIXTURES / name).read_bytes() for name in names}
    packed |= {
        "__MACOSX/x.txt": b"x",
        "folder/.DS_Store": b"x",
        "folder/more.jsonl.gz": gzip.compress(b'{"text": "T"}'),
    }
    readings = list(read_file(written(tmp_path, "a.zip", made.zipped(packed))))
    assert [r.article.article_id for r in readings if r.article][: len(single)] == single
    assert len([r for r in readings if r.article]) == len(single) + 1
    assert {reading.file for reading in readings} == {"a.zip"}
    assert readings[0].where.startswith("a.zip/folder/")


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_standard_input_gives_the_same_articles_as_the_file(name: str) -> None:
    with laid_out(io.BytesIO((FIXTURES / name).read_bytes())) as source:
        readings = list(read_file(source.path, source.label))
    found = [reading.article.article_id for reading in readings if reading.article]
    assert found and found == [article.article_id for article in articles(FIXTURES / name)]
    assert all(reading.where.startswith("standard input") for reading in readings)


@pytest.mark.parametrize(
    ("ending", "made_by"), [(".zip", lambda d: made.zipped({"a.jsonl": d})), (".gz", gzip.compress)]
)
def test_standard_input_may_be_packed(ending: str, made_by) -> None:
    with laid_out(io.BytesIO(made_by((FIXTURES / "trafilatura.jsonl").read_bytes()))) as source:
        assert source.path.suffix == ending
        assert [reading.article is not None for reading in read_file(source.path, source.label)] == [True]


def test_ids_are_the_same_at_every_reading_and_under_every_name(tmp_path: Path) -> None:
    for path in FIXTURES.iterdir():
        shutil.copy(path, tmp_path / f"copy{path.suffix}")
        first, again = articles(path), articles(tmp_path / f"copy{path.suffix}")
        assert first and [a.article_id for a in first] == [a.article_id for a in again]
        assert len({a.article_id for a in first}) == len(first)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("en-US", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("GERMAN", "de"),
        ("deu", "de"),
        ("", ""),
        ("zz", ""),
        ("x" * 999, ""),
    ],
)
def test_a_language_by_any_of_its_names(given: str, code: str) -> None:
    assert language_code(given) == code
