import { z } from 'zod';
import type { Core, Unfurled } from '../../src/chat/adapter.ts';
import type { Person } from '../../src/chat/invocation.ts';
import { shorten } from '../../src/chat/text.ts';
import { pause } from '../../src/runtime/clock.ts';
import type { OutboundDeps } from './best-form.ts';
import { plainTextObject, type RichBlockElement, type RichInline, type SlackBlock } from './blocks.ts';
import { drawPlainly, drawSlackCard } from './cards.ts';
import { type Called, isRefusedForm } from './errors.ts';
import { calledIn, type NameOf } from './fallback-text.ts';
import { identityOf, slackName } from './identity.ts';
import { identifiedPerson } from './inbound.ts';
import { payloadLimits, slackLimits } from './limits.ts';
import { noPictures } from './pictures.ts';

/** Links that a person posted, and the message they stand in. */
interface PostedLinks {
  readonly workspace: string;
  readonly channel: string;
  readonly ts: string;
  readonly person: Person;
  readonly links: readonly string[];
}

const event = z.object({
  event: z.object({
    type: z.literal('link_shared'),
    user: z.string().min(1),
    channel: z.string().min(1),
    message_ts: z.string().min(1),
    source: z.string().optional(),
    links: z.array(z.object({ url: z.string() })).min(1),
  }),
});

/**
 * https://docs.slack.dev/reference/events/link_shared. `undefined` for a link that is only being typed: most are never
 * posted like that.
 */
export function readLinks(body: unknown): PostedLinks | undefined {
  const read = event.safeParse(body);
  const identity = identityOf(body);
  if (!read.success || identity === undefined || read.data.event.source === 'composer') return undefined;
  const { user, channel, message_ts: ts, links } = read.data.event;
  const person = identifiedPerson(user, identity);
  return { workspace: identity.workspace, channel, ts, person, links: links.map(({ url }) => url) };
}

/** Has the core make cards for the links, and shows them beside the message. Never rejects. */
export async function showBeside(
  { api, clock, log, names }: Pick<OutboundDeps, 'api' | 'clock' | 'log' | 'names'>,
  core: Pick<Core, 'unfurl'>,
  { workspace, channel, ts, person, links }: PostedLinks,
): Promise<void> {
  const shown =
    (await core.unfurl?.({
      platform: slackName,
      workspace,
      conversation: channel,
      person,
      links,
      payloadLimits,
    })) ?? [];
  if (shown.length === 0) return;
  const post = (draw: (card: Unfurled['card']) => SlackBlock[]): Promise<Called> => {
    const unfurls = Object.fromEntries(shown.map(({ link, card }) => [link, { blocks: draw(card) }]));
    return api.call('chat.unfurl', { channel, ts, unfurls });
  };
  const beside = (card: Unfurled['card']) => drawBeside(card, names.nameOf);
  let posted = await post(beside);
  if (!posted.ok && isRefusedForm(posted.error))
    posted = await post((card) => drawPlainly(drawSlackCard(card, noPictures, names.nameOf)).blocks);
  // The same again puts nothing there twice, so that doubt is no reason not to.
  else if (!posted.ok && (posted.retryAfterMs ?? 0) <= slackLimits.ackMs && isPassing(posted)) {
    await pause(clock, posted.retryAfterMs ?? 0);
    posted = await post(beside);
  }
  if (posted.ok) return;
  log.warn({ error: posted.error, needed: posted.needed }, 'cards could not be put beside links');
  if (!posted.unclear) await Promise.all(shown.map((each) => each.notShown()));
}

function isPassing(refused: Extract<Called, { ok: false }>): boolean {
  return refused.unclear || refused.retryAfterMs !== undefined;
}

/**
 * A card as Slack takes it beside a link: without rich text, which is refused there (java-slack-sdk #948), and with its
 * title as words, since the link itself stands above.
 */
function drawBeside({ link: _, ...card }: Unfurled['card'], nameOf: NameOf): SlackBlock[] {
  const called = calledIn(card, nameOf);
  return drawSlackCard(card).blocks.flatMap((block): SlackBlock[] => {
    if (block.type !== 'rich_text') return [block];
    const words = shorten(
      block.elements
        .map((element) => wordsOf(element, called))
        .join('\n')
        .trim(),
      slackLimits.text,
    );
    return words === '' ? [] : [{ type: 'section', text: plainTextObject(words) }];
  });
}

function wordsOf(element: RichBlockElement, nameOf: NameOf): string {
  const words = (inlines: readonly RichInline[]) =>
    inlines.map((inline) => inlineWords(inline, nameOf)).join('');
  if (element.type === 'rich_text_list')
    return element.elements.map((item) => `• ${words(item.elements)}`).join('\n');
  return words(element.elements);
}

function inlineWords(inline: RichInline, nameOf: NameOf): string {
  if (inline.type === 'text') return inline.text;
  if (inline.type === 'user') return `@${nameOf(inline.user_id) ?? inline.user_id}`;
  if (inline.type === 'usergroup') return `@${inline.usergroup_id}`;
  if (inline.type === 'date') return inline.fallback;
  return inline.text === undefined ? inline.url : `${inline.text} ${inline.url}`;
}
