/**
 * What every process of the benchmark agrees on: invented accounts, and offers that are told apart by their
 * number, so that each command asks for an offer that nobody asked for before.
 */
export const account = {
  accessKey: '0123456789abcdef0123456789abcdef',
  accessSecret: 'bench-secret-not-a-real-one',
  userId: '1234567890123',
} as const;

export const slackApp = {
  botToken: 'xoxb-bench-not-a-real-token',
  appToken: 'xapp-bench-not-a-real-token',
  signingSecret: 'bench-signing-secret-not-a-real-one',
  appId: 'A0BENCH001',
  teamId: 'T0BENCH001',
  botId: 'B0BENCH001',
  botUserId: 'U0BENCHBOT',
  channelId: 'C0BENCH001',
} as const;

export const discordApp = {
  token: 'MTAwMDAwMDAwMDAwMDAwMDAx.bench.not-a-real-token',
  applicationId: '1000000000000000001',
  guildId: '1000000000000000002',
  channelId: '1000000000000000003',
} as const;

const firstOfferId = 600_000_000_000;

export interface Offer {
  /** 12 digits. */
  readonly offerId: string;
  /** 26 characters, as long as the partner's. */
  readonly openUid: string;
}

export function offerOf(number: number): Offer {
  const offerId = String(firstOfferId + number);
  return { offerId, openUid: `BBB${offerId}_Bench7Go73g` };
}

/** The number of an offer in `offerOf`; NaN for an id that is none of ours. */
export function numberOf(offerId: string): number {
  return /^\d{12}$/.test(offerId) ? Number(offerId) - firstOfferId : Number.NaN;
}

/** In every title, in whatever language, so that an answer can be checked for it. */
export function modelOf(offerId: string): string {
  return `K${offerId}`;
}

/** The member's name inside the chat link that belongs to this pair; raw Chinese, as from the partner. */
export function memberOf({ offerId, openUid }: Offer): string {
  return `cnalichn丰华制冷${openUid.slice(3, 15)}与${offerId.slice(-4)}`;
}
