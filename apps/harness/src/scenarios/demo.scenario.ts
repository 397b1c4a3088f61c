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

/** One company with one contract and its master administrator, made the way a customer would; what an earlier, interrupted run made is kept. */
export async function demo(system: System, print: (line: string) => void = console.log): Promise<void> {
  await becomeKnown(system, DEMO_CUSTOMER);
  if (!(await canSignIn(system))) {
    await register(system, DEMO_CUSTOMER);
    await activate(system, DEMO_CUSTOMER);
  }
  const { accessToken, requiredActions } = await signIn(system, DEMO_CUSTOMER);
  if (requiredActions.length > 0) await completeContactData(system, DEMO_CUSTOMER, accessToken);
  await system.portal.expect(204, 'POST', '/auth/logout', { token: accessToken });
  const { username, password } = DEMO_CUSTOMER;
  print(JSON.stringify([{ role: 'MASTER_ADMINISTRATOR', username, password }]));
}

async function canSignIn({ portal }: System): Promise<boolean> {
  const { username, password } = DEMO_CUSTOMER;
  return (await portal.send('POST', '/auth/login', { body: { username, password } })).status === 200;
}
