// The file of a report: what stands in it, what cannot get into it, and how large it gets.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CheckRecord, SimResult } from '../../src/record/result.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { madeUp } from './made-up.ts';

const check = (held: boolean, violations: CheckRecord['violations'] = []): CheckRecord => ({
  check: 'texts',
  asked: 'all texts once and in order',
  held,
  seen: 'seen so and so',
  violations,
  count: violations.length + (held ? 0 : 7),
});

const headings = (file: string): string[] =>
  [...file.matchAll(/<h3>(.*?)<\/h3>/gu)].map(([, text]) => text ?? '');

describe('a report', () => {
  test('tells the verdict first, and each check with what was seen', () => {
    const violations = [{ at: 61_000, who: 1, what: 'was shown twice' }];
    const file = renderReport({ ...madeUp({ clients: 3 }), checks: [check(true), check(false, violations)] });
    expect(file).toContain('<div class="verdict bad">1 of 2 checks did not hold.</div>');
    expect(file).toContain('<b>at 1 min 1 s</b> <b>friend2</b> <bdi>was shown twice</bdi>');
    expect(file).toContain('and 7 more');
    expect(file).toContain('npm run sim -- run made-up --world tor --seed 1');
  });

  test('draws who was online, what broke, how long texts took, and what it cost', () => {
    expect(headings(renderReport(madeUp({ clients: 12 })))).toEqual([
      'What broke',
      'Who was online',
      'Found again after a fault',
      'How long each text took',
      'How many took how long at most',
      'Texts sent and shown',
      'Texts on their way',
      'Memory',
      'Processor',
      'Traffic',
    ]);
  });

  test('marks a text that never arrived', () => {
    const result = madeUp({ clients: 3, texts: 20, faults: 0 });
    const [first, ...others] = result.texts;
    if (first === undefined) throw new Error('no text');
    const file = renderReport({ ...result, texts: [{ ...first, shown: [], place: -1 }, ...others] });
    expect(file).toContain('1 text never arrived');
    expect(file).toContain('class="dots lost"');
  });

  test('tells whole what its world is', () => {
    const about = `Processes over a private Tor network, ${'and so on, '.repeat(40)}which forgets sooner.`;
    const result = madeUp({ clients: 2, each: 1 });
    expect(renderReport({ ...result, facts: { ...result.facts, about } })).toContain(`<p>${about}</p>`);
  });

  test('says that a run ended early before it says anything else of it', () => {
    const file = renderReport({ ...madeUp({ clients: 2 }), checks: [check(true)], ended: 'It was stopped.' });
    expect(file).toContain('It did not come to its end.');
    expect(file).toContain('It was stopped.');
  });

  test.each([
    ['of one client that did nothing', madeUp({ clients: 1, faults: 0, texts: 0, samples: 0 })],
    [
      'of nobody at all',
      { ...madeUp({ clients: 1, faults: 0, texts: 0, samples: 0 }), people: [], length: 0 },
    ],
    ['that ended at once', { ...madeUp({ clients: 4 }), length: 0 }],
  ])('is drawn %s, without a figure that is no number', (_, result: SimResult) => {
    const file = renderReport(result);
    expect(file).toContain('</html>');
    expect(file).not.toMatch(/NaN|Infinity|undefined/u);
  });

  test('of 2,000 clients and their day stays below two megabytes, and says what it leaves out', {
    timeout: 60_000,
  }, () => {
    const result = madeUp({
      clients: 2000,
      each: 20,
      length: 86_400_000,
      texts: 30_000,
      faults: 100,
      samples: 10,
    });
    const file = renderReport(result);
    expect(file.length).toBeLessThan(2_000_000);
    expect(file).toContain('The 24 of 2,000 clients');
    expect(file).toContain('The first 100 of 2,000 clients');
    expect(file).toContain('dots that fall on the same spot are drawn once');
  });
});

describe('what scenarios and peers say', () => {
  const attack = `</title></style></script><script>alert(1)</script><img src=x onerror="alert(1)">' onload='x`;

  test('is text wherever it stands', () => {
    const result = madeUp({ clients: 2, each: 1 });
    const evil = {
      ...result,
      scenario: { name: attack, file: attack },
      repeat: attack,
      world: attack,
      startedAt: attack,
      facts: { ...result.facts, about: attack, torVersion: attack },
      machine: { ...result.machine, node: attack },
      people: result.people.map((one) => ({ ...one, name: attack, group: attack, kind: attack })),
      texts: result.texts.map((one) => ({ ...one, text: attack })),
      faults: result.faults.map((one) => ({ ...one, what: attack, hit: [attack] })),
      files: [{ from: 0, to: 1, name: attack, size: 9, taken: 1, landed: null, right: null, failed: attack }],
      forwards: [{ from: 0, to: 1, size: 9, at: 5, milliseconds: 4, right: false, why: attack }],
      incidents: [{ at: 1, who: 0, kind: attack, other: 1, what: attack }],
      checks: [{ ...check(false, [{ at: 1, who: 0, what: attack }]), asked: attack, seen: attack }],
      leftOut: [attack],
      ended: attack,
    } as unknown as SimResult;
    const file = renderReport(evil);
    expect(file.match(/<script/gu)).toHaveLength(1);
    expect(file.match(/<\/script/gu)).toHaveLength(1);
    expect(file.match(/<\/style/gu)).toHaveLength(1);
    expect(file).not.toMatch(/<img|<iframe|<object|<embed|<base|<link/u);
    // Attributes stay in their quotes: between tags and in them there is no quote of the attack.
    expect(file).not.toMatch(/<[^>]*\son\w+=/u);
  });

  test('finds a policy that runs nothing and fetches nothing', () => {
    const file = renderReport(madeUp({ clients: 2, each: 1 }));
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u
      .exec(file)?.[1]
      ?.replaceAll('&#39;', "'");
    const digest = (tag: string): string => {
      const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'u').exec(file)?.[1] ?? '';
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(policy).toBe(
      `default-src 'none'; style-src ${digest('style')}; script-src ${digest('script')}; base-uri 'none'; form-action 'none'`,
    );
  });

  test('leads nowhere: no address, no attribute that would load or run', () => {
    const file = renderReport(madeUp({ clients: 3 }));
    expect(file).not.toMatch(/https?:|\ssrc=|\shref=|\sstyle=|url\(|@import/u);
  });
});
