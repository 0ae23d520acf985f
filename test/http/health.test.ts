import { describe, expect, it } from 'vitest';
import type { Readiness } from '../../src/chat/adapter.ts';
import { healthRoutes, type PartReadiness } from '../../src/http/health.ts';
import { serve } from './serving.ts';

const everybody = { admits: () => true };
const nobody = { admits: () => false };

describe('health', () => {
  const part = (name: string, readiness: Readiness): PartReadiness => ({ name, readiness });

  it('lives whatever its parts do', async () => {
    const { url } = await serve(healthRoutes(() => Promise.reject(new Error('no parts')), nobody));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('is ready when every part is', async () => {
    const { url } = await serve(
      healthRoutes(
        async () => [part('store', { ok: true }), part('page', { ok: true, lastFrameAt: 1 })],
        everybody,
      ),
    );
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      ready: true,
      parts: [
        { name: 'store', ok: true },
        { name: 'page', ok: true },
      ],
    });
  });

  it('says which part is not ready, and why, and changes its mind', async () => {
    let connected = false;
    const { url } = await serve(
      healthRoutes(
        async () => [
          part('store', { ok: true }),
          part('x', connected ? { ok: true } : { ok: false, detail: 'not connected' }),
        ],
        everybody,
      ),
    );
    const before = await fetch(`${url}/readyz`);
    expect(before.status).toBe(503);
    expect(await before.json()).toEqual({
      ready: false,
      parts: [
        { name: 'store', ok: true },
        { name: 'x', ok: false, detail: 'not connected' },
      ],
    });
    connected = true;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('says to others only whether it is ready', async () => {
    for (const ok of [true, false]) {
      const parts = async () => [part('store', { ok, detail: 'the file is gone' })];
      const { url } = await serve(healthRoutes(parts, nobody));
      const response = await fetch(`${url}/readyz`);
      expect(response.status).toBe(ok ? 200 : 503);
      expect(await response.json()).toEqual({ ready: ok });
    }
  });

  it('is not ready when that cannot be found out', async () => {
    const { url } = await serve(healthRoutes(() => Promise.reject(new Error('no parts')), everybody));
    expect((await fetch(`${url}/readyz`)).status).toBe(500);
  });
});
