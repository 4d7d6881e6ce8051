"""How the site is set up, started, backed up and restored: the commands behind `make`.

Everything here but `prepare` and `gunicorn.conf.py` needs Python's standard library alone, because
it runs before the virtual environment exists.
"""
