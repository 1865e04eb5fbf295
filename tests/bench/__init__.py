"""How fast Dateline is: `make bench`. Not part of the tests; a slow machine is no bug."""
