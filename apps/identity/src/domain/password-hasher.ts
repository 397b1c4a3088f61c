/** Hashing is the dearest thing the system does: so it is bounded, and who does not fit in is told at once. */
export abstract class PasswordHasher {
  /** Runs a request that will hash, if there is room. @throws DomainError `service-unavailable` with `retryAfter` at once otherwise. */
  abstract admit<T>(work: () => Promise<T>): Promise<T>;
  abstract hash(password: string): Promise<string>;
  /** Without a hash (nobody has this username) it takes the same time and is false. */
  abstract verify(hash: string | undefined, password: string): Promise<boolean>;
}
