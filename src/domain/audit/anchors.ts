import { hourMs } from '../../runtime/durations.ts';
import type { ChainHead } from './entry.ts';

/**
 * What stood at the end of an organization's chain, kept outside of the chain: a chain whose end was cut off, or that was
 * made anew, holds for itself, but not against what stood there before. Times are ms since 1970 UTC.
 */
export interface Anchor {
  readonly organization: string;
  /** Of the last record, from 1. */
  readonly seq: number;
  readonly hash: string;
  /** When it was last seen to be the last one: every later record was made after that. */
  readonly at: number;
  /** The last record that was cut off at the front for its age. */
  readonly cutSeq: number;
  /** When the one after that was made; absent where there was none. */
  readonly frontAt?: number;
}

/** What is there of a chain that has anchors, or a head. */
export interface Chain {
  readonly organization: string;
  readonly head?: ChainHead;
  /** When the first record that was not cut off was made. */
  readonly frontAt?: number;
  /** Of those of its records that anchors name. */
  readonly hashes: ReadonlyMap<number, string>;
}

/** In what a chain is not what it was. */
export interface AnchorBreak {
  readonly organization: string;
  /** The record that tells it. */
  readonly seq: number;
  readonly why: /** There is no such chain any more. */
    | 'gone'
    /** Its end was cut off: it has fewer records than it had. */
    | 'cut off'
    /** There is another record in its place: the end was cut off and the chain went on, or all of it was made anew. */
    | 'another'
    | 'missing'
    /** The front was cut off up to this record, which is too young for that. */
    | 'cut too early';
  /** When it was still there. */
  readonly at?: number;
}

/** How long records are kept, as of now. */
export interface Retention {
  readonly now: number;
  /** How long records are kept, ms. */
  readonly keptMs: number;
}

/** How many anchors of a chain are kept over the time that records are: more would tell a cut front more exactly. */
const mostAnchors = 100;

/** How far the clocks of two processes may be apart, ms. */
const clocksApartMs = hourMs;

/** Whether the chain still is what it was by `anchor`; `undefined`: as far as can be told, it is. */
export function compareEnd(
  anchor: Pick<Anchor, 'organization' | 'seq' | 'hash'> & { readonly at?: number },
  { head, hashes }: Chain,
): AnchorBreak | undefined {
  const { organization, seq, at } = anchor;
  const broken = (why: AnchorBreak['why']) => ({ organization, seq, why, ...(at !== undefined && { at }) });
  const hash = hashes.get(seq) ?? (head?.cutSeq === seq ? head.cutHash : undefined);
  if (hash !== undefined) return hash === anchor.hash ? undefined : broken('another');
  if (head === undefined) return broken('gone');
  if (seq > head.seq) return broken('cut off');
  // What was cut off for its age can't be compared any more.
  return seq < head.cutSeq ? undefined : broken('missing');
}

/** Whether the front of the chain was cut off before its time; anchors that are older than `keptMs` can't tell. */
function compareFront(
  anchors: readonly Anchor[],
  { head }: Chain,
  retention: Retention,
): AnchorBreak | undefined {
  if (head === undefined || head.cutSeq <= acceptedCut(anchors).cutSeq) return undefined;
  const { cutSeq } = head;
  const young = (at: number | undefined) =>
    at !== undefined && at > retention.now - retention.keptMs + clocksApartMs ? at : undefined;
  const times = anchors.flatMap(({ seq, at, cutSeq: cut, frontAt }) => [
    ...(seq < cutSeq ? [young(at)] : []),
    ...(cut < cutSeq ? [young(frontAt)] : []),
  ]);
  const known = times.filter((at) => at !== undefined);
  const organization = anchors[0]?.organization;
  if (organization === undefined || known.length === 0) return undefined;
  return { organization, seq: cutSeq, why: 'cut too early', at: Math.max(...known) };
}

/** How far the front was cut off when that was last found right. */
function acceptedCut(anchors: readonly Anchor[]): Pick<Anchor, 'cutSeq' | 'frontAt'> {
  const [first, ...others] = anchors;
  if (first === undefined) return { cutSeq: 0 };
  const last = others.reduce((most, each) => (each.cutSeq > most.cutSeq ? each : most), first);
  return { cutSeq: last.cutSeq, ...(last.frontAt !== undefined && { frontAt: last.frontAt }) };
}

/**
 * Compares a chain with its anchors and gives the anchors to keep from now on: with one of its end as it is now, and
 * without those that nothing more can be told by. What the chain no longer agrees with is kept as well, so that a chain
 * which goes on after its end was cut off is told from the one that was; `keptMs` later it ends as everything does.
 * Of both kinds there are at most {@link mostAnchors} and one.
 */
export function renewAnchors(
  anchors: readonly Anchor[],
  chain: Chain,
  retention: Retention,
): { readonly anchors: readonly Anchor[]; readonly breaks: readonly AnchorBreak[] } {
  const compared = anchors.map((anchor) => ({ anchor, broken: compareEnd(anchor, chain) }));
  const agreeing = compared.filter(({ broken }) => broken === undefined).map(({ anchor }) => anchor);
  const broken = compared.filter((each) => each.broken !== undefined).map(({ anchor }) => anchor);
  const breaks = breaksOf(anchors, chain, retention);
  const newest = anchorOf(chain, anchors, breaks, retention.now);
  const current = [
    ...agreeing.filter(({ seq }) => seq !== newest?.seq),
    ...(newest === undefined ? [] : [newest]),
  ];
  return { anchors: [...thinned(broken, retention), ...thinned(current, retention, newest)], breaks };
}

/** All in which the chain is not what it was: of its end the first record that tells it. */
export function breaksOf(
  anchors: readonly Anchor[],
  chain: Chain,
  retention: Retention,
): readonly AnchorBreak[] {
  const [end] = anchors
    .flatMap((anchor) => compareEnd(anchor, chain) ?? [])
    .sort((one, other) => one.seq - other.seq);
  const front = compareFront(anchors, chain, retention);
  return [...(end === undefined ? [] : [end]), ...(front === undefined ? [] : [front])];
}

/** The anchor of the chain's end as it is now. What was cut off too early is not accepted by it. */
function anchorOf(
  { organization, head, frontAt }: Chain,
  anchors: readonly Anchor[],
  breaks: readonly AnchorBreak[],
  now: number,
): Anchor | undefined {
  if (head === undefined || head.seq === 0) return undefined;
  const before = anchors.find(({ seq, hash }) => seq === head.seq && hash === head.hash);
  const end = { organization, seq: head.seq, hash: head.hash, at: Math.max(now, before?.at ?? now) };
  if (breaks.some(({ why }) => why === 'cut too early')) return { ...end, ...acceptedCut(anchors) };
  return { ...end, cutSeq: head.cutSeq, ...(frontAt !== undefined && { frontAt }) };
}

/** The newest of each stretch of time, as long as records are kept, and `always`. */
function thinned(anchors: readonly Anchor[], { now, keptMs }: Retention, always?: Anchor): readonly Anchor[] {
  const slotMs = keptMs / mostAnchors;
  const newest = new Map<number, Anchor>();
  for (const anchor of anchors) {
    const slot = Math.floor(anchor.at / slotMs);
    const other = newest.get(slot);
    if (other === undefined || isNewer(anchor, other)) newest.set(slot, anchor);
  }
  const kept = [...newest.values()].filter((anchor) => anchor === always || anchor.at > now - keptMs);
  const left = always === undefined || kept.includes(always) ? kept : [...kept, always];
  return left.sort((one, other) => one.seq - other.seq || one.at - other.at);
}

function isNewer(one: Anchor, other: Anchor): boolean {
  return one.at > other.at || (one.at === other.at && one.seq > other.seq);
}

/** `organization:seq:hash`, as it is logged and as {@link parseAnchor} reads it. */
export function printAnchor({
  organization,
  seq,
  hash,
}: Pick<Anchor, 'organization' | 'seq' | 'hash'>): string {
  return `${organization}:${seq}:${hash}`;
}

/** `undefined` for what {@link printAnchor} can't have made. An organization has colons of its own. */
export function parseAnchor(text: string): Pick<Anchor, 'organization' | 'seq' | 'hash'> | undefined {
  const [, organization, seq, hash] = /^(.+):([1-9]\d{0,14}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (organization === undefined || seq === undefined || hash === undefined) return undefined;
  return { organization, seq: Number(seq), hash: hash.toLowerCase() };
}
