import type { SendResult } from './send-result.js';

/** A finished letter. The same message gives the same bytes, whenever and by whomever it is written. Instants are RFC 3339. */
export interface Letter {
  letterId: string;
  customerNumber: string;
  pdf: Uint8Array;
  pages: number;
  issuedAt: string;
  expiresAt: string;
}

/** Where the print service finds letters and the list of them. */
export abstract class LetterSpool {
  /** Lays a letter down and lists it, once however often it is called. Never rejects. */
  abstract put(letter: Letter): Promise<SendResult>;
}
