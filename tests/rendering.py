"""What templates ask of the database: nothing, as views hand everything over."""

from contextlib import contextmanager

from django.db import connection
from django.template.base import Template


@contextmanager
def asked_while_rendering(monkeypatch):
    """Collect what runs inside of `Template.render`, by whatever asks for it: (template, SQL)."""
    asked, open_templates = [], []
    render = Template.render

    def counted(self, context):
        open_templates.append(self.name)
        try:
            return render(self, context)
        finally:
            open_templates.pop()

    def note(execute, sql, parameters, many, context):
        if open_templates:
            asked.append((open_templates[-1], sql))
        return execute(sql, parameters, many, context)

    with monkeypatch.context() as patched, connection.execute_wrapper(note):
        patched.setattr(Template, "render", counted)
        yield asked
