// What programs of each version wrote into a store, as their statements were then: never changed, only added to.

/** At place n - 1: what a store of version n may hold that one of version n - 1 could not. */
export const WRITTEN: readonly string[] = [
  `UPDATE account SET profile_name = 'me', profile_text = 'about', status = 'away',
     settings = '{"strangers":"refuse","looksLike":"torchat"}', last_key = 9;
   INSERT INTO contact (id, name, note, relation, removed_us, added_at, last_seen_at, keep_history, profile_name, profile_text)
     VALUES ('aaaaaaaaaaaaaaaa', 'alice', 'a note', 'listed', 0, 7, NULL, 1, 'Alice', '');
   INSERT INTO numbering (contact, out_epoch, next_seq, in_epoch, in_seq) VALUES ('aaaaaaaaaaaaaaaa', 'e1', 3, NULL, 0);
   INSERT INTO message (key, contact, direction, at, state, seq, text) VALUES
     (1, 'aaaaaaaaaaaaaaaa', 'out', 5, 'waiting', 2, 'it waits'),
     (2, 'aaaaaaaaaaaaaaaa', 'in', 6, 'unread', NULL, 'hello');
   INSERT INTO secret VALUES ('onion-key', x'0102');`,
  `INSERT INTO message (key, contact, direction, at, state, seq, text, epoch)
     VALUES (3, 'aaaaaaaaaaaaaaaa', 'out', 7, 'waiting', 9, 'of an older copy', 'e0');`,
  `UPDATE account SET shares = '[{"name":"web","kind":"tcp","host":"127.0.0.1","port":80,"with":["aaaaaaaaaaaaaaaa"]}]';`,
  `UPDATE account SET voucher_book = '{"returningUntil":5,"seenAt":null,"seenRemoved":[],"removed":["x"]}';
   UPDATE contact SET returned = 1;
   INSERT INTO voucher (contact, held, issued_at, issued) VALUES ('aaaaaaaaaaaaaaaa', x'01', 4, 'd');`,
  'UPDATE contact SET pinned = 1;',
  `UPDATE account SET tunnel_settings = '{"socks":[{"host":"127.0.0.1","port":1080}],"limits":[],"log":true}';`,
  `UPDATE contact SET files = '{"consent":"always","upTo":1000,"folder":"/home/me/in"}';
   INSERT INTO file (key, contact, direction, wire, name, size, block, moved, at, moved_at, state, why, path, mark, announced)
     VALUES (4, 'aaaaaaaaaaaaaaaa', 'out', '77', 'a.txt', 5000000000, 65536, 12, 3, 4, 'running', '', '/home/me/a.txt', '1 2', 1);
   INSERT INTO file (key, contact, direction, wire, name, size, block, moved, at, moved_at, state, why, folder, part)
     VALUES (6, 'aaaaaaaaaaaaaaaa', 'in', '78', 'b.txt', 9, 8192, 0, 3, 4, 'paused', '', NULL, 'aa');
   INSERT INTO file (key, contact, direction, wire, name, size, block, moved, at, moved_at, state, why, folder, part)
     VALUES (7, 'aaaaaaaaaaaaaaaa', 'in', '79', 'c.txt', 9, 8192, 0, 3, 4, 'offered', '', NULL, '');
   DELETE FROM file WHERE key = 7;`,
  `INSERT INTO file (key, contact, direction, wire, name, size, block, moved, at, moved_at, state, why, folder, part, items)
     VALUES (8, 'aaaaaaaaaaaaaaaa', 'in', '80', 'photos', 9, 8192, 0, 3, 4, 'offered', '', NULL, '', 3);`,
];

/** Beginnings of the SHA-256 of each step, so that none that was released is changed unseen. */
export const DIGESTS: readonly string[] = [
  '4d03c0aacba41de2',
  '44aea1d07e472925',
  'd2aae8402856b167',
  '5fd292a61d39d61f',
  'c8702e1ced8344ab',
  'a0eb6c9d16368656',
  '0f120759c8e3b68c',
  'a338a16007f5c56c',
];
