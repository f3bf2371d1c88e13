# -*- coding: utf-8 -*-
"""Drives an unmodified TorChat 0.9.9.553 or 0.9.9.555 without its windows: commands on stdin, events as JSON lines on stdout.

The same flags, commands and events as `torchat peer`. It imports the client's tc_client.py from --source (python 2.7)
and does with it what the client's own windows do.
"""
import os
import sys
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'driving'))

from lines import tell, words
from pictures import Picture, digest
from settling import flags, import_client, settle_in
from transfers import Transfers


class Driver(object):
    def __init__(self, client, options):
        self.client = client
        self.listed = set()
        self.texts = 0
        self.lock = threading.Lock()
        self.list = None
        self.transfers = Transfers(client, options)
        # 0.9.9.555 calls its write access to the settings `cset`.
        self.set = getattr(client.config, 'cset', None) or client.config.set
        self.names = dict((getattr(client, constant), name) for constant, name in (
            ('STATUS_OFFLINE', u'offline'), ('STATUS_HANDSHAKE', u'handshake'), ('STATUS_ONLINE', u'available'),
            ('STATUS_AWAY', u'away'), ('STATUS_XA', u'xa')))
        self.own = dict((name, value) for value, name in self.names.items())
        socket = client.tryBindPort('127.0.0.1', options.port)
        if not socket:
            raise Exception('port %i is taken' % options.port)
        self.list = client.BuddyList(self.on_event, socket)
        self.picture = Picture(self.list, client.config.getDataDir())
        tell('ready', id=options.own)
        self.compare()

    # What the client tells

    def on_event(self, kind, data):
        client = self.client
        if kind == client.CB_TYPE_CHAT:
            buddy, text = data
            # "<- has added you" is the client's own word, the only one that did not come as UTF-8.
            if isinstance(text, unicode):
                tell('chat', addr=buddy.address, text=text)
        elif kind == client.CB_TYPE_STATUS and data.address in self.listed:
            self.tell_status(data)
        elif kind == client.CB_TYPE_PROFILE:
            tell('profile', addr=data.address, name=data.profile_name, text=data.profile_text)
        elif kind == client.CB_TYPE_AVATAR:
            tell('avatar', addr=data.address, sha256=digest(data))
        elif kind == client.CB_TYPE_FILE:
            self.transfers.offered(data)
        elif kind == client.CB_TYPE_LIST_CHANGED and self.list is not None:
            self.compare()

    def tell_status(self, buddy):
        tell('status', addr=buddy.address, status=self.names.get(buddy.status, unicode(buddy.status)))

    def compare(self):
        """The client says that its list changed, not how."""
        with self.lock:
            now = set(buddy.address for buddy in self.list.list)
            gone, come, self.listed = self.listed - now, now - self.listed, now
            self.save()
        for address in gone:
            tell('removed', addr=address)
        for buddy in list(self.list.list):
            if buddy.address in come:
                tell('added', addr=buddy.address)
                if buddy.status != self.client.STATUS_OFFLINE:
                    self.tell_status(buddy)

    def save(self):
        """0.9.9.555 writes down who is on its list but not the names, without which it cannot start again."""
        book = getattr(self.client, 'buddyconfig', None)
        if book is None:
            return
        book.bset(book.BUDDYCOUNT, book.BCOUNT, len(self.list.list))
        for index, buddy in enumerate(self.list.list):
            book.bset(book.BUDDYLIST, book.findex(index), buddy.address)
            book.bset(buddy.address, book.BUDDYDNAME, buddy.name)

    # What the client is told

    def add(self, address, name=u''):
        if self.list.getBuddyFromAddress(address):
            raise Exception('it is on the list already')
        self.list.addBuddy(self.client.Buddy(address, self.list, name))

    def remove(self, address):
        self.list.removeBuddy(self.buddy(address), disconnect=False)

    def message(self, address, text):
        buddy = self.buddy(address)
        if self.names.get(buddy.status) in (u'offline', u'handshake'):
            buddy.storeOfflineChatMessage(text)
        else:
            buddy.sendChatMessage(text)
        self.texts += 1
        tell('queued', addr=address, id=self.texts, text=text)

    def status(self, status):
        self.list.setStatus(self.own[status])

    def profile(self, name, text=u'-'):
        self.set('profile', 'name', u'' if name == u'-' else name)
        self.set('profile', 'text', u'' if text == u'-' else text)
        for buddy in self.list.list:
            buddy.sendProfile()
            buddy.sendStatus()

    def file(self, address, path):
        self.transfers.send(self.buddy(address), path)

    def drop(self, address):
        buddy = self.buddy(address)
        buddy.disconnect()
        buddy.startTimer()

    def rows(self):
        tell('list', list=[{'addr': buddy.address, 'name': buddy.name, 'status': self.names.get(buddy.status)}
                           for buddy in self.list.list])

    def buddy(self, address):
        buddy = self.list.getBuddyFromAddress(address)
        if not buddy:
            raise Exception('it is not on the list')
        return buddy

    def obey(self, line):
        verbs = {'add': (self.add, 2), 'del': (self.remove, 1), 'msg': (self.message, 2), 'status': (self.status, 1),
                 'profile': (self.profile, 2), 'avatar': (self.picture.change, 1), 'drop': (self.drop, 1),
                 'file': (self.file, 2), 'accept': (self.transfers.accept, 3), 'cancel': (self.transfers.cancel, 2),
                 'list': (self.rows, 0)}
        verb, _, rest = line.partition(u' ')
        if verb not in verbs:
            raise Exception('there is no command %s' % verb)
        action, count = verbs[verb]
        action(*words(rest, count))


def main():
    # It names files in what its environment says, and knows that only from its very start.
    if sys.getfilesystemencoding() != 'UTF-8' and 'TORCHAT_DRIVER' not in os.environ:
        os.execve(sys.executable, [sys.executable] + sys.argv, dict(os.environ, LC_ALL='C.UTF-8', TORCHAT_DRIVER='again'))
    options = flags()
    settle_in(options)
    driver = Driver(import_client(options), options)
    for line in iter(sys.stdin.readline, ''):
        line = line.rstrip('\n').decode('UTF-8')
        if line == u'quit':
            break
        try:
            driver.obey(line)
        except Exception as error:
            tell('error', code='internal', msg=u'%s: %s' % (line[:60], error))
    driver.list.stopClient()
    tell('bye')
    # Its threads never end, as its own program knows, which kills itself here.
    os._exit(0)


if __name__ == '__main__':
    try:
        main()
    except Exception as error:
        try:
            tell('error', code='internal', msg=unicode(error))
            tell('bye')
            os.write(2, '%s\n' % error)
        finally:
            # Also when nobody reads any more what it tells.
            os._exit(1)
