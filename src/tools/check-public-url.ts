import { z } from 'zod';
import { bad, type Finding, good, unsure } from '../chat/finding.ts';
import { jsonIn } from '../runtime/json.ts';
import { networkFault } from '../runtime/network-fault.ts';

const withinMs = 5_000;

/** Characters. */
const mostRead = 1_000;

/** What the bot itself answers to `GET /healthz`. */
const alive = z.object({ alive: z.literal(true) });

/** Paths by which the bot is known, whichever of them a proxy passes on: the others take `POST` alone, and say so. */
const paths = ['/healthz', '/xport/messages', '/slack/events', '/discord/interactions'] as const;

/** Whether PUBLIC_URL leads to this bot. From this machine the way may be another than from the internet, or there is none. */
export async function checkPublicUrl(publicUrl: string | undefined): Promise<readonly Finding[]> {
  if (publicUrl === undefined) return [];
  const { host } = new URL(publicUrl);
  for (const path of paths) {
    const finding = await findingAt(`${publicUrl.replace(/\/*$/, '')}${path}`, host);
    if (finding !== undefined) return [finding];
  }
  return [
    unsure(
      `PUBLIC_URL: ${host} knows none of the bot’s paths (HTTP 404)`,
      'See which paths the proxy passes on, with the path of PUBLIC_URL before them, and where it leads.',
    ),
  ];
}

/** `undefined` where there is nothing. */
async function findingAt(url: string, host: string): Promise<Finding | undefined> {
  let answer: Response;
  try {
    answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(withinMs) });
  } catch (error) {
    return unsure(
      `PUBLIC_URL: ${host} can’t be reached from this machine (${networkFault(error).code})`,
      'Open it from elsewhere: some networks lead no way from inside to their own address. See that its name, its port and its certificate are right.',
    );
  }
  const { status } = answer;
  const { data: said } = alive.safeParse(jsonIn(await beginningOf(answer).catch(() => '')));
  const takesPosts = status === 405 && answer.headers.get('allow') === 'POST';
  if (takesPosts || (status === 200 && said !== undefined)) {
    return good(`PUBLIC_URL: ${host} leads to the bot`);
  }
  if (status === 404) return undefined;
  if ([502, 503, 504].includes(status)) {
    return unsure(
      `PUBLIC_URL: ${host} answers HTTP ${status}: the proxy is there, the bot behind it is not`,
      'Start the bot. Where it runs, see which HOST and PORT the proxy leads to.',
    );
  }
  if ([401, 403, 407].includes(status)) {
    return bad(
      `PUBLIC_URL: ${host} refuses (HTTP ${status}) before the bot is asked`,
      'Let the bot’s paths through without a sign-in: each message proves itself.',
    );
  }
  return bad(
    `PUBLIC_URL: what answers at ${host} is not the bot (HTTP ${status})`,
    'See that it names the proxy, with the path that the proxy takes away, and where that leads.',
  );
}

/** As much of the text as the bot's own answer could have: what answers may never end. */
async function beginningOf({ body }: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > mostRead) break;
  }
  return text;
}
