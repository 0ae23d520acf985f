/** Where sellers and their offers live: these hosts and everything under them. */
export const sellerHosts = ['1688.com', 'taobao.com', 'tmall.com', 'tmall.hk', 'alibaba.com'] as const;

/** Where links to offers, items and orders lead. */
export const marketHosts = ['1688.com', 'taobao.com', 'tmall.com', 'tmall.hk'] as const;

/** Where links that are read lead: the markets, and 1688 under its old name, which redirects to the new one. */
export const linkHosts = [...marketHosts, 'china.alibaba.com'] as const;

/** Where the short links begin that the apps of 1688 and Taobao share (`qr.1688.com/s/…`, `m.tb.cn/h.…`, `e.tb.cn/h.…`). */
export const shortLinkHosts = ['qr.1688.com', 'tb.cn'] as const;

/** Where clicks are counted, on advertisements and for commissions, before a link leads on. */
export const clickHosts = [
  's.click.taobao.com',
  's.click.tmall.com',
  'click.1688.com',
  'dj.1688.com',
] as const;

/**
 * Where the sandbox says its pictures are. No such host can exist (RFC 6761), so that no address of it leads anywhere by
 * itself: a card keeps such a picture only where the sandbox runs, and the bot serves it (`placePicture` of `packCard`).
 */
export const sandboxPictureHost = 'pictures.sandbox.invalid';

/** Where their pictures live. */
export const pictureHosts = ['alicdn.com', ...sellerHosts, sandboxPictureHost] as const;
