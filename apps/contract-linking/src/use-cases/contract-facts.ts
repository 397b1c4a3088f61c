import { contractEnded, contractMoved, contractOpened, fact } from '#libs/contracts';
import type { NewFact } from '#libs/kernel';
import { CRM } from '../domain/actors.js';
import type { NumberedNews } from '../domain/contract.js';

/** News of a contract as the fact that goes out. */
export function factOf(accessNumber: string, { news, version }: NumberedNews): NewFact {
  const { customerNumber, product, validFrom, number } = news.life;
  const data = { actor: CRM, accessNumber, customerNumber, product, validFrom: validFrom.toISOString(), life: number };
  switch (news.kind) {
    case 'opened':
      return fact(contractOpened, version, data);
    case 'moved':
      return fact(contractMoved, version, data);
    case 'ended':
      return fact(contractEnded, version, { ...data, terminatedAt: news.life.terminatedAt.toISOString() });
  }
}
