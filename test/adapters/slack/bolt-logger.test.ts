import { expect, it } from 'vitest';
import { boltLogger } from '../../../adapters/slack/web-api.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';

it('keeps the words of Slack’s libraries, and none of their payloads, tokens and addresses', () => {
  const log = createCollectedLog();
  const logger = boltLogger(log);
  logger.debug('http request body: {"token":"xoxb-1-secret"}');
  logger.warn(
    'failed',
    { payload: 'whole' },
    new Error('at wss://wss.slack.com/link/?ticket=t1 with xapp-1-A-secret'),
  );
  logger.error('token xoxb-1-secret', 'https://hooks.slack.com/commands/T1/secret');
  logger.info('started');
  expect(log.lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'warn', from: 'slack', message: 'failed  at [hidden] with [hidden]' },
    { level: 'warn', from: 'slack', message: 'token [hidden] [hidden]' },
    { level: 'debug', from: 'slack', message: 'started' },
  ]);
});
