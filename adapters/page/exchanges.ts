import { z } from 'zod';
import type { Block, Payload, ReadyCard } from '../../src/chat/card.ts';
import { readReadyCard } from '../../src/chat/card-record.ts';
import type { Answer } from '../../src/chat/invocation.ts';
import type { Text } from '../../src/chat/text.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { dayMs } from '../../src/runtime/durations.ts';
import { type Language, languages } from '../../src/runtime/language.ts';
import type { Log } from '../../src/runtime/log.ts';
import { pageLimits } from './limits.ts';

/** Where what was asked and answered on the page is kept, for each person who is there, by id. */
export interface ExchangeBook {
  keep(exchange: {
    readonly person: string;
    readonly id: string;
    readonly body: string;
    readonly at: number;
    readonly most: number;
  }): Promise<void>;
  since(asked: {
    readonly person: string;
    readonly since: number;
  }): Promise<readonly { readonly id: string; readonly at: number; readonly body: string }[]>;
}

/** What was asked, and what was answered, as the page shows it again. */
interface KeptExchange {
  readonly id: string;
  /** How the question reads. */
  readonly shown: string;
  readonly answer: Omit<Answer, 'replace'>;
}

/** What the bot said by itself, as it is kept. */
interface KeptTelling {
  readonly key: string;
  readonly conversation: string;
  /** Whose book it is in. */
  readonly person: string;
  readonly ref: string;
  readonly at: number;
  readonly changedAt?: number | undefined;
  readonly language: Language;
  readonly card: ReadyCard;
  readonly under?: string | undefined;
  readonly broadcast: boolean;
}

/** The conversation on the page, as it is kept: the last {@link pageLimits.exchangesKept}, for 30 days. */
export interface KeptConversation {
  /** Keeps the answer to what `shown` asks, in the place of an earlier one of that id. Never rejects. */
  keep(
    asked: { readonly person: string; readonly id: string; readonly shown: string },
    answer: Answer,
  ): Promise<void>;
  /** What `person` sees: their own, and of the others what everyone sees. The oldest first; none where they can't be read now. */
  seenBy(person: string): Promise<readonly KeptExchange[]>;
  /** Keeps what the bot said by itself, in the place of the one of that ref. Never rejects. */
  keepTelling(told: KeptTelling): Promise<void>;
  /** All that the bot said by itself, the oldest first; none where it can't be read now. */
  told(): Promise<readonly KeptTelling[]>;
}

const keptForMs = 30 * dayMs;

const kept = z.object({
  shown: z.string(),
  visibility: z.enum(['asker', 'conversation']),
  language: z.enum(languages),
  card: z.string(),
});

const telling = z.object({
  told: z.object({
    key: z.string(),
    conversation: z.string(),
    changedAt: z.number().optional(),
    language: z.enum(languages),
    card: z.string(),
    under: z.string().optional(),
    broadcast: z.boolean(),
  }),
});

export function createKeptConversation(deps: {
  readonly book: ExchangeBook | undefined;
  /** Ids of everyone who can be spoken as. */
  readonly people: readonly string[];
  /** Hosts of pictures. */
  readonly hosts: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}): KeptConversation {
  const { book, people, hosts, clock, log } = deps;

  async function of(person: string) {
    const rows = (await book?.since({ person, since: clock.now() - keptForMs })) ?? [];
    return rows.flatMap(({ id, at, body }) => {
      const read = kept.safeParse(JSON.parse(body));
      const card = read.success ? readReadyCard(read.data.card, hosts) : undefined;
      if (!read.success || card === undefined) return [];
      const { shown, visibility, language } = read.data;
      return [{ id, at, shown, answer: { visibility, language, card } }];
    });
  }

  return {
    async keep({ person, id, shown }, { visibility, language, card }) {
      const body = { shown: keptWords(shown), visibility, language, card: JSON.stringify(keptCard(card)) };
      try {
        const most = pageLimits.exchangesKept;
        await book?.keep({ person, id, body: JSON.stringify(body), at: clock.now(), most });
      } catch (error) {
        log.warn({ err: error }, 'an answer on the page could not be kept');
      }
    },
    async keepTelling({ person, ref: id, at, card, ...told }) {
      const body = JSON.stringify({ told: { ...told, card: JSON.stringify(keptCard(card)) } });
      try {
        await book?.keep({ person, id, body, at, most: pageLimits.exchangesKept });
      } catch (error) {
        log.warn({ err: error }, 'what the bot said on the page could not be kept');
      }
    },
    async told() {
      try {
        const since = clock.now() - keptForMs;
        const all = await Promise.all(
          people.map(async (person) => {
            const rows = (await book?.since({ person, since })) ?? [];
            return rows.flatMap(({ id: ref, at, body }): readonly KeptTelling[] => {
              const read = telling.safeParse(JSON.parse(body)).data?.told;
              const card = read && readReadyCard(read.card, hosts);
              return read === undefined || card === undefined ? [] : [{ ...read, card, person, ref, at }];
            });
          }),
        );
        return all.flat().toSorted((one, other) => one.at - other.at);
      } catch (error) {
        log.warn({ err: error }, 'what the bot said on the page could not be read');
        return [];
      }
    },
    async seenBy(person) {
      try {
        const all = await Promise.all(
          people.map(async (each) =>
            (await of(each)).filter(({ answer }) => each === person || answer.visibility === 'conversation'),
          ),
        );
        const byId = new Map(
          all
            .flat()
            .toSorted((one, other) => one.at - other.at)
            .map((each) => [each.id, each]),
        );
        return [...byId.values()].slice(-pageLimits.exchangesKept);
      } catch (error) {
        log.warn({ err: error }, 'the conversation on the page could not be read');
        return [];
      }
    },
  };
}

/**
 * What is kept of a line that was typed: no option, since it may be an address, no mobile number, and of a link no more than
 * where it leads.
 */
function keptWords(shown: string): string {
  return shown
    .replace(/\s(?:--|—).*$/s, ' …')
    .replaceAll(/https?:\/\/([^\s/?#]+)[^\s]*/gi, '$1/…')
    .replaceAll(/(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g, '1••••••••••')
    .slice(0, pageLimits.shown);
}

/** `card` without links, what is copied or scanned, and files: any may be a seller's; and nothing of one that is fleeting. */
function keptCard({ link: _link, file: _file, fleeting, ...card }: ReadyCard): ReadyCard {
  const { footnote, ...rest } = card;
  return {
    ...rest,
    body: fleeting === true ? [] : card.body.flatMap(keptBlock),
    actions: card.actions.filter(({ kind }) => kind !== 'open'),
    ...(footnote !== undefined && { footnote: unlinked(footnote) }),
  };
}

function keptBlock(block: Block<Payload>): readonly Block<Payload>[] {
  switch (block.kind) {
    case 'qr':
    case 'copy':
      return [];
    case 'text':
      return [{ ...block, text: unlinked(block.text) }];
    case 'list':
      return [{ ...block, items: block.items.map(unlinked) }];
    case 'fields':
      return [
        { ...block, fields: block.fields.map((field) => ({ ...field, value: unlinked(field.value) })) },
      ];
    case 'gallery': {
      const rows = block.rows.map(({ link: _, ...row }) => ({ ...row, facts: unlinked(row.facts) }));
      return [{ ...block, rows }];
    }
    case 'table': {
      const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, text: unlinked(cell.text) })));
      return [{ ...block, rows }];
    }
    default:
      return [block];
  }
}

/** `text` with the words of its links, and not where they lead. */
function unlinked(text: Text): Text {
  return text.map((part) => {
    if (typeof part === 'string' || !('link' in part)) return part;
    return /^https?:/i.test(part.label) ? '…' : part.label;
  });
}
