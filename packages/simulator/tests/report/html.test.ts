// Templates take whatever is put into them as text.
import { describe, expect, test } from 'vitest';
import { html } from '../../src/report/html.ts';

describe('html', () => {
  test('escapes in content and in attributes', () => {
    const evil = `"><script>alert('1')</script>&`;
    expect(String(html`<p title="${evil}">${evil}</p>`)).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</p>',
    );
  });

  test('takes markup for what it is, alone and in lists, and null for nothing', () => {
    expect(String(html`<ul>${[html`<li>${1}</li>`, null, [html`<li>${'<'}</li>`]]}</ul>`)).toBe(
      '<ul><li>1</li><li>&lt;</li></ul>',
    );
  });

  test('takes no data for markup, whatever it says of itself', () => {
    const forged = JSON.parse('{"text":"<b>","#text":"<b>","constructor":{"name":"Markup"}}') as string;
    expect(String(html`${forged}`)).not.toContain('<b>');
  });

  test('shows where a character would turn, hide or break the text around it', () => {
    expect(String(html`${'a\u202eb\u0000c\ud800d\u2066e'}`)).toBe('a\ufffdb\ufffdc\ufffdd\ufffde');
  });
});
