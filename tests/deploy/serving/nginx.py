"""nginx with the configuration of `deploy/nginx`, started for a test."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from benchmarks.server import free_port
from deploy.environment import ROOT
from tests.deploy.serving.certificates import signed_by_itself

HOST = "www.example.org"
NEEDS_NGINX = pytest.mark.skipif(
    not (shutil.which("nginx") or os.environ.get("CI")), reason="There is no nginx here."
)


class Nginx:
    """A running nginx in front of some sites."""

    def __init__(self, folder, sites):
        self.folder, self.sites = folder, sites
        self.http, self.https = free_port(), free_port()
        self.certificate = folder / "certificate.pem"
        signed_by_itself(self.certificate, HOST, timezone.now() + timedelta(days=9))
        self._write([f"server 127.0.0.1:{site.port};" for site in sites])
        (folder / "nginx.conf").write_text(
            f"{'user root;' if os.geteuid() == 0 else ''} daemon off; worker_processes 1;\n"
            f"pid {folder}/pid; error_log {folder}/error.txt;\n"
            "events { worker_connections 1024; }\n"
            f"http {{ access_log off; client_body_temp_path {folder}/body;\n"
            f"proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;\n"
            f"uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
            f"include {folder}/site.conf; }}\n"
        )
        command = ["nginx", "-e", f"{folder}/error.txt", "-c", f"{folder}/nginx.conf"]
        self.process = subprocess.Popen(command)
        for _ in range(100):
            assert self.process.poll() is None, (folder / "error.txt").read_text()
            try:
                socket.create_connection(("127.0.0.1", self.https), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)

    def _write(self, servers):
        """Write down our file, with the ports, folders and certificate of this machine."""
        text = (ROOT / "deploy/nginx/sister-cities.conf").read_text(encoding="utf-8")
        text = re.sub(r"\n *listen \[::\].*", "", text)
        text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{self.http}", text)
        text = re.sub(r"listen 443\b", f"listen 127.0.0.1:{self.https}", text)
        text = re.sub(r"/etc/letsencrypt/\S+\.pem", str(self.certificate), text)
        text = text.replace("server 127.0.0.1:8000;", "".join(servers))
        text = text.replace("/var/lib/nginx/", f"{self.folder}/")
        (self.folder / "site.conf").write_text(text)

    def ask(self, path, host=HOST, **headers):
        """Ask as a browser does; return the answer, whose body was read."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._asked("GET", path, None, named, host)[0]

    def read(self, path):
        """Return the status and the text of a page."""
        answer, body = self._asked("GET", path, None, {"Accept-Encoding": "identity"})
        return answer.status, body.decode()

    def send(self, path, fields):
        """Send a form; return the status and the text of the answer."""
        named = {
            "Accept-Encoding": "identity",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        answer, body = self._asked("POST", path, urlencode(fields), named)
        return answer.status, body.decode()

    def _asked(self, method, path, body, headers, host=HOST):
        trusting = ssl.create_default_context(cafile=self.certificate)
        plain = socket.create_connection(("127.0.0.1", self.https), timeout=30)
        with trusting.wrap_socket(plain, server_hostname=host) as secured:
            asking = http.client.HTTPConnection(host)
            asking.sock = secured
            asking.request(method, path, body, {"Accept-Encoding": "gzip, deflate, br"} | headers)
            answer = asking.getresponse()
            return answer, answer.read()

    def take_out(self, *sites):
        """Ask these sites nothing from now on, as `down` in our file and a reload do it."""
        before = self._processes()
        lines = [
            f"server 127.0.0.1:{site.port}{' down' if site in sites else ''};"
            for site in self.sites
        ]
        self._write(lines)
        self.process.send_signal(signal.SIGHUP)
        for _ in range(200):
            if not before & self._processes():
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "error.txt").read_text())

    def _processes(self):
        """Return the ids of the processes that take new connections."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        found = set()
        for child in children:
            with contextlib.suppress(OSError):
                if "worker process" in (title := Path(f"/proc/{child}/cmdline").read_text()):
                    found |= {child} if "shutting down" not in title else set()
        return found

    def stop(self):
        """End it."""
        self.process.terminate()
        self.process.wait(timeout=10)
