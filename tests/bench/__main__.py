"""`make bench`: the pipeline, geoparsers and temporal expressions beside other programs, then the pages."""

from tests.bench import geoparsers, pages, pipeline, times

if __name__ == "__main__":
    pipeline.main()
    geoparsers.main()
    times.main()
    pages.main()
