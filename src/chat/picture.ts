/** What a file really is, told by its first bytes. */
export type PictureType = 'png' | 'jpeg' | 'webp' | 'gif';

/** A picture, whole. */
interface Picture {
  readonly bytes: Uint8Array;
  readonly type: PictureType;
}

/** Why there is no picture. */
export type PictureFault =
  /** Not a link that starts with https. */
  | 'no https link'
  /** The link leads into a private network, to this machine, or to nothing on the public internet. */
  | 'not public'
  /** Its host is not there, or does not answer. */
  | 'unreachable'
  /** Its host says no: it is gone, or needs a sign-in. */
  | 'refused'
  | 'too many redirects'
  | 'too large'
  | 'too slow'
  /** What came is none of the types of {@link PictureType}. */
  | 'no picture'
  /** The chat platform does not let the bot read the file. */
  | 'not permitted';

export type PictureRead = Picture | { readonly fault: PictureFault };

/** A picture that came with a message or a command: a public link, or something the platform keeps. */
export type AttachedPicture =
  | { readonly link: string }
  /** Only its adapter knows where it is and how to get it. Never rejects, but with the signal's reason. */
  | { read(signal: AbortSignal): Promise<PictureRead> };
