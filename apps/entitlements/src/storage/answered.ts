import { asUnavailable } from '#libs/persistence';

/** A question to the database ends in time (ms) for an answer within 3 s. */
export const MAX_TIME_MS = 2_500;

/** What was read, outside of any transaction. @throws DomainError `service-unavailable` where the database is out of reach or too slow */
export async function answered<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw asUnavailable(error);
  }
}
