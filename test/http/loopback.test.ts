import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFromThisMachine, isLoopbackHost, sameOrigin } from '../../src/http/loopback.ts';

describe('loopback hosts', () => {
  it.each([
    'localhost',
    'LocalHost',
    'bot.localhost',
    '127.0.0.1',
    '127.255.0.9',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
  ])('take %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([
    '',
    '0.0.0.0',
    '::',
    '[::]',
    '128.0.0.1',
    '10.0.0.1',
    '127.0.0.1.example.com',
    '127.evil.example',
    '127.1',
    '0127.0.0.1',
    '2130706433',
    'localhost.evil.example',
    'notlocalhost',
    'example.com',
    '::ffff:10.0.0.1',
    '[::1',
    '::1]',
    ' localhost',
  ])('do not take %j', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });

  it('take no address outside of 127.0.0.0/8', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isLoopbackHost(address)).toBe(address.startsWith('127.'));
      }),
    );
  });
});

describe('requests of the page itself', () => {
  const request = (method: string, headers: Record<string, string>) => ({ method, headers });

  it.each([
    ['GET', { host: '127.0.0.1:3000' }],
    ['HEAD', { host: 'localhost:3000' }],
    ['GET', { host: '[::1]:3000' }],
    ['GET', { host: 'localhost' }],
    ['GET', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }],
    ['POST', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }],
    ['POST', { host: 'LOCALHOST:3000', origin: 'http://localhost:3000' }],
    ['POST', { host: 'localhost', origin: 'http://localhost' }],
  ])('%s %j is one', (method, headers) => {
    expect(sameOrigin(request(method, headers))).toBe(true);
  });

  it.each([
    ['GET', {}],
    ['GET', { host: '' }],
    ['GET', { host: 'evil.example:3000' }],
    ['GET', { host: 'evil.example', origin: 'http://evil.example' }],
    ['GET', { host: 'localhost:3000@evil.example' }],
    ['GET', { host: '127.0.0.1:3000:1' }],
    ['GET', { host: '127.0.0.1:3000', origin: 'http://evil.example' }],
    ['GET', { host: '127.0.0.1:3000', origin: 'null' }],
    ['POST', { host: '127.0.0.1:3000' }],
    ['POST', { host: '127.0.0.1:3000', origin: '' }],
    ['POST', { host: '127.0.0.1:3000', origin: 'null' }],
    ['POST', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3001' }],
    ['POST', { host: '127.0.0.1:3000', origin: 'http://localhost:3000' }],
    ['POST', { host: '127.0.0.1:3000', origin: 'https://127.0.0.1:3000' }],
    ['POST', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000.evil.example' }],
    ['DELETE', { host: '127.0.0.1:3000' }],
  ])('%s %j is none', (method, headers) => {
    expect(sameOrigin(request(method, headers))).toBe(false);
  });
});

describe('requests of this machine itself', () => {
  const isOne = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    isFromThisMachine({ headers: { host: '127.0.0.1:3000', ...headers }, remoteAddress });

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('come from %s', (peer) => {
    expect(isOne({}, peer)).toBe(true);
    expect(isOne({ host: 'localhost', accept: '*/*', 'user-agent': 'curl/8' }, peer)).toBe(true);
  });

  it.each(['', '10.0.0.1', '::ffff:10.0.0.1', '2001:db8::1'])('do not come from %j', (peer) => {
    expect(isOne({}, peer)).toBe(false);
  });

  it.each([
    'forwarded',
    'via',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-port',
    'x-forwarded-prefix',
    'x-forwarded-by-anything',
    'x-forwarded',
    'x-real-ip',
  ])('bear no %s, whatever it says', (name) => {
    for (const value of ['', '127.0.0.1', 'for=127.0.0.1', 'unknown'])
      expect(isOne({ [name]: value })).toBe(false);
  });

  it.each(['', 'bot.example.com', '10.0.0.1:3000', '127.0.0.1.example.com'])(
    'have no Host like %j',
    (host) => {
      expect(isOne({ host })).toBe(false);
    },
  );

  it('have a Host', () => {
    expect(isFromThisMachine({ headers: {}, remoteAddress: '127.0.0.1' })).toBe(false);
  });
});
