"""Many people at once at the form of a real server; each of them tries again when it breaks off."""

import http.client
import re
import threading
import time
from html import unescape
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

FORM = "/en/take-part/write/"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
NUMBER = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
PATIENCE = 200  # seconds until somebody gives up
BROKEN = (OSError, http.client.HTTPException)


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: dict
    text: str


class Person:
    """Somebody at an address of their own who sends the same form until it is answered."""

    def __init__(self, port, number):
        self.port = port
        self.number = number
        self.message = f"This is message {number}, and there is no other one like it."
        self.broken = self.told_to_try_again = 0
        self.token = self.shown = None

    def begin(self):
        """Choose what to write about; keep the token of the form."""
        chosen = {"step": "choose", "kind": "question", "age_band": "adult"}
        self.token = unescape(TOKEN.search(self.ask("POST", FORM, chosen).text)[1])

    def send(self):
        """Send the form and read the receipt number on the page that follows."""
        answer = self.ask("POST", FORM, self.form())
        if answer.status != 303:
            raise AssertionError(f"{answer.status}: {answer.text}")
        page = self.ask("GET", urlsplit(answer.headers["Location"]).path)
        (self.shown,) = set(NUMBER.findall(page.text.partition("<main")[2]))

    def form(self):
        """Return what the person sends."""
        return {
            "step": "send",
            "token": self.token,
            "kind": "question",
            "age_band": "adult",
            "name": f"Person {self.number}",
            "email": f"person{self.number}@example.org",
            "phone": "",
            "message": self.message,
            "language": "en",
        }

    def ask(self, method, path, form=None):
        """Ask until there is a whole answer that is not "try again"; return the `Answer`."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = self.ask_once(method, path, form)
            except BROKEN:
                self.broken += 1
                continue
            if answer.status == 503:
                self.told_to_try_again += 1
                time.sleep(0.2)
                continue
            return answer
        raise AssertionError(f"No answer to person {self.number}.")

    def ask_once(self, method, path, form=None):
        """Ask once; raises what a broken connection raises."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"X-Forwarded-For": f"198.18.{self.number // 250}.{self.number % 250 + 1}"}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(form)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return Answer(response.status, dict(response.headers), response.read().decode())
        finally:
            connection.close()


def all_at_once(connections, people, action):
    """Let everybody do something, so many at a time. Raises the first failure."""
    waiting, failures = iter(people), []
    turn = threading.Lock()

    def serve():
        while not failures:
            with turn:
                person = next(waiting, None)
            if person is None:
                return
            try:
                action(person)
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=serve) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
