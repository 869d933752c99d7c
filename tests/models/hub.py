"""A hub on this machine that speaks the HTTP interface of huggingface.co, to its real client.

What is answered follows the published interface: the facts of a repository and its tree under
`/api/models`, files under `/resolve` with their commit and tag as headers, large ones by a redirect
to another address that takes ranges.
"""

import hashlib
import json
import re
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

COMMIT = "c0ffee" * 6 + "c0ff"
LARGE = 2_000  # bytes from which a file is kept apart, as LFS does
PATTERNS = {
    "facts": re.compile(r"/api/models/(?P<repo>[^/]+/[^/]+)/revision/(?P<revision>[^/]+)"),
    "tree": re.compile(r"/api/models/(?P<repo>[^/]+/[^/]+)/tree/(?P<revision>[^/]+)"),
    "file": re.compile(r"/(?P<repo>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<path>.+)"),
    "large": re.compile(r"/large/(?P<repo>[^/]+/[^/]+)/(?P<path>.+)"),
}


@dataclass
class Hub:
    """Repositories by name, each a folder, and what was asked for."""

    repositories: dict[str, Path]
    address: str = ""
    large_address: str = ""
    gated: set[str] = field(default_factory=set)
    claimed_bytes: dict[str, int] = field(default_factory=dict)  # sizes that are not true, by path
    break_off_after: int | None = None  # bytes of a large file; then the line breaks, once
    closes_then: bool = False  # and nothing more is given
    broken_off: str = ""  # the file that was
    sent: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # first byte and count

    def size(self, repo, path):
        return self.claimed_bytes.get(path) or (self.repositories[repo] / path).stat().st_size


@contextmanager
def serve(repositories):
    """Run a hub on two free ports: large files have an address of their own."""
    hub = Hub(repositories)
    with _listening(hub) as hub.address, _listening(hub) as hub.large_address:
        yield hub


@contextmanager
def _listening(hub):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answer, hub))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, hub, *args):
        self.hub = hub
        super().__init__(*args)

    def log_message(self, *_args):
        """Nobody reads it."""

    def do_HEAD(self):
        self._answer()

    def do_GET(self):
        self._answer()

    def _answer(self):
        if self.hub.broken_off and self.hub.closes_then:
            return self._refuse(403, "Forbidden")
        path = urlsplit(self.path).path
        for name, pattern in PATTERNS.items():
            if found := pattern.fullmatch(path):
                if refusal := self._refusal(**found.groupdict()):
                    return self._refuse(*refusal)
                return getattr(self, f"_{name}")(**found.groupdict())
        return self._refuse(404, "EntryNotFound")

    def _refusal(self, repo, revision="main", path=""):
        if repo not in self.hub.repositories:
            return 401, "RepoNotFound"
        if revision not in ("main", COMMIT):
            return 404, "RevisionNotFound"
        if path and repo in self.hub.gated:  # what it holds may be seen by all
            return 403, "GatedRepo"
        if path and not (self.hub.repositories[repo] / path).is_file():
            return 404, "EntryNotFound"
        return None

    def _refuse(self, status, code):
        self._send(status, b"", {"X-Error-Code": code, "X-Error-Message": code})

    def _facts(self, repo, revision):
        names = [{"rfilename": path} for path in self._paths(repo)]
        facts = {"id": repo, "modelId": repo, "sha": COMMIT, "private": False, "siblings": names}
        self._send_json(facts)

    def _tree(self, repo, revision):
        self._send_json([self._listed(repo, path) for path in self._paths(repo)])

    def _listed(self, repo, path):
        size = self.hub.size(repo, path)
        listed = {"type": "file", "path": path, "size": size, "oid": self._tag(repo, path)[:40]}
        if size >= LARGE:
            listed["lfs"] = {"oid": self._tag(repo, path), "size": size, "pointerSize": 130}
        return listed

    def _paths(self, repo):
        root = self.hub.repositories[repo]
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())

    def _tag(self, repo, path):
        return hashlib.sha256((self.hub.repositories[repo] / path).read_bytes()).hexdigest()

    def _file(self, repo, revision, path):
        size, tag = self.hub.size(repo, path), self._tag(repo, path)
        facts = {"X-Repo-Commit": COMMIT}
        if size >= LARGE:
            linked = {"X-Linked-Size": str(size), "X-Linked-Etag": f'"{tag}"'}
            where = {"Location": f"{self.hub.large_address}/large/{repo}/{path}"}
            self._send(302, b"", facts | linked | where)
        else:
            self._send_bytes(repo, path, facts | {"ETag": f'"{tag[:40]}"'})

    def _large(self, repo, path):
        self._send_bytes(repo, path, {"ETag": f'"{self._tag(repo, path)}"'})

    def _send_bytes(self, repo, path, facts):
        content = (self.hub.repositories[repo] / path).read_bytes()
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        first = int(wanted[1]) if wanted else 0
        part = content[first : int(wanted[2]) + 1 if wanted and wanted[2] else None]
        if self.command == "GET":
            self.hub.sent.setdefault(path, []).append((first, len(part)))
        facts |= {"Accept-Ranges": "bytes"}
        if wanted:
            facts["Content-Range"] = f"bytes {first}-{first + len(part) - 1}/{len(content)}"
        self._send(206 if wanted else 200, part, facts)

    def _send_json(self, value):
        self._send(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _send(self, status, content, facts):
        self.send_response(status)
        for name, value in facts.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        limit = self.hub.break_off_after
        if self.command == "HEAD":
            pass
        elif limit is None or len(content) <= limit:
            self.wfile.write(content)
        else:
            self.wfile.write(content[:limit])
            self.hub.break_off_after = None
            self.hub.broken_off = urlsplit(self.path).path.split("/", 4)[-1]
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
