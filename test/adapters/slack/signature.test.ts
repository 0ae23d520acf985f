import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifySlackSignature } from '../../../adapters/slack/receiver.ts';
import { signedHeaders } from '../../fakes/slack/signing.ts';

/** The worked example of Slack's own documents. */
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const nowS = 1_531_420_618;
const body = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const good = {
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  timestamp: String(nowS),
  body,
};

const why = (change: Partial<typeof good> | Record<string, undefined>, at = nowS * 1000) => {
  const verdict = verifySlackSignature(secret, { ...good, ...change }, at);
  return verdict.ok ? 'accepted' : verdict.why;
};

describe('a signature', () => {
  it('of Slack’s own example is accepted', () => {
    expect(why({})).toBe('accepted');
  });

  it.each([
    ['a missing signature', { signature: undefined }, /Signature header is missing/],
    ['a missing time', { timestamp: undefined }, /Timestamp header is missing/],
    ['a time that is no number', { timestamp: '1e9' }, /no number/],
    ['a negative time', { timestamp: '-5' }, /no number/],
    ['a changed time', { timestamp: String(nowS + 1) }, /signature is wrong/],
    [
      'a changed body',
      { body: Buffer.concat([body, Buffer.from(' ')]) },
      /signature is wrong.*changes the body/,
    ],
    ['another version', { signature: good.signature.replace('v0', 'v1') }, /not v0=/],
    ['no version', { signature: good.signature.slice(3) }, /not v0=/],
    ['one digit less', { signature: good.signature.slice(0, -1) }, /64 hex digits/],
    ['one digit more', { signature: `${good.signature}0` }, /64 hex digits/],
    ['letters that are no hex', { signature: good.signature.replace('a2', 'zz') }, /64 hex digits/],
    ['another digit', { signature: good.signature.replace('a2', 'a3') }, /signature is wrong/],
  ])('with %s is refused, and says why', (_what, change, reason) => {
    expect(why(change)).toMatch(reason);
  });

  it('is good for five minutes in either direction, and not a second more', () => {
    expect(why({}, (nowS + 300) * 1000)).toBe('accepted');
    expect(why({}, (nowS - 300) * 1000)).toBe('accepted');
    expect(why({}, (nowS + 301) * 1000)).toMatch(/too old/);
    expect(why({}, (nowS - 301) * 1000)).toMatch(/future/);
  });

  it('is refused when no secret is set, even one made with no secret', () => {
    const headers = signedHeaders('', '', nowS);
    const request = {
      signature: headers['x-slack-signature'],
      timestamp: String(nowS),
      body: Buffer.alloc(0),
    };
    expect(verifySlackSignature('', request, nowS * 1000).ok).toBe(false);
  });

  it('covers every byte of any body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
        const text = Buffer.from(bytes).toString('latin1');
        const headers = signedHeaders(secret, text, nowS);
        const sent = Buffer.from(text);
        const request = (changed: Buffer) => ({
          signature: headers['x-slack-signature'],
          timestamp: String(nowS),
          body: changed,
        });
        expect(verifySlackSignature(secret, request(sent), nowS * 1000).ok).toBe(true);
        const flipped = Buffer.from(sent);
        const index = at % flipped.length;
        flipped[index] = (flipped[index] ?? 0) ^ 1;
        expect(verifySlackSignature(secret, request(flipped), nowS * 1000).ok).toBe(false);
      }),
    );
  });
});
