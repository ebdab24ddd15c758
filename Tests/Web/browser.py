"""Chromium without a window, driven over its debugging protocol: nothing but Python's own library.

    with Browser() as browser:
        page = browser.page(width=390)
        page.open("http://127.0.0.1:8411/…/")
        page.run("document.title")
"""

import base64
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import time


class Failure(Exception):
    """What a check found wrong, a sentence."""


class WebSocket:
    """A client as small as the protocol allows (RFC 6455): text frames both ways."""

    def __init__(self, address):
        match = re.fullmatch(r"ws://([^:/]+):(\d+)(/.*)", address)
        host, port, path = match.group(1), int(match.group(2)), match.group(3)
        self.socket = socket.create_connection((host, port), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            (
                f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
                "Sec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        self.rest = b""
        while b"\r\n\r\n" not in self.rest:
            self.rest += self.socket.recv(4096)
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise Failure(f"Chromium refuses the connection: {head!r}")

    def send(self, text):
        data, mask = text.encode(), os.urandom(4)
        length = len(data)
        head = b"\x81"
        if length < 126:
            head += bytes([0x80 | length])
        elif length < 1 << 16:
            head += bytes([0x80 | 126]) + struct.pack(">H", length)
        else:
            head += bytes([0x80 | 127]) + struct.pack(">Q", length)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        self.socket.sendall(head + mask + masked)

    def take(self, count):
        while len(self.rest) < count:
            part = self.socket.recv(1 << 16)
            if not part:
                raise Failure("Chromium has ended")
            self.rest += part
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def receive(self, seconds):
        """A message, or None where none begins in time."""
        if not self.rest:
            self.socket.settimeout(max(seconds, 0.001))
            try:
                self.rest = self.socket.recv(1 << 16)
            except (socket.timeout, BlockingIOError):
                return None
            if not self.rest:
                raise Failure("Chromium has ended")
        self.socket.settimeout(60)
        data = b""
        while True:
            first, second = self.take(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack(">H", self.take(2))[0]
            elif length == 127:
                length = struct.unpack(">Q", self.take(8))[0]
            data += self.take(length)
            if first & 0x80:
                return data.decode() if first & 0x0F in (0, 1) else None

    def close(self):
        self.socket.close()


class Page:
    """A tab: what it logs as an error and every address it asks for are kept."""

    def __init__(self, address, width, height=900):
        self.channel = WebSocket(address)
        self.number = 0
        self.errors = []
        self.requests = []
        self.isLoaded = False
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.resize(width, height)

    def resize(self, width, height=900):
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )

    def dark(self, isDark):
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if isDark else "light"}],
        )

    def call(self, method, **parameters):
        self.number += 1
        number = self.number
        self.channel.send(json.dumps({"id": number, "method": method, "params": parameters}))
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            message = self.take(1)
            if message and message.get("id") == number:
                if "error" in message:
                    raise Failure(f"{method}: {message['error']}")
                return message["result"]
        raise Failure(f"{method}: no answer")

    def take(self, seconds):
        text = self.channel.receive(seconds)
        message = json.loads(text) if text else None
        if message and "method" in message:
            self.note(message["method"], message["params"])
        return message

    def note(self, method, event):
        if method == "Page.loadEventFired":
            self.isLoaded = True
        elif method == "Page.javascriptDialogOpening":
            self.number += 1
            self.channel.send(
                json.dumps(
                    {
                        "id": self.number, "method": "Page.handleJavaScriptDialog",
                        "params": {"accept": True},
                    }
                )
            )
        elif method == "Network.requestWillBeSent":
            self.requests.append(event["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(str(event["exceptionDetails"].get("exception", event))[:400])
        elif method == "Runtime.consoleAPICalled" and event["type"] in ("error", "assert"):
            self.errors.append(str(event["args"])[:400])
        elif method == "Log.entryAdded" and event["entry"]["level"] == "error":
            self.errors.append(event["entry"]["text"][:400] + " " + event["entry"].get("url", ""))

    def open(self, address):
        self.isLoaded = False
        self.call("Page.navigate", url=address)
        deadline = time.monotonic() + 60
        while not self.isLoaded:
            if time.monotonic() > deadline:
                raise Failure(f"{address} does not load")
            self.take(0.2)
        self.rest(0.3)

    def rest(self, seconds):
        """Lets the page go on for a while."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.take(0.05)

    def run(self, script):
        """The value of an expression on the page."""
        found = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in found:
            raise Failure(f"{script}: {found['exceptionDetails']}")
        return found["result"].get("value")

    def wait(self, script, seconds=60):
        """Waits until an expression is true."""
        deadline = time.monotonic() + seconds
        while not self.run(script):
            if time.monotonic() > deadline:
                raise Failure(f"after {seconds} s it is not so: {script}")
            self.rest(0.1)

    def press(self, key, code):
        for kind in ("rawKeyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key,
                windowsVirtualKeyCode=code,
            )

    def picture(self, path, isWhole=False):
        found = self.call("Page.captureScreenshot", captureBeyondViewport=isWhole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(found["data"]))


class Browser:
    def __init__(self):
        names = ("chromium", "chromium-browser", "google-chrome")
        self.program = next((found for found in map(shutil.which, names) if found), None)
        if not self.program:
            raise Failure("no chromium on the PATH; install Debian's package chromium")

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="workbook-web-")
        options = ["--headless=new", "--remote-debugging-port=0", "--disable-gpu", "--no-first-run",
                   "--disable-background-networking", "--disable-component-update",
                   "--disable-sync", "--hide-scrollbars", "--disable-dev-shm-usage",
                   f"--user-data-dir={self.folder}", "about:blank"]
        if os.geteuid() == 0:
            options.insert(0, "--no-sandbox")
        self.log = open(os.path.join(self.folder, "log"), "w+")
        self.process = subprocess.Popen(
            [self.program] + options, stdout=subprocess.DEVNULL, stderr=self.log
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with open(self.log.name) as log:
                match = re.search(r"DevTools listening on ws://([^/]+)/", log.read())
            if match:
                self.host = match.group(1)
                return self
            time.sleep(0.1)
        raise Failure("Chromium does not start")

    def page(self, width):
        # A tab is made over HTTP, and then spoken to over its own socket.
        name, port = self.host.split(":")
        with socket.create_connection((name, int(port)), timeout=60) as line:
            line.sendall(
                f"PUT /json/new?about:blank HTTP/1.1\r\nHost: {self.host}\r\n"
                "Connection: close\r\n\r\n".encode()
            )
            text = b""
            while b"webSocketDebuggerUrl" not in text or b"}" not in text.split(b"webSocketDebuggerUrl")[1]:
                part = line.recv(1 << 16)
                if not part:
                    break
                text += part
        address = re.search(rb'"webSocketDebuggerUrl": "([^"]+)"', text)
        if not address:
            raise Failure("Chromium opens no tab")
        return Page(address.group(1).decode(), width)

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
