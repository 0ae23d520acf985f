import { sandboxPictureHost } from '../../domain/sellers/hosts.ts';

/** Which picture of an offer: one of its views from 1 on, or that of a variant, from 1 on. */
export type PictureOf =
  | { readonly offerId: string; readonly view: number }
  | { readonly offerId: string; readonly variant: number };

/** Where a picture is: a path that the bot serves, on a host that is nowhere else. */
export function pictureAddress(of: PictureOf): string {
  const name = 'view' in of ? `${of.view}` : `variant-${of.variant}`;
  return `https://${sandboxPictureHost}/${of.offerId}/${name}.png`;
}

/** What {@link pictureAddress} made a path of, with or without its beginning; `undefined` for any other. */
export function pictureIn(path: string): PictureOf | undefined {
  const [, offerId = '', variant, number = ''] = /(?:^|\/)(\d{6,19})\/(variant-)?(\d)\.png$/.exec(path) ?? [];
  if (offerId === '') return undefined;
  return variant === undefined ? { offerId, view: Number(number) } : { offerId, variant: Number(number) };
}
