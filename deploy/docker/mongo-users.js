// Run once by the MongoDB image on an empty data folder: one user per service, each on its own database only.
for (const service of ['gateway', 'identity', 'contract-linking', 'entitlements', 'notification']) {
  const name = `bsp_${service.replaceAll('-', '_')}`;
  const password = process.env[`MONGODB_PASSWORD_${service.toUpperCase().replaceAll('-', '_')}`];
  if (!password) throw new Error(`no password for ${service}`);
  db.getSiblingDB(name).createUser({ user: service, pwd: password, roles: [{ role: 'readWrite', db: name }] });
}
