import { type Argument, unreadable } from './argument.ts';

/** A person, or a group or role of people, of the asker's own platform; or the asker. */
export type Whom =
  | 'me'
  /** `id` is the platform's own. */
  | { readonly kind: 'person' | 'group'; readonly id: string; readonly name: string };

const picked = /^<@!?(&?)([A-Za-z0-9][\w.-]{0,63})(?:\|([^<>|]{0,80}))?>$/;

/**
 * A person as adapters hand on the one who was picked (`<@U0123ABCD>`, `<@U0123ABCD|ann>`), a group or role likewise
 * (`<@&S0123ABCD|buyers>`), or `me`. A name alone is no person, though it looks like an id: it may be another person's.
 */
export function whom(about: Pick<Argument<Whom>, 'hint' | 'expected'>): Argument<Whom> {
  return {
    ...about,
    position: 'word',
    required: true,
    example: 'me',
    maxLength: 200,
    // A form picks a person; a group is typed in a line.
    takes: { kind: 'person' },
    absent: () => unreadable,
    parse(typed) {
      const text = typed.trim();
      if (['me', '@me', '我'].includes(text.toLowerCase())) return 'me';
      const [, group, id, name = ''] = picked.exec(text) ?? [];
      if (id === undefined) return unreadable;
      return { kind: group === '&' ? 'group' : 'person', id, name: name.trim() === '' ? id : name };
    },
    print: printWhom,
  };
}

/** As a person types it who picks them. */
export function printWhom(value: Whom): string {
  return value === 'me' ? value : `<@${value.kind === 'group' ? '&' : ''}${value.id}|${value.name}>`;
}
