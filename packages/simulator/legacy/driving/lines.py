# -*- coding: utf-8 -*-
"""The peer interface as text: events out as JSON lines, commands in as words."""
import json
import os
import threading
import time

START = time.time()
OUTPUT = os.fdopen(os.dup(1), 'w', 0)
OUTPUT_LOCK = threading.Lock()


def tell(ev, **fields):
    fields.update(ev=ev, t=round(time.time() - START, 3))
    with OUTPUT_LOCK:
        OUTPUT.write(json.dumps(fields, sort_keys=True) + '\n')


class Log(object):
    """Where the client prints to: it asks for an encoding, and stays silent where there is none."""
    encoding = 'UTF-8'

    def write(self, data):
        os.write(2, data)

    def flush(self):
        pass


def words(text, count):
    """Up to `count` arguments, each a JSON string or a word; the last takes the rest as it is."""
    found = []
    while text and len(found) < count:
        if text.startswith(u'"'):
            value, end = json.JSONDecoder().raw_decode(text)
            found.append(value)
            text = text[end:].lstrip(u' ')
        elif len(found) == count - 1:
            found.append(text)
            text = u''
        else:
            word, _, text = text.partition(u' ')
            found.append(word)
    return found
