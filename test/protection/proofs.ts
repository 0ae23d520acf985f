import { sign } from 'node:crypto';
import { signCallback } from '../../src/xport/callback-signature.ts';
import { signedHeaders } from '../fakes/slack/signing.ts';
import type { WholeBot } from './whole-bot.ts';

/** The headers by which whoever may use a route proves to be that, over any bytes. */
export type Proof = (body: Buffer) => Readonly<Record<string, string>>;

/** The proof that each POST route of the bot wants; `undefined` for a route of which nothing is known. */
export function proofOf(path: string, { bot, discord, secrets }: WholeBot): Proof | undefined {
  const nowS = Math.floor(Date.now() / 1000);
  if (path === '/slack/events') {
    // The helper signs texts: of other bytes only what is left of them as text is signed, and refused.
    return (body) => signedHeaders(secrets.signingSecret, body.toString('utf8'), nowS);
  }
  if (path === '/discord/interactions') {
    return (body) => ({
      'x-signature-timestamp': String(nowS),
      'x-signature-ed25519': sign(
        null,
        Buffer.concat([Buffer.from(String(nowS)), body]),
        discord.identity.privateKey,
      ).toString('hex'),
    });
  }
  if (path === '/xport/messages') {
    const { accessKey, accessSecret } = secrets;
    return (body) => ({
      authorization: signCallback({ accessKey, base: 'key-and-body', body }, accessSecret),
    });
  }
  // Nothing proves a sender there while messages are signed.
  if (path === '/xport/messages/*') return () => ({});
  if (path.startsWith('/page/')) {
    return () => ({ origin: bot.url, authorization: `Bearer ${bot.tokens.page}` });
  }
  // A page of the console itself, without a session: what its cookie opens is under test in test/console.
  if (path === '/console/*') return () => ({ origin: bot.url });
  // Whoever has the link may open it: its path is the proof.
  if (path === '/l/*') return () => ({});
  return undefined;
}
