// Addresses for machines whose engine lets us choose them.

/** Of a network of `a.b.c.0/22`: each name gets the next one, from `a.b.c.10` on; the engine needs the first for itself. */
export function addressesIn(network: string): (name: string) => string {
  const [a = 0, b = 0, c = 0] = network.split('.').map(Number);
  const known = new Map<string, number>();
  return (name) => {
    const place = known.get(name) ?? known.size;
    known.set(name, place);
    const number = place + 10;
    return `${a}.${b}.${c + Math.floor(number / 256)}.${number % 256}`;
  };
}

/** So many machines have room. */
export const MOST_MACHINES = 1000;
