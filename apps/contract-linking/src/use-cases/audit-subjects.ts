/** Audit rows that concern a customer number, and no account, are numbered with it: letters are made many at a time. */
export const aboutCustomer = (customerNumber: string): { about: string } => ({ about: `customer ${customerNumber}` });
