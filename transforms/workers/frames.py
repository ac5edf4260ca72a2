"""What goes over the sockets between pool, nursery and children.

A message is a length, then that many bytes. An order to the nursery is five bytes: FORK, with the child's end of
a socket as ancillary data, or BURY with a process id, answered by STATUS with what `waitpid` said.
"""

from __future__ import annotations

import socket
import struct
from collections import deque

_LENGTH = struct.Struct("!Q")
_CHUNK = 1 << 18

ORDER = struct.Struct("!ci")
STATUS = struct.Struct("!i")
FORK, BURY = b"F", b"B"


def framed(payload: bytes) -> bytes:
    """Return a message as it goes over the wire."""
    return _LENGTH.pack(len(payload)) + payload


def read_frame(sock: socket.socket) -> bytes | None:
    """Return the next message of a blocking socket, or None where the other side has closed it."""
    head = _read_exactly(sock, _LENGTH.size)
    return None if head is None else _read_exactly(sock, _LENGTH.unpack(head)[0])


def _read_exactly(sock: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        piece = sock.recv(min(_CHUNK, size - len(data)))
        if not piece:
            return None
        data += piece
    return bytes(data)


class Channel:
    """The parent's end of a child's socket: never blocks, keeps what the socket would not take yet."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self.sock = sock
        self._incoming = bytearray()
        self._outgoing: deque[memoryview] = deque()

    @property
    def unsent(self) -> int:
        """How many messages wait, whole or in part, until the child has read what is on its way."""
        return len(self._outgoing)

    @property
    def receiving(self) -> bool:
        """Whether a part of a message has arrived."""
        return bool(self._incoming)

    def send(self, payload: bytes) -> None:
        """Queue a message and write what the socket takes now; a dead child shows when it is read from."""
        self._outgoing.append(memoryview(framed(payload)))
        self.flush()

    def flush(self) -> None:
        """Write what the socket takes now."""
        try:
            while self._outgoing:
                first = self._outgoing[0]
                self._outgoing[0] = first[self.sock.send(first[:_CHUNK]) :]
                if not self._outgoing[0]:
                    self._outgoing.popleft()
        except BlockingIOError:
            return
        except OSError:
            self._outgoing.clear()

    def receive(self) -> tuple[list[bytes], bool]:
        """Return the messages that have arrived whole, and whether the child is still there."""
        alive = True
        try:
            while piece := self.sock.recv(_CHUNK):
                self._incoming += piece
            alive = False
        except BlockingIOError:
            pass
        except OSError:
            alive = False
        return self._whole(), alive

    def _whole(self) -> list[bytes]:
        messages = []
        while len(self._incoming) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._incoming)[0]
            if len(self._incoming) < end:
                break
            messages.append(bytes(self._incoming[_LENGTH.size : end]))
            del self._incoming[:end]
        return messages
