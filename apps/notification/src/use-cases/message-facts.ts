import { fact, messageFailed, messageSent } from '#libs/contracts';
import type { NewFact } from '#libs/kernel';
import type { FailureReason, Message } from '../domain/message.js';

type Named = Pick<Message, 'causeId' | 'messageType' | 'accountId'>;

/** A message ends once, so its facts are the first and last version of it. */
const END = 1;

const named = ({ causeId, messageType, accountId }: Named) => ({ actor: { kind: 'SYSTEM' as const }, messageType, causeId, ...(accountId && { accountId }) });

export const sentFact = (message: Named): NewFact => fact(messageSent, END, named(message));

export const failedFact = (message: Named, reason: FailureReason): NewFact => fact(messageFailed, END, { ...named(message), reason });
