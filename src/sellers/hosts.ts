/** Where sellers and their offers live: these hosts and everything under them. */
export const sellerHosts = ['1688.com', 'taobao.com', 'tmall.com', 'alibaba.com'] as const;

/** Where their pictures live. */
export const pictureHosts = ['alicdn.com', ...sellerHosts] as const;

/** Whether `host`, an ASCII name in lower case without port, is one of `hosts` or under one of them. */
export function isWithin(host: string, hosts: readonly string[]): boolean {
  return hosts.some((parent) => host === parent || host.endsWith(`.${parent}`));
}
