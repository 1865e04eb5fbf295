"""`make bench`: the pipeline, temporal expressions beside other programs, then the pages."""

from tests.bench import pages, pipeline, times

if __name__ == "__main__":
    pipeline.main()
    times.main()
    pages.main()
