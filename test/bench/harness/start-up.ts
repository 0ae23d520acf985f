import { setTimeout as sleep } from 'node:timers/promises';
import { type Program, startContender } from './contender-process.ts';
import { type Endpoints, peer, shoptalk } from './contenders.ts';
import { settleMs } from './plan.ts';

export const startUpNames = {
  local: 'shoptalk, local page and sandbox',
  both: 'shoptalk, Slack and Discord over HTTP',
  sockets: 'shoptalk, Slack over Socket Mode and Discord over the gateway',
} as const;

/** Programs whose start alone is looked at. */
export const startUps: readonly { readonly name: string; program(endpoints: Endpoints): Program }[] = [
  { name: startUpNames.local, program: (at) => shoptalk({}, at) },
  {
    name: startUpNames.both,
    program: (at) => shoptalk({ ...at.partner, ...at.platforms.slack, ...at.platforms.discord }, at),
  },
  {
    name: startUpNames.sockets,
    program: (at) => shoptalk({ ...at.partner, ...at.sockets }, at),
  },
  {
    name: 'chat, Slack and Discord over HTTP',
    program: (at) => peer('chat', { ...at.platforms.slack, ...at.platforms.discord }, at),
  },
];

export interface Start {
  readonly startMs: number;
  readonly idleMiB: number;
}

/** One start of a program, its memory once it has settled, and its end. */
export async function runStart(program: Program): Promise<Start> {
  const process = await startContender(program);
  try {
    await sleep(settleMs);
    return { startMs: process.startMs, idleMiB: process.read().residentMiB };
  } finally {
    await process.stop();
  }
}
