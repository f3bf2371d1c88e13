# -*- coding: utf-8 -*-
"""Before the client runs: the flags, the folder and settings that it expects to find, and its import."""
import argparse
import ConfigParser
import os
import sys

from lines import Log


def flags():
    parser = argparse.ArgumentParser()
    parser.add_argument('--source', required=True, help='the folder of tc_client.py')
    parser.add_argument('--own', required=True)
    parser.add_argument('--port', required=True, type=int)
    parser.add_argument('--socks', required=True, help='[host:]port')
    parser.add_argument('--data', required=True)
    parser.add_argument('--name')
    parser.add_argument('--text')
    parser.add_argument('--ask', action='store_true', help='offered files wait for `accept`')
    parser.add_argument('--log', type=int, default=0, help="the client's log level, to stderr")
    options = parser.parse_args()
    options.data = os.path.abspath(options.data)
    options.source = os.path.abspath(options.source)
    return options


def settle_in(options):
    folder = os.path.join(options.data, '.torchat')
    tor = os.path.join(folder, 'Tor')
    if not os.path.isdir(tor):
        os.makedirs(tor, 0o700)
        # It insists on changing the mode of both.
        for name in ('tor.sh', 'torrc.txt'):
            open(os.path.join(tor, name), 'w').close()
    host, _, socks = options.socks.rpartition(':')
    settings = {
        ('client', 'own_hostname'): options.own,
        ('client', 'listen_interface'): '127.0.0.1',
        ('client', 'listen_port'): options.port,
        ('logging', 'log_level'): options.log,
    }
    for section in ('tor', 'tor_portable'):
        settings[section, 'tor_server'] = host or '127.0.0.1'
        settings[section, 'tor_server_socks_port'] = socks
    for option in ('name', 'text'):
        if getattr(options, option) is not None:
            settings['profile', option] = getattr(options, option)
    path = os.path.join(folder, 'torchat.ini')
    ini = ConfigParser.RawConfigParser()
    ini.read(path)
    for (section, option), value in settings.items():
        if not ini.has_section(section):
            ini.add_section(section)
        ini.set(section, option, value)
    with open(path, 'w') as stream:
        ini.write(stream)


def import_client(options):
    """tc_client, which reads HOME and argv when it is imported, and starts no tor."""
    os.environ['HOME'] = options.data
    sys.argv = [os.path.join(options.data, 'torchat')]
    sys.path.insert(0, options.source)
    sys.stdout = Log()
    import tc_client
    tc_client.startPortableTor = tc_client.stopPortableTor = lambda: None
    return tc_client
