import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeUrl } from '../../src/chat/safe-url.ts';

const hosts = ['1688.com', 'alicdn.com'];

describe('a safe URL', () => {
  it.each([
    ['https://1688.com', 'https://1688.com/'],
    ['https://detail.1688.com/offer/1.html?a=b#c', 'https://detail.1688.com/offer/1.html?a=b#c'],
    ['HTTPS://DETAIL.1688.COM/x', 'https://detail.1688.com/x'],
    ['https://air.1688.com/?touid=山东', 'https://air.1688.com/?touid=%E5%B1%B1%E4%B8%9C'],
    ['https://1688.com:443/x', 'https://1688.com/x'],
  ])('is made of %s', (raw, url) => {
    expect(safeUrl(raw, hosts)).toBe(url);
  });

  it.each([
    'http://1688.com/',
    'javascript:alert(1)',
    'https://evil1688.com/',
    'https://1688.com.evil.example/',
    'https://1688.com@evil.example/',
    'https://user@1688.com/',
    'https://user:pass@1688.com/',
    'https://1688.com:8443/',
    'https://1688.com./',
    'https://1688.com\\@evil.example/',
    'https://1688.com\u0000/',
    'https://1688.com/a b',
    'https://1688。com@evil.example/',
    'https://127.0.0.1/',
    '//1688.com/',
    '1688.com',
    '',
    `https://1688.com/${'x'.repeat(2000)}`,
    `https://1688.com/?${'山'.repeat(500)}`,
  ])('is not made of %s', (raw) => {
    expect(safeUrl(raw, hosts)).toBeUndefined();
  });

  it('leads to one of the hosts, whatever it was made of', () => {
    const anything = fc.oneof(
      fc.webUrl(),
      fc.string({ unit: 'binary' }),
      fc
        .tuple(
          fc.constantFrom('https://', 'https:\\\\', 'https:', '//'),
          fc.string(),
          fc.constantFrom('1688.com', '@1688.com', '.1688.com'),
          fc.string(),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anything, (raw) => {
        const url = safeUrl(raw, hosts);
        if (url === undefined) return;
        const { protocol, hostname, username, port } = new URL(url);
        expect(protocol).toBe('https:');
        expect(hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))).toBe(true);
        expect(username + port).toBe('');
        expect(safeUrl(url, hosts)).toBe(url);
      }),
    );
  });
});
