import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinkOpener } from '../../src/links/link-opener.ts';
import { type FetchPicture, pictureFetcher } from '../../src/pictures/read-picture.ts';
import { pictures } from '../pictures/pictures.ts';
import { type LinkBed, openLinkBed } from './link-bed.ts';

/** Names and where they lead; the public ones are served by this test. */
const names: Readonly<Record<string, readonly string[]>> = {
  'pictures.example': ['93.184.216.34'],
  'other.example': ['2606:2800:220:1:248:1893:25c8:1946'],
  'loopback.example': ['127.0.0.1'],
  'private.example': ['10.0.0.7'],
  'link-local.example': ['169.254.169.254'],
  'six.example': ['::1'],
  'mapped.example': ['::ffff:93.184.216.34'],
  'unique-local.example': ['fd00::1'],
  'both.example': ['93.184.216.34', '192.168.1.1'],
};

describe('a picture behind a link', () => {
  const never = new AbortController().signal;
  let bed: LinkBed;
  let fetchPicture: FetchPicture;

  beforeEach(async () => {
    bed = await openLinkBed(names);
    bed.answer = (_, response) => response.end(pictures.png);
    fetchPicture = pictureFetcher(bed.opener);
  });
  afterEach(() => bed.close());

  const redirecting = (to: string): RequestListener => {
    return (request, response) => {
      if (request.url !== '/start') return void response.end(pictures.png);
      response.writeHead(302, { location: to }).end();
    };
  };

  it.each(Object.entries(pictures))('is fetched: %s, whatever its header says', async (type, bytes) => {
    bed.answer = (_, response) => response.setHeader('content-type', 'text/html').end(bytes);
    expect(await fetchPicture('https://pictures.example/a', never)).toEqual({ type, bytes });
    expect(await fetchPicture('https://other.example/a', never)).toEqual({ type, bytes });
  });

  it.each([
    'loopback.example',
    'private.example',
    'link-local.example',
    'six.example',
    'mapped.example',
    'unique-local.example',
    'both.example',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '169.254.169.254',
    '192.168.0.1',
    '100.64.0.1',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:8.8.8.8]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00::1]',
  ])('is never asked of %s, nor by a redirect to it', async (host) => {
    expect(await fetchPicture(`https://${host}/start`, never)).toEqual({ fault: 'not public' });
    expect(bed.asked).toEqual([]);
    bed.answer = redirecting(`https://${host}/`);
    expect(await fetchPicture('https://pictures.example/start', never)).toEqual({ fault: 'not public' });
    expect(bed.asked).toEqual(['pictures.example/start']);
  });

  it.each(['loopback.example', 'localhost'])(
    'is never asked of %s by the connections of every day',
    async (host) => {
      const { clock, resolve } = bed;
      const real = createLinkOpener({ clock, ...(host !== 'localhost' && { resolve }) });
      expect(await pictureFetcher(real)(`https://${host}/`, never)).toEqual({ fault: 'not public' });
      await real.close();
    },
  );

  it.each([
    'http://pictures.example/a.png',
    'https://pictures.example:8443/a.png',
    'https://user:word@pictures.example/a.png',
    'ftp://pictures.example/a.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'pictures.example',
    '',
  ])('has to be of https on its own port: not “%s”, nor by a redirect to it', async (link) => {
    expect(await fetchPicture(link, never)).toEqual({ fault: 'no https link' });
    expect(bed.asked).toEqual([]);
    if (!link.includes(':')) return;
    bed.answer = redirecting(link);
    expect(await fetchPicture('https://pictures.example/start', never)).toEqual({ fault: 'no https link' });
  });

  it('is looked for along a few redirects, each resolved anew, and no further', async () => {
    bed.answer = redirecting('https://other.example/b');
    expect(await fetchPicture('https://pictures.example/start', never)).toMatchObject({ type: 'png' });
    expect(bed.resolved).toEqual(['pictures.example', 'other.example']);
    bed.answer = (_, response) => response.writeHead(302, { location: '/again' }).end();
    expect(await fetchPicture('https://pictures.example/', never)).toEqual({ fault: 'too many redirects' });
  });

  it('is at most 5 MiB, said or not', async () => {
    const large = Buffer.concat([pictures.jpeg, Buffer.alloc(5 * 1024 * 1024)]);
    bed.answer = (_, response) => response.end(large);
    expect(await fetchPicture('https://pictures.example/', never)).toEqual({ fault: 'too large' });
    bed.answer = (_, response) => {
      response.writeHead(200);
      for (let at = 0; at < large.length; at += 65_536) response.write(large.subarray(at, at + 65_536));
      response.end();
    };
    expect(await fetchPicture('https://pictures.example/', never)).toEqual({ fault: 'too large' });
    const most = Buffer.concat([pictures.jpeg, Buffer.alloc(5 * 1024 * 1024 - pictures.jpeg.length)]);
    bed.answer = (_, response) => response.end(most);
    expect(await fetchPicture('https://pictures.example/', never)).toMatchObject({ type: 'jpeg' });
  });

  it('is given up on after four seconds', async () => {
    const begun = Promise.withResolvers<void>();
    bed.answer = (_, response) => {
      response.write(pictures.png);
      begun.resolve();
    };
    const fetched = fetchPicture('https://pictures.example/', never);
    await begun.promise;
    bed.clock.advance(4000);
    expect(await fetched).toEqual({ fault: 'too slow' });
  });

  it('is no longer wanted once the command is cut off', async () => {
    const controller = new AbortController();
    bed.answer = () => controller.abort(new Error('cut off'));
    await expect(fetchPicture('https://pictures.example/', controller.signal)).rejects.toThrow('cut off');
  });

  it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '', 'RIFF....WAVEfmt ', '\x89PNG', 'BM'])(
    'is none where something else comes: %j, called a picture',
    async (body) => {
      bed.answer = (_, response) => response.setHeader('content-type', 'image/png').end(body);
      expect(await fetchPicture('https://pictures.example/', never)).toEqual({ fault: 'no picture' });
    },
  );

  it('is refused, or its host is silent', async () => {
    bed.answer = (_, response) => response.writeHead(404).end(pictures.png);
    expect(await fetchPicture('https://pictures.example/', never)).toEqual({ fault: 'refused' });
    bed.answer = (request) => request.socket.destroy();
    expect(await fetchPicture('https://pictures.example/', never)).toEqual({ fault: 'unreachable' });
    expect(await fetchPicture('https://nowhere.example/', never)).toEqual({ fault: 'unreachable' });
  });
});
