"""`make bench`: the pipeline, geoparsers beside it, then the pages."""

from tests.bench import geoparsers, pages, pipeline

if __name__ == "__main__":
    pipeline.main()
    geoparsers.main()
    pages.main()
