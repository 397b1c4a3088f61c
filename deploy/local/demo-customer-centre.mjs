/** The Telekom login of the demo: whoever shows it links the Kundencenter of all contracts of maria.beispiel. */
export const DEMO_CUSTOMER_CENTRE = { username: 'maria.kundencenter', password: 'Kundencenter-2026' };

/**
 * Whether the simulator knows it: not where the demo was made with another one.
 * @param {string} loginService
 * @returns {Promise<boolean>}
 */
export async function isDemoCentreKnown(loginService) {
  const body = JSON.stringify({ method: 'TELEKOM_LOGIN', ...DEMO_CUSTOMER_CENTRE });
  const answer = await fetch(`${loginService}/verify`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return answer?.status === 200;
}
