/** A fact to be published. `type` is its subject on the bus, `subject` the aggregate it speaks of, `sequence` that aggregate's version. */
export interface NewFact {
  type: string;
  subject: string;
  sequence: number;
  data: object;
}

/** A fact as it was written: what a CloudEvent is made of. `time` is RFC 3339. */
export interface WrittenFact extends NewFact {
  id: string;
  time: string;
  source: string;
}

/** A message for a person on its way to notification; `secret` is a JWE for notification's key. */
export interface NewDelivery {
  /** Bus subject, `bsp.dlv.notification.<message-type>`. */
  type: string;
  subject: string;
  data: object;
  secret: string;
}
