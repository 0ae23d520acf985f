import type { PictureFault } from '../../chat/picture.ts';
import type { ArgumentWords } from '../../chat/words.ts';

/** What is said of pictures, and of what can be done with a message. */
export interface PictureWords {
  readonly image: {
    readonly summary: string;
    readonly picture: ArgumentWords;
    /** In the menu of a message, at most 24 characters. */
    readonly fromMessage: string;
    readonly title: string;
    readonly none: string;
    readonly noneAdvice: string;
    readonly missing: string;
    readonly missingAdvice: string;
    /** A button that asks for one. */
    readonly give: string;
    /** The link leads to an offer's page; `name`: its id, or the item by its name. */
    offer(name: string): string;
    readonly offerAdvice: string;
    readonly notRead: string;
    readonly fault: { readonly [F in PictureFault]: string };
  };
  readonly lookup: {
    readonly summary: string;
    readonly text: ArgumentWords;
    /** In the menu of a message, at most 24 characters. */
    readonly fromMessage: string;
    readonly none: string;
    readonly noneAdvice: string;
    several(count: number): string;
    /** Of 1688 and of Taobao. */
    severalMixed(count: number): string;
    readonly choose: string;
    compareAll(count: number): string;
    onlyFirst(count: number): string;
  };
  readonly unfurl: {
    readonly summary: string;
    readonly show: ArgumentWords;
    readonly on: string;
    readonly off: string;
    readonly nowOn: string;
    readonly nowOff: string;
    readonly onHint: string;
    readonly offHint: string;
    readonly turnOn: string;
    readonly turnOff: string;
  };
}
