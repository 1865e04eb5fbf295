"""Articles kept and questions answered.

`store` keeps the truth (one Delta table of annotated articles a corpus), `link` ties articles together,
`snapshot` derives the desk (a read-only DuckDB file and a text index, one pair a version), `queries` is
every question a page may ask of it, `catalog` says which corpora there are. Nothing here annotates, and
nothing here knows of a browser.
"""
