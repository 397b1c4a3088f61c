/** Whether a fact of version `sequence` says more than what is known. */
export const isNewer = (sequence: number, known: { sequence: number } | undefined): boolean => known === undefined || sequence > known.sequence;
