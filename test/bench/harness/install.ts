import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the peers where they are missing, exactly as the lock file says, without install scripts.
 *
 * @throws Error when npm can't.
 */
export function installPeers(directory: string): void {
  // npm writes this file when an installation is complete.
  if (existsSync(join(directory, 'node_modules', '.package-lock.json'))) return;
  const npm = spawnSync('npm', ['ci', '--prefix', directory, '--ignore-scripts'], { stdio: 'inherit' });
  if (npm.status !== 0) throw new Error(`npm ci --prefix ${directory} failed`);
}
