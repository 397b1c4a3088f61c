/**
 * Loaded before a service (`node --import`): while its modules load, nobody yet listens for the end of the parent, and a service
 * that hangs in its ordered stop must not stay for ever.
 */
const LONGEST_STOP_MS = 20_000;

process.on('disconnect', () => {
  if (process.listenerCount('disconnect') === 1) process.exit(0);
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
});
