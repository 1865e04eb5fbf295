"""One module for each format. Each has NAME, EXTENSIONS and `read(source)`; see docs/add-a-reader.md."""
