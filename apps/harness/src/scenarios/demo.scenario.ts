import { activate, becomeKnown, completeContactData, type Customer, register, signIn, type System } from './customer-journey.js';

/** The login that `npm start` prints. */
export const DEMO_CUSTOMER: Customer = {
  firstName: 'Maria',
  lastName: 'Beispiel',
  company: 'Beispiel Logistik GmbH',
  email: 'maria.beispiel@example.test',
  customerNumber: '4711000001',
  accessNumber: '022847110001',
  product: 'CLOUD_PBX',
  username: 'maria.beispiel',
  password: 'Willkommen-2026!',
};

/** One company with one contract and its master administrator, made the way a customer would. */
export async function demo(system: System, print: (line: string) => void = console.log): Promise<void> {
  const { role, username, password } = { role: 'MASTER_ADMINISTRATOR', ...DEMO_CUSTOMER };
  await becomeKnown(system, DEMO_CUSTOMER);
  await register(system, DEMO_CUSTOMER);
  await activate(system, DEMO_CUSTOMER);
  const { accessToken } = await signIn(system, DEMO_CUSTOMER);
  await completeContactData(system, DEMO_CUSTOMER, accessToken);
  await system.portal.expect(204, 'POST', '/auth/logout', { token: accessToken });
  print(JSON.stringify([{ role, username, password }]));
}
