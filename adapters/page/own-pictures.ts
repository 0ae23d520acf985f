/** Pictures that the bot serves by itself: how their addresses begin in cards, and below which path the page finds them. */
export interface OwnPictures {
  readonly address: string;
  readonly path: string;
}

/**
 * `text`, JSON or HTML, with every address of such a picture led to this page's own server: a browser may load pictures
 * from there, under whichever name it reaches it.
 */
export function atHome(text: string, own: OwnPictures | undefined): string {
  return own === undefined ? text : text.replaceAll(`"${own.address}`, `"${own.path}`);
}
