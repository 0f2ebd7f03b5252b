"""Copies a file to a share as a file manager does over a slow line: sets the size first, then writes piece by piece.

Usage: share_copy.py PORT ACCOUNT PASSWORD SOURCE TARGET OFFSET
With an OFFSET the target is there already, and what is missing from there on follows.
"""
import sys
import time

import smbclient

port, account, password, source, target, offset = sys.argv[1:]
offset = int(offset)
PIECES, PAUSE = 5, 0.4
with open(source, "rb") as file:
    content = file.read()
smbclient.register_session("127.0.0.1", username=account, password=password, port=int(port))
with smbclient.open_file(rf"\\127.0.0.1\{target}", mode="r+b" if offset else "wb", port=int(port)) as copy:
    copy.truncate(len(content))
    copy.seek(offset)
    size = -(-(len(content) - offset) // PIECES)
    for start in range(offset, len(content), size):
        time.sleep(PAUSE)
        copy.write(content[start : start + size])
        copy.flush()
    time.sleep(PAUSE)
