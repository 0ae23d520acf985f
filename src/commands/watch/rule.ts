import { newsKinds, urgentKinds } from '../../domain/orders/news.ts';
import type { WatchRule } from '../../notifications/rule.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';
import type { NotificationSettings } from '../../store/contract/settings.ts';
import type { WatchValues } from './descriptions.ts';

/** All news, as they come. */
const usual: WatchRule = { kinds: [...newsKinds], daily: false };

/** Whether any option was given: then what the others name stays as it is. */
function isChange({ about: _about, id: _id, confirm: _confirm, ...options }: WatchValues): boolean {
  return Object.values(options).some((value) => value !== undefined);
}

/**
 * Which news of a subject come from now on: with no option all; with any, what `before` says but for what the options name.
 * `asker`: `platform:id` of the person.
 */
export function ruleOf(values: WatchValues, before: WatchRule | undefined, asker: string): WatchRule {
  if (!isChange(values)) return usual;
  const base = before ?? usual;
  const minFen = values['min-amount'] ?? base.minFen;
  const mention = mentionOf(values, base, asker);
  return {
    kinds: [...(values.events ?? base.kinds)],
    daily: values.daily ?? base.daily,
    ...(minFen !== undefined && minFen > 0 && { minFen }),
    ...(mention !== undefined && { mention }),
  };
}

function mentionOf(
  { mention, 'mention-events': events }: WatchValues,
  before: WatchRule,
  asker: string,
): WatchRule['mention'] {
  const kinds = [...(events ?? before.mention?.kinds ?? urgentKinds)];
  if (mention === 'nobody') return undefined;
  if (mention === 'me') {
    const { id: person } = splitScopedId(asker);
    return { person, name: person, kinds };
  }
  if (mention !== undefined) return { ...mention, kinds };
  return before.mention === undefined ? undefined : { ...before.mention, kinds };
}

/** How news come in the conversation from now on: as before but for what the options name. */
export function settingsOf(
  { at, aloud, quiet, zone, summary }: WatchValues,
  before: NotificationSettings,
): NotificationSettings {
  const { quiet: quietBefore, dailyAt: atBefore, zone: zoneBefore, ...rest } = before;
  const quietNow = setTo(quiet, quietBefore);
  const dailyAt = setTo(at, atBefore);
  const zoneNow = setTo(zone, zoneBefore);
  return {
    ...rest,
    ...(quietNow !== undefined && { quiet: quietNow }),
    ...(dailyAt !== undefined && { dailyAt }),
    ...(aloud !== undefined && { broadcast: [...aloud] }),
    ...(zoneNow !== undefined && { zone: zoneNow }),
    ...(summary !== undefined && { summary }),
  };
}

/** What is set from now on: as before where nothing was said. */
function setTo<T>(said: T | 'none' | undefined, before: T | undefined): T | undefined {
  if (said === undefined) return before;
  return said === 'none' ? undefined : said;
}

/** Whether any option says how news come. */
export function changesSettings({ at, aloud, quiet, zone, summary }: WatchValues): boolean {
  return [at, aloud, quiet, zone, summary].some((value) => value !== undefined);
}
