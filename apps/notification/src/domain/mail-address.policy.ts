const LOCAL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/i;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;

/** The domain of one plain address, in lower case; nothing when it is not exactly one: lists, names, quotes and line ends could redirect a mail. */
export function domainOf(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return at > 0 && address.length <= 254 && LOCAL.test(address.slice(0, at)) && DOMAIN.test(domain) ? domain.toLowerCase() : undefined;
}
