import { describe, expect, it } from '@jest/globals';
import { PAGES } from './page.js';
import { arrivedPage, refusedPage } from './page.template.js';

const page = PAGES[0];

describe('the pages of the portals', () => {
  it('say in German who arrived for which contract and target', () => {
    const html = arrivedPage(page, { sub: 'account-1', accessNumber: '0228123456', target: 'INVOICE_ONLINE' });
    expect(html).toMatch(/^<!doctype html>\n<html lang="de">/);
    for (const text of ['<h1>RechnungOnline</h1>', '<dd>account-1</dd>', '<dd>0228123456</dd>', '<dd>INVOICE_ONLINE</dd>']) expect(html).toContain(text);
  });

  it('take what arrives for text, whatever it looks like', () => {
    const html = arrivedPage(page, { sub: `<script>alert("x")</script>&'`, accessNumber: '0228123456', target: '<b>' });
    expect(html).toContain('<dd>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;</dd>');
    expect(html).not.toMatch(/<script|<b>/);
  });

  it('say in one sentence why nobody is let in', () => {
    expect(refusedPage(page, 'used')).toContain('<p>Die Übergabe wurde schon einmal verwendet.</p>');
  });
});
