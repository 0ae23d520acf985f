import { request } from 'node:http';

/** An answer of the sandbox, as it came. */
export interface SandboxAnswer {
  readonly status: number;
  readonly envelope: {
    readonly requestId: string;
    readonly code: number;
    readonly developId: string;
    readonly msg: string;
    readonly data: unknown;
  };
}

/** One HTTP request exactly as it is described, with nothing added but the length of its body. */
export function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  method = 'POST',
): Promise<SandboxAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, envelope: JSON.parse(text) });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
