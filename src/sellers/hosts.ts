/** Where sellers and their offers live: these hosts and everything under them. */
export const sellerHosts = ['1688.com', 'taobao.com', 'tmall.com', 'alibaba.com'] as const;

/** Whose links can hold the id of an offer. */
export const offerHosts = ['1688.com', 'taobao.com', 'tmall.com'] as const;

/** Where their pictures live. */
export const pictureHosts = ['alicdn.com', ...sellerHosts] as const;
