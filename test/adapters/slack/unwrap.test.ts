import { describe, expect, it } from 'vitest';
import { unwrapText, wordsForBot } from '../../../adapters/slack/unwrap.ts';

describe('what somebody typed', () => {
  it.each([
    [
      '/seller <https://detail.1688.com/offer/1.html?a=1&amp;b=2>',
      '/seller https://detail.1688.com/offer/1.html?a=1&b=2',
    ],
    ['<http://1688.com|1688.com> x', 'http://1688.com x'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['to <@U0ANN00001|ann> and <@U0BOB00002>', 'to @U0ANN00001 and @U0BOB00002'],
    [
      'grant viewer <!subteam^S0GUESTS01|@guests> <!subteam^S0GUESTS02>',
      'grant viewer @&S0GUESTS01 @&S0GUESTS02',
    ],
    ['in <#C0BUYING01|buying> <!here>', 'in #buying @here'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['`/seller 1`', '/seller 1'],
    ['*seller 1*', 'seller 1'],
    ['```seller 1\n```', 'seller 1'],
    ['<offer>', '<offer>'],
    ['', ''],
  ])('%s is %s', (sent, typed) => {
    expect(unwrapText(sent)).toBe(typed);
  });

  it.each([
    ['<@U0BOT00000> seller 1', 'seller 1'],
    ['<@U0BOT00000|shoptalk>: seller 1', 'seller 1'],
    ['hello <@U0BOT00000>, seller 1', 'seller 1'],
    ['seller 1 <@U0BOT00000>', 'seller 1'],
    ['<@U0BOT00000>', ''],
    ['seller 1', 'seller 1'],
    ['<@U0ANN00001> seller 1', '@U0ANN00001 seller 1'],
  ])('%s says to the bot: %s', (sent, words) => {
    expect(wordsForBot(sent, 'U0BOT00000')).toBe(words);
  });
});
