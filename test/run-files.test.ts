import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dockerStages, dockerSteps } from './harness/dockerfile.ts';
import { root } from './harness/sources.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** What the outside may call, and what it may not. */
const publicPaths = [
  '/slack/events',
  '/discord/interactions',
  '/xport/messages',
  '/xport/messages/a-token',
  '/l/a-token',
];
const ownPaths = [
  '/',
  '/metrics',
  '/readyz',
  '/healthz',
  '/console',
  '/console/orders',
  '/sandbox/pictures/a.png',
];

describe('what runs the bot for real', () => {
  it('is a container whose steps the docs name, made with the Node that serves', () => {
    const stages = dockerStages();
    expect(new Set(stages.map(({ from }) => from))).toEqual(new Set(['node:26-slim']));
    const steps = dockerSteps(stages, 'RUN');
    const docs = read('docs/operations.md');
    const named = steps.filter((step) => !step.startsWith('mkdir'));
    expect(named).toEqual([
      'npm ci --ignore-scripts',
      'node src/launch.js tools/build.ts',
      'npm ci --omit=dev --ignore-scripts',
    ]);
    for (const step of named) expect(docs).toContain(`\`${step}\``);
    const [start] = dockerSteps(stages, 'CMD');
    const { scripts } = JSON.parse(read('package.json'));
    expect(JSON.parse(start ?? '[]').join(' ')).toBe(scripts.start);
    expect(scripts.build).toBe('node src/launch.js tools/build.ts');
  });

  it('leaves nothing of this machine in the image', () => {
    expect(read('.dockerignore').trim().split('\n')).toEqual(
      expect.arrayContaining(['node_modules', 'data', '.env', '.git', 'dist']),
    );
  });

  it('is nginx and Caddy that pass on the public routes alone', () => {
    const [, pattern = ''] = /location ~ (\S+) \{/.exec(read('docs/run/nginx.conf')) ?? [];
    const nginx = new RegExp(pattern);
    const [, listed = ''] = /@public path (.+)/.exec(read('docs/run/Caddyfile')) ?? [];
    const caddy = listed.split(' ').map((each) => new RegExp(`^${each.replaceAll('*', '.*')}$`));
    for (const path of publicPaths) {
      expect([path, nginx.test(path), caddy.some((each) => each.test(path))]).toEqual([path, true, true]);
    }
    for (const path of ownPaths) {
      expect([path, nginx.test(path), caddy.some((each) => each.test(path))]).toEqual([path, false, false]);
    }
  });
});
