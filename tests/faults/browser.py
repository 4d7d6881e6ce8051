"""A browser without JavaScript at a real server; it keeps no cookies but those it is given."""

import http.client
import secrets
from typing import NamedTuple
from urllib.parse import urlencode

from tests.html_forms import form_of, forms_of

TOKEN = "csrftoken"


class Page(NamedTuple):
    """An answer; `response.content` is what readers of forms look at."""

    status: int
    headers: dict
    content: bytes

    @property
    def text(self):
        """Return it as text."""
        return self.content.decode(errors="replace")

    @property
    def forms(self):
        """List its forms."""
        return forms_of(self)


class Browser:
    """Somebody at the site; `cookie` is that of a session."""

    def __init__(self, port, cookie=""):
        self.port = port
        # Any token will do that stands in the cookie and in the form.
        self.token = secrets.token_hex(16)
        self.cookie = f"{TOKEN}={self.token}; {cookie}" if cookie else ""

    def get(self, path):
        """Ask for a page."""
        return self._ask("GET", path)

    def form(self, path, name):
        """Open a page; return its one form with a control of this name."""
        page = self.get(path)
        assert page.status == 200, page.text
        return form_of(page, name)

    def post(self, path, data, file=None):
        """Send a form; `file` is `(name of the field, content)` of a picture."""
        data = {**data, "csrfmiddlewaretoken": self.token}
        if file is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(data, doseq=True).encode()
        else:
            kind, body = multipart(data, *file)
        return self._ask("POST", path, body, {"Content-Type": kind})

    def _ask(self, method, path, body=None, headers=()):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        # Pages in the page cache are for those without a session.
        own = {"Cookie": self.cookie} if self.cookie else {}
        try:
            connection.request(method, path, body, {**own, **dict(headers)})
            answer = connection.getresponse()
            return Page(answer.status, dict(answer.headers), answer.read())
        finally:
            connection.close()


def multipart(data, name, content):
    """Return the type and the body of a form with a file."""
    boundary = secrets.token_hex(16)
    said = "Content-Disposition: form-data"
    parts = [
        f'--{boundary}\r\n{said}; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in data.items()
    ]
    head = f'{said}; name="{name}"; filename="a.png"\r\n'
    parts += [f"--{boundary}\r\n{head}Content-Type: image/png\r\n\r\n".encode(), content]
    parts.append(f"\r\n--{boundary}--\r\n".encode())
    return f"multipart/form-data; boundary={boundary}", b"".join(parts)
