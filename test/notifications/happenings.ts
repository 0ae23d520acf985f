import fc from 'fast-check';
import { expect } from 'vitest';
import { type NewsBed, type OpenProcess, workspace } from './bed.ts';
import type { Fate } from './fake-chat.ts';
import { shownOn } from './numbered-news.ts';

const minuteMs = 60_000;

/** What happens, one after the other. */
export type Happening =
  | {
      readonly what: 'push';
      readonly order: number;
      readonly again: boolean;
      readonly kind: 'paid' | 'refund';
    }
  | { readonly what: 'elapse'; readonly ms: number }
  | { readonly what: 'fates'; readonly fates: readonly Fate[] }
  | { readonly what: 'kill'; readonly at: number; readonly when: 'before' | 'after' }
  | { readonly what: 'open' }
  | { readonly what: 'stop' }
  /** The machine's clock is set; with `at`, when a process makes its call of that number from now. */
  | { readonly what: 'jump'; readonly ms: number; readonly at?: number }
  /** A person says again what was parked. */
  | { readonly what: 'retry' };

const anyFate = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>('well') },
  fc.constantFrom<Fate>('answer lost', 'late', 'cut', 'unreachable', { limitedMs: 3000 }),
);

export const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('push' as const),
      order: fc.integer({ min: 1, max: 12 }),
      again: fc.boolean(),
      kind: fc.constantFrom('paid' as const, 'refund' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('elapse' as const),
      ms: fc.constantFrom(10, 500, 3000, 40_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('fates' as const),
      fates: fc.array(anyFate, { minLength: 1, maxLength: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('kill' as const),
      at: fc.integer({ min: 1, max: 40 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  fc.constant<Happening>({ what: 'open' }),
  fc.constant<Happening>({ what: 'stop' }),
  fc.record({
    what: fc.constant('jump' as const),
    ms: fc.constantFrom(-5 * minuteMs, -1000, 1000, 5 * minuteMs),
  }),
);

/** Lets all of it happen to one process or several, and then waits until all that was acknowledged is visible, once. */
export async function happen(
  bed: NewsBed,
  happenings: readonly Happening[],
  {
    withinMs = 180 * minuteMs,
    setRight = false,
    knownOver = false,
  }: {
    readonly withinMs?: number /** Whether the clock is set right at the end. */;
    readonly setRight?: boolean;
    /** Whether what dies is known to be over, as a killed process is. */
    readonly knownOver?: boolean;
  } = {},
): Promise<void> {
  let alive: OpenProcess[] = [await bed.open()];
  const acknowledged = new Set<string>();
  const latest = new Map<string, string[]>();
  let made = 0;
  let fates: Fate[] = [];
  bed.chat.fate = () => fates.shift() ?? 'well';
  const someone = async (): Promise<OpenProcess> => {
    const gone = alive.filter(({ dead }) => dead);
    if (knownOver) await Promise.all(gone.map(({ handle }) => handle.close()));
    alive = alive.filter(({ dead }) => !dead);
    const [first] = alive;
    if (first !== undefined) return first;
    const opened = await bed.open();
    alive.push(opened);
    return opened;
  };
  await bed.watch(await someone());

  for (const happening of happenings) {
    switch (happening.what) {
      case 'push': {
        const process = await someone();
        if (!happening.again || made === 0) made += 1;
        const name = `n${made}`;
        const orderId = happening.again
          ? (ownerOf(latest, name) ?? `${happening.order}`)
          : `${happening.order}`;
        const kept = await bed.push(process, { orderIds: [orderId], name, kind: happening.kind });
        if (kept !== 'failed') {
          acknowledged.add(name);
          latest.set(orderId, [...new Set([...(latest.get(orderId) ?? []), name])].sort());
        }
        break;
      }
      case 'elapse':
        await bed.elapse(happening.ms, 50);
        break;
      case 'fates':
        fates = [...fates, ...happening.fates];
        break;
      case 'kill':
        (await someone()).killAt(happening.at, happening.when);
        break;
      case 'open':
        if (alive.length < 3) alive.push(await bed.open());
        break;
      case 'stop': {
        const process = await someone();
        alive = alive.filter((each) => each !== process);
        await stopped(bed, process);
        break;
      }
      case 'jump': {
        const { ms, at } = happening;
        const set = () => {
          bed.skewMs += ms;
        };
        if (at === undefined) set();
        else (await someone()).atCall(at, set);
        break;
      }
      case 'retry':
        await (await someone()).handle.queues.retry({ organization: workspace });
        break;
    }
  }

  fates = [];
  if (setRight) bed.skewMs = 0;
  const shown = () => bed.visible();
  let living = await someone();
  await bed.until(
    async () => {
      // It may yet die of what was planned before.
      if (living.dead) living = await someone();
      const { due, later, unclear, parked } = await living.handle.queues.counts();
      const { waiting } = await living.handle.inbox.state({ account: 'account' });
      if (parked > 0) await living.handle.queues.retry({ organization: workspace });
      return due + later + unclear + parked + waiting === 0;
    },
    withinMs,
    250,
  );
  await bed.elapse(2 * minuteMs, 250);
  expect([...shown()].sort()).toEqual([...acknowledged].map((name) => [name, 1]).sort());
  expect((await living.handle.queues.parked({ organization: 'x:T1', limit: 5 })).length).toBe(0);
  for (const names of latest.values()) expect(lastShown(bed, names)).toEqual(names);
}

function ownerOf(latest: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  return [...latest].find(([, names]) => names.includes(name))?.[0];
}

/** The state in which the order of these news was shown last: its card as it stands now, or a digest after it. */
function lastShown(bed: NewsBed, names: readonly string[]): readonly string[] | undefined {
  return bed.chat.said
    .flatMap(({ card }) => shownOn(card).orders)
    .map(({ state }) => state)
    .findLast((state) => state.some((name) => names.includes(name)));
}

/** Stops a process while time goes on. */
async function stopped(bed: NewsBed, process: OpenProcess): Promise<void> {
  let done = false;
  const stop = process.notifications.stop().then(() => {
    done = true;
  });
  await bed.until(() => done || process.dead, minuteMs);
  if (done) await stop;
  process.kill();
}
