import type { AuditRow } from '#libs/kernel';

export const AUDIT = 'audit';
export const AUDIT_NUMBERS = 'audit-numbers';
export const AUDIT_SEALS = 'audit-seals';
export const AUDIT_HEAD = 'audit-head';
/** Rows of the time before they were numbered: kept, and part of nothing. */
export const AUDIT_UNNUMBERED = 'audit-unnumbered';

/** The series of rows that concern no account and nothing else by name. */
export const SERVICE_SERIES = '-';

/** One line of the audit log. Rows are only ever inserted; nothing but the mark `unsealed` is taken away later. */
export interface StoredAuditRow extends AuditRow {
  _id: string;
  at: Date;
  correlationId: string;
  /** The account, what it is about, or `-`: what it is numbered under. */
  series: string;
  /** From 1, without a gap. */
  number: number;
  /** Keyed hash over everything but `series`, `hash` and `unsealed`. */
  hash: string;
  /** Until the row is part of the chain. */
  unsealed?: true;
}

/** One link of the chain: which row came when. In a collection of its own, so that a row and its seal are two things to forge. */
export interface AuditSeal {
  /** Position in the chain, from 1. */
  _id: number;
  row: string;
  series: string;
  number: number;
  /** The row's. */
  hash: string;
  /** The seal before. */
  previous: string;
  /** Keyed hash over all of this. */
  seal: string;
}

/** Where the chain ends: what is cut off its end shows here. */
export interface AuditHead {
  _id: 'head';
  position: number;
  /** The last seal. */
  seal: string;
  /** Keyed hash over both. */
  hash: string;
}

/** The last number of a series. */
export interface AuditNumber {
  _id: string;
  last: number;
}

export const seriesOf = ({ accountId, about }: Pick<AuditRow, 'accountId' | 'about'>): string => accountId ?? about ?? SERVICE_SERIES;
