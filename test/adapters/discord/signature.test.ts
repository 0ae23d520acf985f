import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signatureVerifier } from '../../../adapters/discord/http.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const hexKey = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
const now = 1_779_263_269_000;
const body = Buffer.from('{"type":1,"title":"山东"}');

const signed = (timestamp: string, content = body) =>
  sign(null, Buffer.concat([Buffer.from(timestamp), content]), privateKey).toString('hex');
const at = (offsetS: number) => String(now / 1000 + offsetS);
const valid = { signature: signed(at(0)), timestamp: at(0), body };
const verify = signatureVerifier(hexKey);

describe('a signed request', () => {
  test('is taken as it is', async () => {
    expect(await verify(valid, now)).toEqual({ ok: true });
    expect(await signatureVerifier(hexKey.toUpperCase())(valid, now)).toEqual({ ok: true });
  });

  test.each([
    ['no signature', { ...valid, signature: undefined }, 'missing'],
    ['no timestamp', { ...valid, timestamp: undefined }, 'missing'],
    ['half a signature', { ...valid, signature: valid.signature.slice(2) }, '128 hex'],
    ['letters that are no digits', { ...valid, signature: `zz${valid.signature.slice(2)}` }, '128 hex'],
    ['a line feed behind it', { ...valid, signature: `${valid.signature}\n` }, '128 hex'],
    ['a timestamp of words', { ...valid, timestamp: 'now' }, 'seconds'],
    ['a timestamp in milliseconds', { ...valid, timestamp: String(now) }, 'seconds'],
    ['a second later signed', { ...valid, timestamp: at(1) }, 'does not fit'],
    ['a changed body', { ...valid, body: Buffer.concat([body, Buffer.from(' ')]) }, 'does not fit'],
    ['an empty body', { ...valid, body: Buffer.alloc(0) }, 'does not fit'],
  ])('is refused with %s', async (_, parts, why) => {
    expect(await verify(parts, now)).toEqual({ ok: false, why: expect.stringContaining(why) });
  });

  test.each([
    [-300, true],
    [300, true],
    [-301, false],
    [301, false],
  ])('%i seconds off: %s', async (offset, ok) => {
    const timestamp = at(offset);
    expect((await verify({ signature: signed(timestamp), timestamp, body }, now)).ok).toBe(ok);
  });

  test('is refused when any one bit of it is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 511 }), async (bit) => {
        const bytes = Buffer.from(valid.signature, 'hex');
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const verdict = await verify({ ...valid, signature: bytes.toString('hex') }, now);
        expect(verdict.ok).toBe(false);
      }),
    );
  });

  test('is refused under another key', async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
    const verdict = await signatureVerifier(other.subarray(-32).toString('hex'))(valid, now);
    expect(verdict.ok).toBe(false);
  });
});

test.each(['', 'abc', hexKey.slice(1), `${hexKey}0`, `zz${hexKey.slice(2)}`])(
  '“%s” is no public key',
  (key) => {
    expect(() => signatureVerifier(key)).toThrow(TypeError);
  },
);
