import { describe, expect, it } from '@jest/globals';
import { domainOf } from './mail-address.policy.js';

describe('one mail address', () => {
  it.each([['erika@Example.test', 'example.test'], ["o'neill+bsp@mail.example.test", 'mail.example.test']])('%s has a domain', (address, domain) => {
    expect(domainOf(address)).toBe(domain);
  });

  it.each([
    'a@b.de,c@d.de', 'a@b.de c@d.de', 'a@b.de\r\nBcc: c@d.de', 'Erika <a@b.de>', '"a,b"@c.de', 'a@b', '@b.de', 'a@', 'a', '', 'a@b@c.de', 'a@-b.de',
    'a@b.de\n', 'a(x)@b.de', 'a@[127.0.0.1]', `${'a'.repeat(65)}@b.de`, 'a;b@c.de', 'a:b@c.de',
  ])('%j is none', (address) => {
    expect(domainOf(address)).toBeUndefined();
  });
});
