/** When a fact of the CRM happened, and its id, which decides between two facts of the same moment. */
export interface Stamp {
  time: Date;
  id: string;
}

/** Whether `news` counts, whatever the order in which facts arrive: the later time wins, then the greater id. */
export function isNewer(news: Stamp, known: Stamp | undefined): boolean {
  if (!known) return true;
  const apart = news.time.getTime() - known.time.getTime();
  return apart > 0 || (apart === 0 && news.id > known.id);
}
