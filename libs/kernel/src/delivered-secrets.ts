/** Secrets on their way to a person, kept only until they are there. */
export abstract class DeliveredSecrets {
  /** Unsets the secret of a delivery that was made or given up; unknown ones are somebody else's. */
  abstract wipe(causeId: string): Promise<void>;
}
