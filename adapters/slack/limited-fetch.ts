/**
 * `fetch`, but for answers of more than `limitBytes` bytes: reading one of those fails as soon as it is longer. Slack's
 * client reads its answers to their end, whatever that is.
 */
export function limitedFetch(limitBytes: number): typeof fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    if (answer.body === null) return answer;
    const { status, statusText, headers } = answer;
    let left = limitBytes;
    const counted = answer.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(part, out) {
          left -= part.byteLength;
          if (left < 0) out.error(new Error(`an answer of more than ${limitBytes} bytes`));
          else out.enqueue(part);
        },
      }),
    );
    return new Response(counted, { status, statusText, headers });
  };
}
