import { v5, v7 } from 'uuid';

/** A new UUIDv7: unique, and sortable by the time it was made. */
export const newId = (): string => v7();

/** Ours alone, so that the same name elsewhere is another id. */
const NAMESPACE = '6f1d2b1e-6c1b-5b0e-9f3a-2a6f0c1d7e55';

/** The UUIDv5 of a name: the same wherever and however often it is made. */
export const idFor = (name: string): string => v5(name, NAMESPACE);
