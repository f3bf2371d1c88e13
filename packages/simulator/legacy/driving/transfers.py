# -*- coding: utf-8 -*-
"""Files in and out, doing what the client's window of a transfer does: it takes what comes, and saves it when it is all there."""
import hashlib
import os
import threading
import time

from lines import tell

PAUSE = 0.02
# Seconds without a block, after which none is waited for.
NO_MORE = 1.0


class Transfers(object):
    def __init__(self, client, options):
        self.client = client
        self.ask = options.ask
        self.folder = os.path.join(options.data, 'downloads')
        self.open = {}
        self.count = 0

    def offered(self, receiver):
        incoming = Incoming(self, receiver)
        self.open[receiver.buddy.address, receiver.id] = incoming
        tell('file_offer', addr=receiver.buddy.address, id=receiver.id, name=receiver.file_name, size=receiver.file_size)
        if not self.ask:
            incoming.accept(None)
        receiver.setCallbackFunction(incoming.progress)

    def place(self):
        """A path that nothing has; what the sender calls it is only told."""
        if not os.path.isdir(self.folder):
            os.makedirs(self.folder)
        self.count += 1
        return os.path.join(self.folder, 'file-%i' % self.count)

    def send(self, buddy, path):
        outgoing = Outgoing(buddy, path)
        self.open[buddy.address, outgoing.sender.id] = outgoing
        tell('file_queued', addr=buddy.address, id=outgoing.sender.id, name=outgoing.name, size=os.path.getsize(path))

    def accept(self, address, id, path=None):
        self.open[address, id].accept(path)

    def cancel(self, address, id):
        self.open[address, id].cancel()

    def wiped(self):
        """Returns when no temporary file is left of what was closed: a thread each overwrites them."""
        while any(isinstance(thread, self.client.WipeFileThread) for thread in threading.enumerate()):
            time.sleep(PAUSE)


class Incoming(object):
    def __init__(self, transfers, receiver):
        self.transfers = transfers
        self.receiver = receiver
        self.path = None
        self.here = False
        self.cancelled = False
        self.ended = False
        self.lock = threading.Lock()

    def progress(self, total, done, message=''):
        if done == -1:
            # Who tells so closes it right after.
            self.end_later(message)
            return
        if self.cancelled:
            self.close()
            return
        self.here = self.here or done == total
        if self.here and self.path:
            self.save()

    def accept(self, path):
        self.path = path or self.transfers.place()
        if self.here:
            self.save()

    def save(self):
        self.receiver.setFileNameSave(self.path)
        self.receiver.close()
        self.end('')

    def cancel(self):
        """As the button of its window, but between two blocks: the sender hears of it when it sends the next one.

        Closing while its other thread writes fails inside the client ("close() called during concurrent operation"),
        which then keeps the temporary file and answers that sender nothing ever more.
        """
        self.cancelled = True
        timer = threading.Timer(NO_MORE, self.close)
        timer.daemon = True
        timer.start()

    def close(self):
        self.receiver.close()
        self.end_later('transfer aborted')

    def end_later(self, message):
        thread = threading.Thread(target=self.end, args=(message,))
        thread.daemon = True
        thread.start()

    def end(self, message):
        with self.lock:
            if self.ended:
                return
            self.ended = True
        receiver = self.receiver
        address = receiver.buddy.address
        while receiver.buddy.bl.getFileReceiver(address, receiver.id) is receiver:
            time.sleep(PAUSE)
        self.transfers.wiped()
        told = dict(addr=address, id=receiver.id, ok=False, path='', md5='', size=receiver.file_size, msg=message)
        if message == '':
            with open(self.path, 'rb') as stream:
                content = stream.read()
            told.update(ok=len(content) == receiver.file_size, path=self.path, size=len(content),
                        md5=hashlib.md5(content).hexdigest())
        tell('file_recv_end', **told)


class Outgoing(object):
    def __init__(self, buddy, path):
        self.buddy = buddy
        self.name = os.path.basename(path)
        self.made = threading.Event()
        self.sender = buddy.sendFile(path, self.progress)
        self.made.set()

    def progress(self, total, done, message=''):
        # The first call comes from its thread while the constructor is still at work.
        self.made.wait()
        complete = message == 'transfer complete'
        ended = done == -1
        tell('file_send', addr=self.buddy.address, id=self.sender.id, name=self.name, sent=max(done, 0), total=total,
             complete=complete, msg=message if ended else '')

    def cancel(self):
        self.sender.close()
