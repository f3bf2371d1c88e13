# -*- coding: utf-8 -*-
"""The client's picture: from a PNG to the pixels that it sends, which its windows leave to a graphics library."""
import hashlib
import os
import shutil
import struct
import zlib

SIDE = 64
SIGNATURE = '\x89PNG\r\n\x1a\n'
CHANNELS = {2: 3, 6: 4}


class Picture(object):
    def __init__(self, buddies, folder):
        self.buddies = buddies
        self.path = os.path.join(folder, 'avatar.png')
        # The client keeps it there, and it is its windows that read it at the start.
        if os.path.exists(self.path):
            self.load()

    def load(self):
        self.buddies.own_avatar_data, self.buddies.own_avatar_data_alpha = pixels(self.path)
        for buddy in self.buddies.list:
            buddy.sendAvatar()

    def change(self, path):
        if path == u'none':
            if os.path.exists(self.path):
                os.unlink(self.path)
            self.buddies.own_avatar_data = self.buddies.own_avatar_data_alpha = ''
            for buddy in self.buddies.list:
                buddy.sendAvatar(True)
            return
        pixels(path)
        shutil.copy(path, self.path)
        self.load()


def digest(buddy):
    """Of the pixels, colours first; empty where there is no picture."""
    colours = buddy.profile_avatar_data
    return hashlib.sha256(colours + buddy.profile_avatar_data_alpha).hexdigest() if colours else ''


def pixels(path):
    """Colours and alpha, the latter empty where the PNG has none. 8 bits, 64x64, no filters, not interlaced."""
    with open(path, 'rb') as stream:
        data = stream.read()
    head, body = None, ''
    at = len(SIGNATURE)
    while data[:at].startswith(SIGNATURE) and at + 8 <= len(data):
        size, kind = struct.unpack('>I4s', data[at:at + 8])
        chunk = data[at + 8:at + 8 + size]
        at += size + 12
        if kind == 'IHDR':
            head = struct.unpack('>IIBBBBB', chunk)
        elif kind == 'IDAT':
            body += chunk
    if head is None or head[:3] != (SIDE, SIDE, 8) or head[3] not in CHANNELS or head[6] != 0:
        raise Exception('this PNG is not 64x64 of 8 bits')
    channels = CHANNELS[head[3]]
    raw, length = zlib.decompress(body), SIDE * channels
    rows = [raw[at:at + length + 1] for at in range(0, len(raw), length + 1)]
    if len(rows) != SIDE or any(row[0] != '\0' for row in rows):
        raise Exception('this PNG has filters')
    flat = ''.join(row[1:] for row in rows)
    colours = ''.join(flat[at:at + 3] for at in range(0, len(flat), channels))
    return colours, flat[3::4] if channels == 4 else ''
