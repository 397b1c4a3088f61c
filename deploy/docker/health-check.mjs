/** Ends with 0 when the service in this container takes work. Docker asks every few seconds. */
const port = process.env['BSP_OPS_PORT'] ?? '9090';
const ready = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_500) }).then(
  (answer) => answer.ok,
  () => false,
);
process.exitCode = ready ? 0 : 1;
