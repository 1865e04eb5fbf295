"""Raw articles in, processed article data out.

Knows nothing of the browser. Data flows one way: read → parts → language → names → places → times →
quotes → events → corpus → queries → charts; a module imports only from those before it.
"""
