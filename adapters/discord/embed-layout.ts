import { limits } from './limits.ts';
import type { Embed, EmbedField } from './message.ts';
import type { Drawn } from './rich-text.ts';
import { isBlank, part } from './wording.ts';

/** Markdown that can be drawn into as many characters as there are. */
export interface Paragraph {
  draw(limit: number): Drawn;
}

/** Lays pieces out into embeds, one after the other, within all their limits. */
export interface EmbedLayout {
  /** Takes a paragraph, whole or as much as fits while `reserved` characters stay free; whether all of it did. */
  paragraph(paragraph: Paragraph, reserved?: number): boolean;
  /** Takes a label and its value, or says that there is no room. */
  field(field: EmbedField): boolean;
  /** Shows an attached picture below what came last, or says that there is no room. */
  picture(filename: string): boolean;
  /** Characters that may still be used. */
  readonly room: number;
  embeds(): Embed[];
}

interface Draft {
  description: string;
  readonly fields: EmbedField[];
  image: string | undefined;
}

/** `used`: characters that title, footer and the like take of the sum. */
export function createEmbedLayout(used: number): EmbedLayout {
  let room = limits.embedSum - used;
  const drafts: Draft[] = [{ description: '', fields: [], image: undefined }];
  let last: Draft = drafts[0] ?? open();

  function open(): Draft {
    last = { description: '', fields: [], image: undefined };
    drafts.push(last);
    return last;
  }

  /** The places a paragraph can go to, in the order of preference, with the characters it may have there. */
  function places(reserved: number): { free: number; put: (markdown: string) => void }[] {
    const free = Math.max(0, room - reserved);
    const gap = last.description === '' ? '' : '\n\n';
    const found: { free: number; put: (markdown: string) => void }[] = [];
    if (last.fields.length === 0 && last.image === undefined) {
      found.push({
        free: Math.min(free, limits.embedDescription - last.description.length) - gap.length,
        put(markdown) {
          last.description += gap + markdown;
          room -= gap.length + markdown.length;
        },
      });
    } else if (last.fields.length < limits.embedFields && last.image === undefined) {
      found.push({
        free: Math.min(free - part.length, limits.fieldValue),
        put(markdown) {
          last.fields.push({ name: part, value: markdown, inline: false });
          room -= part.length + markdown.length;
        },
      });
    }
    if (drafts.length < limits.embeds) {
      found.push({
        free: Math.min(free, limits.embedDescription),
        put(markdown) {
          open().description = markdown;
          room -= markdown.length;
        },
      });
    }
    return found;
  }

  return {
    get room() {
      return room;
    },
    paragraph(paragraph, reserved = 0) {
      let best: { drawn: Drawn; put: (markdown: string) => void } | undefined;
      for (const { free, put } of places(reserved)) {
        const drawn = paragraph.draw(Math.max(0, free));
        if (best === undefined || (best.drawn.cut && drawn.markdown.length > best.drawn.markdown.length)) {
          best = { drawn, put };
        }
        if (!drawn.cut) break;
      }
      if (best === undefined) return paragraph.draw(0).cut === false;
      if (!isBlank(best.drawn.markdown)) best.put(best.drawn.markdown);
      return !best.drawn.cut;
    },
    field(field) {
      const size = field.name.length + field.value.length;
      if (size > room) return false;
      if (last.fields.length >= limits.embedFields || last.image !== undefined) {
        if (drafts.length >= limits.embeds) return false;
        open();
      }
      last.fields.push(field);
      room -= size;
      return true;
    },
    picture(filename) {
      if (last.image !== undefined) {
        if (drafts.length >= limits.embeds) return false;
        open();
      }
      last.image = `attachment://${filename}`;
      return true;
    },
    embeds: () => drafts.map(finish),
  };
}

function finish({ description, fields, image }: Draft): Embed {
  return {
    color: 0,
    ...(description !== '' && { description }),
    ...(fields.length > 0 && { fields }),
    ...(image !== undefined && { image: { url: image } }),
  };
}
