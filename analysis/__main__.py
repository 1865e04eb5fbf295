"""`python -m analysis`: the pipeline from the command line."""

from analysis.cli import app

if __name__ == "__main__":
    app()
