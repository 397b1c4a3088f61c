import { describe, expect, it } from '@jest/globals';
import { table } from './output.js';

describe('a table', () => {
  it('has a head and columns of equal width', () => {
    expect(table([{ stream: 'BSP_CRM', messages: 12 }, { stream: 'X', messages: 3 }])).toBe('stream   messages\nBSP_CRM  12\nX        3');
  });

  it('shows nothing known as a dash, and lets no message steer the terminal', () => {
    expect(table([{ reason: '\u001b[2Jgone', at: null }])).toBe('reason    at\n [2Jgone  -');
  });
});
