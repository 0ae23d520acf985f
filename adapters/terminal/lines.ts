import type { Readable } from 'node:stream';

/**
 * The lines of `input` (UTF-8), without their line ends; the last one also when nothing ends it. Of a longer
 * line the first `limit` UTF-16 units are given and the rest is skipped, so that no input fills the memory.
 * An input that fails or is destroyed ends there.
 */
export async function* readLines(input: Readable, limit: number): AsyncGenerator<string> {
  let line = '';
  for await (const text of decoded(input)) {
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) {
        yield withoutReturn(line);
        line = '';
      }
      line += part.slice(0, limit - line.length);
    }
  }
  if (line !== '') yield withoutReturn(line);
}

async function* decoded(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of input) {
      yield typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    }
  } catch {
    // A terminal that is hung up, a pipe that breaks: nothing more will be asked.
  }
  yield decoder.decode();
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
