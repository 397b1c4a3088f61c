import { describe, expect, it } from '@jest/globals';
import type { FieldError } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';
import { readHeaderText, reasonOf } from './reason-header.js';

const TEXT = 'Anruf: „Müller“ fragt nach 5 €';

describe('a reason in a header', () => {
  it('may be written in Latin-1, in UTF-8 or percent-encoded', () => {
    expect(readHeaderText('Rückfrage der Kundin')).toBe('Rückfrage der Kundin');
    expect(readHeaderText(Buffer.from(TEXT).toString('latin1'))).toBe(TEXT);
    expect(readHeaderText(encodeURIComponent(TEXT))).toBe(TEXT);
  });

  it('may have a percent sign that encodes nothing', () => {
    expect(readHeaderText('zu 100 % sicher')).toBe('zu 100 % sicher');
  });

  it.each([
    [undefined, 'required'],
    [['zwei', 'Mal'], 'required'],
    ['         ', 'required'],
    ['zu kurz', 'length'],
    ['x'.repeat(501), 'length'],
    ['mit%0AZeilenumbruch', 'format'],
  ])('%j is refused as %s', (value, rule) => {
    const errors: FieldError[] = [];
    expect(reasonOf({ headers: { 'x-reason': value } } as unknown as FastifyRequest, errors)).toBe('');
    expect(errors).toMatchObject([{ field: 'X-Reason', rule }]);
  });

  it('is trimmed', () => {
    expect(reasonOf({ headers: { 'x-reason': '  Anruf der Kundin  ' } } as unknown as FastifyRequest, [])).toBe('Anruf der Kundin');
  });
});
