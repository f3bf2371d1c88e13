// A peer for the driver's tests: answers commands as told, one event a line.
import { createInterface } from 'node:readline';

const tell = (event) => console.log(JSON.stringify({ t: 0, ...event }));
console.log('not an event');
tell({ ev: 'ready', id: 'me' });
createInterface({ input: process.stdin }).on('line', (line) => {
  const [verb, ...rest] = line.split(' ');
  if (verb === 'msg') tell({ ev: 'chat', addr: rest[0], text: JSON.parse(rest.slice(1).join(' ')) });
  if (verb === 'die') {
    console.error('out of memory');
    process.exit(3);
  }
  if (verb === 'quit') process.exit(0);
});
