"""`make bench`: the pipeline, then the pages."""

from tests.bench import pages, pipeline

if __name__ == "__main__":
    pipeline.main()
    pages.main()
