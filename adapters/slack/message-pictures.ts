import type { AttachedPicture } from '../../src/chat/picture.ts';
import { openPlatformFiles, type PlatformFiles } from '../../src/pictures/platform-files.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { FoundPicture } from './message-content.ts';
import type { ResponseUrls } from './response-url.ts';

/** Files that were uploaded to Slack. The token goes to Slack's own hosts for files, and nowhere else. */
export function openFiles(deps: {
  readonly botToken: string;
  readonly urls: Pick<ResponseUrls, 'takesFiles'>;
  readonly clock: Clock;
}): PlatformFiles {
  return openPlatformFiles({
    clock: deps.clock,
    trusts: ({ href }) => deps.urls.takesFiles(href),
    headers: { authorization: `Bearer ${deps.botToken}` },
  });
}

/** The pictures of a message as the core reads them. */
export function attached(
  found: readonly FoundPicture[],
  files: Pick<PlatformFiles, 'read'>,
): readonly AttachedPicture[] {
  return found.map((picture) =>
    'link' in picture ? picture : { read: (signal) => files.read(picture.file, signal) },
  );
}
