import { describe, expect, it } from 'vitest';
import { createResponseUrls } from '../../../adapters/slack/response-url.ts';
import { systemClock } from '../../../src/runtime/clock.ts';

const leads = (url: string, apiUrl = 'https://slack.com/api/') =>
  createResponseUrls({ apiUrl, clock: systemClock }).takesAnswers(url);

describe('a response URL', () => {
  it.each([
    'https://hooks.slack.com/commands/T1/1/x',
    'https://hooks.slack-gov.com/actions/T1/1/x',
    'https://slack.com/x',
  ])('%s leads to Slack', (url) => {
    expect(leads(url)).toBe(true);
  });

  it.each([
    'http://hooks.slack.com/commands/T1/1/x',
    'https://hooks.slack.com.evil.example/x',
    'https://hooks.slack.com@evil.example/x',
    'https://user:word@hooks.slack.com/x',
    'https://hooks.slack.com:8443/x',
    'https://evil.example/hooks.slack.com',
    'https://sub.hooks.slack.com/x',
    'https://files.slack.com/upload/v1/x',
    'https://127.0.0.1/x',
    'http://127.0.0.1/x',
    'http://169.254.169.254/latest/meta-data',
    'https://[::1]/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//hooks.slack.com/x',
    '',
  ])('“%s” does not', (url) => {
    expect(leads(url)).toBe(false);
  });

  it('may lead to the host of SLACK_API_URL, without TLS on this machine alone', () => {
    expect(leads('http://127.0.0.1:4003/x', 'http://127.0.0.1:4003/api/')).toBe(true);
    expect(leads('http://127.0.0.1:4004/x', 'http://127.0.0.1:4003/api/')).toBe(false);
    expect(leads('http://slack.internal/x', 'http://slack.internal/api/')).toBe(false);
    expect(leads('https://slack.internal/x', 'https://slack.internal/api/')).toBe(true);
    expect(leads('http://slack.internal/x', 'https://slack.internal/api/')).toBe(false);
  });
});
