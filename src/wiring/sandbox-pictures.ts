import type { PlacePicture } from '../chat/payload.ts';
import { safeUrl } from '../chat/safe-url.ts';
import { sandboxPictureHost } from '../domain/sellers/hosts.ts';
import type { Route } from '../http/route.ts';
import { createOfferPictures } from '../sandbox/pictures/offer-picture.ts';

/** Below which path the bot serves the pictures of the sandbox's goods. */
const path = '/sandbox/pictures/';
const address = `https://${sandboxPictureHost}/`;

/** What serves pictures of goods that are invented. */
export interface SandboxPictures {
  readonly routes: readonly Route[];
  /** Where the sandbox's answers say that they are, and where the local page finds them. */
  readonly own: { readonly address: string; readonly path: string };
  readonly place: PlacePicture;
}

/**
 * `publicUrl`: where the bot is reached from outside. By an https address without a port the pictures are shown on every
 * platform; without one on the local page alone, and elsewhere the card stands without its picture.
 */
export function openSandboxPictures(publicUrl: string | undefined): SandboxPictures {
  const pictures = createOfferPictures();
  const outside = publicUrl === undefined ? undefined : `${publicUrl.replace(/\/$/, '')}${path}`;
  const hosts = outside === undefined ? [] : [new URL(outside).hostname];
  const served = outside !== undefined && safeUrl(outside, hosts) !== undefined;
  return {
    routes: [
      {
        method: 'GET',
        path: `${path}*`,
        bodyLimit: 0,
        async handle(request) {
          const picture = pictures(request.path.slice(path.length - 1));
          if (picture === undefined) return { status: 404, headers: guarding, body: 'no such picture\n' };
          const headers = {
            ...guarding,
            'content-type': 'image/png',
            'cache-control': 'public, max-age=86400',
          };
          return { status: 200, headers, body: picture };
        },
      },
    ],
    own: { address: served ? outside : address, path },
    place(picture) {
      if (!picture.url.startsWith(address) || !served) return picture;
      const url = safeUrl(outside + picture.url.slice(address.length), hosts);
      return url && { ...picture, url };
    },
  };
}

const guarding = { 'x-content-type-options': 'nosniff' } as const;

/** Where no sandbox runs, no answer has a picture of one. */
export const withoutSandboxPictures: PlacePicture = (picture) =>
  picture.url.startsWith(address) ? undefined : picture;
